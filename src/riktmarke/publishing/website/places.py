"""Finding a municipality: by name or code, by county, and suggestions when the code does not exist."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from riktmarke.presentation.labels import area_name
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.series_search import folded
from riktmarke.vocabulary.areas import Area, AreaKind

ALL_BUT_ONE_DIGIT = 0.75

# å, ä and ö come last, and an accent does not move a name (Swedish collation without a locale of the machine).
_SWEDISH_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "é": "e"})


@dataclass(frozen=True, slots=True)
class CountyOfPlaces:
    """A county and its municipalities in Swedish alphabetical order."""

    name: str
    municipalities: tuple[Area, ...]


def alphabetical(name: str) -> str:
    """Return the key that sorts names as Swedish does."""
    return name.lower().translate(_SWEDISH_ORDER)


def by_county(areas: AreaTable) -> tuple[CountyOfPlaces, ...]:
    """Return all counties with their municipalities, in Swedish alphabetical order."""
    counties = [
        CountyOfPlaces(area_name(region), _in_order(areas.municipalities_of(region.code)))
        for region in areas.of_kind(AreaKind.REGION)
    ]
    return tuple(sorted(counties, key=lambda county: alphabetical(county.name)))


def matching(areas: AreaTable, words: str) -> tuple[Area, ...]:
    """Return the municipalities whose name begins with or holds the words, or whose code it is; best first."""
    wanted = folded(words).strip()
    found = [
        area for area in areas.of_kind(AreaKind.MUNICIPALITY) if wanted in folded(area.name) or area.code == wanted
    ]
    return tuple(sorted(found, key=lambda a: (not folded(a.name).startswith(wanted), alphabetical(a.name))))


def suggestions(areas: AreaTable, wrong: str) -> tuple[Area, ...]:
    """Return municipalities that somebody who wrote this may have meant: near codes, or near names."""
    municipalities = areas.of_kind(AreaKind.MUNICIPALITY)
    by_code = {area.code: area for area in municipalities}
    if wrong.isdigit():
        return tuple(by_code[code] for code in get_close_matches(wrong, by_code, n=5, cutoff=ALL_BUT_ONE_DIGIT))
    by_name = {folded(area.name): area for area in municipalities}
    return tuple(by_name[name] for name in get_close_matches(folded(wrong), by_name, n=5, cutoff=0.5))


def municipality_options(areas: AreaTable) -> SafeString:
    """Return the <optgroup>s of all municipalities; made once, because every page with a choice needs all 290."""
    groups = [
        format_html(
            '<optgroup label="{}">{}</optgroup>',
            county.name,
            format_html_join("", '<option value="{}">{}</option>', ((a.code, a.name) for a in county.municipalities)),
        )
        for county in by_county(areas)
    ]
    return SafeString("".join(groups))


def _in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    return tuple(sorted(areas, key=lambda area: alphabetical(area.name)))
