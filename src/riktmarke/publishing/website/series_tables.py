"""The tables and charts of a series' page, each with the words that stand for it or explain it."""

from dataclasses import replace
from typing import Any

from riktmarke.assessment.findings import Finding
from riktmarke.presentation.chart_words import TABLE_BY_YEAR, break_words, left_out_words, spine_words, time_words
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, starts_above_zero
from riktmarke.presentation.labels import difference_unit, unit_name
from riktmarke.presentation.lines import measured_years
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.spine import spine_height
from riktmarke.publishing.website.comparators import named_once
from riktmarke.publishing.website.comparison_table import comparison_rows, group_columns
from riktmarke.publishing.website.covered import as_covered
from riktmarke.publishing.website.figures import Place
from riktmarke.publishing.website.notes import Notes
from riktmarke.publishing.website.series_lines import SeriesLines
from riktmarke.publishing.website.year_table import year_table
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import Sex

SHOWN_WITHOUT_SCROLLING = 3  # columns of years on a narrow phone


def series_tables(
    panel: Panel,
    place: Place,
    wording: Wording,
    found: dict[Sex, Finding],
    lines: SeriesLines,
    *,
    other: Area | None,
    change_tested: bool,
) -> dict[str, Any]:
    """Return the comparison table, the table of years, and what the page says about its two charts.

    `change_tested`: whether a change of the series has been tested against chance elsewhere.
    """
    shown = as_covered(found, wording.definition)
    rows = comparison_rows(shown, wording, place, panel=panel, other=other, change_tested=change_tested)
    notes = Notes("orsak")
    columns = group_columns(shown, wording)
    years = year_table(panel, lines.in_table, wording, place)
    return {
        "columns": columns,
        "one_period": columns[0].period if len({column.period for column in columns}) == 1 else "",
        "comparison": [replace(row, cells=tuple(notes.explained(cell) for cell in row.cells)) for row in rows],
        "difference_unit": difference_unit(wording.definition),
        "comparison_notes": tuple(notes),
        "years": years,
        "years_scroll": len(years.columns) > SHOWN_WITHOUT_SCROLLING,
        **chart_over_time(panel, lines, wording),
        **_spine(shown, lines, place, wording),
    }


def chart_over_time(
    panel: Panel, lines: SeriesLines, wording: Wording, *, where: str = TABLE_BY_YEAR
) -> dict[str, Any]:
    """Return what a page says about the chart of a series over time, and how large it is; see `time_words`."""
    values = [value for line in lines.drawn for value in panel.of(line.area, line.group).values()]
    years = [
        year
        for line in lines.drawn
        for year in measured_years(panel, area=line.area, group=line.group, definition=wording.definition)
    ]
    return {
        "chart_drawn": bool(years),
        "chart_words": time_words(
            panel,
            lines.drawn,
            definition=wording.definition,
            decimals=wording.decimals,
            where=where,
        ),
        "chart_breaks": break_words(wording.definition, years),
        "chart_left_out": left_out_words(lines.left_out, definition=wording.definition),
        "axis_above_zero": starts_above_zero(values),
        "chart_frames": {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW},
    }


def _spine(shown: dict[Sex, Finding], lines: SeriesLines, place: Place, wording: Wording) -> dict[str, Any]:
    drawn, county = named_once(shown, place.county_name)
    strips = [f for f in drawn if f.value is not None and f.kind_minimum is not None]
    return {
        "spine_drawn": bool(strips),
        "spine_words": spine_words(
            strips,
            own=place.name,
            county=county,
            country=place.country_name,
            definition=wording.definition,
            decimals=wording.decimals,
            without=lines.without,
        ),
        "spine_height": spine_height(len(strips), narrow=False),
        "spine_height_narrow": spine_height(len(strips), narrow=True),
        "spine_unit": unit_name(wording.definition),
    }
