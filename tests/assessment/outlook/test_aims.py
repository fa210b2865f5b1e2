"""What targets beside others and changes are forecast by: nobody's series, and no figure that cannot be."""

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.outlook.aims import SMALLEST
from riktmarke.assessment.outlook.calibrating import PastErrors
from riktmarke.assessment.outlook.followed import of_values
from riktmarke.assessment.outlook.likelihood import TargetOutlook, target_outlooks
from riktmarke.assessment.outlook.making import Made
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import Comparator, TargetKind
from tests.assessment.challenges.making import ALL, DAYS, figures_of, who
from tests.assessment.outlook.made import FIRST_YEAR, wandering

MUNICIPALITIES = np.arange(3, 43)  # after the country and two regions: two counties of twenty
COUNTRY = who(20, 20)
OWN = 3
BEST = TargetAsked(DAYS.series, "_T", 2030, TargetKind.AS_GOOD_AS, at_least=False, comparator=Comparator.BEST_IN_COUNTY)
LOWER = TargetAsked(DAYS.series, "_T", 2030, TargetKind.DIRECTION, at_least=False)


def made_of(values: np.ndarray) -> tuple[IndicatorFigures, PastErrors]:
    figures = figures_of(values[None], groups=(ALL,), first_year=FIRST_YEAR)
    made = Made()
    made.add(of_values(figures, figures.values[0], ALL.key, MUNICIPALITIES), judge=False)
    return figures, made.past_errors()


def told(figures: IndicatorFigures, errors: PastErrors, asked: TargetAsked, area: int = OWN) -> TargetOutlook:
    found = target_outlooks(figures, COUNTRY, [asked], area, municipalities=MUNICIPALITIES, errors=errors, to_year=2040)
    return found[0]


def test_twenty_municipalities_alike_have_one_chance_in_twenty_each() -> None:
    """Nobody wanders and all scatter alike about one level: who is best is chance, whoever was best last."""
    rng = np.random.default_rng(4)
    figures, errors = made_of(50 + rng.normal(0, 3, (43, 19)))
    county = MUNICIPALITIES[:20]

    chances = [told(figures, errors, BEST, int(area)).probability or 0 for area in county]

    assert sum(chances) == pytest.approx(1, abs=0.1)  # somebody is best
    assert max(chances) < 0.25


def test_one_far_ahead_of_its_county_stays_so() -> None:
    values = wandering(seed=1, areas=43, step=0.5)
    values[OWN] -= 40
    figures, errors = made_of(values)

    assert (told(figures, errors, BEST).probability or 0) > 0.9
    assert (told(figures, errors, BEST, OWN + 1).probability or 1) < 0.1


def test_the_quantiles_are_those_of_the_own_figure_less_the_best_of_the_others() -> None:
    """Level with the best of the others has a difference of 0: as much probability lies below it as is told."""
    figures, errors = made_of(wandering(seed=2, areas=43))
    found = told(figures, errors, BEST)

    below = np.mean(np.array(found.quantiles[found.years.index(2030)]) <= 0)

    assert found.probability == pytest.approx(below, abs=0.06)


def test_nobody_is_said_to_come_below_nothing() -> None:
    """A rate of 0 cannot become lower, however often others move."""
    values = np.abs(wandering(seed=3, areas=43, level=8.0))
    values[OWN, -3:] = 0.0
    figures, errors = made_of(values)
    found = told(figures, errors, LOWER)

    assert found.probability == SMALLEST
    assert min(min(row) for row in found.quantiles) >= 0  # no change to below nothing


def test_a_change_is_as_likely_as_the_level_that_it_ends_at() -> None:
    figures, errors = made_of(wandering(seed=5, areas=43))
    base = float(figures.values[0, OWN, -1])
    level = TargetAsked(DAYS.series, "_T", 2030, TargetKind.LEVEL, at_least=False, value=base)

    assert told(figures, errors, LOWER).probability == pytest.approx(told(figures, errors, level).probability)


def test_without_half_of_the_county_nothing_is_said_of_its_best() -> None:
    values = wandering(seed=6, areas=43)
    values[MUNICIPALITIES[1:12], :-1] = np.nan  # measured once: nobody can tell how they go on
    figures, errors = made_of(values)

    assert told(figures, errors, BEST).probability is None
