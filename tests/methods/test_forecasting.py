"""Forecasts that borrow from all areas: by hand, what must not matter, and on panels whose truth is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import norm

from riktmarke.methods import (
    Habits,
    PanelForecast,
    Predictive,
    ReasonCode,
    Scale,
    UndefinedMeasure,
    Way,
    error_shares,
    multiples_of,
    naive_forecast,
    panel_forecast,
)

NAN = np.nan
SEEDS = st.integers(0, 100_000)
LEVELS = np.concatenate([[0.01, 0.025], np.linspace(0.05, 0.95, 19), [0.975, 0.99]])
FEW = settings(max_examples=12)


def panel(
    seed: int, *, areas: int = 80, periods: int = 10, movement: float = 1.0, noise: float = 1.0, shared: float = 0.5
) -> np.ndarray:
    """Return levels that walk at random, with noise, about a path that all share: (areas, periods)."""
    rng = np.random.default_rng(seed)
    levels = 50 + 4 * rng.normal(size=(areas, 1)) + np.cumsum(movement * rng.normal(size=(areas, periods)), axis=1)
    path = np.cumsum(shared * rng.normal(size=periods))
    values: np.ndarray = levels + path + noise * rng.normal(size=(areas, periods))
    return values


def sizes(areas: int = 80) -> np.ndarray:
    """Return a size for each area, no two alike."""
    return np.linspace(0.3, 3.0, areas)


def told(values: np.ndarray, *, years: tuple[int, ...] = (2025, 2026, 2027), scale: str = "identity") -> Predictive:
    """Return what a panel tells of these years, as wide as if past errors had been normal."""
    found = panel_forecast(values, ahead=len(years), size=sizes(len(values)), scale=scale)
    return Predictive(
        years, found.fitted, found.middle, found.spread, LEVELS, np.tile(norm.ppf(LEVELS), (len(years), 1))
    )


# ---------------------------------------------------------------------------------------------------------------------
# By hand


def test_areas_that_walk_by_themselves_by_hand() -> None:
    # 160 areas at 50 with 0, 2, 1.9 added, or taken away in every other: nothing is shared. A period apart they differ
    # by a mean square of 2.005, two apart of 3.61: movement m and noise n of m + 2 n = 2.005, 2 m + 2 n = 3.61.
    m, n = 1.605, 0.2
    # The level by Kalman's rule: 0 with the variance n; then 2 counts for (n + m) / (2 n + m), and 1.9 likewise.
    gain = (n + m) / (2 * n + m)
    level, variance = 2 * gain, (n + m) * (1 - gain)
    surprise = 4 / (2 * n + m) + (1.9 - level) ** 2 / (variance + m + n)
    gain = (variance + m) / (variance + m + n)
    level, variance = level + gain * (1.9 - level), (variance + m) * (1 - gain)
    unrest = (surprise + 8) / (2 + 8)  # two steps, and eight that were as the others'
    # Its slope is (1.9 − 0) / 2; a fifth goes on, as nothing is known of slopes yet: 0.9 of that, and then 0.81.
    slope = 0.2 * 0.95
    found = panel_forecast(
        50 + np.outer(np.tile([1, -1], 80), [0, 2, 1.9]), ahead=2, size=np.ones(160), scale="identity"
    )

    assert_allclose(found.middle[0], 50 + level + slope * np.array([0.9, 1.71]), rtol=1e-12)
    assert_allclose(found.middle[1], 50 - level - slope * np.array([0.9, 1.71]), rtol=1e-12)
    assert_allclose(found.spread[0], np.sqrt(unrest * (variance + m * np.array([1, 2]) + n)), rtol=1e-12)


def test_areas_that_only_share_a_path_by_hand() -> None:
    # All go 0, 2, 4, 6 from where they stand. One way on: the last change, halved each period: 6 + 1, 6 + 1 + 0.5. So
    # it would have foretold 3 and 5 where 4 and 6 came: a surprise of 1, of which half comes again: 1, 1 + 1.5².
    habits = Habits(ways=(Way(1, 0.5, 1.0),))
    found = panel_forecast(
        np.arange(100.0)[:, None] + [0, 2, 4, 6], ahead=2, size=np.ones(100), scale=Scale.IDENTITY, habits=habits
    )

    assert_allclose(found.middle, np.arange(100.0)[:, None] + [7, 7.5], atol=1e-9)
    assert_allclose(found.spread, np.tile([1, np.sqrt(1 + 1.5**2)], (100, 1)), atol=1e-6)


def test_errors_are_counted_in_spreads_on_the_scale() -> None:
    found = panel_forecast(np.exp(panel(1) / 20), ahead=2, size=sizes(), scale="log")
    outcomes = np.full((80, 2), NAN)
    outcomes[3, 0] = np.exp(found.middle[3, 0] - 1.5 * found.spread[3, 0])

    assert found.errors(outcomes)[3, 0] == pytest.approx(-1.5)
    assert np.isnan(found.errors(outcomes)).sum() == 159
    with pytest.raises(ValueError, match=r"outcomes \(areas, periods ahead\) \(80, 2\), got \(80,\)"):
        found.errors(outcomes[:, 0])


# ---------------------------------------------------------------------------------------------------------------------
# What must not matter, and what must


@FEW
@given(SEEDS, st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_a_change_of_unit_changes_a_forecast_of_values_alike(seed: int, factor: float, shift: float) -> None:
    values = panel(seed)
    plain = panel_forecast(values, ahead=3, size=sizes(), scale="identity")
    changed = panel_forecast(shift + factor * values, ahead=3, size=sizes(), scale="identity")

    assert_allclose(changed.middle, shift + factor * plain.middle, rtol=1e-7, atol=1e-5 * factor)
    assert_allclose(changed.spread, factor * plain.spread, rtol=1e-5)


@FEW
@given(SEEDS, st.floats(0.001, 1000))
def test_a_change_of_unit_changes_a_forecast_on_the_log_scale_alike(seed: int, factor: float) -> None:
    values = np.exp(panel(seed) / 20)
    plain = panel_forecast(values, ahead=3, size=sizes(), scale="log")
    changed = panel_forecast(factor * values, ahead=3, size=sizes(), scale="log")

    assert_allclose(changed.fitted.back(changed.middle), factor * plain.fitted.back(plain.middle), rtol=1e-6)
    assert_allclose(changed.spread, plain.spread, rtol=1e-5)


@FEW
@given(SEEDS, st.floats(0.01, 100))
def test_the_unit_of_size_does_not_matter(seed: int, factor: float) -> None:
    values = panel(seed)
    plain = panel_forecast(values, ahead=2, size=sizes(), scale="identity")
    changed = panel_forecast(values, ahead=2, size=factor * sizes(), scale="identity")

    assert_allclose(changed.middle, plain.middle, rtol=1e-6)
    assert_allclose(changed.spread, plain.spread, rtol=1e-5)


@FEW
@given(SEEDS)
def test_the_order_of_areas_does_not_matter(seed: int) -> None:
    values, order = panel(seed), np.random.default_rng(seed).permutation(80)
    plain = panel_forecast(values, ahead=3, size=sizes(), scale="identity")
    mixed = panel_forecast(values[order], ahead=3, size=sizes()[order], scale="identity")

    assert_allclose(mixed.middle, plain.middle[order], rtol=1e-8)
    assert_allclose(mixed.spread, plain.spread[order], rtol=1e-6)


@FEW
@given(SEEDS)
def test_what_rises_where_others_fall_is_turned_over(seed: int) -> None:
    shares = 100 / (1 + np.exp(-(panel(seed) - 50) / 10))
    having = panel_forecast(shares, ahead=3, size=sizes(), scale="logit")
    lacking = panel_forecast(100 - shares, ahead=3, size=sizes(), scale="logit")

    assert_allclose(lacking.fitted.back(lacking.middle), 100 - having.fitted.back(having.middle), rtol=1e-5, atol=1e-5)


@FEW
@given(SEEDS, st.floats(0.5, 30))
def test_a_share_never_leaves_nothing_and_everything(seed: int, unrest: float) -> None:
    shares = np.clip(50 + unrest * (panel(seed) - 50), 0, 100)
    found = told(shares, scale="logit").quantiles(LEVELS)

    assert ((found >= 0) & (found <= 100)).all()


def test_the_further_ahead_the_wider() -> None:
    found = panel_forecast(panel(2), ahead=10, size=sizes(), scale="identity")

    assert (np.diff(found.spread, axis=1) > 0).all()


def test_the_more_noise_the_less_the_latest_value_counts() -> None:
    answers = []
    for noise in (0.1, 1.0, 4.0):
        values = panel(3, areas=300, noise=noise)
        higher = values.copy()
        higher[0, -1] += 0.01
        plain, changed = (panel_forecast(v, ahead=1, size=np.ones(300), scale="identity") for v in (values, higher))
        answers.append(float(changed.middle[0, 0] - plain.middle[0, 0]) / 0.01)

    assert answers[0] == pytest.approx(1, abs=0.05)
    assert answers[0] > answers[1] > answers[2] > 0


def test_white_noise_about_a_level_is_forecast_near_the_level() -> None:
    levels = 50 + 5 * np.random.default_rng(5).normal(size=(300, 1))
    values = levels + np.random.default_rng(6).normal(size=(300, 12))
    found = panel_forecast(values, ahead=1, size=np.ones(300), scale="identity")

    def missed(middle: np.ndarray) -> float:
        return float(np.sqrt(np.mean((middle - levels) ** 2)))

    # The mean of twelve values is off by 1 / √12 = 0.29, the last of them by 1.
    assert missed(naive_forecast(values, ahead=1).mean) == pytest.approx(1, abs=0.1)
    assert missed(found.middle) < 0.4
    assert_allclose(found.spread.mean(), 1, atol=0.15)  # what a value of next period will be off by


def test_a_random_walk_without_noise_is_forecast_at_its_last_value() -> None:
    values = panel(7, areas=300, noise=0.0, shared=0.0)
    found = panel_forecast(values, ahead=4, size=np.ones(300), scale="identity")

    assert np.abs(found.middle[:, 0] - values[:, -1]).mean() < 0.15
    # The movement of 1, twice, three and four times.
    assert_allclose(np.median(found.spread, axis=0), np.sqrt([1, 2, 3, 4]), rtol=0.1)


def test_slopes_that_have_lasted_go_on() -> None:
    slopes = np.random.default_rng(8).normal(size=(300, 1))
    values = 50 + slopes * np.arange(15) + 0.1 * np.random.default_rng(9).normal(size=(300, 15))
    found = panel_forecast(values, ahead=1, size=np.ones(300), scale="identity")
    went = found.middle[:, 0] - values[:, -1]

    assert float((went * slopes[:, 0]).sum() / (slopes**2).sum()) == pytest.approx(1, abs=0.15)


def test_small_areas_are_told_less_of() -> None:
    rng = np.random.default_rng(10)
    size = np.linspace(0.1, 5, 300)
    values = 50 + rng.normal(size=(300, 1)) + np.sqrt(size)[:, None] * rng.normal(size=(300, 10))
    found = panel_forecast(values, ahead=1, size=size, scale="identity")

    assert found.spread[-30:].mean() > 3 * found.spread[:30].mean()  # √(4.8 / 0.35) = 3.7 times as much noise


@pytest.mark.costly
def test_intervals_made_on_past_errors_hold_the_next_years_as_often_as_they_say() -> None:
    # 60 panels of known movement, noise and shared shocks. Errors two periods ahead of the earlier half of the panels
    # decide how wide, the later half is judged: 30 panels share each its shock, so that 3 points are within chance.
    errors = np.stack(
        [
            panel_forecast(values[:, :10], ahead=2, size=sizes(), scale="identity").errors(values[:, 10:])[:, 1]
            for values in (panel(seed, periods=12, noise=1.5, shared=0.3) for seed in range(60))
        ]
    )
    ends = multiples_of(error_shares(errors[:30]), [0.75, 0.9, 0.975])
    within = [(np.abs(errors[30:]) <= end).mean() for end in ends]

    assert_allclose(within, [0.5, 0.8, 0.95], atol=0.03)
    # Movement and noise are found so well that normal multiples would have done nearly as well.
    assert_allclose(ends, norm.ppf([0.75, 0.9, 0.975]), rtol=0.15)


# ---------------------------------------------------------------------------------------------------------------------
# What little is known of


def test_an_area_with_fewer_than_three_values_is_told_nothing_of() -> None:
    values = panel(11)
    values[0, 2:] = NAN
    values[2] = NAN
    values[40:, 3:] = NAN
    found = panel_forecast(values, ahead=2, size=sizes(), scale="identity")

    assert_array_equal(np.isnan(found.middle).any(axis=1), np.isin(np.arange(80), (0, 2)))
    assert_array_equal(np.isnan(found.middle), np.isnan(found.spread))
    assert found.spread[40:, 0].mean() > 1.5 * found.spread[3:40, 0].mean()  # seven periods of movement since


def test_areas_not_pooled_over_are_told_of_without_deciding_for_others() -> None:
    values = panel(12)
    pooled = np.arange(80) < 78
    plain = panel_forecast(values, ahead=2, size=sizes(), scale="identity", fitted_on=pooled)
    other = values.copy()
    other[79] *= 10
    changed = panel_forecast(other, ahead=2, size=sizes(), scale="identity", fitted_on=pooled)

    assert_array_equal(changed.middle[:79], plain.middle[:79])
    assert not np.isnan(changed.middle[79]).any()


def test_areas_that_stand_still_have_hardly_any_spread_and_no_zero() -> None:
    found = panel_forecast(np.full((80, 6), 7.0), ahead=2, size=sizes(), scale="identity")

    assert_allclose(found.middle, 7.0)
    assert ((found.spread > 0) & (found.spread < 1e-3)).all()


def test_what_is_masked_is_no_measurement() -> None:
    values = panel(13)
    wild = values.copy()
    wild[0, -1] = 1e6
    gap = values.copy()
    gap[0, -1] = NAN
    masked = np.ma.masked_array(wild, mask=wild == 1e6)

    assert_array_equal(
        panel_forecast(masked, ahead=1, size=sizes(), scale="identity").middle,
        panel_forecast(gap, ahead=1, size=sizes(), scale="identity").middle,
    )


def refused(values: np.ndarray | None = None, **wrong: object) -> PanelForecast:
    """Return the forecast of a sound panel but for what is wrong."""
    sound = {"ahead": 2, "size": sizes(), "scale": "identity"}
    return panel_forecast(panel(1) if values is None else values, **(sound | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (np.full((80, 10), NAN), ReasonCode.TOO_FEW_VALUES),
        (np.ones((80, 2)), ReasonCode.TOO_FEW_VALUES),
        (np.where(np.arange(10) == 4, np.inf, panel(1)), ReasonCode.INFINITE_INPUT),
    ],
)
def test_panels_that_tell_nothing_are_refused(values: np.ndarray, reason: ReasonCode) -> None:
    with pytest.raises(UndefinedMeasure) as told_why:
        refused(values)

    assert told_why.value.reason == reason


def test_a_panel_too_small_to_tell_its_scatter_is_refused_and_never_certain() -> None:
    with pytest.raises(UndefinedMeasure, match="areas = 3, periods = 5: there are too few values"):
        panel_forecast(panel(1, areas=3, periods=5), ahead=1, size=np.ones(3), scale="identity")
    nobody = np.zeros(80, dtype=bool)
    with pytest.raises(UndefinedMeasure):
        refused(fitted_on=nobody)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ahead": 0}, "ahead 0"),
        ({"size": np.ones(79)}, r"sizes \(79,\)"),
        ({"fitted_on": np.ones(3)}, r"flags \(3,\)"),
        ({"values": np.ones(80)}, r"values \(80,\)"),
        ({"size": np.full(80, NAN)}, "a size of each area"),
        ({"size": -sizes()}, "a size of each area"),
        ({"size": np.full(80, np.inf)}, "a size of each area"),
        ({"scale": "cubic"}, "cubic"),
        ({"scale": "logit"}, "use another scale"),
        ({"whole": -1.0}, "a whole above 0"),
    ],
)
def test_what_does_not_fit_together_is_refused(wrong: dict[str, object], words: str) -> None:
    values = panel(1) * 3 if wrong.get("scale") == "logit" else None
    with pytest.raises(ValueError, match=words):
        refused(**({"values": values} | wrong))  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------------------------
# What a predictive distribution answers


def by_hand(
    *, scale: str = "identity", middle: float = 50.0, bounds: tuple[float, float] = (-np.inf, np.inf)
) -> Predictive:
    """Return a figure of one year that lies 10 or less from the middle half of the time and 30 or less always."""
    fitted = panel_forecast(panel(1), ahead=1, size=sizes(), scale=scale, bounds=bounds).fitted
    multiples = np.array([[-3.0, -1.0, 0.0, 1.0, 3.0]])
    levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    return Predictive((2030,), fitted, np.array([middle]), np.array([10.0]), levels, multiples)


def test_quantiles_and_probabilities_by_hand() -> None:
    figure = by_hand()

    assert_allclose(figure.median, [50])
    assert_allclose(figure.quantiles([0.05, 0.25, 0.625, 0.95]), [[20, 40, 55, 80]])
    assert_allclose(figure.interval(0.5), [[40], [60]])
    assert figure.probability_of_reaching(60, 2030, "at_least") == pytest.approx(0.25)
    assert figure.probability_of_reaching(60, 2030, "at_most") == pytest.approx(0.75)
    assert figure.probability_of_reaching(70, 2030, "at_most") == pytest.approx(0.85)


def test_nothing_is_surer_than_past_errors_can_tell() -> None:
    figure = by_hand()

    assert figure.probability_of_reaching(1e9, 2030, "at_most") == pytest.approx(0.95)
    assert figure.probability_of_reaching(1e9, 2030, "at_least") == pytest.approx(0.05)


def test_a_target_that_asks_nothing_is_as_sure_as_can_be_and_one_beyond_the_ends_as_unsure() -> None:
    figure = by_hand(middle=-1.0, bounds=(0.0, 100.0))  # on its way to nothing: the median is 0

    assert_allclose(figure.median, [0])
    assert figure.probability_of_reaching(0, 2030, "at_least") == pytest.approx(0.95)
    assert figure.probability_of_reaching(0, 2030, "at_most") == pytest.approx(0.525)  # nothing at all: a real question
    assert figure.probability_of_reaching(-1, 2030, "at_most") == pytest.approx(0.05)
    assert figure.probability_of_reaching(100, 2030, "at_most") == pytest.approx(0.95)
    assert figure.probability_of_reaching(101, 2030, "at_least") == pytest.approx(0.05)
    full = by_hand(middle=101.0, bounds=(0.0, 100.0))
    assert full.probability_of_reaching(100, 2030, "at_least") == pytest.approx(0.525)
    share = by_hand(scale="logit", middle=-9.0)
    assert share.probability_of_reaching(0, 2030, "at_least") == pytest.approx(0.95)
    assert share.probability_of_reaching(120, 2030, "at_least") == pytest.approx(0.05)


@FEW
@given(SEEDS, st.floats(-20, 120), st.floats(0.01, 50))
def test_reaching_and_staying_below_share_out_what_may_come(seed: int, target: float, further: float) -> None:
    figure = told(panel(seed))
    at_least = figure.probability_of_reaching(target, 2026, "at_least")
    at_most = figure.probability_of_reaching(target, 2026, "at_most")

    assert_allclose(at_least + at_most, 1, rtol=1e-12)
    assert (figure.probability_of_reaching(target + further, 2026, "at_least") <= at_least).all()
    assert (figure.probability_of_reaching(target + further, 2026, "at_most") >= at_most).all()


@FEW
@given(SEEDS, st.sampled_from(["identity", "log", "logit"]))
def test_quantiles_increase_and_agree_with_probabilities(seed: int, scale: str) -> None:
    figure = told(np.clip(panel(seed), 20, 80), scale=scale)
    found = figure.quantiles(LEVELS)

    assert found.shape == (80, 3, len(LEVELS))
    assert (np.diff(found, axis=-1) >= 0).all()
    assert_allclose(found[..., 11], figure.median)
    for at in (0, 7, 15):
        target = found[:, 1, at]
        assert_allclose(figure.probability_of_reaching(target, 2026, "at_most"), LEVELS[at], rtol=1e-6)
    lower, upper = figure.interval(0.8)
    assert_allclose(lower, figure.quantiles([0.1])[..., 0])
    assert (lower < upper).all()


def test_where_nothing_is_known_no_probability_is_said() -> None:
    values = panel(14)
    values[0, 2:] = NAN
    figure = told(values)
    assert_array_equal(np.isnan(figure.probability_of_reaching(50.0, 2025, "at_least")), np.arange(80) == 0)
    assert_array_equal(np.isnan(figure.probability_of_reaching(NAN, 2025, "at_least")), np.ones(80, dtype=bool))
    # A year that no forecast has been judged for.
    blank = figure.multiples.copy()
    blank[2] = NAN
    unjudged = Predictive(figure.years, figure.fitted, figure.middle, figure.spread, LEVELS, blank)
    assert np.isnan(unjudged.probability_of_reaching(50.0, 2027, "at_most")).all()
    assert np.isnan(unjudged.quantiles([0.5])[:, 2]).all()
    assert not np.isnan(unjudged.quantiles([0.5])[1:, 1]).any()


def test_a_question_that_cannot_be_answered_is_refused() -> None:
    figure = by_hand()
    with pytest.raises(ValueError, match="expected a year from 2030 to 2030, got 2031"):
        figure.probability_of_reaching(50, 2031, "at_least")
    with pytest.raises(ValueError, match="expected at_least or at_most, got 'more'"):
        figure.probability_of_reaching(50, 2030, "more")  # type: ignore[arg-type]
    for level in (0.01, 0.99, NAN):
        with pytest.raises(ValueError, match=r"expected levels from 0\.05 to 0\.95"):
            figure.quantiles([level])
    with pytest.raises(ValueError, match="confidence is a share between 0 and 1"):
        figure.interval(80)
    with pytest.raises(ValueError, match=r"expected levels from 0\.05 to 0\.95"):
        figure.interval(0.95)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"years": (2030, 2031)}, "of 2 years and 5 levels"),
        ({"spread": np.array([1.0, 2.0])}, "expected middle and spread"),
        ({"multiples": np.zeros((1, 4))}, "expected middle and spread"),
        ({"spread": np.array([0.0])}, "expected spreads above 0"),
        ({"levels": np.array([0.0, 0.2, 0.5, 0.8, 0.9])}, "levels that increase"),
        ({"levels": np.array([0.1, 0.2, 0.5, 0.8, 1.0])}, "levels that increase"),
        ({"levels": np.array([0.1, 0.2, 0.2, 0.8, 0.9])}, "levels that increase"),
        ({"levels": np.array([]), "multiples": np.zeros((1, 0))}, "levels that increase"),
    ],
)
def test_what_is_no_distribution_is_refused(wrong: dict[str, object], words: str) -> None:
    sound = by_hand()
    parts = {name: getattr(sound, name) for name in ("years", "fitted", "middle", "spread", "levels", "multiples")}
    with pytest.raises(ValueError, match=words):
        Predictive(**(parts | wrong))  # type: ignore[arg-type]
