"""Setting another municipality beside (?med=2085): which one, what to say when it cannot be, and the choice itself."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from riktmarke.presentation.language import say
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.vocabulary.areas import Area, AreaKind

LONGEST_CODE = 12


def other_municipality(source: Figures, code: str, place: Place) -> Area | None:
    """Return the municipality to set beside, None when none, itself or an unknown one is asked for."""
    areas = source.dataset().areas
    if code not in areas or code == place.area.code or areas[code].kind is not AreaKind.MUNICIPALITY:
        return None
    return areas[code]


def beside(source: Figures, request: HttpRequest, place: Place) -> dict[str, Any]:
    """Return what a page needs for the choice: the municipality, the options, and what is wrong with the code."""
    code = request.GET.get("med", "").strip()
    other = other_municipality(source, code, place)
    wrong = ""
    if code == place.area.code:
        wrong = say("{place_name} visas redan.", place_name=place.name)
    elif code and other is None:
        wrong = say(
            "Det finns ingen kommun med koden {code}. Sidan visar bara {place_name}.",
            code=code[:LONGEST_CODE],
            place_name=place.name,
        )
    return {
        "other": other,
        "beside_wrong": wrong,
        "both_names": say("{place_name} och {other_name}", place_name=place.name, other_name=other.name)
        if other
        else place.name,
        "options": _options(source.choices().municipality_options, without=place.area, chosen=other),
    }


def _options(everyone: SafeString, *, without: Area, chosen: Area | None) -> SafeString:
    """The options without the municipality the page is about. They come escaped, and a code is four digits."""
    start = everyone.find(f'<option value="{without.code}">')
    options = everyone[:start] + everyone[everyone.find("</option>", start) + 9 :] if start >= 0 else str(everyone)
    if chosen is not None:
        options = options.replace(f'<option value="{chosen.code}">', f'<option value="{chosen.code}" selected>', 1)
    return SafeString(options)
