"""What the commands share: the store and catalogue of the settings, the clock, progress on standard error."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.composites import Composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.everyday_words import load_everyday_words
from riktmarke.governance.framework_lists import FrameworkLists, load_framework_lists
from riktmarke.presentation.numbers import number
from riktmarke.statistics.store import Store

out = Console(highlight=False)
# Progress goes here, so that what a command prints can be piped.
err = Console(stderr=True, highlight=False)


def now() -> datetime:
    """Return the time. The commands read the clock and hand it down; nothing below them does."""
    return datetime.now(UTC)


def time_at_the_place() -> datetime:
    """Return the time on the clock of the place (Swedish time), with its zone."""
    return now().astimezone(ZoneInfo(settings.TIME_ZONE))


def moment(at: datetime) -> str:
    """Return a moment as the clock of the place shows it, in every command."""
    return f"{at.astimezone(ZoneInfo(settings.TIME_ZONE)):%Y-%m-%d %H:%M}"


def configured_store() -> Store:
    """Return the store of the settings (RIKTMARKE_STORE)."""
    return Store(Path(settings.RIKTMARKE_STORE))


def configured_catalogue() -> Catalogue:
    """Return the definitions of the settings (RIKTMARKE_CATALOGUE)."""
    return load_catalogue(Path(settings.RIKTMARKE_CATALOGUE))


def configured_framework_lists() -> FrameworkLists:
    """Return the framework lists of the settings (RIKTMARKE_CATALOGUE)."""
    return load_framework_lists(Path(settings.RIKTMARKE_CATALOGUE))


def configured_composites() -> Composites:
    """Return the composites of the settings (RIKTMARKE_CATALOGUE)."""
    return load_composites(Path(settings.RIKTMARKE_CATALOGUE), configured_catalogue())


def configured_everyday_words() -> dict[str, tuple[str, ...]]:
    """Return the everyday words of the settings (RIKTMARKE_CATALOGUE)."""
    return load_everyday_words(Path(settings.RIKTMARKE_CATALOGUE))


def counted(count: int) -> str:
    """Return a count as it is written in Swedish, 7 387 543, in every command."""
    return number(count, decimals=0)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Told(Protocol):
    """Receives progress: the step, how much is done, of how much (0: nobody can tell)."""

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Tell how far the work has come."""


@contextmanager
def progress_shown() -> Iterator[Told]:
    """Show progress on standard error while the block runs: a bar where the end is known, else a spinner.

    Where nothing is told, nothing is shown.
    """
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
    )

    def told(step: str, done: int = 0, of: int = 0) -> None:
        bar.start()
        if not bar.tasks or bar.tasks[-1].description != step:
            _finish_last(bar)
            bar.add_task(step, total=of or None)
        bar.update(bar.tasks[-1].id, completed=done, total=of or None)

    try:
        yield told
        _finish_last(bar)
    finally:
        if bar.tasks:
            bar.stop()


def _finish_last(bar: Progress) -> None:
    if bar.tasks and not bar.tasks[-1].finished:
        end = bar.tasks[-1].total or 1
        bar.update(bar.tasks[-1].id, total=end, completed=end)
