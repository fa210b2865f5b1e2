"""From figures to claims: what is claimed of an indicator at all."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.evidence import MOST_YEARS_BEHIND, claims_of, oldest_told, subject_of
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, codes, every_claim, figures_of, only, who

nan = np.nan
COUNT = 60
NAMES = codes(COUNT)
WHO = who(COUNT, similar={NAMES[2]: NAMES[3:10]})
PEOPLE = np.geomspace(2e3, 9e5, COUNT + 2)[:, None]


def values(years: int = 12) -> np.ndarray:
    return 50 + np.random.default_rng(1).standard_normal((3, COUNT + 2, years)) + 0.5 * np.arange(years)


def claimed(array: np.ndarray, **how: object) -> Claims:
    figures = figures_of(array, groups=(ALL, WOMEN, MEN), inhabitants=PEOPLE, **how)  # type: ignore[arg-type]
    return every_claim(figures, WHO, fewest_points=6)


def test_everything_that_may_be_said_is_claimed_of_municipalities_alone() -> None:
    claims = claimed(values())

    assert set(claims.kind.tolist()) == set(ClaimKind) - {ClaimKind.TARGET}
    assert set(claims.area.tolist()) == set(range(2, COUNT + 2))


def test_without_a_direction_that_is_good_only_the_pace_is_there() -> None:
    nobody_has_said = replace(DAYS, polarity=Polarity.NO_JUDGEMENT)

    assert set(claimed(values(), of=nobody_has_said).kind.tolist()) == {ClaimKind.PACE}


@pytest.mark.parametrize("polarity", list(Polarity))
def test_a_pace_is_the_line_through_the_years_that_the_plan_looks_back(polarity: Polarity) -> None:
    """Against numpy.polyfit over the latest eleven years: 2011 to 2021."""
    array = values()
    pace = only(claimed(array, of=replace(DAYS, polarity=polarity)), kind=ClaimKind.PACE, area=5, group="F")
    bad = 1 if polarity is Polarity.LOWER_IS_BETTER else -1
    slope, first = np.polyfit(np.arange(11.0), array[1, 5, 1:], 1)

    assert pace.estimate[0] == pytest.approx(bad * 10 * slope)
    assert pace.reference[0] == pytest.approx(first)
    assert pace.value[0] == array[1, 5, 11]
    assert (pace.first_period[0], pace.period[0], pace.points[0]) == (2011, 2021, 11)


def test_nothing_is_claimed_from_what_is_many_years_older_than_others() -> None:
    """The newest is 2021. Who was measured last in 2016 is still told of, in 2015 no longer."""
    array = values()
    array[:, 5, 7:] = nan
    array[:, 6, 6:] = nan
    claims = claimed(array)

    assert MOST_YEARS_BEHIND == 5
    assert set(only(claims, area=5).period.tolist()) == {2016}
    assert len(only(claims, area=6).area) == 0
    assert oldest_told(figures_of(array, groups=(ALL, WOMEN, MEN)), np.arange(2, COUNT + 2)) == 2016


def test_a_newer_value_of_a_region_makes_no_municipality_old() -> None:
    array = values()
    array[:, 2:, 5:] = nan
    figures = figures_of(array, groups=(ALL, WOMEN, MEN))

    assert oldest_told(figures, np.arange(2, COUNT + 2)) == 2009


def test_each_municipality_has_its_own_plans_parameters() -> None:
    """One looks back five years and asks for six measurements, one for seven, which there are not in five years."""
    subject = subject_of(figures_of(values(), groups=(ALL, WOMEN, MEN), inhabitants=PEOPLE), WHO)
    years_back, fewest = np.full(COUNT + 2, 10), np.full(COUNT + 2, 6)
    years_back[[5, 6]], fewest[6] = 5, 7
    trends = only(claims_of(subject, years_back=years_back, fewest_points=fewest), kind=ClaimKind.TREND, group="_T")
    first = dict(zip(trends.area.tolist(), trends.first_period.tolist(), strict=True))

    assert (first[4], first[5]) == (2011, 2016)
    assert 6 not in first
