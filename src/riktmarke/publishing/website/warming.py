"""Doing beforehand what the first visitor would otherwise wait for."""

import gc
from threading import Thread

from django.db import DatabaseError, connection

from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.composites.strip import strip_for
from riktmarke.publishing.website.figures import Figures, figures
from riktmarke.publishing.website.models import StartPage
from riktmarke.publishing.website.outlook.source import outlook_of
from riktmarke.publishing.website.population.projected import Projected, projected
from riktmarke.publishing.website.searching.index import index_of
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
        look_ahead(source)
    except (RiktmarkeError, DatabaseError):
        return  # no figures or database, or damaged ones: the page that is asked for says so
    finally:
        connection.close()  # this thread's own
    gc.collect()
    gc.freeze()


def look_ahead(source: Figures) -> None:
    """Prepare what the first page about the years ahead would wait seconds for, for the site's own municipality."""
    page = StartPage.objects.first()
    if page is None:
        return
    index_of(source, page, page.own_area)
    place = source.place(page.own_area)
    outlook = outlook_of(source, place)
    if outlook is not None:
        _ = outlook.area
    found = projected(source, place.area.code)
    if isinstance(found, Projected):
        found.expected(place.area.code)
    chain = chain_of(place.area.code)
    for goal in chain.overarching_goals if chain is not None else ():
        strip_for(source, place, goal)
