"""Doing beforehand what the first visitor would otherwise wait for."""

from threading import Thread

from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_files import WORKER
from riktmarke.vocabulary.errors import RiktmarkeError


def warm_up() -> Thread:
    """Read the figures' registers and start the chart process in the background; return the thread that does it."""
    thread = Thread(target=_warm_up, name="warming", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    WORKER.warm_up()
    try:
        source = figures()
        source.dataset().series.search("värme")
        _ = source.choices().groups
        _ = source.choices().municipality_options
    except RiktmarkeError:
        return  # no figures, or damaged ones: the page that is asked for says so
