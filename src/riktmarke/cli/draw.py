"""`riktmarke draw`: the charts of the site, before anybody asks for them."""

import os
from pathlib import Path
from typing import Annotated

import django
import typer
from django.conf import settings
from filelock import FileLock, Timeout

from riktmarke.cli.signals import ended_by_signal
from riktmarke.cli.terminal import configured_store, counted, err, out, processors, progress_shown

LEAST_PRIORITY = 19
LOCK = "drawing.lock"


def draw(
    *,
    gently: Annotated[
        bool, typer.Option("--gently", help="one process, which gives way to everything else on the machine")
    ] = False,
    count: Annotated[int, typer.Option("--processes", min=0, help="processes that draw; 0 for one per processor")] = 0,
) -> None:
    """Draw the charts of the municipality's own pages ahead, so that no reader waits for one.

    Only what has not been drawn before is. riktmarke up and riktmarke worker do this by themselves, gently, a minute
    after figures or plan have changed; charts of other municipalities are drawn when somebody asks for them.

    Examples:
      riktmarke draw
      riktmarke draw --gently
    """
    if gently:
        os.nice(LEAST_PRIORITY)
    django.setup()
    # imported here: models can only be loaded once Django is set up
    from riktmarke.publishing.static_site.drawing import draw_charts
    from riktmarke.publishing.website.site import ensure_site

    configured_store().run_versions.current()  # without figures there is nothing to draw, and this says so
    charts = Path(settings.RIKTMARKE_CHARTS)
    charts.mkdir(parents=True, exist_ok=True)
    try:
        with ended_by_signal(), FileLock(charts / LOCK, timeout=0), progress_shown() as told:
            drawn = draw_charts(
                ensure_site(),
                charts=charts,
                count=1 if gently else count or processors(),
                progress=lambda done, of: told("Drawing charts", done, of),
            )
    except Timeout:
        err.print("The charts are being drawn already, by another process.")
        return
    out.print(f"{counted(drawn.files)} charts of {counted(drawn.pages)} pages are drawn.")
