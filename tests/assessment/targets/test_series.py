"""The series that a target is about: what is taken from what, worked out by hand in a county of four."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.assessment.targets.series import SeriesAimedAt, series_aimed_at
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Measurement
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import ALL, DAYS, MEN, SUPPRESSED, WOMEN, codes, figures_of, who
from tests.invented_figures import definition

nan = np.nan
COUNTIES = (4, 1)
COUNTRY = 0
OWN, A, B, C, ALONE = (codes(*COUNTIES).index(code) for code in ("3001", "3002", "3003", "3004", "3101"))
AREAS = len(codes(*COUNTIES))
WHO = who(*COUNTIES, similar={"3001": ("3002", "3003", "3101")})
FOREIGN, NATIVE = (Group(Sex.TOTAL, Dimension.ORIGIN, name) for name in ("foreign_born", "native_born"))
SHARES = definition("N1", unit=Unit.PERCENT, polarity=Polarity.HIGHER_IS_BETTER)


def rows(of: dict[int, list[float]], *, years: int = 3) -> np.ndarray:
    """Return (areas, years) with values for some areas and none for the others."""
    array = np.full((AREAS, years), nan)
    for area, values in of.items():
        array[area] = values
    return array


def target(kind: TargetKind, group: str = "_T", *, at_least: bool = False, **given: object) -> TargetAsked:
    return TargetAsked("N1", group, 2030, kind, at_least, **given)  # type: ignore[arg-type]  # as the test names them


def as_good_as(comparator: Comparator, *, at_least: bool = False, value: float | None = None) -> TargetAsked:
    return target(TargetKind.AS_GOOD_AS, at_least=at_least, comparator=comparator, value=value)


def aimed(figures: IndicatorFigures, asked: TargetAsked) -> SeriesAimedAt:
    return series_aimed_at(figures, WHO, asked)


def test_a_level_is_about_the_values_of_its_group_as_they_are_published() -> None:
    figures = figures_of([rows({OWN: [10, 11, 12]}), rows({OWN: [20, 21, 22]})], groups=(ALL, WOMEN))

    found = aimed(figures, target(TargetKind.LEVEL, "F", value=21.0))

    assert found.values[OWN].tolist() == [20, 21, 22]
    assert (found.threshold, found.at_least, found.strictly) == (21, False, False)
    assert found.reached(found.values)[OWN].tolist() == [True, True, False]
    assert found.groups == (WOMEN,)
    assert (found.why_not[OWN], found.why_not[A]) == (WhyNot.SAID, WhyNot.NOT_PUBLISHED)


def test_a_gap_is_the_width_between_the_groups_and_its_sign_is_women_less_men() -> None:
    """Women 8, 12 and 9 beside men's 10: 2 below, 2 above, 1 below."""
    figures = figures_of(
        [rows({OWN: [9, 11, 9.5]}), rows({OWN: [8, 12, 9]}), rows({OWN: [10, 10, 10]})], groups=(ALL, WOMEN, MEN)
    )

    found = aimed(figures, target(TargetKind.GAP, "sex", value=1.0, at_least=True))

    assert found.signed[OWN].tolist() == [-2, 2, -1]
    assert found.values[OWN].tolist() == [2, 2, 1]
    assert found.reached(found.values)[OWN].tolist() == [False, False, True]
    assert (found.at_least, found.is_gap, found.groups) == (False, True, (WOMEN, MEN))


def test_a_gap_of_origin_is_foreign_born_less_native_born() -> None:
    figures = figures_of(
        [rows({OWN: [9, 9, 9]}), rows({OWN: [5, 6, nan]}), rows({OWN: [9, 9, 9]})], groups=(ALL, FOREIGN, NATIVE)
    )

    found = aimed(figures, target(TargetKind.GAP, "origin", value=1.0))

    assert found.signed[OWN].tolist()[:2] == [-4, -3]
    assert found.measured[OWN].tolist() == [True, True, False]
    assert found.why_not[A] == WhyNot.NOT_PUBLISHED


def test_groups_that_are_not_published_leave_nothing_to_say() -> None:
    figures = figures_of(rows({OWN: [1, 2, 3]}))

    for asked in (target(TargetKind.GAP, "sex", value=1.0), target(TargetKind.LEVEL, "F", value=1.0)):
        found = aimed(figures, asked)
        assert np.isnan(found.values).all()
        assert not found.measured.any()
        assert (found.why_not == WhyNot.NOT_PUBLISHED).all()


def test_as_good_as_similar_municipalities_takes_their_weighted_mean_away() -> None:
    """People 2, 3 and 4 thousand: (2·20 + 3·30 + 4·5) / 9 = 150 / 9; own 10, so 10 - 150 / 9 = -60 / 9."""
    weights = rows({OWN: [1_000], A: [2_000], B: [3_000], C: [5_000], ALONE: [4_000]}, years=1)
    figures = figures_of(rows({OWN: [10], A: [20], B: [30], C: [60], ALONE: [5]}, years=1), inhabitants=weights)

    found = aimed(figures, as_good_as(Comparator.SIMILAR_MUNICIPALITIES))

    assert found.values[OWN, 0] == pytest.approx(-60 / 9)
    assert found.reached(found.values)[OWN, 0]  # lower is better, and it is lower
    assert found.why_not[A] == WhyNot.NOBODY_TO_COMPARE


def test_as_good_as_the_county_is_the_rest_of_it() -> None:
    """(20 + 30 + 70) / 3 = 40 with as many people in each; own 10."""
    figures = figures_of(rows({OWN: [10], A: [20], B: [30], C: [70], ALONE: [5]}, years=1))

    found = aimed(figures, as_good_as(Comparator.COUNTY))

    assert found.values[OWN, 0] == pytest.approx(-30)
    assert found.why_not[ALONE] == WhyNot.NOBODY_TO_COMPARE
    assert found.why_not[COUNTRY] == WhyNot.NOT_PUBLISHED


@pytest.mark.parametrize(("at_least", "best"), [(True, 70.0), (False, 20.0)])
def test_the_best_in_the_county_is_the_best_of_the_others(at_least: bool, best: float) -> None:
    figures = figures_of(rows({OWN: [10], A: [20], B: [30], C: [70], ALONE: [5]}, years=1), of=SHARES)

    found = aimed(figures, as_good_as(Comparator.BEST_IN_COUNTY, at_least=at_least))

    assert found.other is not None
    assert found.other[OWN, 0] == best
    assert found.values[C, 0] == (40 if at_least else 60)  # 70 - 30 or 70 - 10: beside the others, never beside itself
    assert found.why_not[ALONE] == WhyNot.NOBODY_TO_COMPARE


def test_the_best_of_fewer_than_half_of_the_others_is_not_known() -> None:
    """Two of three others in the first year, one in the second."""
    figures = figures_of(rows({OWN: [10, 10], A: [20, nan], B: [30, 30], C: [nan, nan]}, years=2))

    found = aimed(figures, as_good_as(Comparator.BEST_IN_COUNTY))

    assert found.values[OWN].tolist()[0] == -10
    assert np.isnan(found.values[OWN, 1])
    assert found.measured[OWN].tolist() == [True, False]


def test_as_good_as_the_country() -> None:
    figures = figures_of(rows({COUNTRY: [25], OWN: [30]}, years=1))
    asked = as_good_as(Comparator.COUNTRY)

    assert aimed(figures, asked).values[OWN, 0] == 5
    apart = replace(figures, definition=replace(DAYS, country_not_comparable="Riket räknas på ett annat sätt."))
    assert aimed(apart, asked).why_not[OWN] == WhyNot.COUNTRY_NOT_COMPARABLE
    without = rows({OWN: [30]}, years=1)
    assert aimed(figures_of(without), asked).why_not[OWN] == WhyNot.COMPARATOR_NOT_PUBLISHED


@pytest.mark.parametrize(("at_least", "threshold"), [(True, -2.0), (False, 2.0)])
def test_a_margin_is_how_far_from_the_others_is_still_as_good(at_least: bool, threshold: float) -> None:
    figures = figures_of(rows({COUNTRY: [25], OWN: [27 if not at_least else 23]}, years=1))

    found = aimed(figures, as_good_as(Comparator.COUNTRY, at_least=at_least, value=2.0))

    assert found.threshold == threshold
    assert found.reached(found.values)[OWN, 0]
    assert not found.reached(found.values * 1.01)[OWN, 0]


def test_a_count_has_nobody_to_be_as_good_as() -> None:
    count = definition("N1", unit=Unit.PERSONS, averaged=False)
    figures = figures_of(rows({OWN: [10], A: [20], B: [30]}, years=1), of=count)

    for comparator in Comparator:
        assert aimed(figures, as_good_as(comparator)).why_not[OWN] == WhyNot.NOT_AVERAGED


def test_a_direction_counts_from_the_latest_measurement_in_or_before_its_base_year() -> None:
    figures = figures_of(rows({OWN: [12, 14, 11], A: [nan, nan, 9], B: [7, nan, 7]}))

    found = aimed(figures, target(TargetKind.DIRECTION, base_year=2011))

    assert found.values[OWN].tolist() == [-2, 0, -3]
    assert found.reached(found.values)[OWN].tolist() == [True, False, True]
    assert found.counts_from[OWN] == 2012
    assert found.why_not[A] == WhyNot.NO_BASE
    assert (found.values[B, 2], found.counts_from[B]) == (0, 2011)  # from 2010; no change is no change for the better
    assert not found.reached(found.values)[B, 2]


def test_a_direction_without_a_base_year_counts_from_the_latest_measurement() -> None:
    found = aimed(figures_of(rows({OWN: [12, 14, nan]})), target(TargetKind.DIRECTION))

    assert found.values[OWN].tolist()[:2] == [-2, 0]
    assert found.counts_from[OWN] == 2012


def test_windows_count_from_the_first_that_shares_no_year_with_the_base() -> None:
    """Windows of three years from the latest backwards: 2015 and 2012 are measurements. From 2012 on, so 2015."""
    windows = replace(DAYS, measurement=Measurement(window_years=3))
    figures = figures_of(rows({OWN: [5, 5, 5, 4, 3, 2]}, years=6), of=windows)

    found = aimed(figures, target(TargetKind.DIRECTION, base_year=2013))

    assert found.measured[OWN].tolist() == [False, False, True, False, False, True]
    assert found.counts_from[OWN] == 2015
    assert found.values[OWN, 5] == -3


def test_a_suppressed_latest_value_is_told() -> None:
    status = np.where(np.isnan(rows({OWN: [1, 2, nan]})), 0, 1).astype(np.uint8)[None]
    status[0, OWN, 2] = SUPPRESSED
    figures = figures_of(rows({OWN: [1, 2, nan]}), status=status)

    assert aimed(figures, target(TargetKind.LEVEL, value=1.0)).suppressed.tolist()[OWN]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (target(TargetKind.LEVEL), "has a value"),
        (target(TargetKind.GAP, "sex"), "has a value"),
        (target(TargetKind.AS_GOOD_AS), "has a comparator, one of similar_municipalities"),
        (replace(target(TargetKind.DIRECTION), indicator="N2"), "the figures are of N1, and the target is for N2"),
    ],
)
def test_what_cannot_be_a_target_is_refused(asked: TargetAsked, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        aimed(figures_of(rows({OWN: [1, 2, 3]})), asked)
