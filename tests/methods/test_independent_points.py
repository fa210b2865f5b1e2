"""Which values are measurements of their own: the rules one by one, then all together against a plain loop."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.methods.trend import independent_points

NAN = np.nan


def kept(periods: range, values: list[float], **rules: object) -> list[int]:
    """Return the years that are kept."""
    window = rules.pop("window", 1)
    mask = independent_points(list(periods), window, values, **rules)  # type: ignore[arg-type]  # as the test names them
    return [year for year, keep in zip(periods, mask, strict=True) if keep]


def test_without_rules_every_value_is_a_measurement_and_what_is_missing_is_not() -> None:
    assert kept(range(2018, 2023), [1, NAN, 1, 1, NAN]) == [2018, 2020, 2021]


def test_windows_of_five_years_are_kept_every_fifth_year_from_the_latest() -> None:
    assert kept(range(2008, 2023), [float(v) for v in range(15)], window=5) == [2012, 2017, 2022]


def test_a_window_that_is_missing_moves_the_count_to_the_next_that_shares_no_year() -> None:
    # 2022 holds 2019–2022. 2018 and 2017 are missing; 2016 is next, then 2012.
    values = [1.0, 2, 3, 4, 5, NAN, NAN, NAN, NAN, 6, 7]
    assert kept(range(2012, 2023), values, window=4) == [2012, 2016, 2022]


def test_windows_are_counted_from_the_latest_value_not_from_the_last_year() -> None:
    assert kept(range(2010, 2017), [1, 2, 3, 4, 5, 6, NAN], window=3) == [2012, 2015]


def test_an_election_is_measured_when_it_is_held() -> None:
    values = [82.8, 82.7, 82.7, 82.7, 84, 84, 84, 84, 80]
    assert kept(range(2014, 2023), values, schedule=(1994, 4)) == [2014, 2018, 2022]


def test_nothing_is_scheduled_before_the_first_election() -> None:
    assert kept(range(1986, 1999), [1.0] * 13, schedule=(1994, 4)) == [1994, 1998]


def test_a_repeated_value_stands_at_its_first_year() -> None:
    assert kept(range(2015, 2021), [60, 60, 62, 62, 61, 61], repeats_at_most=2) == [2015, 2017, 2019]


def test_the_same_value_again_is_a_new_measurement_when_it_has_stood_as_long_as_it_may() -> None:
    assert kept(range(2015, 2020), [60, 60, 60, 60, 60], repeats_at_most=2) == [2015, 2017, 2019]


def test_a_value_that_may_stand_three_years_stands_three_years() -> None:
    assert kept(range(2015, 2022), [60] * 7, repeats_at_most=3) == [2015, 2018, 2021]


def test_the_same_value_after_a_year_without_one_is_a_new_measurement() -> None:
    assert kept(range(2015, 2018), [60, NAN, 60], repeats_at_most=3) == [2015, 2017]


def test_a_value_is_not_a_repetition_across_a_break() -> None:
    assert kept(range(2015, 2019), [60, 60, 60, 60], repeats_at_most=4, breaks=[2017]) == [2015, 2017]


def test_windows_are_counted_anew_on_each_side_of_a_break() -> None:
    # After the break 2022; before it, counted from 2018: 2018 and 2015.
    values = [float(v) for v in range(8)]
    assert kept(range(2015, 2023), values, window=3, breaks=[2022]) == [2015, 2018, 2021, 2022]
    assert kept(range(2015, 2023), values, window=3, breaks=[2019]) == [2015, 2018, 2019, 2022]


@pytest.mark.parametrize("periods", [[2020, 2019, 2021], [2020, 2020, 2021], [2020, 2021]])
def test_periods_that_do_not_increase_or_do_not_match_are_refused(periods: list[int]) -> None:
    with pytest.raises(ValueError, match="expected 3 increasing periods"):
        independent_points(periods, 1, [1.0, 2.0, 3.0])


@pytest.mark.parametrize(("window", "at_most"), [(0, 1), (1, 0), (-2, 1)])
def test_a_window_or_a_repetition_of_less_than_a_year_is_refused(window: int, at_most: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        independent_points([2020], window, [1.0], repeats_at_most=at_most)


def plain_loop(
    years: list[int],
    window: int,
    values: list[float],
    *,
    schedule: tuple[int, int] | None,
    at_most: int,
    breaks: set[int],
) -> list[bool]:
    """The definition read aloud, one value at a time."""
    keep = [not math.isnan(value) for value in values]
    for index, year in enumerate(years):
        if schedule is not None and (year < schedule[0] or (year - schedule[0]) % schedule[1] != 0):
            keep[index] = False
    stood = 1
    for index in range(1, len(years)):
        follows = years[index] == years[index - 1] + 1 and years[index] not in breaks
        if at_most > 1 and follows and values[index] == values[index - 1] and stood < at_most:
            keep[index] = False
            stood += 1
        else:
            stood = 1
    if window == 1:
        return keep
    result = [False] * len(years)
    last_kept: int | None = None
    for index in reversed(range(len(years))):
        if keep[index] and (last_kept is None or last_kept - years[index] >= window):
            result[index] = True
            last_kept = years[index]
        if years[index] in breaks:
            last_kept = None
    return result


cells = st.one_of(st.just(NAN), st.sampled_from([1.0, 2.0]), st.floats(-1e6, 1e6))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[int], int, np.ndarray, tuple[int, int] | None, int, set[int]]:
    years = sorted(draw(st.sets(st.integers(1994, 2022), min_size=1, max_size=15)))
    rows = draw(st.lists(st.lists(cells, min_size=len(years), max_size=len(years)), min_size=1, max_size=4))
    schedule = draw(st.none() | st.tuples(st.integers(1994, 2010), st.integers(1, 5)))
    breaks = draw(st.sets(st.sampled_from(years), max_size=2))
    return years, draw(st.integers(1, 6)), np.array(rows), schedule, draw(st.integers(1, 4)), breaks


@given(cases())
def test_many_rows_at_once_are_kept_as_a_plain_loop_keeps_each(case: tuple) -> None:
    years, window, rows, schedule, at_most, breaks = case
    mask = independent_points(years, window, rows, schedule=schedule, repeats_at_most=at_most, breaks=sorted(breaks))

    expected = [plain_loop(years, window, list(row), schedule=schedule, at_most=at_most, breaks=breaks) for row in rows]
    assert mask.tolist() == expected


@given(cases(), st.floats(0.01, 100), st.integers(-50, 50))
def test_another_unit_and_another_calendar_keep_the_same_values(case: tuple, factor: float, shift: int) -> None:
    years, window, rows, schedule, at_most, breaks = case
    mask = independent_points(years, window, rows, schedule=schedule, repeats_at_most=at_most, breaks=sorted(breaks))
    moved = independent_points(
        [year + shift for year in years],
        window,
        np.sign(rows) * factor if at_most > 1 else rows * factor,
        schedule=(schedule[0] + shift, schedule[1]) if schedule else None,
        repeats_at_most=at_most,
        breaks=[year + shift for year in breaks],
    )
    if at_most == 1:
        assert moved.tolist() == mask.tolist()
    else:
        signs = independent_points(
            years, window, np.sign(rows), schedule=schedule, repeats_at_most=at_most, breaks=sorted(breaks)
        )
        assert moved.tolist() == signs.tolist()


@given(cases())
def test_kept_windows_share_no_year_and_the_latest_value_is_always_kept(case: tuple) -> None:
    years, window, rows, _, _, _ = case
    mask = independent_points(years, window, rows)

    for row, keep in zip(rows, mask, strict=True):
        kept_years = np.array(years)[keep]
        assert np.all(np.diff(kept_years) >= window)
        there = np.flatnonzero(~np.isnan(row))
        assert keep[there[-1]] if there.size else not keep.any()
