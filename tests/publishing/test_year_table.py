"""Every figure in the table of years says what it is, in words: repeated, provisional, suppressed, missing."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from django.test import Client

from riktmarke.governance.definitions import CountedUnit, SuppressionRule
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.series_lines import series_lines
from riktmarke.publishing.website.year_table import YearRow, YearTable, year_table
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus
from tests.publishing.test_plan_pages import text_of

OWN, OTHER, COUNTRY = "9101", "9102", "0000"
SUPPRESSED, PROVISIONAL = ObservationStatus.SUPPRESSED, ObservationStatus.PROVISIONAL
RULE = SuppressionRule(5, CountedUnit.PERSONS, "källans vanliga gräns")
HIDDEN = "visas inte av källan (sekretess: för få för att visas)."
Cells = Mapping[tuple[int, Sex], ObservationStatus]


def planted(panel: Panel, cells: Cells, *, area: str = OWN) -> Panel:
    """The panel with these cells of an area marked, and without a value where they are suppressed; years are added."""
    last = max(year for year, _ in cells)
    more = max(last - panel.periods[-1], 0)
    values = np.pad(panel.values, ((0, 0), (0, more), (0, 0)), constant_values=np.nan)
    status = np.pad(panel.status, ((0, 0), (0, more), (0, 0)))
    periods = (*panel.periods, *range(panel.periods[-1] + 1, last + 1))
    for (year, sex), mark in cells.items():
        place = panel.areas.position(area), periods.index(year), GROUPS.index(sex)
        status[place] = STATUSES.index(mark)
        values[place] = np.nan if mark is SUPPRESSED else values[place]
    return replace(panel, periods=periods, values=values, status=status)


def table(source: Figures, series: str, cells: Cells | None = None, **changes: object) -> YearTable:
    panel = source.dataset().panel(series)
    panel = planted(panel, cells) if cells else panel
    place = source.place(OWN)
    wording = source.wording(source.dataset().series[series], place, source.run().of(OWN))
    wording = replace(wording, definition=replace(wording.definition, **changes) if wording.definition else None)
    lines = series_lines(panel, place, None, wording.definition)
    return year_table(panel, lines.in_table, wording, place)


def row(found: YearTable, year: str) -> YearRow:
    return next(one for one in found.rows if one.period == year)


def test_a_row_of_repeated_values_says_once_when_they_were_measured(invented_site: Figures) -> None:
    repeated = row(table(invented_site, "N90005"), "2021")  # an election of 2018, the country revised since
    assert repeated.note == "upprepat: mättes 2018"
    assert {cell.note for cell in repeated.cells} == {"", "ändrat sedan mätningen 2018"}


def test_a_row_with_a_measurement_among_repeated_values_says_it_in_the_cells(invented_site: Figures) -> None:
    panel = invented_site.dataset().panel("N90007")  # a survey that reaches areas in different years
    place = invented_site.place(OWN)
    wording = invented_site.wording(
        invented_site.dataset().series["N90007"], place, invented_site.run().of(OWN), panel=panel
    )
    lines = series_lines(panel, place, invented_site.dataset().areas[OTHER], wording.definition)
    found = year_table(panel, lines.in_table, wording, place)
    mixed = next(one for one in found.rows if {cell.note for cell in one.cells} - {""})
    assert mixed.note == ""
    assert any(cell.note.startswith("upprepat: mättes ") for cell in mixed.cells)
    assert any(cell.note == "" for cell in mixed.cells)


def test_a_provisional_value_says_so_and_that_it_may_change(invented_site: Figures) -> None:
    found = table(invented_site, "N90001", {(2022, Sex.TOTAL): PROVISIONAL})
    assert row(found, "2022").cells[0].note == "preliminärt"
    assert "Preliminärt: källan kan ändra värdet." in found.explained
    assert table(invented_site, "N90001").explained == ()


def test_a_suppressed_value_is_words_with_the_threshold_and_never_a_figure(invented_site: Figures) -> None:
    cells = {(2022, Sex.FEMALE): SUPPRESSED}
    found = table(invented_site, "N90001", cells, suppressed_below=RULE)
    women = row(found, "2022").cells[1]
    assert (women.text, women.missing) == ("sekretess: färre än 5 personer", True)
    assert any("färre än 5 personer står bakom (känt genom: källans vanliga gräns)" in said for said in found.explained)


def test_a_year_that_is_suppressed_for_everyone_has_its_row(invented_site: Figures) -> None:
    found = table(invented_site, "N90001", {(2023, sex): SUPPRESSED for sex in GROUPS})
    assert [cell.text for cell in row(found, "2023").cells][:3] == ["sekretess: för få för att visas"] * 3


def test_a_group_that_is_suppressed_every_year_has_its_column_and_no_line(invented_site: Figures) -> None:
    panel = invented_site.dataset().panel("N90001")
    hidden = planted(panel, {(year, Sex.MALE): SUPPRESSED for year in panel.periods})
    place = invented_site.place(OWN)
    lines = series_lines(hidden, place, None, invented_site.catalogue["N90001"])
    assert (Sex.MALE in {line.group for line in lines.in_table}, Sex.MALE in {line.group for line in lines.drawn}) == (
        True,
        False,
    )


def test_windows_say_that_values_share_years(invented_site: Figures) -> None:
    found = table(invented_site, "N90006")
    assert found.explained == ("Varje värde bygger på fem år, så värden nära varandra delar år och jämförs inte.",)
    assert found.rows[0].period == "2018–2022"


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (
            {(2023, sex): SUPPRESSED for sex in GROUPS},
            f"Värdena 2023 {HIDDEN} Det senaste som visas gäller 2022.",
        ),
        (
            {(2023, Sex.FEMALE): SUPPRESSED},
            f"Värdet för kvinnor 2023 {HIDDEN} Det senaste som visas gäller 2022.",
        ),
        ({(2022, Sex.TOTAL): PROVISIONAL}, "Värdet 2022 är preliminärt: källan kan ändra det."),
    ],
    ids=["all suppressed", "women suppressed", "provisional"],
)
def test_the_page_says_beside_the_leading_value_that_the_latest_is_hidden_or_not_final(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, marks: Cells, said: str
) -> None:
    published = Dataset.panel
    monkeypatch.setattr(
        Dataset,
        "panel",
        lambda self, series: planted(published(self, series), marks) if series == "N90001" else published(self, series),
    )
    assert said in text_of(visitor, f"/kommun/{OWN}/nyckeltal/N90001/").partition("Över tid")[0]


def test_the_page_says_how_uncertain_the_latest_values_are_and_whence_that_is_known(visitor: Client) -> None:
    told = text_of(visitor, f"/kommun/{OWN}/nyckeltal/N90001/")
    assert "Räknat med den låg nivån 2022 troligen mellan" in told
    assert "Osäkerheten är uträknad ur" in told
    assert "Räknat med den" not in text_of(visitor, f"/kommun/{OWN}/nyckeltal/N90010/")  # a count is what it is
