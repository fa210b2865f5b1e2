"""How uncertain values are: counted by hand, observed on panels with planted scatter, published, or unknown."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import UncertaintySource
from riktmarke.assessment.challenges.uncertainty import (
    EVERYBODY_ALIKE,
    Uncertainty,
    counted_variance,
    neighbours,
    rounding_variance,
    uncertainty_of,
)
from riktmarke.governance.definitions import Measurement
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, figures_of
from tests.invented_figures import definition

nan = np.nan
Floats = NDArray[np.float64]
PERCENT = definition("N1")
PER_100_000 = definition("N1", unit=Unit.PER_100_000)
PEOPLE = np.geomspace(2_500, 900_000, 290)
PUBLISHED, COUNTED, OBSERVED, UNKNOWN = (
    UncertaintySource.PUBLISHED,
    UncertaintySource.COUNTED,
    UncertaintySource.OBSERVED,
    UncertaintySource.UNKNOWN,
)


def paths(seed: int, sd: Floats | float, years: int = 12) -> Floats:
    """Return (290, years): places far apart with slopes of their own, a shock that all share each year, and chance."""
    generator = np.random.default_rng(seed)
    level, slope = generator.normal(50, 10, (290, 1)), generator.normal(0, 0.5, (290, 1))
    shared = generator.normal(0, 3, years)
    chance = generator.standard_normal((290, years)) * np.broadcast_to(sd, (290, 1) if np.ndim(sd) else ())
    return level + slope * np.arange(years) + shared + chance


def known(figures: IndicatorFigures) -> Uncertainty:
    return uncertainty_of(figures, np.arange(figures.values.shape[1]))


def test_a_share_of_counted_people_is_binomial() -> None:
    """20 % of 100 people: p = (20 + ½) / 101, the variance 100² p (1 − p) / 100; a window of four years has 400."""
    p, four = 20.5 / 101, 80.5 / 401
    one = counted_variance(figures_of([[20.0]], of=PERCENT, people=100.0))
    window = replace(PERCENT, measurement=Measurement(window_years=4))
    pooled = counted_variance(figures_of([[20.0]], of=window, people=100.0))

    assert one[0, 0, 0] == pytest.approx(10_000 * p * (1 - p) / 100)
    assert pooled[0, 0, 0] == pytest.approx(10_000 * four * (1 - four) / 400)


def test_a_rate_of_counted_people_is_poisson() -> None:
    """50 per 100 000 of 20 000 is ten events: (10 + ½) / 20 001, per 100 000 of 20 000 people."""
    found = counted_variance(figures_of([[50.0]], of=PER_100_000, people=20_000.0))

    assert found[0, 0, 0] == pytest.approx(1e10 * (10.5 / 20_001) / 20_000)


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_none_and_all_are_not_certain(value: float) -> None:
    found = counted_variance(figures_of([[value]], of=PERCENT, people=30.0))

    assert found[0, 0, 0] == pytest.approx(10_000 * (0.5 / 31) * (30.5 / 31) / 30)


def test_nothing_is_counted_where_nobody_is_or_the_unit_counts_nobody() -> None:
    assert np.isnan(counted_variance(figures_of([[20.0, 30.0]], of=PERCENT, people=[[0.0, nan]]))).all()
    assert np.isnan(counted_variance(figures_of([[20.0]], of=DAYS, people=100.0))).all()


def test_counts_alone_tell_where_there_are_too_few_to_observe() -> None:
    found = known(figures_of([[20.0, 30.0, nan]], of=PERCENT, people=100.0))

    assert found.source[0, 0].tolist() == [COUNTED, COUNTED, UNKNOWN]
    assert found.se[0, 0, 0] == pytest.approx(np.sqrt(100 * (20.5 / 101) * (80.5 / 101)))
    assert (found.free == EVERYBODY_ALIKE).all()


@pytest.mark.parametrize(
    "sd",
    [2.0, np.sqrt(90_000 / PEOPLE)[:, None]],
    ids=["a survey with as many answers everywhere", "a register, whose variance is one over the people"],
)
def test_the_planted_scatter_is_observed(sd: Floats | float) -> None:
    """Over twelve years, in countries of 290: within 10 % in the middle, and within a half for nine in ten places."""
    figures = figures_of(paths(1, sd), inhabitants=PEOPLE[:, None])
    found = known(figures)
    ratio = (found.se[0] / sd).mean(axis=1)

    assert np.median(ratio) == pytest.approx(1.0, rel=0.1)
    assert np.mean((ratio > 0.67) & (ratio < 1.5)) >= 0.9
    assert (found.source == OBSERVED).all()


def test_a_shock_that_all_share_is_no_uncertainty() -> None:
    """Places that move alike, by far more than they move apart, are known as well as they move apart."""
    still = paths(2, 0.01, years=12)
    found = known(figures_of(still, inhabitants=PEOPLE[:, None]))

    assert np.median(found.se) == pytest.approx(0.01, rel=0.1)


def test_a_place_that_jumps_is_more_uncertain_than_others_of_its_size() -> None:
    values = paths(3, 1.0)
    values[140] += 8 * np.random.default_rng(4).standard_normal(12)
    found = known(figures_of(values, inhabitants=PEOPLE[:, None]))

    assert found.se[0, 140].max() > 2.5 * np.median(found.se)


def test_two_measurements_are_enough_when_many_places_have_them() -> None:
    """Half of the squared step, less what all share: planted 2.0 is found within 15 %."""
    figures = figures_of(paths(5, 2.0, years=2), inhabitants=PEOPLE[:, None])
    found = known(figures)

    assert np.median(found.se) == pytest.approx(2.0, rel=0.15)
    assert (found.source == OBSERVED).all()


@pytest.mark.parametrize("years", [2, 3, 6, 12])
def test_places_that_differ_are_not_taken_for_alike_because_each_has_few_measurements(years: int) -> None:
    """Variances planted with four degrees of freedom. Of ten countries most know it, by far fewer than a hundred."""
    free = []
    for seed in range(10):
        sd = np.sqrt(4 / np.random.default_rng([seed, years]).chisquare(4, (290, 1)))
        found = known(figures_of(paths(seed, sd, years=years), inhabitants=PEOPLE[:, None]))
        free.append(np.median(found.free))

    assert np.mean(np.array(free) < 100) >= 0.6


def test_women_and_men_scatter_alike_and_everyone_less() -> None:
    generator = np.random.default_rng(6)
    women, men = (paths(7, 0.0) + generator.normal(0, 2.0, (290, 12)) for _ in range(2))
    figures = figures_of(
        np.stack([(women + men) / 2, women, men]), groups=(ALL, WOMEN, MEN), inhabitants=PEOPLE[:, None]
    )
    found = known(figures)
    everyone, of_women, of_men = np.median(found.se, axis=(1, 2))

    assert everyone == pytest.approx(np.sqrt(2.0), rel=0.1)
    assert of_women == pytest.approx(of_men, rel=0.05)
    assert of_women == pytest.approx(2.0, rel=0.1)


def test_a_step_at_a_break_is_no_scatter() -> None:
    values = paths(8, 1.0)
    values[:, 6:] += np.random.default_rng(9).normal(0, 50, (290, 1))
    broken = replace(DAYS, measurement=Measurement(breaks=(2016,)))

    assert np.median(known(figures_of(values, of=broken, inhabitants=PEOPLE[:, None])).se) == pytest.approx(1, rel=0.1)
    assert np.median(known(figures_of(values, inhabitants=PEOPLE[:, None])).se) > 3


def test_repetitions_are_no_measurements_and_make_nothing_certain() -> None:
    """A survey of every second year, each answer shown twice: the scatter is that of the answers."""
    answers = paths(10, 2.0, years=10)
    shown = np.repeat(answers, 2, axis=1)
    twice = replace(DAYS, measurement=Measurement(repeats_at_most=2))
    found = known(figures_of(shown, of=twice, inhabitants=PEOPLE[:, None]))

    assert np.median(found.se) == pytest.approx(2.0, rel=0.1)


def test_the_larger_of_what_is_counted_and_what_is_observed_is_taken() -> None:
    """Shares of so many people: counts give √(50·50/100 000) ≈ 0.16; what is observed, 2.0, is larger."""
    values = np.clip(paths(11, 2.0), 1, 99)
    disturbed = known(figures_of(values, of=PERCENT, people=100_000.0, inhabitants=PEOPLE[:, None]))
    quiet = known(figures_of(values, of=PERCENT, people=100.0, inhabitants=PEOPLE[:, None]))

    assert (disturbed.source == OBSERVED).mean() > 0.95
    assert np.median(disturbed.se) == pytest.approx(2.0, rel=0.15)
    assert (quiet.source == COUNTED).all()
    assert quiet.se[0] == pytest.approx(np.sqrt(counted_variance(figures_of(values, of=PERCENT, people=100.0))[0]))


def test_the_publishers_own_uncertainty_stands() -> None:
    """Half of a 95 % interval is 1.96 standard errors; where none is given, or nought, the rest of the rule holds."""
    halves = np.full((290, 12), 5 * 1.959963984540054)
    halves[0, 0], halves[1, 0] = nan, 0.0
    found = known(figures_of(paths(12, 2.0), published=halves, inhabitants=PEOPLE[:, None]))

    assert found.source[0, 0, 0] == found.source[0, 1, 0] == OBSERVED
    assert found.source[0, 2:].tolist() == np.full((288, 12), PUBLISHED).tolist()
    assert found.se[0, 2:] == pytest.approx(5.0)
    assert (found.free[0, 2:] == EVERYBODY_ALIKE).all()
    assert found.free[0, 0, 0] < EVERYBODY_ALIKE or found.se[0, 0, 0] < 5


def test_where_nothing_tells_it_is_unknown() -> None:
    """Five places of three years give five residuals."""
    values = paths(13, 1.0)[:5, :3]
    found = known(figures_of(values))

    assert np.isnan(found.se).all()
    assert (found.source == UNKNOWN).all()


def test_a_value_that_is_not_there_has_no_uncertainty() -> None:
    values = paths(14, 1.0)
    values[3, 4] = nan
    found = known(figures_of(values, published=1.0, inhabitants=PEOPLE[:, None]))

    assert np.isnan(found.se[0, 3, 4])
    assert found.source[0, 3, 4] == UNKNOWN


def test_years_without_inhabitants_take_those_of_the_nearest_year() -> None:
    values, people = paths(15, 2.0), np.repeat(PEOPLE[:, None], 12, axis=1)
    whole = known(figures_of(values, inhabitants=people))
    people[:, [0, 1, 11]] = nan
    found = known(figures_of(values, inhabitants=people))

    assert found.se == pytest.approx(whole.se)


def test_neighbours_are_measurements_on_the_same_side_of_a_break() -> None:
    """2010 and 2012 before the break of 2013, 2013 and 2015 after it."""
    measured = np.array([True, False, True, True, False, True])
    before, after = neighbours(measured, tuple(range(2010, 2016)), (2013,))

    assert before.tolist() == [-1, 0, 0, -1, 3, 3]
    assert after.tolist() == [2, 2, -1, 5, 5, -1]


def test_a_missing_year_between_neighbours_is_weighed_by_time() -> None:
    """A straight line in every place, a year left out: there is no scatter about it."""
    line = np.arange(12.0) * np.linspace(-3, 3, 290)[:, None] + 50
    line[:, 4] = nan
    found = known(figures_of(line, inhabitants=PEOPLE[:, None]))

    assert np.nanmax(found.se) == pytest.approx(0.0, abs=1e-9)


def test_the_step_of_a_years_rounding_is_read_off_its_values() -> None:
    """Whole numbers, one decimal, two, and five, of which nobody can tell that they are rounded: step² / 12."""
    values = np.array([[1.0, 1.1, 1.25, 1.23456], [3.0, 4.2, 1.1, 9.0], [nan, nan, nan, nan]])[None]

    assert rounding_variance(values) == pytest.approx([1 / 12, 0.01 / 12, 0.0001 / 12, 0.0])
    assert rounding_variance(np.full((1, 3, 1), nan)).tolist() == [0.0]


def test_what_is_rounded_is_never_known_better_than_its_rounding() -> None:
    """Series that hardly move are published in whole numbers, which stand still for years: ± 1 / √12 at least."""
    found = known(figures_of(np.round(paths(16, 0.01, years=12) / 10), inhabitants=PEOPLE[:, None]))
    still = known(figures_of(np.full((290, 12), 7.0), inhabitants=PEOPLE[:, None]))
    counted = known(figures_of([[20.0, 30.0]], of=PERCENT, people=1e9))

    assert found.se.min() >= 0.9 / np.sqrt(12)
    assert still.se.min() >= 0.9 / np.sqrt(12)
    assert counted.se == pytest.approx(1 / np.sqrt(12))
