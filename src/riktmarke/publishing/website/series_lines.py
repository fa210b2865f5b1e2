"""Which lines a series' chart and table of years show: women, men, everyone; county, country, another municipality."""

from dataclasses import dataclass

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.lines import Line, comparable, comparator_line, group_line, of_another_size
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import Sex

ALL_OF_IT = spoken({Sex.TOTAL: marked("totalt"), Sex.FEMALE: marked("kvinnor"), Sex.MALE: marked("män")})


@dataclass(frozen=True, slots=True)
class SeriesLines:
    """The lines of a series: those in the table of years, those that are drawn, and what is left out of the drawing.

    `without` holds the kinds left out, "county", "country" or "other", and `left_out` their names.
    """

    in_table: tuple[Line, ...]
    drawn: tuple[Line, ...]
    without: frozenset[str]
    left_out: tuple[str, ...]


def series_lines(panel: Panel, place: Place, other: Area | None, definition: Definition | None) -> SeriesLines:
    """Return the lines that have a value; the municipality's groups last, so that they are drawn on top.

    Beside a count the county and the country say nothing, and a line of another size would press ours flat: these
    stand in the table alone.
    """
    comparators = {
        "country": comparator_line(area=place.country.code, kind="country", label=area_name(place.country)),
        "county": comparator_line(area=place.county.code, kind="county", label=place.county_name),
    }
    if place.is_whole_county:
        comparators.pop("county", None)
    if other is not None:
        comparators["other"] = comparator_line(area=other.code, kind="other", label=other.name)
    comparators = {kind: line for kind, line in comparators.items() if panel.of(line.area, line.group)}
    groups = _own_lines(panel, place, definition)
    own = [value for line in groups for value in panel.of(line.area, line.group).values()]
    without = {kind for kind, line in comparators.items() if not _drawn(panel, kind, line, own, definition)}
    return SeriesLines(
        in_table=(*comparators.values(), *groups),
        drawn=(
            *(line for kind, line in comparators.items() if kind not in without),
            *(line for line in groups if panel.of(line.area, line.group)),
        ),
        without=frozenset(without),
        left_out=tuple(comparators[kind].label for kind in ("county", "country", "other") if kind in without),
    )


def _own_lines(panel: Panel, place: Place, definition: Definition | None) -> list[Line]:
    own, covers = place.area.code, definition.covers_sex if definition else None
    split = any(panel.of(own, sex) or panel.suppressed(own, sex) for sex in (Sex.FEMALE, Sex.MALE))
    total = ALL_OF_IT[covers or Sex.TOTAL] if split or covers else ""
    lines = [
        group_line(area=own, group=Sex.MALE, label=say("{place_name}, män", place_name=place.name), short=say("Män")),
        group_line(
            area=own, group=Sex.FEMALE, label=say("{place_name}, kvinnor", place_name=place.name), short=say("Kvinnor")
        ),
        group_line(
            area=own,
            group=Sex.TOTAL,
            label=f"{place.name}, {total}" if total else place.name,
            short=total.capitalize() or place.name,
            looks=covers,
        ),
    ]
    # A group that the source only says it does not show has its column in the table, and no line. What the total of a
    # series about one sex says is not said again by that sex.
    known = [line for line in lines if panel.of(line.area, line.group) or panel.suppressed(line.area, line.group)]
    whole = any(line.group is Sex.TOTAL for line in known)
    return [line for line in known if not whole or line.group is not covers]


def _drawn(panel: Panel, kind: str, line: Line, own: list[float], definition: Definition | None) -> bool:
    if not comparable(definition) and kind != "other":
        return False
    if kind == "country" and definition is not None and definition.country_not_comparable:
        return False
    judged = definition is not None and definition.averaged
    return judged or not of_another_size(own, list(panel.of(line.area, line.group).values()))
