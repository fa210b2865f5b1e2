"""A fan in words and as a table: what those meet who do not see the picture, with the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from riktmarke.assessment.outlook.years import years_told
from riktmarke.assessment.targets.pace import Point
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.fan import Fan, FanYear
from riktmarke.presentation.labels import difference_unit, listed, period_label, unit_name
from riktmarke.presentation.language import marked, say, say_as
from riktmarke.presentation.numbers import EN_DASH, MINUS, decimals_to_see, number
from riktmarke.presentation.population_labels import people

BANDS = (marked("5 av 10"), marked("8 av 10"), marked("19 av 20"))  # from the innermost
CAPTION = marked(
    "Fälten visar var siffran kan hamna: 5 gånger av 10 i det innersta, 8 av 10 i det "
    "mellersta och 19 av 20 i det yttersta. Den streckade linjen är den mest rimliga "
    "gissningen (mitten): lika troligt över som under."
)
HEADINGS = (marked("År"), marked("Uppmätt"), marked("Mitten"), *BANDS, "Mål")


@dataclass(frozen=True, slots=True)
class FanRow:
    """A year of the table: what was measured, or where the figure may stand, from the innermost band. Text; may be "".

    `bands` are in the order of `BANDS`, "21,3–30,1"; `others` what those compared with had, in their order.
    """

    year: str
    measured: str
    middle: str
    bands: tuple[str, ...]
    target: str
    others: tuple[str, ...]


def headings() -> tuple[str, ...]:
    """Return the headings of the table, in the language that is spoken."""
    return (*(say(heading) for heading in HEADINGS[:-1]), say_as("ett målvärde", "Mål"))


def fan_words(fan: Fan, *, definition: Definition | None, decimals: int) -> str:
    """Return what the picture shows, as a text alternative: history, outlook, targets, others."""
    if not fan.measured and not fan.years:
        return say("Solfjäderdiagram. Inga värden att visa.")
    unit = (difference_unit if fan.difference else unit_name)(definition)
    every = [point.year for point in fan.measured] + [one.year for one in fan.years]
    said = [
        say(
            "Solfjäderdiagram {min}{en_dash}{max}{word}",
            min=min(every),
            en_dash=EN_DASH,
            max=max(every),
            word=", " + unit if unit else "",
        )
    ]
    since = fan.breaks_within[-1] if fan.breaks_within else 0
    if since:
        said.append(
            say(
                "Serien bryts {listed}; här sägs bara tiden därefter",
                listed=listed([str(year) for year in fan.breaks_within]),
            )
        )
    compared = [point for point in fan.measured if point.year >= since]
    if compared:
        said.append(f"{fan.name}: {_course(compared, definition, decimals)}")
    for one in _told(fan):
        ends, middle = _ends(fan, one, 1, decimals, say(" och ")), _ahead(fan, one.middle, decimals)
        said.append(
            say(
                "{period_label}: 8 av 10 mellan {ends}, mitten {middle}",
                period_label=period_label(one.year, definition),
                ends=ends,
                middle=middle,
            )
        )
    said += [mark.words for mark in fan.targets if mark.words]
    for line in fan.drawn_others:
        points = [point for point in line.points if point.year >= since]
        said += [f"{line.name}: {_course(points, definition, decimals)}"] if points else []
    return say("{join}. Senaste siffran gäller {known}. Alla värden i tabellen.", join=". ".join(said), known=fan.known)


def fan_table(fan: Fan, *, definition: Definition | None, decimals: int) -> list[FanRow]:
    """Return the picture's figures by year, the latest first; headings are `headings()`, then the others' names."""
    measured = {point.year: point.value for point in fan.measured}
    ahead = {one.year: one for one in fan.years}
    others = [{point.year: point.value for point in one.points} for one in fan.others]
    targets: dict[int, list[str]] = {}
    for mark in fan.targets:
        targets.setdefault(mark.year, []).append(mark.words.partition(": ")[2])
    every = {*measured, *ahead, *targets, *(year for line in others for year in line)}
    return [
        FanRow(
            year=period_label(year, definition),
            measured=_shown(measured.get(year), decimals),
            middle=_ahead(fan, ahead[year].middle, decimals) if year in ahead else "",
            bands=tuple(
                _ends(fan, ahead[year], 2 - band, decimals) if year in ahead else "" for band in range(len(BANDS))
            ),
            target=listed([words for words in targets.get(year, ()) if words]),
            others=tuple(_shown(line.get(year), decimals) for line in others),
        )
        for year in sorted(every, reverse=True)
    ]


def _told(fan: Fan) -> list[FanYear]:
    """The years told in words: the one that the plan looks to and one on the way, or the last ones before them."""
    told = years_told(fan.known, fan.aimed)
    found = [
        max((one for one in fan.years if one.year <= year), key=lambda one: one.year, default=None) for year in told
    ]
    return [one for place, one in enumerate(found) if one is not None and one not in found[:place]]


def _course(points: Sequence[Point], definition: Definition | None, decimals: int) -> str:
    ends = [
        f"{number(point.value, decimals=decimals)} ({period_label(point.year, definition)})"
        for point in (points[0], points[-1])
    ]
    return ends[1] if len(points) == 1 else say("från {ends} till {ends2}", ends=ends[0], ends2=ends[1])


def _ends(fan: Fan, one: FanYear, outward: int, decimals: int, joined_by: str = "") -> str:
    """The ends of a band: 0 is the outermost. "till" stands where a minus sign would stand at a dash."""
    low, high = (_ahead(fan, one.at[place], decimals) for place in (outward, -1 - outward))
    return f"{low}{joined_by or (say(' till ') if MINUS in low + high else EN_DASH)}{high}"


def _ahead(fan: Fan, value: float, decimals: int) -> str:
    return people(value) if fan.people else number(value, decimals=decimals_to_see(value, decimals=decimals))


def _shown(value: float | None, decimals: int) -> str:
    return "" if value is None else number(value, decimals=decimals)
