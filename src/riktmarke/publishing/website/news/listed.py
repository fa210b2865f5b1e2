"""Published news as lists show it, held in memory until something is published or taken away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import strip_tags

from riktmarke.publishing.website.texts.held import ENGLISH, Version, texts_version

ROOT = "/nyheter/"
LATEST = 3


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A piece of news in a list."""

    address: str
    title: str
    day: date
    introduction: str
    focus_areas: tuple[str, ...]
    updated: datetime


Listed = tuple[NewsLine, ...]

_held: dict[tuple[Version, str], Listed] = {}


def news(language: str) -> Listed:
    """Return the published news that there is in a language, the latest first."""
    version = texts_version()
    found = _held.get((version, language))
    if found is None:
        for stale in [key for key in _held if key[0] != version]:
            _held.pop(stale, None)
        found = _held[version, language] = _published(english=language == ENGLISH)
    return found


def latest_news(language: str, *, focus_area: str = "") -> Listed:
    """Return the three latest, of one focus area where it is given."""
    found = [line for line in news(language) if not focus_area or focus_area in line.focus_areas]
    return tuple(found[:LATEST])


def forget_news() -> None:
    """Hold nothing any longer: for tests, whose databases go back in time."""
    _held.clear()


def _published(*, english: bool) -> Listed:
    # imported here: the models import the views, which show news
    from riktmarke.publishing.website.models import NewsPage

    rows = NewsPage.objects.live().public().order_by("-day", "-pk").defer("body", "body_en")
    return tuple(
        NewsLine(
            address=f"{ROOT}{row.slug}/",
            title=row.title_en if english else row.title,
            day=row.day,
            introduction=strip_tags(row.introduction_en if english else row.introduction),
            focus_areas=tuple(row.focus_areas),
            updated=row.last_published_at,
        )
        for row in rows
        if row.title_en or not english
    )
