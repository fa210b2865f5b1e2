"""How likely targets of each kind are, in a country whose municipalities wander."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.outlook.calibrating import LEVELS, PastErrors
from riktmarke.assessment.outlook.followed import of_values
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.likelihood import TargetOutlook, target_outlooks
from riktmarke.assessment.outlook.making import Made
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Measured
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, figures_of, who
from tests.assessment.outlook.made import FIRST_YEAR, wandering

MUNICIPALITIES = np.arange(3, 43)  # after the country and two regions
COUNTRY = who(20, 20)
OWN = 3
LEVEL = TargetAsked(DAYS.series, "_T", 2030, TargetKind.LEVEL, at_least=False, value=45.0)


@pytest.fixture(scope="module")
def figures() -> IndicatorFigures:
    values = np.stack([wandering(seed=seed, areas=43) for seed in (1, 2, 3)])
    return figures_of(values, groups=(ALL, WOMEN, MEN), first_year=FIRST_YEAR)


@pytest.fixture(scope="module")
def errors(figures: IndicatorFigures) -> PastErrors:
    made = Made()
    for place, group in enumerate(figures.groups):
        series = of_values(figures, figures.values[place], group.key, MUNICIPALITIES, inhabitants_of=place)
        made.add(series, judge=False)
    return made.past_errors()


def told(figures: IndicatorFigures, errors: PastErrors, asked: TargetAsked) -> list[TargetOutlook]:
    return target_outlooks(figures, COUNTRY, [asked], OWN, municipalities=MUNICIPALITIES, errors=errors, to_year=2040)


def quantiles_in(found: TargetOutlook, year: int) -> np.ndarray:
    return np.array(found.quantiles[found.years.index(year)])


def test_the_probability_is_that_of_the_distribution_beyond_the_target(
    figures: IndicatorFigures, errors: PastErrors
) -> None:
    """At most the middle is as likely as not; at most the upper end of an 80 per cent interval nine in ten."""
    first = told(figures, errors, LEVEL)[0]
    at = quantiles_in(first, 2030)
    for level in (0.1, 0.5, 0.9):
        target = float(at[np.argmin(np.abs(LEVELS - level))])
        assert told(figures, errors, replace(LEVEL, value=target))[0].probability == pytest.approx(level, abs=1e-6)
        above = replace(LEVEL, value=target, at_least=True)
        assert told(figures, errors, above)[0].probability == pytest.approx(1 - level, abs=1e-6)


def test_women_and_men_are_held_to_a_target_for_everyone(figures: IndicatorFigures, errors: PastErrors) -> None:
    found = told(figures, errors, LEVEL)

    assert [(one.asked.group, one.implied) for one in found] == [("_T", False), ("F", True), ("M", True)]
    assert all(one.probability is not None for one in found)


def test_the_further_the_target_the_less_likely(figures: IndicatorFigures, errors: PastErrors) -> None:
    said = [told(figures, errors, replace(LEVEL, value=value))[0].probability or 0 for value in range(20, 80, 5)]

    assert said == sorted(said)
    assert [said[0], said[-1]] == pytest.approx([LEVELS[0], LEVELS[-1]])  # never surer than errors tell


def test_a_gap_is_reached_between_both_ends(figures: IndicatorFigures, errors: PastErrors) -> None:
    """Women less men between −t and t: what lies below t less what lies below −t."""
    gap = TargetAsked(DAYS.series, "sex", 2030, TargetKind.GAP, at_least=False, value=4.0)
    (found,) = told(figures, errors, gap)
    at = quantiles_in(found, 2030)

    expected = np.interp(4, at, LEVELS) - np.interp(-4, at, LEVELS)
    assert found.probability == pytest.approx(max(expected, LEVELS[0]), abs=1e-6)
    wider = told(figures, errors, replace(gap, value=8.0))[0].probability
    assert wider is not None
    assert found.probability is not None
    assert wider > found.probability


def test_a_shock_that_both_sides_share_does_not_move_a_gap(figures: IndicatorFigures, errors: PastErrors) -> None:
    gap = TargetAsked(DAYS.series, "sex", 2030, TargetKind.GAP, at_least=False, value=4.0)
    shared = np.cumsum(np.random.default_rng(9).normal(0, 5, figures.values.shape[-1]))
    moved = replace(figures, values=figures.values + shared)

    one, other = (told(each, errors, gap)[0] for each in (figures, moved))

    np.testing.assert_allclose(one.quantiles, other.quantiles, atol=1e-6)


def test_as_good_as_the_best_in_the_county_is_a_difference_of_at_most_nothing(
    figures: IndicatorFigures, errors: PastErrors
) -> None:
    best = TargetAsked(
        DAYS.series, "F", 2030, TargetKind.AS_GOOD_AS, at_least=False, comparator=Comparator.BEST_IN_COUNTY
    )
    (found,) = told(figures, errors, best)

    assert found.threshold == 0
    assert found.probability == pytest.approx(
        np.clip(np.interp(0, quantiles_in(found, 2030), LEVELS), LEVELS[0], LEVELS[-1]), abs=1e-6
    )


def test_a_direction_counts_from_its_base_year(figures: IndicatorFigures, errors: PastErrors) -> None:
    """From a base far above today's value, lower is likely; from one far below, it is not."""
    values = figures.values.copy()
    at = figures.years.index(2020)
    said = []
    for base in (+30.0, -30.0):
        changed = values.copy()
        changed[0, OWN, at] += base
        asked = replace(LEVEL, kind=TargetKind.DIRECTION, value=None, base_year=2020)
        said.append(told(replace(figures, values=changed), errors, asked)[0].probability or 0)

    assert said[0] > 0.5 > said[1]


@pytest.mark.parametrize("year", [2015, 2022])
def test_a_year_that_is_over_has_no_probability(figures: IndicatorFigures, errors: PastErrors, year: int) -> None:
    found = told(figures, errors, replace(LEVEL, year=year))[0]

    assert found.passed
    assert found.probability is None


def test_what_cannot_be_said_says_why(figures: IndicatorFigures, errors: PastErrors) -> None:
    values = figures.values.copy()
    values[0, OWN, :-2] = np.nan
    two_points = told(replace(figures, values=values), errors, LEVEL)[0]
    values[0, OWN] = np.nan
    nothing = told(replace(figures, values=values), errors, LEVEL)[0]

    assert (two_points.why_not, two_points.measured) == (WhyNoOutlook.TOO_FEW_MEASUREMENTS, 2)
    assert nothing.no_series is WhyNot.NOT_PUBLISHED
    assert two_points.probability is nothing.probability is None


def test_earlier_years_are_told_up_to_the_latest_figures(figures: IndicatorFigures, errors: PastErrors) -> None:
    found = told(figures, errors, LEVEL)[0]

    assert [one.year for one in found.history] == list(range(found.history[0].year, 2023))
    assert found.history[-1].probability == found.probability


def test_no_likelihood_is_told_of_a_kind_whose_likelihoods_have_not_come_true(
    figures: IndicatorFigures, errors: PastErrors
) -> None:
    """Elections: where it may stand is told, but not how likely the target is, now or before."""
    scheduled = replace(figures, definition=replace(DAYS, measured=Measured.ON_SCHEDULE))

    first = told(scheduled, errors, LEVEL)[0]

    assert (first.probability, first.why_not, first.history) == (None, WhyNoOutlook.OVERCLAIMED, ())
    assert len(first.years) == len(first.quantiles) > 0
