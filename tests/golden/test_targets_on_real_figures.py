"""How targets would stand in Dalarna, beside what a reader gets from the raw file."""

import numpy as np
import polars as pl
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.context import Comparisons, comparisons
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import Standing
from riktmarke.assessment.targets.series import series_aimed_at
from riktmarke.assessment.targets.standings import YearStanding, year_standings
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.store import Dataset

HEDEMORA, THIS_YEAR = "2083", 2026


@pytest.fixture(scope="module")
def who(dataset: Dataset) -> Comparisons:
    return comparisons(dataset.areas, dataset.peers)


@pytest.fixture(scope="module")
def figures(dataset: Dataset, real_catalogue: dict[str, Definition]) -> IndicatorFigures:
    return read(dataset, real_catalogue["N00957"])


def read(dataset: Dataset, definition: Definition) -> IndicatorFigures:
    found = read_figures(dataset, definition, dataset.population)
    assert found is not None
    return found


def stands(figures: IndicatorFigures, who: Comparisons, target: TargetAsked) -> YearStanding:
    (found,) = year_standings(figures, who, [target], who.areas.position(HEDEMORA), this_year=THIS_YEAR)
    return found


def target(kind: TargetKind, group: str = "_T", **given: object) -> TargetAsked:
    return TargetAsked("N00957", group, 2032, kind, at_least=False, **given)  # type: ignore[arg-type]


def test_a_level_that_men_reach_and_women_do_not_is_not_reached(figures: IndicatorFigures, who: Comparisons) -> None:
    """Women 35.83 and men 27.63 days in 2022: 28 days for everyone is 7.83 away."""
    found = stands(figures, who, target(TargetKind.LEVEL, value=28.0))

    assert found.standing is Standing.NOT_REACHED
    assert found.worst is not None
    assert (found.worst.asked.group, found.worst.year) == ("F", 2022)
    assert found.worst.ahead == pytest.approx(-7.83)
    assert found.worst.needed is not None
    assert found.worst.needed.per_year == pytest.approx(-7.83 / 10)
    assert found.seen_gap is not None
    assert found.seen_gap.value == pytest.approx(8.20)


def test_the_gap_is_measured_as_it_is_published(figures: IndicatorFigures, who: Comparisons) -> None:
    found = stands(figures, who, target(TargetKind.GAP, "sex", value=1.0))

    assert found.gap is not None
    assert (found.gap.own, found.gap.other) == (35.83, 27.63)
    assert found.gap.ahead == pytest.approx(-7.20)


@pytest.mark.parametrize(("series", "at_least"), [("N00957", False), ("N15428", True), ("N02267", True)])
def test_the_best_in_dalarna_is_the_best_of_the_raw_figures_of_the_others(
    *,
    series: str,
    at_least: bool,
    who: Comparisons,
    dataset: Dataset,
    real_catalogue: dict[str, Definition],
    raw: pl.DataFrame,
) -> None:
    rows = raw.filter(
        (pl.col("kpi").cast(pl.String) == series)
        & pl.col("area_id").cast(pl.String).str.contains("^20")
        & (pl.col("area_id").cast(pl.String) != HEDEMORA)
        & (pl.col("gender").cast(pl.String) == "K")
        & (pl.col("year") == 2022)
        & pl.col("value").is_not_null()
    )
    best = rows["value"].max() if at_least else rows["value"].min()
    assert len(rows) == 14

    asked = TargetAsked(
        series, "F", 2032, TargetKind.AS_GOOD_AS, at_least=at_least, comparator=Comparator.BEST_IN_COUNTY
    )
    found = series_aimed_at(read(dataset, real_catalogue[series]), who, asked)
    assert found.other is not None
    assert found.other[who.areas.position(HEDEMORA), found.years.index(2022)] == best


def test_seventeen_thousand_five_hundred_inhabitants(
    who: Comparisons, dataset: Dataset, real_catalogue: dict[str, Definition]
) -> None:
    """15 443 in 2022: 2 057 to go in sixteen years, 128.6 a year; women and men have no level of their own."""
    asked = TargetAsked("N01951", "_T", 2038, TargetKind.LEVEL, at_least=True, value=17_500.0)
    found = stands(read(dataset, real_catalogue["N01951"]), who, asked)

    (only,) = found.statuses
    assert (only.standing, only.ahead, only.value) == (Standing.NOT_REACHED, -2_057, 15_443)
    assert only.needed is not None
    assert only.needed.per_year == pytest.approx(2_057 / 16)


def test_every_kind_can_be_asked_of_every_indicator_everywhere(
    who: Comparisons, dataset: Dataset, real_catalogue: dict[str, Definition]
) -> None:
    """Where there is a series there is a standing, and where there is none a reason; never both, never neither."""
    area = who.areas.position(HEDEMORA)
    for definition in list(real_catalogue.values())[::5]:
        figures = read_figures(dataset, definition, dataset.population)
        if figures is None:
            continue
        asked = [
            TargetAsked(definition.series, "_T", 2030, TargetKind.LEVEL, at_least=True, value=1.0),
            TargetAsked(definition.series, "sex", 2031, TargetKind.GAP, at_least=False, value=1.0),
            TargetAsked(definition.series, "_T", 2032, TargetKind.DIRECTION, at_least=True, base_year=2018),
            *(
                TargetAsked(definition.series, "_T", 2033 + place, TargetKind.AS_GOOD_AS, True, comparator=comparator)
                for place, comparator in enumerate(Comparator)
            ),
        ]
        for year in year_standings(figures, who, asked, area, this_year=THIS_YEAR):
            for one in year.statuses:
                assert (one.standing is Standing.CANNOT_SAY) is (one.why_not != 0) is (one.ahead is None)
                assert one.ahead is None or np.isfinite(one.ahead)
