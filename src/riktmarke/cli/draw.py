"""`riktmarke draw`: the charts of the site, before anybody asks for them."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from filelock import FileLock, Timeout
from rich.markup import escape

from riktmarke.cli.database import prepare_database
from riktmarke.cli.signals import ended_by_signal
from riktmarke.cli.terminal import Told, configured_store, counted, err, out, processors, progress_shown

LEAST_PRIORITY = 19
LOCK = "drawing.lock"
ORPHANED = 1


def draw(
    *,
    gently: Annotated[
        bool, typer.Option("--gently", help="one process, which gives way to everything else on the machine")
    ] = False,
    count: Annotated[int, typer.Option("--processes", min=0, help="processes that draw; 0 for one per processor")] = 0,
    stop_with: Annotated[int, typer.Option("--stop-with", hidden=True, help="the process that started it")] = 0,
) -> None:
    """Draw the charts of the municipality's own pages ahead, so that no reader waits for one.

    Only what has not been drawn before is. riktmarke up and riktmarke worker do this by themselves, gently, a minute
    after figures or plan have changed; charts of other municipalities are drawn when somebody asks for them.

    Ends with 75 where another process draws already: what that draws may be the charts of another site.

    Examples:
      riktmarke draw
      riktmarke draw --gently
    """
    if gently:
        os.nice(LEAST_PRIORITY)
    configured_store().run_versions.current()  # without figures there is nothing to draw, and this says so
    prepare_database()
    # imported here: models can only be loaded once Django is set up
    from riktmarke.operations.drawing import ANOTHER_DRAWS
    from riktmarke.publishing.static_site.drawing import draw_charts
    from riktmarke.publishing.website.site import ensure_site

    charts = Path(settings.RIKTMARKE_CHARTS)
    charts.mkdir(parents=True, exist_ok=True)
    try:
        with ended_by_signal(), FileLock(charts / LOCK, timeout=0), progress_shown() as told:
            drawn = draw_charts(
                ensure_site(),
                charts=charts,
                count=1 if gently else count or processors(),
                progress=partial(_go_on, told, stop_with),
            )
    except Timeout:
        err.print("Charts are being drawn already, by another process. What to do: try again when it is done.")
        raise typer.Exit(ANOTHER_DRAWS) from None
    out.print(f"{counted(drawn.files)} charts of {counted(drawn.pages)} pages are drawn.")
    for address, status in sorted(drawn.broken.items()):
        err.print(f"{escape(address)} answers {status}.")
    if drawn.broken:
        raise typer.Exit(3)


def _go_on(told: Told, stop_with: int, done: int, of: int) -> None:
    """Show how far it is, and end when whoever started this is gone: it was killed outright, and draws no more."""
    if stop_with and os.getppid() != stop_with:
        raise SystemExit(ORPHANED)
    told("Drawing charts", done, of)
