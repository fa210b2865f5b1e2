"""How forecasts are judged, on forecasts put together by hand."""

import numpy as np
import pytest

from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.judging import AHEAD_FAR, CONFIDENCES, Judged, Said, judged
from riktmarke.assessment.outlook.origins import Origin
from riktmarke.governance.definitions import Definition
from riktmarke.methods import Scale
from riktmarke.methods._scales import FittedScale
from riktmarke.methods.forecasting import PanelForecast
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import DAYS
from tests.assessment.outlook.made import series_of
from tests.invented_figures import definition

# Ten municipalities that stood at 10, 20, … 100, and changed by 2 a year back and forth.
STOOD = np.arange(1, 11)[:, None] * 10.0
KNOWN = STOOD + np.tile([0.0, 2.0], 5)
YEAR = 2013
# An interval with probability p reaches p times ten spreads from the middle: 5, 8 and 9.5.
MULTIPLES = np.tile(10 * (2 * LEVELS - 1), (10, 1))


def made(middle: np.ndarray, periods: int = 2) -> Origin:
    places = np.tile(np.asarray(middle, dtype=float).reshape(-1, 1), periods)
    forecast = PanelForecast(FittedScale(Scale.IDENTITY), places, np.ones_like(places))
    return Origin(YEAR, 1, forecast, np.ones(len(places), dtype=bool))


def judge(came: np.ndarray, *, of: Definition = DAYS) -> tuple[list[Judged], Said]:
    later = np.full((10, 2), np.nan)
    later[:, : came.shape[1]] = came
    series = series_of(np.concatenate([KNOWN, later], axis=1), of=of, first_year=2004)
    return judged(series, "rate", made(KNOWN[:, -1]), later, MULTIPLES)


def test_outcomes_within_each_interval_are_counted() -> None:
    """Outcomes 0, 1, … 9 above the middle: 0 to 5 lie within 5, 0 to 8 within 8, and all within 9.5."""
    rows, _ = judge(KNOWN[:, -1:] + np.arange(10)[:, None])

    assert len(rows) == 1  # the second year has no outcome
    row = rows[0]
    assert (row.cases, row.within_50, row.within_80, row.within_95) == (10, 6, 9, 10)
    assert CONFIDENCES == (0.5, 0.8, 0.95)
    assert (row.indicator, row.group, row.kind, row.origin, row.ahead) == (DAYS.series, "_T", "rate", YEAR, 1)


def test_errors_are_counted_in_the_usual_change() -> None:
    """The median misses by 4.5 on average, and the usual change is 2. As last year misses by as much."""
    rows, _ = judge(KNOWN[:, -1:] + np.arange(10)[:, None])

    assert rows[0].missed == pytest.approx(4.5 / 2)
    assert rows[0].crps < rows[0].missed  # an honest width costs less than a point that is that wrong


def test_each_year_ahead_is_judged_by_itself_and_holes_are_left_out() -> None:
    came = np.stack([KNOWN[:, -1], KNOWN[:, -1] + 100], axis=1)
    came[:4, 1] = np.nan

    rows, _ = judge(came)

    assert [(row.ahead, row.cases, row.within_95) for row in rows] == [(1, 10, 10), (2, 6, 0)]


def test_nothing_is_judged_before_anybody_has_missed() -> None:
    series = series_of(np.concatenate([KNOWN, KNOWN[:, :2]], axis=1), first_year=2004)

    rows, said = judged(series, "rate", made(KNOWN[:, -1]), KNOWN[:, :2], MULTIPLES * np.nan)

    assert rows == []
    assert said.probability.size == 0


def test_further_ahead_is_judged_when_asked_for() -> None:
    values = np.concatenate([KNOWN, np.tile(KNOWN[:, -1:], 8)], axis=1)
    series, origin = series_of(values, first_year=2004), made(KNOWN[:, -1], periods=8)
    outcomes = values[:, 10:]

    assert [row.ahead for row in judged(series, "rate", origin, outcomes, MULTIPLES)[0]] == [1, 2, 3, 4, 5]
    far, _ = judged(series, "rate", origin, outcomes, MULTIPLES, years_ahead=AHEAD_FAR)
    assert [row.ahead for row in far] == list(range(1, 9))


def test_three_targets_are_said_of_and_judged() -> None:
    """Fewer days are better. The targets: no more than now; 34.5, which a quarter were at or below; half of the way.

    The municipalities stand at 12, 22, … 102, and all stay. The first and the third stand below 34.5 already.
    """
    _, said = judge(KNOWN[:, -1:])

    assert said.probability.size == 3 * 10
    np.testing.assert_allclose(said.probability[:10], 0.5)
    assert said.came_true[:10].all()
    below = KNOWN[:, -1] <= np.percentile(KNOWN[:, -1], 25)
    np.testing.assert_array_equal(said.came_true[10:20] == 1, below)
    assert (said.probability[10:20][below] > 0.5).all()
    assert (said.probability[10:20][~below] < 0.5).all()


def test_where_more_is_better_the_targets_lie_above() -> None:
    _, said = judge(KNOWN[:, -1:], of=definition("N1", polarity=Polarity.HIGHER_IS_BETTER))

    above = KNOWN[:, -1] >= np.percentile(KNOWN[:, -1], 75)
    np.testing.assert_array_equal(said.came_true[10:20] == 1, above)


def test_what_never_changed_is_counted_in_its_own_unit() -> None:
    still = np.tile(STOOD, 12)
    series = series_of(still, first_year=2004)

    rows, _ = judged(series, "rate", made(STOOD[:, 0]), still[:, 10:] + 3, MULTIPLES)

    assert rows[0].missed == pytest.approx(3)
