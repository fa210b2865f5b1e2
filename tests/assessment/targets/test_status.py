"""How a target stands: by which measurement, how far it is, and why nothing can be said."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import Scheme, Standing, WhyNot
from riktmarke.assessment.targets.series import series_aimed_at
from riktmarke.assessment.targets.status import TargetStatus, status
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Measurement
from tests.assessment.challenges.making import ALL, DAYS, MEN, SUPPRESSED, WOMEN, codes, figures_of, who

nan = np.nan
COUNTIES = (2,)
OWN, OTHER = (codes(*COUNTIES).index(code) for code in ("3001", "3002"))
WHO = who(*COUNTIES)
FALLING = [10.0, 9.0, 8.0, 7.0, 6.0]  # 2010 to 2014; fewer days are better


def figures(own: list[float], other: list[float] | None = None, **given: object) -> IndicatorFigures:
    array = np.full((len(codes(*COUNTIES)), len(own)), nan)
    array[OWN] = own
    if other is not None:
        array[OTHER] = other
    return figures_of(array, **given)  # type: ignore[arg-type]  # as the test names them


def level(value: float, year: int = 2017) -> TargetAsked:
    return TargetAsked("N1", "_T", year, TargetKind.LEVEL, at_least=False, value=value)


def stands(of: IndicatorFigures, asked: TargetAsked, *, this_year: int = 2015) -> TargetStatus:
    return status(series_aimed_at(of, WHO, asked), OWN, this_year=this_year)


@pytest.mark.parametrize(
    ("value", "standing", "ahead"),
    [(3.0, Standing.NOT_REACHED, -3), (6.0, Standing.REACHED, 0), (7.0, Standing.REACHED, 1)],
)
def test_a_level_is_judged_by_the_latest_measurement(value: float, standing: Standing, ahead: float) -> None:
    found = stands(figures(FALLING), level(value))

    assert (found.standing, found.ahead) == (standing, ahead)
    assert (found.value, found.year, found.threshold) == (6.0, 2014, value)


def test_what_is_not_reached_has_the_pace_needed_beside_the_pace_seen() -> None:
    """3 less in 3 years beside 1 less a year."""
    found = stands(figures(FALLING), level(3.0))

    assert found.needed is not None
    assert found.seen is not None
    assert [found.needed.per_year, found.seen.per_year] == pytest.approx([-1, -1])
    # Open SDG and SDSN begin in 2015
    assert [one.scheme for one in found.others] == [Scheme.EUROSTAT, Scheme.GERMAN_STRATEGY]
    assert stands(figures(FALLING), level(7.0)).needed is None


def test_a_year_that_is_over_is_judged_by_its_own_figure() -> None:
    """In 2012 it was 8: what came after does not reach a target of 2012, and does not undo one either."""
    rising_again = figures([10.0, 9.0, 8.0, 12.0, 12.0])

    assert stands(figures(FALLING), level(7.0, 2012)).standing is Standing.PASSED_NOT_REACHED
    found = stands(rising_again, level(8.0, 2012))
    assert (found.standing, found.value, found.year) == (Standing.PASSED_REACHED, 8.0, 2012)
    assert (found.needed, found.others) == (None, ())


def test_a_year_that_is_over_without_its_figure_is_awaited() -> None:
    assert stands(figures(FALLING), level(3.0, 2015), this_year=2016).standing is Standing.AWAITED
    assert stands(figures(FALLING), level(3.0, 2015), this_year=2015).standing is Standing.NOT_REACHED
    assert stands(figures(FALLING), level(7.0, 2015), this_year=2016).standing is Standing.AWAITED


def test_a_year_without_a_measurement_is_judged_by_the_latest_before_it_or_the_first_after() -> None:
    """Elections of 2010 and 2014: the target of 2012 is judged by 2010's once 2014's is there."""
    elections = figures([10.0, nan, nan, nan, 6.0])
    assert stands(elections, level(9.0, 2012)).year == 2010
    assert stands(figures([nan, nan, nan, 8.0, 6.0]), level(9.0, 2012)).year == 2013


def test_a_gap_stands_on_its_width() -> None:
    women, men = [8.0, 9.0, 12.0], [9.0, 9.0, 10.0]
    array = np.full((3, len(codes(*COUNTIES)), 3), nan)
    array[:, OWN] = [women, women, men]
    both = figures_of(array, groups=(ALL, WOMEN, MEN))

    found = stands(both, TargetAsked("N1", "sex", 2020, TargetKind.GAP, at_least=False, value=0.5))

    assert (found.standing, found.value, found.own, found.other) == (Standing.NOT_REACHED, 2.0, 12.0, 10.0)
    assert (found.groups, found.ahead) == ((WOMEN, MEN), -1.5)


def test_as_good_as_others_within_a_margin() -> None:
    """25.1 - 23.1 is 2, whatever binary fractions say; others judge the way to their figure and the margin."""
    asked = TargetAsked(
        "N1", "_T", 2020, TargetKind.AS_GOOD_AS, at_least=False, comparator=Comparator.COUNTY, value=2.0
    )
    near = figures([30.1, 29.1, 28.1, 25.1], [23.1, 23.1, 23.1, 23.1])
    far = figures([30.1, 29.1, 28.1, 27.1], [23.1, 23.1, 23.1, 23.1])

    assert stands(near, asked).standing is Standing.REACHED
    found = stands(far, asked)
    assert (found.standing, found.other) == (Standing.NOT_REACHED, 23.1)
    assert found.value == pytest.approx(4)
    # Germany: 30.1 to 27.1 in 3 years, -1 a year for 7 years is 20.1, beyond 23.1 + 2
    assert [(one.scheme, one.category) for one in found.others if one.scheme is Scheme.GERMAN_STRATEGY] == [
        (Scheme.GERMAN_STRATEGY, "sun")
    ]


def direction(base_year: int | None) -> TargetAsked:
    return TargetAsked("N1", "_T", 2020, TargetKind.DIRECTION, at_least=False, base_year=base_year)


def test_a_direction_is_reached_by_any_change_for_the_better_since_its_base() -> None:
    found = stands(figures(FALLING), direction(2012))

    assert (found.standing, found.value, found.since, found.other) == (Standing.REACHED, -2, 2012, 8)
    assert found.others == ()
    assert stands(figures([8.0, 8.0, 8.0]), direction(2010)).standing is Standing.NOT_REACHED


def test_a_direction_says_nothing_before_something_has_been_measured_anew() -> None:
    for base_year in (2014, None):
        found = stands(figures(FALLING), direction(base_year))
        assert (found.standing, found.why_not) == (Standing.CANNOT_SAY, WhyNot.NOTHING_SINCE_BASE)
    assert stands(figures(FALLING), direction(2009)).why_not is WhyNot.NO_BASE


def test_a_direction_does_not_reach_over_a_break() -> None:
    broken = replace(DAYS, measurement=Measurement(breaks=(2013,)))

    assert stands(figures(FALLING, of=broken), direction(2012)).why_not is WhyNot.SERIES_BREAK
    assert stands(figures(FALLING, of=broken), direction(2013)).standing is Standing.REACHED


def test_the_pace_seen_begins_after_the_latest_break() -> None:
    broken = replace(DAYS, measurement=Measurement(breaks=(2012,)))
    found = stands(figures([99.0, 98.0, 8.0, 7.0, 6.0], of=broken), level(3.0))

    assert found.seen is not None
    assert (found.seen.first_year, found.seen.points) == (2012, 3)


def test_a_suppressed_latest_value_says_nothing_unless_the_year_is_over() -> None:
    flags = np.ones((1, len(codes(*COUNTIES)), 5), dtype=np.uint8)
    flags[0, OWN, 4] = SUPPRESSED
    hidden = figures([*FALLING[:4], nan], FALLING, status=flags)

    assert stands(hidden, level(3.0)).why_not is WhyNot.SUPPRESSED
    assert stands(hidden, level(8.0, 2012)).standing is Standing.PASSED_REACHED


@pytest.mark.parametrize(("years", "why_not"), [(5, WhyNot.SAID), (6, WhyNot.OUTDATED)])
def test_what_was_measured_long_before_others_says_nothing_of_today(years: int, why_not: WhyNot) -> None:
    found = stands(figures([6.0, *[nan] * years], [6.0] * (years + 1)), level(3.0, 2030))

    assert found.why_not is why_not


def test_what_is_not_published_cannot_be_said() -> None:
    found = stands(figures([nan, nan], [1.0, 2.0]), level(3.0))

    assert (found.standing, found.why_not, found.value, found.ahead) == (
        Standing.CANNOT_SAY,
        WhyNot.NOT_PUBLISHED,
        None,
        None,
    )
