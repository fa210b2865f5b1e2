"""Progress as others judge it: each scheme by hand, on and beside its thresholds, without the faults of their own."""

import math
from collections.abc import Callable
from enum import StrEnum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.methods import (
    Progress,
    ReasonCode,
    UndefinedMeasure,
    compound_annual_growth,
    progress_eurostat,
    progress_german_strategy,
    progress_open_sdg,
    progress_sdsn,
    required_pace,
)

NAN, INF = np.nan, np.inf
UP, DOWN = "higher_is_better", "lower_is_better"
SCHEMES = [progress_eurostat, progress_open_sdg, progress_sdsn, progress_german_strategy]
MESSAGE = r"^Progress is undefined for baseline = .*, latest = .*, years = .*, target = .*, target_years = "
GROWING = [progress_eurostat, progress_open_sdg]


# ---------------------------------------------------------------------------------------------------------------------
# Growth per year


def test_halving_in_ten_years_needs_six_point_seven_percent_a_year() -> None:
    pace = required_pace(baseline=80, target=40, years=10)

    # 1.0669670^10 is 1.912…; 0.9330330^10 = 0.5.
    assert float(pace.growth) == pytest.approx(0.5**0.1 - 1, rel=1e-14)
    assert float(pace.growth) == pytest.approx(-0.0669670, abs=5e-8)
    assert float(pace.points_per_year) == -4


def test_ten_percent_a_year_for_three_years_is_a_third_more() -> None:
    growth = compound_annual_growth(1000, 1331, 3)

    assert float(growth.growth) == pytest.approx(0.1, rel=1e-14)
    assert float(growth.points_per_year) == pytest.approx(331 / 3)
    assert growth.reason == ReasonCode.DEFINED


def test_counting_failures_gives_another_growth_and_the_same_points() -> None:
    pupils = compound_annual_growth([90, 10], [95, 5], 5)

    assert pupils.growth.tolist() == pytest.approx([(95 / 90) ** 0.2 - 1, 0.5**0.2 - 1])
    assert pupils.growth.tolist() == pytest.approx([0.0108721, -0.1294494], abs=5e-8)
    assert pupils.points_per_year.tolist() == [1, -1]


@pytest.mark.parametrize(
    ("baseline", "last", "years", "reason"),
    [
        (0, 5, 5, ReasonCode.VALUE_IS_ZERO),
        (5, 0, 5, ReasonCode.VALUE_IS_ZERO),
        (-5, 5, 5, ReasonCode.NEGATIVE_VALUE),
        (5, -5, 5, ReasonCode.NEGATIVE_VALUE),
        (-5, -4, 5, ReasonCode.NEGATIVE_VALUE),
        (5, 4, 0.99, ReasonCode.TOO_SHORT_PERIOD),
        (5, 4, -3, ReasonCode.TOO_SHORT_PERIOD),
        (5, 4, 0, ReasonCode.TOO_SHORT_PERIOD),
        (NAN, 4, 5, ReasonCode.MISSING_INPUT),
        (5, NAN, 5, ReasonCode.MISSING_INPUT),
        (5, 4, NAN, ReasonCode.MISSING_INPUT),
        (INF, 4, 5, ReasonCode.INFINITE_INPUT),
        (5, INF, 5, ReasonCode.INFINITE_INPUT),
        (5, 4, INF, ReasonCode.INFINITE_INPUT),
        (INF, INF, 5, ReasonCode.INFINITE_INPUT),
    ],
)
def test_what_has_no_compound_growth(baseline: float, last: float, years: float, reason: ReasonCode) -> None:
    with pytest.raises(
        UndefinedMeasure, match=r"^Annual growth is undefined for baseline = .*, latest = .*, years = "
    ) as no:
        compound_annual_growth(baseline, last, years)
    with pytest.raises(
        UndefinedMeasure, match=r"^The required pace is undefined for baseline = .*, target = .*, years = "
    ):
        required_pace(baseline=baseline, target=last, years=years)
    assert no.value.reason == reason

    both = compound_annual_growth([baseline, 1], [last, 2], [years, 1])
    assert both.reason.tolist() == [reason, ReasonCode.DEFINED]
    assert np.isnan(both.growth).tolist() == [True, False]
    # The change in points has a value where only the growth has none.
    points = (last - baseline) / years if reason in {ReasonCode.VALUE_IS_ZERO, ReasonCode.NEGATIVE_VALUE} else NAN
    assert both.points_per_year.tolist() == pytest.approx([points, 1], nan_ok=True)


def test_one_change_over_many_periods() -> None:
    assert compound_annual_growth(100, 121, [1, 2]).growth.tolist() == pytest.approx([0.21, 0.1])


def test_growth_beyond_all_numbers_is_infinite() -> None:
    assert float(compound_annual_growth(1e-300, 1e300, 1).growth) == INF


def test_one_year_is_long_enough() -> None:
    assert float(compound_annual_growth(4, 5, 1).growth) == pytest.approx(0.25, rel=1e-14)


positive = st.floats(0.01, 1e6)


@given(positive, st.floats(-0.2, 0.2), st.integers(1, 30))
def test_growth_leads_from_the_first_figure_to_the_last(baseline: float, growth: float, years: int) -> None:
    last = baseline * (1 + growth) ** years
    found = compound_annual_growth(baseline, last, years)

    assert float(found.growth) == pytest.approx(growth, rel=1e-9, abs=1e-13)
    assert baseline + float(found.points_per_year) * years == pytest.approx(last, rel=1e-9)
    assert required_pace(baseline=baseline, target=last, years=years) == found


@given(positive, positive, st.integers(1, 30), st.floats(0.01, 100))
def test_growth_knows_no_unit(baseline: float, last: float, years: int, factor: float) -> None:
    plain, other = (
        compound_annual_growth(baseline, last, years),
        compound_annual_growth(baseline * factor, last * factor, years),
    )

    assert float(other.growth) == pytest.approx(float(plain.growth), rel=1e-9, abs=1e-13)
    assert float(other.points_per_year) == pytest.approx(float(plain.points_per_year) * factor, rel=1e-9, abs=1e-9)


# ---------------------------------------------------------------------------------------------------------------------
# Without a target: growth per year


def grown(rates: list[float], years: int = 5) -> np.ndarray:
    return 100 * (1 + np.array(rates)) ** years


def test_eurostat_without_a_target_has_thresholds_at_one_percent_either_way() -> None:
    rates = [0.0101, 0.01, 0.0099, 0.0, -0.0001, -0.01, -0.0101]
    rising = progress_eurostat(baseline=100, latest=grown(rates), years=5, polarity=UP)

    assert rising.category.tolist() == [  # type: ignore[union-attr]  # many rows
        "significant_progress",
        "significant_progress",
        "moderate_progress",
        "moderate_progress",
        "moderate_movement_away",
        "moderate_movement_away",
        "significant_movement_away",
    ]
    assert rising.measure.tolist() == pytest.approx(rates, abs=1e-14)
    falling = progress_eurostat(baseline=100, latest=grown([-rate for rate in rates]), years=5, polarity=DOWN)
    assert falling.category.tolist() == rising.category.tolist()  # type: ignore[union-attr]
    assert falling.measure.tolist() == pytest.approx(rates, abs=1e-14)
    assert np.sign(falling.points_per_year).tolist() == [-1, -1, -1, 0, 1, 1, 1]


def test_open_sdg_without_a_target_has_thresholds_at_one_and_a_half_and_half_a_percent() -> None:
    rates = [0.0151, 0.015, 0.0149, 0.005, 0.0049, 0.0, -0.0001]
    rising = progress_open_sdg(baseline=100, latest=grown(rates), years=5, polarity=UP)

    expected = ["on_track", "on_track", "acceleration_needed", "acceleration_needed", "limited_progress"]
    assert rising.category.tolist() == [*expected, "limited_progress", "deterioration"]  # type: ignore[union-attr]


def test_without_a_target_growth_is_needed() -> None:
    for scheme in GROWING:
        with pytest.raises(
            UndefinedMeasure, match=r"^Progress is undefined for baseline = 0, latest = 5, years = 5: a value is zero"
        ):
            scheme(baseline=0, latest=5, years=5, polarity=UP)
        row = scheme(baseline=[0, 4], latest=[5, 5], years=5, polarity=UP)
        assert row.reason.tolist() == [ReasonCode.VALUE_IS_ZERO, ReasonCode.DEFINED]
        assert row.category[0] == "undefined"
        assert np.isnan(row.measure).tolist() == [True, False]
        assert row.points_per_year.tolist() == [1, 0.2]


# ---------------------------------------------------------------------------------------------------------------------
# With a target


def ratio_of(share: float, polarity: str) -> dict[str, float]:
    """Five years of a share of the growth that leads, in fifteen years, from 100 to 200 (or from 200 to 100)."""
    whole = 2.0 if polarity == UP else 0.5
    first = 100 if polarity == UP else 200
    needed = whole ** (1 / 15) - 1
    return {
        "baseline": first,
        "latest": first * (1 + share * needed) ** 5,
        "years": 5,
        "target": first * whole,
        "target_years": 15,
    }


@pytest.mark.parametrize("polarity", [UP, DOWN])
@pytest.mark.parametrize(
    ("share", "eurostat", "open_sdg"),
    [
        (1.3, "significant_progress", "on_track"),
        (0.95, "significant_progress", "on_track"),
        (0.949, "moderate_progress", "acceleration_needed"),
        (0.60, "moderate_progress", "acceleration_needed"),
        (0.599, "insufficient_progress", "limited_progress"),
        (0.0, "insufficient_progress", "limited_progress"),
        (-0.001, "movement_away", "deterioration"),
        (-2.0, "movement_away", "deterioration"),
    ],
)
def test_shares_of_the_growth_that_is_needed(share: float, eurostat: str, open_sdg: str, polarity: str) -> None:
    rows = ratio_of(share, polarity)
    ours = progress_eurostat(**rows, polarity=polarity), progress_open_sdg(**rows, polarity=polarity)  # type: ignore[arg-type]

    assert [one.category for one in ours] == [eurostat, open_sdg]
    assert [float(one.measure) for one in ours] == pytest.approx([share, share], abs=1e-12)
    assert float(ours[0].points_per_year) == pytest.approx((rows["latest"] - rows["baseline"]) / 5)


@pytest.mark.parametrize(
    ("latest", "ratio", "category"),
    [
        (61, 1.1, "on_track_or_maintaining"),
        (60, 1.0, "on_track_or_maintaining"),
        (59.99, 0.999, "moderately_improving"),
        (55, 0.5, "moderately_improving"),
        (54.99, 0.499, "stagnating"),
        (50, 0.0, "stagnating"),
        (49.99, -0.001, "decreasing"),
    ],
)
def test_sdsn_draws_a_straight_line(latest: float, ratio: float, category: str) -> None:
    # From 50 to 80 in fifteen years are 2 a year: 60 after five.
    ours = progress_sdsn(baseline=50, latest=latest, years=5, polarity=UP, target=80, target_years=15)
    turned = progress_sdsn(baseline=50, latest=100 - latest, years=5, polarity=DOWN, target=20, target_years=15)

    assert (float(ours.measure), ours.category) == (pytest.approx(ratio, abs=1e-12), category)
    assert (float(turned.measure), turned.category) == (pytest.approx(ratio, abs=1e-12), category)
    assert float(turned.points_per_year) == pytest.approx(-float(ours.points_per_year))


def test_sdsn_knows_no_zero() -> None:
    ours = progress_sdsn(baseline=-3, latest=0, years=5, polarity=UP, target=3, target_years=10)

    assert (float(ours.measure), ours.category) == (1, "on_track_or_maintaining")


@pytest.mark.parametrize(
    ("latest", "missed", "category"),
    [
        # Five years of change, then five more to the target of 100: 50 + 2 changes. The gap is 100 - latest.
        (75.0, 0.0, "sun"),
        (80.0, -0.5, "sun"),
        (74.5, 1 / 25.5, "sun"),
        (50 + 50 * 0.95 / 1.95, 0.05, "slightly_cloudy"),
        (74.0, 2 / 26, "slightly_cloudy"),
        (50 + 50 * 0.80 / 1.80, 0.20, "slightly_cloudy"),
        (72.0, 6 / 28, "clouded"),
        (50.1, 49.8 / 49.9, "clouded"),
        (50.0, 1.0, "thunderstorm"),
        (49.0, 52 / 51, "thunderstorm"),
    ],
)
def test_the_german_weather(latest: float, missed: float, category: str) -> None:
    ours = progress_german_strategy(baseline=50, latest=latest, years=5, polarity=UP, target=100, target_years=10)
    turned = progress_german_strategy(
        baseline=-50, latest=-latest, years=5, polarity=DOWN, target=-100, target_years=10
    )

    assert (float(ours.measure), ours.category) == (pytest.approx(missed, abs=1e-12), category)
    assert (float(turned.measure), turned.category) == (pytest.approx(missed, abs=1e-12), category)
    assert float(turned.points_per_year) == pytest.approx(-float(ours.points_per_year))


@pytest.mark.parametrize(
    ("baseline", "latest", "category"),
    [(70, 85, "sun"), (85, 85, "sun"), (85, 80, "slightly_cloudy"), (70, 80, "sun"), (90, 84.9, "slightly_cloudy")],
)
def test_a_target_that_is_reached_has_sun_unless_the_path_leads_back(
    baseline: float, latest: float, category: str
) -> None:
    ours = progress_german_strategy(baseline=baseline, latest=latest, years=5, polarity=UP, target=80, target_years=10)

    assert ours.category == category
    assert np.isnan(ours.measure)
    assert ours.reason == ReasonCode.TARGET_ALREADY_REACHED


def test_the_year_of_the_target_must_lie_ahead_for_the_german_weather() -> None:
    with pytest.raises(UndefinedMeasure, match=r"target = 90, target_years = 5.5: a period is shorter than one year"):
        progress_german_strategy(baseline=50, latest=60, years=5, polarity=UP, target=90, target_years=5.5)
    assert (
        progress_german_strategy(baseline=50, latest=60, years=5, polarity=UP, target=90, target_years=6).category
        == "clouded"
    )


REACHED = {
    progress_eurostat: ("significant_progress", "movement_away"),
    progress_open_sdg: ("target_achieved", "deterioration"),
    progress_sdsn: ("on_track_or_maintaining", "decreasing"),
}


@pytest.mark.parametrize("scheme", list(REACHED))
def test_a_target_that_is_reached_is_the_best_class_and_one_that_is_lost_the_worst(
    scheme: Callable[..., Progress],
) -> None:
    # Reached on the way; exactly; at the start and still; at the start and lost; stood at the start and lost.
    rows = {"baseline": [50, 50, 90, 90, 80], "latest": [85, 80, 85, 70, 79], "target": 80}
    best, worst = REACHED[scheme]
    for polarity, turn in ((UP, lambda figure: figure), (DOWN, lambda figure: 200 - figure)):
        turned = {name: turn(np.array(figure)) for name, figure in rows.items()}
        ours = scheme(**turned, years=5, target_years=10, polarity=polarity)

        assert ours.category.tolist() == [best, best, best, worst, worst]  # type: ignore[union-attr]
        lost = ReasonCode.TARGET_ALREADY_REACHED
        assert ours.reason.tolist() == [0, 0, lost, lost, lost]
        assert np.isnan(ours.measure).tolist() == [False, False, True, True, True]
        assert np.isfinite(ours.points_per_year).all()
    alone = scheme(baseline=80, latest=79, years=5, target=80, target_years=10, polarity=UP)
    assert (alone.category, bool(np.isnan(alone.measure))) == (worst, True)


def test_a_target_of_zero_that_is_reached_is_reached_though_nothing_grows_to_zero() -> None:
    ours = progress_open_sdg(baseline=8, latest=0, years=5, polarity=DOWN, target=0, target_years=10)

    assert ours.category == "target_achieved"
    assert np.isnan(ours.measure)
    assert ours.reason == ReasonCode.VALUE_IS_ZERO


def test_zero_is_not_taken_for_a_thousandth() -> None:
    # Open SDG puts 0.001 in place of a baseline or target of 0, and that number decides what is said.
    for scheme in GROWING:
        with pytest.raises(UndefinedMeasure, match="a value is zero"):
            scheme(baseline=8, latest=4, years=5, polarity=DOWN, target=0, target_years=10)
        with pytest.raises(UndefinedMeasure, match="a value is zero"):
            scheme(baseline=0, latest=4, years=5, polarity=UP, target=8, target_years=10)
        with pytest.raises(UndefinedMeasure, match="a value is below zero"):
            scheme(baseline=4, latest=5, years=5, polarity=DOWN, target=-8, target_years=10)
        with pytest.raises(UndefinedMeasure, match="a value is below zero"):
            scheme(baseline=4, latest=-5, years=5, polarity=UP, target=8, target_years=10)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("name", "wrong", "reason"),
    [
        ("baseline", NAN, ReasonCode.MISSING_INPUT),
        ("latest", NAN, ReasonCode.MISSING_INPUT),
        ("years", NAN, ReasonCode.MISSING_INPUT),
        ("target", NAN, ReasonCode.MISSING_INPUT),
        ("target_years", NAN, ReasonCode.MISSING_INPUT),
        ("latest", INF, ReasonCode.INFINITE_INPUT),
        ("target", INF, ReasonCode.INFINITE_INPUT),
        ("target_years", INF, ReasonCode.INFINITE_INPUT),
        ("years", 0.5, ReasonCode.TOO_SHORT_PERIOD),
        ("target_years", 0.5, ReasonCode.TOO_SHORT_PERIOD),
    ],
)
@pytest.mark.parametrize("latest", [55, 85])  # before the target, and beyond it
def test_a_row_that_lacks_something_is_undefined_and_the_others_stand(
    scheme: Callable[..., Progress], name: str, wrong: float, reason: ReasonCode, latest: float
) -> None:
    good: dict[str, float] = {"baseline": 50, "latest": latest, "years": 5, "target": 80, "target_years": 15}
    with pytest.raises(UndefinedMeasure, match=MESSAGE) as refused:
        scheme(**good | {name: wrong}, polarity=UP)
    assert refused.value.reason == reason

    both = scheme(**{key: [wrong if key == name else value, value] for key, value in good.items()}, polarity=UP)
    alone = scheme(**good, polarity=UP)
    assert both.reason.tolist() == [reason, alone.reason]
    assert both.category.tolist() == ["undefined", alone.category]  # type: ignore[union-attr]
    assert np.isnan(both.measure[0])
    assert both.measure[1] == pytest.approx(float(alone.measure), nan_ok=True)
    points = NAN if name in {"baseline", "latest", "years"} else (latest - 50) / 5
    assert both.points_per_year.tolist() == pytest.approx([points, (latest - 50) / 5], nan_ok=True)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("polarity", ["no_judgement", "up", "", "HIGHER_IS_BETTER"])
def test_which_way_is_better_is_never_guessed(scheme: Callable[..., Progress], polarity: str) -> None:
    # Open SDG's default is that lower is better.
    with pytest.raises(
        ValueError, match=f"^progress needs a polarity of higher_is_better or lower_is_better; got {polarity}$"
    ):
        scheme(baseline=1, latest=2, years=5, polarity=polarity, target=3, target_years=9)


def test_the_vocabularys_polarity_is_its_word() -> None:
    class Polarity(StrEnum):
        LOWER_IS_BETTER = "lower_is_better"

    assert (
        progress_eurostat(baseline=9, latest=5, years=5, polarity=Polarity.LOWER_IS_BETTER).category
        == "significant_progress"
    )


@pytest.mark.parametrize("scheme", GROWING)
def test_a_target_has_a_year(scheme: Callable[..., Progress]) -> None:
    with pytest.raises(
        ValueError, match=r"^a target and target_years, from the baseline to its year, go together; target_years is"
    ):
        scheme(baseline=1, latest=2, years=5, polarity=UP, target=3)
    with pytest.raises(ValueError, match=r"go together; target is missing$"):
        scheme(baseline=1, latest=2, years=5, polarity=UP, target_years=3)


# ---------------------------------------------------------------------------------------------------------------------
# The definitions read aloud, a row at a time

figures = st.integers(1, 40).map(float)
rows = st.lists(st.tuples(figures, figures, figures, st.integers(1, 6), st.integers(1, 9)), min_size=1, max_size=6)


def read_aloud(scheme: Callable[..., Progress], row: tuple[float, float, float, int, int], better: int) -> str:
    first, last, goal, years, left = row
    best, worst = REACHED[scheme]
    if better * last >= better * goal:
        return best
    if better * first >= better * goal:
        return worst
    whole = years + left
    if scheme is progress_sdsn:
        ratio = ((last - first) / years) / ((goal - first) / whole)
        steps = [(1, "on_track_or_maintaining"), (0.5, "moderately_improving"), (0, "stagnating")]
    else:
        ratio = ((last / first) ** (1 / years) - 1) / ((goal / first) ** (1 / whole) - 1)
        classes = {
            progress_eurostat: ("significant_progress", "moderate_progress", "insufficient_progress"),
            progress_open_sdg: ("on_track", "acceleration_needed", "limited_progress"),
        }[scheme]
        steps = list(zip((0.95, 0.60, 0), classes, strict=True))
    return next((name for step, name in steps if ratio >= step - 1e-12), worst)


@given(rows, st.sampled_from([UP, DOWN]), st.sampled_from(list(REACHED)))
def test_every_row_is_judged_as_the_definition_reads(
    given_rows: list[tuple[float, float, float, int, int]], polarity: str, scheme: Callable[..., Progress]
) -> None:
    first, last, goal, years, left = (np.array(column, dtype=float) for column in zip(*given_rows, strict=True))
    ours = scheme(baseline=first, latest=last, years=years, polarity=polarity, target=goal, target_years=years + left)

    better = 1 if polarity == UP else -1
    assert ours.category.tolist() == [read_aloud(scheme, row, better) for row in given_rows]  # type: ignore[union-attr]


@given(rows, st.sampled_from([UP, DOWN]), st.floats(0.1, 10))
def test_a_change_of_unit_changes_no_class(
    given_rows: list[tuple[float, float, float, int, int]], polarity: str, factor: float
) -> None:
    first, last, goal, years, left = (np.array(column, dtype=float) for column in zip(*given_rows, strict=True))
    for scheme in SCHEMES:
        plain = scheme(
            baseline=first, latest=last, years=years, polarity=polarity, target=goal, target_years=years + left
        )
        other = scheme(
            baseline=first * factor,
            latest=last * factor,
            years=years,
            polarity=polarity,
            target=goal * factor,
            target_years=years + left,
        )
        assert other.category.tolist() == plain.category.tolist()  # type: ignore[union-attr]
        assert other.measure == pytest.approx(plain.measure, rel=1e-7, abs=1e-9, nan_ok=True)


def test_one_figure_for_many_targets() -> None:
    ours = progress_german_strategy(
        baseline=50, latest=60, years=5, polarity=UP, target=[[61, 80], [95, 60]], target_years=15
    )

    assert ours.category.tolist() == [["sun", "sun"], ["clouded", "sun"]]  # type: ignore[union-attr]
    assert ours.points_per_year.tolist() == [[2, 2], [2, 2]]
    assert math.isclose(ours.measure[1, 0], 1 - 20 / 35, rel_tol=1e-12)
    for scheme in (progress_eurostat, progress_open_sdg, progress_sdsn):
        many = scheme(baseline=50, latest=60, years=5, polarity=UP, target=[[61, 80], [95, 60]], target_years=15)
        assert many.points_per_year.tolist() == [[2, 2], [2, 2]]
