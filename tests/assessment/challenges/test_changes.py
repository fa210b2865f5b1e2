"""What has changed: the latest three measurements beside the first three, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from riktmarke.assessment.challenges.changes import Change, change_of
from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from tests.assessment.challenges.making import DAYS, codes, every_claim, figures_of, only, who

nan = np.nan
YEARS = tuple(range(2010, 2020))
TREND, FALLING_BEHIND = ClaimKind.TREND, ClaimKind.FALLING_BEHIND
Z = 1.959963984540054


def changed(values: ArrayLike, *, se: ArrayLike = 1.0, fewest: int = 6) -> Change:
    """Return the change of one series whose values are all measurements."""
    array = np.asarray(values, dtype=float)[None]
    variance = np.broadcast_to(np.asarray(se, dtype=float) ** 2, array.shape)
    return change_of(array, variance, ~np.isnan(array), YEARS[: array.shape[1]], fewest_points=fewest)


def test_a_change_is_the_mean_of_the_latest_three_less_that_of_the_first_three() -> None:
    """(17 + 18 + 25) / 3 − (1 + 2 + 6) / 3 = 20 − 3; the years between say nothing."""
    found = changed([1, 2, 6, 99, -99, 99, 0, 17, 18, 25])

    assert (found.change[0], found.early[0], found.late[0]) == (17, 3, 20)
    assert (found.first[0], found.first_until[0], found.last_from[0], found.last[0]) == (2010, 2012, 2017, 2019)
    assert found.points[0] == 10


def test_a_change_is_as_uncertain_as_its_six_values() -> None:
    """√(1 + 4 + 9 + 0 + 16 + 4) / 3; those between do not count."""
    found = changed([0] * 10, se=[1, 2, 3, 9, 9, 9, 9, 0, 4, 2])

    assert found.se[0] == pytest.approx(np.sqrt(34) / 3)


def test_missing_years_are_passed_over() -> None:
    found = changed([nan, 1, 2, nan, 6, nan, 17, 18, 25, nan])

    assert (found.change[0], found.points[0]) == (17, 6)
    assert (found.first[0], found.first_until[0], found.last_from[0], found.last[0]) == (2011, 2014, 2016, 2018)


@pytest.mark.parametrize("fewest", [4, 5])
def test_a_plan_that_asks_for_fewer_than_six_has_two_at_each_end(fewest: int) -> None:
    """(17 + 18) / 2 − (1 + 2) / 2."""
    found = changed([1, 2, 6, 17, 18], fewest=fewest)

    assert (found.change[0], found.se[0]) == (16, pytest.approx(1.0))
    assert (found.first_until[0], found.last_from[0]) == (2011, 2013)


def test_no_measurement_stands_at_both_ends() -> None:
    found = changed([1, 2, 6, 17, 18], fewest=6)

    assert np.isnan([found.change[0], found.se[0], found.early[0], found.late[0]]).all()
    assert (found.first[0], found.last[0], found.points[0]) == (0, 0, 5)


def test_a_plan_may_ask_for_more_measurements() -> None:
    assert np.isfinite(changed([1.0] * 8, fewest=8).change[0])
    assert np.isnan(changed([1.0] * 8, fewest=9).change[0])


def test_an_unknown_error_at_an_end_makes_the_change_uncertain_by_nobody_knows_how_much() -> None:
    se = np.ones(10)
    se[5] = nan
    assert np.isfinite(changed(np.arange(10.0), se=se).se[0])
    se[8] = nan
    assert np.isnan(changed(np.arange(10.0), se=se).se[0])


@given(st.lists(st.floats(-100, 100), min_size=6, max_size=10), st.floats(-50, 50))
def test_a_step_up_between_the_ends_is_the_change(values: list[float], step: float) -> None:
    array = np.array(values)
    later = array.copy()
    later[-3:] += step

    assert changed(later).change[0] - changed(array).change[0] == pytest.approx(step, abs=1e-9)


NAMES = codes(3)
OWN, A, B = (NAMES.index(code) for code in ("3001", "3002", "3003"))


def moved(own: NDArray[np.float64], theirs: NDArray[np.float64], **how: object) -> dict[ClaimKind, Claims]:
    """Return the claims of change about a municipality beside two similar ones, all values with the error 1."""
    values = np.full((len(NAMES), own.size), nan)
    values[[OWN, A, B]] = own, theirs, theirs
    figures = figures_of(values, published=Z, **how)  # type: ignore[arg-type]
    claims = only(every_claim(figures, who(3, similar={"3001": ("3002", "3003")}), fewest_points=6), area=OWN)
    return {kind: only(claims, kind=kind) for kind in (TREND, FALLING_BEHIND)}


def test_who_becomes_worse_with_everybody_else_does_not_fall_behind() -> None:
    """10 to 19 in ten years, both: a mean of 18 after one of 11. Two similar ones have the error √½ together."""
    found = moved(np.arange(10.0, 20.0), np.arange(10.0, 20.0))
    trend, behind = found[TREND], found[FALLING_BEHIND]

    assert (trend.estimate[0], trend.value[0], trend.reference[0], trend.se[0]) == pytest.approx(
        (7, 18, 11, np.sqrt(6) / 3)
    )
    assert trend.against[0] == Against.NOBODY
    assert (behind.estimate[0], behind.value[0], behind.reference[0]) == pytest.approx((0, 0, 0))
    assert behind.se[0] == pytest.approx(np.sqrt(6 * 1.5) / 3)
    assert behind.against[0] == Against.SIMILAR


def test_who_stands_still_while_others_become_better_falls_behind() -> None:
    found = moved(np.full(10, 20.0), np.arange(20.0, 10.0, -1))
    behind = found[FALLING_BEHIND]

    assert found[TREND].estimate[0] == 0
    assert (behind.estimate[0], behind.value[0], behind.reference[0]) == pytest.approx((7, 8, 1))


def test_a_change_that_ends_before_the_latest_measurement_is_no_news() -> None:
    """Nobody to compare with in the latest year: beside others nothing is told, by itself it is."""
    theirs = np.full(10, 20.0)
    theirs[9] = nan
    found = moved(np.arange(10.0, 20.0), theirs)

    assert len(found[TREND].area) == 1
    assert len(found[FALLING_BEHIND].area) == 0


def test_counts_change_and_are_beside_nobody() -> None:
    found = moved(np.arange(10.0, 20.0), np.arange(10.0, 20.0), of=replace(DAYS, averaged=False))

    assert len(found[TREND].area) == 1
    assert len(found[FALLING_BEHIND].area) == 0
