"""What would have to change: each part's own way, the sum of them, and the ranks with their sets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.composites.changes import Level, WhatWouldChange, what_would_change
from riktmarke.assessment.composites.over_time import mean_score, score_change
from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.assessment.composites.scores import OVERALL, score_series
from tests.assessment.composites.making import COUNTY, COUNTY_2020, OWN, composite, figures

NAN = np.nan
NOBODY = np.array([], dtype=np.intp)
# Crime scores 1.5, 0.25, -1, -1.75 of 3001–3004. Seen from 3002: C1 100 (0 steps), C2 180 (1 step).
SECOND = "3002"


def asked(
    area: str = SECOND, key: str = "crime", *, held: CompositeFigures | None = None, similar: object = NOBODY
) -> WhatWouldChange | None:
    chosen = held or figures(COUNTY_2020, se={"C1": 0.0, "C2": 0.0, "S1": 0.0, "S2": 0.0})
    series = score_series(chosen, key)
    assert series is not None
    return what_would_change(chosen, series, area, 2020, county=COUNTY, similar=np.asarray(similar))


def told(**how: object) -> WhatWouldChange:
    found = asked(**how)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_each_part_is_told_with_what_it_gives_to_the_score() -> None:
    found = told()
    assert (found.score, found.rank, found.of, found.first_area) == (pytest.approx(0.25), 2, 4, "3001")
    assert found.missing == pytest.approx(1.25)
    one, other = found.parts
    assert (one.indicator, one.value, one.standardised, one.contribution) == ("C1", 100, 0, 0)
    assert (other.indicator, other.weight, other.standardised, other.contribution) == ("C2", 0.25, 1, 0.25)
    assert sum(part.contribution for part in found.parts) == pytest.approx(found.score)


def test_a_part_may_reach_the_best_in_the_county() -> None:
    one, other = told().parts
    best = one.reached[Level.BEST_IN_COUNTY]  # 80, two steps: 0.75 · 2 = 1.5 more, which is first
    assert (one.best_area, best.value, best.gain, best.rank, best.lower, best.upper) == ("3001", 80, 1.5, 1, 1, 1)
    best = other.reached[Level.BEST_IN_COUNTY]  # 160, one step more: 0.25, still second
    assert (other.best_area, best.value, best.gain, best.rank) == ("3004", 160, 0.25, 2)


def test_a_quarter_needs_four_others_with_a_value() -> None:
    assert Level.BEST_QUARTER_IN_COUNTY not in told().parts[0].reached  # three others
    found = told(similar=COUNTY).parts[0].reached[Level.BEST_QUARTER_OF_SIMILAR]
    assert found.value == pytest.approx(95)  # of 80, 100, 110, 150 the best quarter have 95 or less
    assert found.gain == pytest.approx(0.75 * 0.5)


def test_a_part_that_is_there_already_gains_nothing() -> None:
    one = told(area=OWN).parts[0].reached[Level.BEST_IN_COUNTY]
    assert (one.value, one.gain, one.rank) == (80, 0, 1)


def test_the_value_that_alone_would_make_it_first_is_told_where_anybody_has_had_it() -> None:
    # C1 must give 1.25 more: 1.25 / 0.75 = 1.67 steps of 10 below 100. C2 would need five steps: no part counts so far.
    one, other = told().parts
    assert one.first_alone == pytest.approx(100 - 10 * 1.25 / 0.75)
    assert other.first_alone is None
    assert told(area=OWN).parts[0].first_alone is None  # it is the first


def test_a_value_that_nobody_has_had_is_not_said_to_be_needed() -> None:
    held = figures({**COUNTY_2020, "C1": [95.0, 100.0, 110.0, 150.0], "C2": [120.0, 180.0, 220.0, 160.0]}, se={})
    # 0.75 · 0.5 + 0.25 · 3 = 1.125 is first; 3002 needs 0.875 more: C1 at 88.3, below the 95 that anybody has
    assert told(held=held).parts[0].first_alone is None


def test_all_parts_the_same_share_of_the_way_to_the_county_s_best() -> None:
    # C1 from 0 steps to 2, C2 from 1 to 2: 0.75 · 2f + 0.25 · (1 + f) = 1.5 gives f = 1.25 / 1.75
    found = told()
    assert found.share_of_way == pytest.approx(1.25 / 1.75)
    assert found.values_then == pytest.approx({"C1": 100 - 20 * 1.25 / 1.75, "C2": 180 - 20 * 1.25 / 1.75})
    first = told(area=OWN)
    assert (first.missing, first.share_of_way, first.first_area) == (0, 0, OWN)


def test_where_even_the_best_of_each_is_not_enough_that_is_said() -> None:
    # 3001 lacks C2, so that C1 weighs all there: two steps. 3002 with the best of both: 0.75 · 2 + 0.25 · 1 = 1.75
    held = figures({**COUNTY_2020, "C2": [NAN, 180.0, 220.0, 190.0]})
    found = told(held=held)
    assert np.isnan(found.share_of_way)
    assert found.values_then == {}


def test_without_a_score_or_anybody_to_be_ranked_with_there_is_nothing_to_tell() -> None:
    assert asked(held=figures({**COUNTY_2020, "C1": [80.0, NAN, 110.0, 150.0]})) is None
    assert asked(held=figures({**COUNTY_2020, "C1": [NAN, 100.0, NAN, NAN]})) is None


def test_who_is_not_in_the_county_is_refused() -> None:
    held = figures(COUNTY_2020)
    series = score_series(held, "crime")
    assert series is not None
    with pytest.raises(ValueError, match="3002 is not among"):
        what_would_change(held, series, SECOND, 2020, county=COUNTY[:1], similar=NOBODY)
    with pytest.raises(ValueError, match="no score for 2019"):
        what_would_change(held, series, SECOND, 2019, county=COUNTY, similar=NOBODY)


VALUES = st.lists(st.floats(50, 250), min_size=4, max_size=4)


@given(VALUES, VALUES)
def test_reaching_a_better_value_never_worsens_the_rank(one: list[float], other: list[float]) -> None:
    for area in ("3001", "3004"):
        found = told(area=area, key=OVERALL, held=figures({**COUNTY_2020, "C1": one, "C2": other}))
        assert 0 <= found.share_of_way <= 1
        for part in found.parts:
            for reached in part.reached.values():
                assert reached.gain >= 0
                assert reached.rank <= found.rank
                assert reached.lower <= reached.rank <= reached.upper


def test_a_change_between_years_is_of_the_parts_that_both_have() -> None:
    # C1 two steps better, C2 came the second year: only C1 counts, and its weight is all
    held = figures(
        {
            "C1": np.array([[80, 70], [100, 80], [110, 110], [150, 150]]),
            "C2": np.array([[200, 200], [NAN, 160], [220, 220], [160, 160]]),
            "S1": np.full((4, 2), 50.0),
            "S2": np.full((4, 2), 80.0),
        },
        se={"C1": 0.3},
    )
    series = score_series(held, "crime")
    assert series is not None
    found = score_change(held, series, SECOND, first=2020, last=2021)
    assert found is not None
    assert (found.changed, found.share) == pytest.approx((2, 0.75))
    assert found.se == pytest.approx(0.3 * 2**0.5)
    overall = score_series(held, OVERALL)
    assert overall is not None
    whole = score_change(held, overall, "3003", first=2020, last=2021)
    assert whole is not None
    assert (whole.changed, whole.share) == pytest.approx((0, 1))


def test_without_a_part_in_both_years_there_is_no_change_to_tell() -> None:
    halves = composite(weights=(0.5, 0.5, 0.5, 0.5))
    gap = {"C1": np.array([[80, NAN]] * 4), "C2": np.array([[NAN, 200]] * 4)}
    held = figures({**gap, "S1": np.full((4, 2), 50.0), "S2": np.full((4, 2), 80.0)}, of=halves)
    series = score_series(held, "crime")
    assert series is not None
    assert score_change(held, series, SECOND, first=2020, last=2021) is None


def test_the_same_measurement_in_both_years_is_no_change_for_certain() -> None:
    held = figures({name: np.stack([values] * 2, axis=1) for name, values in COUNTY_2020.items()})
    for part in held.parts:
        part.measured_in[part.measured_in > 0] = 2020
    series = score_series(held, "crime")
    assert series is not None
    found = score_change(held, series, SECOND, first=2020, last=2021)
    assert found is not None
    assert (found.changed, found.se) == (0, 0)


def test_a_mean_over_years_is_surer_where_they_are_measured_anew() -> None:
    held = figures({name: np.stack([values] * 2, axis=1) for name, values in COUNTY_2020.items()}, se={"C1": 0.4})
    series = score_series(held, "crime")
    assert series is not None
    score, se = mean_score(held, series, first=2020, last=2021)
    assert score[COUNTY] == pytest.approx([1.5, 0.25, -1, -1.75])
    one = series.se[COUNTY[0], 0]
    assert se[COUNTY] == pytest.approx([one / 2**0.5] * 4)
    held.parts[1].fresh[COUNTY[0], 1] = False  # C2 of the second year is that of the first
    assert mean_score(held, series, first=2020, last=2021)[1][COUNTY[:2]] == pytest.approx([one, one / 2**0.5])
    with pytest.raises(ValueError, match="no score for 2022"):
        mean_score(held, series, first=2021, last=2022)
