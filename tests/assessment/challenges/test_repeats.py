"""Values shown again because nothing was measured, and windows that share years, never make a change.

What is claimed: a claim of change (TREND, FALLING_BEHIND, GAP_TREND) rests on six measurements or more, of which none
is a repetition and none shares a year with another. tests/golden/test_repeats_in_hedemora.py asks it of real figures.
"""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import Claims, taken
from riktmarke.assessment.challenges.deciding import decide
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.governance.definitions import Measurement
from tests.assessment.challenges.making import DAYS, codes, every_claim, figures_of, only, who

CHANGES = (ClaimKind.TREND, ClaimKind.FALLING_BEHIND, ClaimKind.GAP_TREND)
FEWEST = ChallengeParameters().fewest_points
Floats = NDArray[np.float64]


def changes(claims: Claims) -> Claims:
    return taken(claims, np.isin(claims.kind, CHANGES))


# A country of 120 municipalities with seven similar ones each, and sixteen years of nothing but chance.
COUNT, YEARS = 120, 16
NAMES = codes(COUNT)
OWN = NAMES[2:]
WHO = who(COUNT, similar={code: [OWN[(n + step) % COUNT] for step in range(1, 8)] for n, code in enumerate(OWN)})
PEOPLE = np.geomspace(2e3, 9e5, COUNT + 2)[:, None]


def claimed(values: Floats, measurement: Measurement) -> Claims:
    figures = figures_of(values, of=replace(DAYS, measurement=measurement), inhabitants=PEOPLE)
    return changes(every_claim(figures, WHO, fewest_points=FEWEST))


def chance(seed: int, years: int) -> Floats:
    return 50 + np.random.default_rng(seed).standard_normal((COUNT + 2, years))


def called(claims: Claims, margin: float = 0.1) -> float:
    """Return the share of the municipalities of which a change would be told; the margin is a tenth of the chance."""
    stands = []
    for area in np.unique(claims.area):
        own = taken(claims, claims.area == area)
        decided = decide(own, np.full(len(own.area), "N1"), {"N1": margin}, ChallengeParameters())
        stands.append((decided.worse | decided.better).any())
    return float(np.mean(stands)) if stands else 0.0


@pytest.mark.parametrize(
    "measurement",
    [Measurement(schedule=(2010, 4)), Measurement(repeats_at_most=4)],
    ids=["an election every fourth year", "what stands until the next is made"],
)
def test_a_value_repeated_for_four_years_makes_no_change(measurement: Measurement) -> None:
    """Four elections that each went another way. Taken for yearly values they would be called changes all over."""
    steps = np.repeat(chance(1, 4), 4, axis=1)
    climbing = np.repeat(50 + np.array([0.0, 5.0, 10.0, 15.0]) + 0 * chance(1, 4), 4, axis=1)

    assert len(claimed(steps, measurement).area) == 0
    assert len(claimed(climbing, measurement).area) == 0
    assert called(claimed(steps, Measurement())) > 0.3


def test_windows_of_four_years_make_no_change() -> None:
    """Means of four years of chance, shown each year: they glide, and taken for yearly they would be called."""
    yearly = chance(2, YEARS + 3)
    glide = np.stack([yearly[:, year : year + 4].mean(axis=1) for year in range(YEARS)], axis=1)

    assert len(claimed(glide, Measurement(window_years=4)).area) == 0
    assert called(claimed(glide, Measurement())) > 0.3


def test_surveys_of_every_second_year_are_six_answers_in_ten_years_and_seldom_a_change() -> None:
    """Each answer stands for two years. Six in eleven years are enough to tell, and chance alone is seldom called."""
    answers = np.repeat(chance(3, YEARS // 2), 2, axis=1)
    found = claimed(answers, Measurement(repeats_at_most=2))

    assert set(found.points.tolist()) <= {FEWEST}
    assert called(found) <= 0.10
    assert called(claimed(answers, Measurement())) > 0.2


def test_a_survey_that_moves_is_told_from_answers_alone() -> None:
    """From 50 up by two a year, but asked every second year: first three answers 2014–2018, latest 2020–2024."""
    asked = 50 + 2.0 * np.arange(0, YEARS, 2) + 0.1 * (chance(4, YEARS // 2) - 50)
    found = claimed(np.repeat(asked, 2, axis=1), Measurement(repeats_at_most=2))
    trend = only(found, kind=ClaimKind.TREND)

    assert trend.estimate == pytest.approx(12, abs=1)
    assert set(zip(trend.first_period.tolist(), trend.period.tolist(), strict=True)) == {(2014, 2024)}
