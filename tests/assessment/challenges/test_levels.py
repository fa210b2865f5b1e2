"""Claims about levels: worked out by hand, and the possibility to improve against every subset tried."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import norm

from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group
from riktmarke.assessment.challenges.levels import between_variance, shrink
from riktmarke.governance.definitions import Measurement
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import ALL, DAYS, WOMEN, codes, every_claim, figures_of, only, who
from tests.invented_figures import definition

nan = np.nan
Floats = NDArray[np.float64]
LEVEL, OVER_YEARS, POTENTIAL = ClaimKind.LEVEL, ClaimKind.OVER_YEARS, ClaimKind.POTENTIAL
SIMILAR, COUNTY, COUNTRY = Against.SIMILAR, Against.COUNTY, Against.COUNTRY
Z = 1.959963984540054
COUNTIES = (4, 1)
OWN, A, B, C, ALONE = (codes(*COUNTIES).index(code) for code in ("3001", "3002", "3003", "3004", "3101"))
WHO = who(*COUNTIES, similar={"3001": ("3002", "3003")})
PEOPLE = {0: 15_000.0, OWN: 1_000.0, A: 2_000.0, B: 3_000.0, C: 5_000.0, ALONE: 4_000.0}


def table(rows: dict[int, list[float]]) -> Floats:
    """Return values (areas, years) of the small country, NaN for areas that are not named."""
    years = max(len(row) for row in rows.values())
    array = np.full((len(codes(*COUNTIES)), years), nan)
    for place, row in rows.items():
        array[place] = row
    return array


def claimed(rows: dict[int, list[float]], *, se: float = 1.0, **how: object) -> Claims:
    """Return all claims of the small country; every value has the same published standard error."""
    people = np.full((len(codes(*COUNTIES)), 1), nan)
    people[list(PEOPLE), 0] = list(PEOPLE.values())
    figures = figures_of(table(rows), published=se * Z, inhabitants=people, **how)  # type: ignore[arg-type]
    return every_claim(figures, WHO)


def about(claims: Claims, kind: ClaimKind, against: Against, area: int = OWN) -> dict[str, float]:
    """Return the one claim of a kind about an area, by column."""
    found = only(claims, kind=kind, against=against, area=area)
    assert len(found.area) == 1
    return {name: getattr(found, name)[0] for name in found.__slots__}


ONE_YEAR = {0: [25.0], OWN: [40.0], A: [20.0], B: [30.0], C: [60.0], ALONE: [5.0]}


def test_a_level_is_compared_with_each_comparator() -> None:
    """Similar: (2·20 + 3·30) / 5 = 26 ± √13 / 5; county: (2·20 + 3·30 + 5·60) / 10 = 43 ± √38 / 10; the own ± 1."""
    claims = claimed(ONE_YEAR)
    similar, county, country = (about(claims, LEVEL, against) for against in (SIMILAR, COUNTY, COUNTRY))

    assert (similar["value"], similar["reference"], similar["estimate"]) == pytest.approx((40, 26, 14))
    assert similar["se"] == pytest.approx(np.sqrt(1 + 13 / 25))
    assert (similar["reference_unweighted"], similar["members"], similar["size"]) == (25, 2, 2)
    assert (county["reference"], county["estimate"]) == pytest.approx((43, -3))
    assert county["se"] == pytest.approx(np.sqrt(1 + 38 / 100))
    assert (country["reference"], country["estimate"]) == (25, 15)
    assert np.isnan(country["reference_unweighted"])
    assert similar["period"] == 2010


def test_a_municipality_is_compared_with_a_country_that_it_is_a_part_of() -> None:
    """What it differs by from the whole moves as (1 − 1/15) of its own chance, Alone's as (1 − 4/15)."""
    claims = claimed(ONE_YEAR)

    assert about(claims, LEVEL, COUNTRY)["se"] == pytest.approx(14 / 15)
    assert about(claims, LEVEL, COUNTRY, ALONE)["se"] == pytest.approx(11 / 15)


def test_a_lower_value_is_worse_where_a_higher_is_better() -> None:
    better_high = replace(DAYS, polarity=Polarity.HIGHER_IS_BETTER)

    assert about(claimed(ONE_YEAR, of=better_high), LEVEL, SIMILAR)["estimate"] == pytest.approx(-14)


def test_a_difference_is_as_many_persons_as_the_unit_counts() -> None:
    """One per cent of 5 000 is 50 persons, one per 100 000 a twentieth of one; a day is nobody."""
    percent, rate = (definition("N1", unit=unit) for unit in ("percent", "per_100_000"))

    assert about(claimed(ONE_YEAR, of=percent, people=5_000.0), LEVEL, SIMILAR)["persons"] == pytest.approx(50)
    assert about(claimed(ONE_YEAR, of=rate, people=5_000.0), LEVEL, SIMILAR)["persons"] == pytest.approx(0.05)
    assert np.isnan(about(claimed(ONE_YEAR, people=5_000.0), LEVEL, SIMILAR)["persons"])
    assert np.isnan(about(claimed(ONE_YEAR, of=percent), LEVEL, SIMILAR)["persons"])


def test_a_level_is_compared_in_the_latest_year_of_the_municipality_itself() -> None:
    """Own has nothing in 2011: what others have then is not used."""
    rows = {0: [25.0, 1.0], OWN: [40.0, nan], A: [20.0, 2.0], B: [30.0, 3.0], C: [60.0, 1.0], ALONE: [5.0, 1.0]}
    found = about(claimed(rows), LEVEL, SIMILAR)

    assert (found["period"], found["reference"]) == (2010, pytest.approx(26))


def test_there_is_no_claim_where_there_is_nothing_to_compare_with_that_year() -> None:
    claims = claimed({**ONE_YEAR, A: [nan], B: [nan]})

    assert len(only(claims, kind=LEVEL, against=SIMILAR, area=OWN).area) == 0
    assert len(only(claims, kind=LEVEL, against=COUNTRY, area=OWN).area) == 1


SIX = {
    0: [25.0] * 6,
    OWN: [90.0, 30.0, 32.0, 31.0, 35.0, 42.0],
    A: [20.0, 20.0, 22.0, 20.0, 21.0, 22.0],
    B: [20.0, 25.0, 27.0, 25.0, 26.0, 27.0],
    C: [60.0] * 6,
    ALONE: [5.0] * 6,
}


def test_over_years_is_the_mean_of_the_latest_five_differences() -> None:
    """Similar: (2·A + 3·B) / 5 = 23, 25, 23, 24, 25 in 2011–2015; own 30, 32, 31, 35, 42.

    Differences 7, 7, 8, 11, 17: mean 10. The 70 of 2010 is the sixth, and left out. Each has the variance
    1 + 13 / 25, and five of them √(1.52 / 5).
    """
    found = about(claimed(SIX), OVER_YEARS, SIMILAR)

    assert (found["estimate"], found["value"], found["reference"]) == pytest.approx((10, 34, 24))
    assert found["se"] == pytest.approx(np.sqrt(1.52 / 5))
    assert (found["first_period"], found["period"], found["points"]) == (2011, 2015, 5)


def test_a_year_without_a_comparator_is_no_part_of_a_mean() -> None:
    """2013 is left out and 2010 takes its place: 70, 7, 7, 11, 17."""
    rows = {**SIX, A: [20.0, 20.0, 22.0, nan, 21.0, 22.0], B: [20.0, 25.0, 27.0, nan, 26.0, 27.0]}
    found = about(claimed(rows), OVER_YEARS, SIMILAR)

    assert found["estimate"] == pytest.approx((70 + 7 + 7 + 11 + 17) / 5)
    assert (found["first_period"], found["points"]) == (2010, 5)


def test_two_years_are_no_mean_over_years() -> None:
    two = {place: row[-2:] for place, row in SIX.items()}
    three = {place: row[-3:] for place, row in SIX.items()}

    assert len(only(claimed(two), kind=OVER_YEARS).area) == 0
    assert about(claimed(three), OVER_YEARS, SIMILAR)["points"] == 3


def test_what_was_so_until_some_years_ago_is_not_said_of_today() -> None:
    """Nobody to compare with in the latest year: no mean over years."""
    rows = {**SIX, A: [*SIX[A][:5], nan], B: [*SIX[B][:5], nan]}

    assert len(only(claimed(rows), kind=OVER_YEARS, against=SIMILAR, area=OWN).area) == 0
    assert len(only(claimed(rows), kind=OVER_YEARS, against=COUNTRY, area=OWN).area) == 1


def test_a_mean_over_years_does_not_reach_across_a_break_or_far_back() -> None:
    """A break in 2013 leaves 8, 11 and 17; values of 2000, 2013, 2014 and 2015 leave out the first."""
    broken = replace(DAYS, measurement=Measurement(breaks=(2013,)))
    assert about(claimed(SIX, of=broken), OVER_YEARS, SIMILAR)["estimate"] == pytest.approx(12)

    late = {place: [row[0], *[nan] * 12, *row[3:]] for place, row in SIX.items()}
    found = about(claimed(late, first_year=2000), OVER_YEARS, SIMILAR)
    assert (found["first_period"], found["points"], found["estimate"]) == (2013, 3, pytest.approx(12))


def test_windows_that_overlap_count_once_in_a_mean_over_years() -> None:
    """Windows of two years: 2015, 2013 and 2011: 17, 8 and 7."""
    windows = replace(DAYS, measurement=Measurement(window_years=2))
    found = about(claimed(SIX, of=windows), OVER_YEARS, SIMILAR)

    assert (found["points"], found["estimate"]) == (3, pytest.approx((17 + 8 + 7) / 3))


def test_the_spread_between_municipalities_is_what_chance_leaves() -> None:
    """Values 1, 2, 6: s² = ((−2)² + (−1)² + 3²) / 2 = 7; less the mean of 1, 1 and 4: 5. Not below zero."""
    values, se = np.array([[[1.0], [2.0], [6.0], [nan]]]), np.array([[[1.0], [1.0], [2.0], [1.0]]])

    assert between_variance(values, se)[0, 0, 0] == pytest.approx(5)
    assert between_variance(values, 10 * se)[0, 0, 0] == 0
    assert np.isnan(between_variance(values[:, 1:], se[:, 1:])[0, 0, 0])


def test_a_difference_is_shrunken_by_its_uncertainty() -> None:
    """5 / (5 + 1²); all of it is left where nobody knows, nothing where municipalities do not differ."""
    assert shrink(np.array([5.0, nan, 5.0, 0.0]), np.array([1.0, 1.0, nan, 1.0])).tolist() == [5 / 6, 1, 1, 0]


# A country of one county whose first municipality has all others as its similar ones.
def possible(own: float, theirs: list[float], se: list[float]) -> Claims:
    """Return the claims about what similar municipalities reach; a lower value is better."""
    count = len(theirs) + 1
    names = codes(count)
    values, halves = np.full((count + 2, 1), nan), np.full((count + 2, 1), nan)
    values[2:, 0], halves[2:, 0] = [own, *theirs], np.array(se) * Z
    comparisons = who(count, similar={names[2]: names[3:]})
    return only(every_claim(figures_of(values, published=halves), comparisons), kind=POTENTIAL, area=2)


def partial_conjunction(p: list[float], k: int) -> float:
    """Return the p-value of "at least k of n are so", every subset tried (Benjamini & Heller 2008, definition 1).

    It is so unless some n − k + 1 of them are all not: the largest, over these subsets, of Bonferroni's p-value.
    """
    size = len(p) - k + 1
    return max(min(1.0, size * min(subset)) for subset in combinations(p, size))


def test_what_a_quarter_of_the_similar_ones_reach_is_the_second_best_of_seven() -> None:
    """⌈7 / 4⌉ = 2 must be better: by 20 and 15, of which 15 stands for both; the chance is multiplied by 7 − 2 + 1."""
    found = possible(40, [20, 25, 30, 35, 40, 45, 50], [1.0] * 8)

    assert (found.estimate[0], found.reference[0], found.members[0], found.size[0]) == (15, 25, 2, 7)
    assert found.se[0] == pytest.approx(np.sqrt(2))
    assert found.tests[0] == 6


def test_an_uncertain_front_runner_is_not_what_others_reach() -> None:
    """The best value is the least certain: two others speak more for it that two are better."""
    found = possible(40, [1, 25, 26, 40, 40, 40, 40], [1.0, 30.0, *[1.0] * 6])

    assert (found.estimate[0], found.se[0]) == (14, pytest.approx(np.sqrt(2)))


@pytest.mark.parametrize(("similar", "quarter"), [(4, 1), (5, 2), (8, 2), (9, 3)])
def test_a_quarter_is_rounded_up(similar: int, quarter: int) -> None:
    assert possible(40, list(range(20, 20 + similar)), [1.0] * (similar + 1)).members[0] == quarter


def test_a_quarter_of_three_is_not_asked_for() -> None:
    assert len(possible(40, [20, 21, 22], [1.0] * 4).area) == 0
    assert len(possible(40, [20, 21, 22, nan], [1.0] * 5).area) == 0
    assert len(possible(40, [20, 21, 22, 23], [1.0, 1.0, 1.0, 1.0, nan]).area) == 0


@given(
    st.lists(st.tuples(st.floats(-30, 30), st.floats(0.1, 20)), min_size=4, max_size=9),
    st.floats(0.1, 20),
    st.floats(0.0, 25),
)
def test_a_possibility_is_never_called_more_certain_than_every_subset_says(
    similar: list[tuple[float, float]], own_se: float, margin: float
) -> None:
    theirs, se = (list(column) for column in zip(*similar, strict=True))
    found = possible(0.0, theirs, [own_se, *se])
    ours = min(1.0, found.tests[0] * norm.sf((found.estimate[0] - margin) / found.se[0]))
    each = [float(norm.sf((-one - margin) / np.hypot(own_se, error))) for one, error in similar]

    assert ours >= partial_conjunction(each, int(found.members[0])) * (1 - 1e-9)


@given(st.lists(st.floats(-30, 30), min_size=4, max_size=9))
def test_with_equal_uncertainty_it_is_as_certain_as_every_subset_says(theirs: list[float]) -> None:
    """The k best then are the k that speak most for it, and nothing is given away."""
    found = possible(0.0, theirs, [1.0] * (len(theirs) + 1))
    ours = min(1.0, found.tests[0] * norm.sf((found.estimate[0] - 5) / found.se[0]))
    each = [float(norm.sf((-one - 5) / np.sqrt(2))) for one in theirs]

    assert ours == pytest.approx(partial_conjunction(each, int(found.members[0])), rel=1e-9, abs=1e-300)


def by_origin(*, foreign: float, usual: float = 1.0) -> dict[str, float]:
    """Return each group's scale; municipalities' own spread is `usual` for everyone and `foreign` for foreign-born."""
    generator = np.random.default_rng(9)
    groups = (ALL, WOMEN, *(Group(sex, Dimension.ORIGIN, "foreign_born") for sex in (Sex.TOTAL, Sex.FEMALE)))
    spread = np.array([usual, 3 * usual, foreign, 3 * foreign])[:, None, None]
    values = 50 + spread * generator.standard_normal((4, 202, 1))
    found = every_claim(figures_of(values, groups=groups, published=0.01 * Z), who(200))
    levels = only(found, kind=LEVEL, against=COUNTY)
    return {group.key: float(levels.scale[levels.group == group.key][0]) for group in groups}


def test_a_group_that_differs_more_between_municipalities_has_a_larger_smallest_difference() -> None:
    """Three times everyone's spread: three times the margin, for its women too, who are held to the same."""
    scale = by_origin(foreign=3.0)

    assert scale["_T"] == scale["F"] == 1
    assert scale["origin:foreign_born"] == scale["origin:foreign_born|F"] == pytest.approx(3.0, rel=0.15)


def test_a_group_that_differs_less_keeps_everyones_smallest_difference() -> None:
    assert set(by_origin(foreign=0.3).values()) == {1.0}


def test_where_municipalities_do_not_differ_beyond_chance_every_group_has_the_same_smallest_difference() -> None:
    assert set(by_origin(foreign=3.0, usual=0.0).values()) == {1.0}
