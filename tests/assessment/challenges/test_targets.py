"""Whether a target is missed at the pace seen: a line carried on, by hand and against statsmodels' prediction."""

import numpy as np
import pytest
import statsmodels.api as sm

from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.challenges.targets import TargetLevel, with_targets
from riktmarke.assessment.challenges.trends import lines
from riktmarke.governance.definitions import Definition
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import Made, claims_made, only
from tests.invented_figures import definition

PACE, TARGET = ClaimKind.PACE, ClaimKind.TARGET


def catalogue(polarity: Polarity) -> dict[str, Definition]:
    return {"N1": definition("N1", polarity=polarity)}


# A line from 40 in 2012 to 50 in 2022, eleven measurements, the change's standard error 2.
RISING = {
    "kind": PACE,
    "reference": 40.0,
    "first_period": 2012,
    "period": 2022,
    "points": 11,
    "se": 2.0,
    "value": 49.0,
    "free": 30.0,
}


def missed(target: TargetLevel, *, polarity: Polarity = Polarity.HIGHER_IS_BETTER, **line: object) -> Made:
    """Return the claims with those of a target; the line's own change counts in the bad direction."""
    rising = 10.0 if polarity is Polarity.LOWER_IS_BETTER else -10.0
    made = claims_made({**RISING, "estimate": rising, **line})
    return Made(*with_targets(made.claims, made.indicators, [target], catalogue(polarity)))


def one(made: Made) -> dict[str, float]:
    found = only(made.claims, kind=TARGET)
    assert len(found.area) == 1
    return {name: getattr(found, name)[0] for name in found.__slots__}


@pytest.mark.parametrize("polarity", [Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NO_JUDGEMENT])
def test_a_line_is_carried_on_to_the_year_of_the_target(polarity: Polarity) -> None:
    """One a year: 58 in 2030. At least 60 is missed by 2, at most 55 by 3, whichever way is good."""
    at_least = one(missed(TargetLevel("N1", "_T", 2030, 60.0, at_least=True), polarity=polarity))
    at_most = one(missed(TargetLevel("N1", "_T", 2030, 55.0, at_least=False), polarity=polarity))

    assert (at_least["estimate"], at_most["estimate"]) == pytest.approx((2, 3))
    assert (at_least["reference"], at_least["first_period"], at_least["period"]) == (60, 2030, 2022)
    assert (at_least["value"], at_least["free"]) == (49, 30)


def test_a_target_that_the_line_passes_is_missed_by_less_than_nothing() -> None:
    assert one(missed(TargetLevel("N1", "_T", 2030, 50.0, at_least=True)))["estimate"] == pytest.approx(-8)


def test_a_line_is_less_certain_the_further_it_is_carried() -> None:
    """The slope's error is 2 / 10 a year; 13 years from the middle, 2017. The level's: 10² / 12 · (1 + 2 / 10) = 10."""
    found = one(missed(TargetLevel("N1", "_T", 2030, 60.0, at_least=True)))

    assert found["se"] == pytest.approx(0.2 * np.sqrt(13**2 + 10))


def test_the_error_is_that_of_the_line_predicted_by_least_squares() -> None:
    """Against statsmodels: the mean predicted for 2030 by eleven yearly values, with their own residual variance."""
    years = np.arange(2012, 2023)
    values = 40 + np.arange(11.0) + np.random.default_rng(1).standard_normal(11)
    fit = sm.OLS(values, sm.add_constant(years.astype(float))).fit()
    expected = fit.get_prediction([[1.0, 2030.0]])
    slope, slope_se = fit.params[1], fit.bse[1]
    found = one(
        missed(
            TargetLevel("N1", "_T", 2030, 60.0, at_least=True),
            estimate=-10 * slope,
            se=10 * slope_se,
            reference=float(fit.predict([[1.0, 2012.0]])[0]),
        )
    )

    assert found["estimate"] == pytest.approx(60 - expected.predicted_mean[0])
    assert found["se"] == pytest.approx(expected.se_mean[0])


def test_the_line_is_the_engines_own() -> None:
    """A straight line through a place's values goes where numpy.polyfit says: here to the digit."""
    values = np.tile(40 + np.arange(11.0), (60, 1)) + np.random.default_rng(2).standard_normal((60, 11))
    found = lines(
        values[None],
        np.ones((1, 60, 11), dtype=bool),
        tuple(range(2012, 2023)),
        size=np.full((1, 60), 1e-4),
        pooled=np.arange(60),
        fewest_points=6,
    )
    start = float((found.level - found.change)[0, 0])
    claim = one(
        missed(TargetLevel("N1", "_T", 2030, 60.0, at_least=True), estimate=-float(found.change[0, 0]), reference=start)
    )
    slope, level = np.polyfit(np.arange(2012, 2023) - 2030.0, values[0], 1)

    assert claim["estimate"] == pytest.approx(60 - level)
    assert found.change[0, 0] == pytest.approx(10 * slope)


def test_a_year_that_has_been_is_not_looked_ahead_to() -> None:
    for year in (2021, 2022):
        assert TARGET not in missed(TargetLevel("N1", "_T", year, 60.0, at_least=True)).claims.kind


@pytest.mark.parametrize(
    "target",
    [
        TargetLevel("N1", "F", 2030, 60.0, at_least=True),
        TargetLevel("N2", "_T", 2030, 60.0, at_least=True),
    ],
    ids=["women's, who have no line", "an indicator that is not there"],
)
def test_without_a_line_nothing_is_said_of_a_target(target: TargetLevel) -> None:
    made = missed(target)

    assert (len(made.claims.area), len(made.indicators)) == (1, 1)


def test_a_level_is_no_line() -> None:
    assert TARGET not in missed(TargetLevel("N1", "_T", 2030, 60.0, at_least=True), kind=ClaimKind.LEVEL).claims.kind


def test_every_target_has_its_own_claim_beside_the_others() -> None:
    made = claims_made(
        {**RISING, "estimate": -10.0, "indicator": "N2"}, {**RISING, "estimate": -10.0, "indicator": "N1"}
    )
    targets = [TargetLevel(name, "_T", 2030, value, at_least=True) for name, value in (("N1", 60.0), ("N2", 70.0))]
    both = {**catalogue(Polarity.HIGHER_IS_BETTER), "N2": definition("N2")}
    claims, indicators = with_targets(made.claims, made.indicators, targets, both)

    assert indicators.tolist() == ["N2", "N1", "N1", "N2"]
    assert claims.estimate.tolist() == pytest.approx([-10, -10, 2, 12])
