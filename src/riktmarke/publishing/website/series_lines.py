"""Which lines a series' chart and table of years show: women, men, everyone; county, country, another municipality."""

from riktmarke.presentation.charts import Line, comparator_line, group_line
from riktmarke.presentation.labels import area_name
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import Sex


def chart_lines(panel: Panel, place: Place, other: Area | None) -> list[Line]:
    """Return the lines that have a value; the municipality's groups last, so that they are drawn on top."""
    comparators = [
        comparator_line(area=place.country.code, kind="country", label=area_name(place.country)),
        comparator_line(area=place.county.code, kind="county", label=place.county_name),
    ]
    if other is not None:
        comparators.append(comparator_line(area=other.code, kind="other", label=other.name))
    own = place.area.code
    split = bool(panel.of(own, Sex.FEMALE) or panel.of(own, Sex.MALE))
    groups = [
        group_line(area=own, group=Sex.MALE, label=f"{place.name}, män", short="Män"),
        group_line(area=own, group=Sex.FEMALE, label=f"{place.name}, kvinnor", short="Kvinnor"),
        group_line(
            area=own,
            group=Sex.TOTAL,
            label=f"{place.name}, totalt" if split else place.name,
            short="Totalt" if split else place.name,
        ),
    ]
    return [line for line in (*comparators, *groups) if panel.of(line.area, line.group)]
