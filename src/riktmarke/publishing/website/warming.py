"""Doing beforehand what the first visitor would otherwise wait for."""

import gc
from threading import Thread

from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_files import WORKER
from riktmarke.vocabulary.errors import RiktmarkeError


def warm_up() -> Thread:
    """Read the figures' registers and start the chart process in the background; return the thread that does it.

    What is loaded by then stays for the life of the process, so the garbage collector is told to leave it alone:
    measured, each of its full rounds over Django's and our own objects stopped a page for 130 to 240 ms.
    """
    thread = Thread(target=_warm_up, name="warming", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    WORKER.warm_up()
    try:
        source = figures()
        source.choices().search.find("värme")
        _ = source.choices().groups
        _ = source.choices().municipality_options
    except RiktmarkeError:
        return  # no figures, or damaged ones: the page that is asked for says so
    gc.collect()
    gc.freeze()
