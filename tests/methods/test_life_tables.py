"""Life expectancy and life tables, beside UKHSA's, Statistics Sweden's and a textbook's figures, and closed forms."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from scipy import stats

from riktmarke.methods import (
    LIFE_EXPECTANCY_AGES,
    Estimate,
    LifeTable,
    ReasonCode,
    UndefinedMeasure,
    life_expectancy,
    life_table,
)
from riktmarke.methods.estimate import quantile

NAN, INF = np.nan, np.inf
WIDTHS = np.diff(LIFE_EXPECTANCY_AGES)
CHIANG = np.array([0.1, *WIDTHS[1:] / 2, NAN])

# The example in the documentation of phe_life_expectancy (UKHSA, PHEindicatormethods), and the results that its tests
# hold (tests/testthat/testLifeExpectancy.R), which have limits with z = 1.96.
POPULATION = np.array([
    7060, 35059, 46974, 48489, 43219, 38561, 46009, 57208, 61435, 55601, 50209, 56416, 46411, 39820, 37978, 37039,
    33288, 23306, 11936, 11936,
])  # fmt: skip
DEATHS = np.array([
    17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937,
])  # fmt: skip
VALUE = [
    80.16960813, 79.36245674, 75.44193645, 70.47299936, 65.52909542, 60.67510088, 55.78835987, 50.92752727, 46.06740425,
    41.24505636, 36.49322717, 31.83343842, 27.26027992, 22.9719144, 18.76856852, 14.95858336, 11.51684445, 8.618849241,
    6.163942934, 6.16210635,
]  # fmt: skip
LOWER = [
    79.88268548, 79.0898816, 75.17407307, 70.20675732, 65.26548673, 60.41876577, 55.53801579, 50.68279939, 45.82666794,
    41.00842831, 36.26223216, 31.60996318, 27.04337271, 22.76653134, 18.57570352, 14.77985004, 11.34831778, 8.451134045,
    5.978358351, 5.887683386,
]  # fmt: skip
UPPER = [
    80.45653078, 79.63503188, 75.70979983, 70.7392414, 65.79270412, 60.931436, 56.03870395, 51.17225516, 46.30814055,
    41.48168441, 36.72422219, 32.05691365, 27.47718713, 23.17729746, 18.96143352, 15.13731667, 11.68537112, 8.786564437,
    6.349527517, 6.436529314,
]  # fmt: skip
# The same tests' example of intervals too wide: the figures at ages 0 to 35 are given, those after are not.
FEW_PEOPLE = np.array([
    270, 235, 246, 248, 243, 238, 246, 257, 261, 355, 350, 356, 346, 339, 337, 337, 333, 323, 311, 311,
])  # fmt: skip
FEW_DEATHS = np.array([17, 9, 4, 8, 20, 15, 24, 33, 50, 51, 10, 16, 26, 30, 36, 22, 13, 5, 6, 1])
FEW_VALUE = [
    19.22914685, 19.44120610, 18.33467808, 14.67659995, 11.81284556, 11.63815414, 10.05641628, 9.93152356, 11.95846561,
]  # fmt: skip
FEW_LOWER = [
    16.43900644, 16.53437505, 15.62922550, 12.08108630, 9.21823373, 8.68414661, 6.54020385, 4.71570153, 2.37762283,
]  # fmt: skip
FEW_UPPER = [
    22.01928726, 22.34803716, 21.04013066, 17.27211361, 14.40745738, 14.59216167, 13.57262872, 15.14734559, 21.53930839,
]  # fmt: skip


def three(found: Estimate) -> list[np.ndarray]:
    """Return value and limits, to compare at once."""
    return [found.value, found.lower, found.upper]


def reasons(found: Estimate | LifeTable) -> list[str]:
    """Return the names of the reasons."""
    return [ReasonCode(code).name for code in found.reason.ravel()]


def changed(array: np.ndarray, **bands: float) -> np.ndarray:
    """Return the array with other numbers in bands named b0 … b19."""
    copy = array.astype(float)
    for band, value in bands.items():
        copy[int(band[1:])] = value
    return copy


# Life expectancy


def test_life_expectancy_is_that_of_ukhsa() -> None:
    found = life_expectancy(DEATHS, POPULATION, confidence=2 * stats.norm.cdf(1.96) - 1)

    assert_allclose(three(found), [VALUE, LOWER, UPPER], rtol=0, atol=6e-9)
    assert not found.reason.any()


def test_the_interval_is_at_95_percent_unless_another_is_asked_for() -> None:
    found, surer = life_expectancy(DEATHS, POPULATION), life_expectancy(DEATHS, POPULATION, confidence=0.998)

    assert_allclose(three(found), [VALUE, LOWER, UPPER], rtol=0, atol=6e-6)
    half = (found.upper - found.value) * quantile(0.998) / quantile(0.95)
    assert_allclose([surer.upper - surer.value, surer.value - surer.lower], [half, half], rtol=1e-11)


def test_intervals_wider_than_twenty_years_are_left_out_as_ukhsa_leaves_them_out() -> None:
    found = life_expectancy(FEW_DEATHS, FEW_PEOPLE)

    assert_allclose(np.array(three(found))[:, :9], [FEW_VALUE, FEW_LOWER, FEW_UPPER], rtol=0, atol=1e-7)
    assert reasons(found) == ["DEFINED"] * 9 + ["INTERVAL_TOO_WIDE"] * 11
    assert np.isnan(np.array(three(found))[:, 9:]).all()


def test_how_wide_is_judged_at_95_percent_whatever_is_asked_for() -> None:
    plain = life_expectancy(FEW_DEATHS, FEW_PEOPLE)
    for confidence in (0.5, 0.999):
        assert reasons(life_expectancy(FEW_DEATHS, FEW_PEOPLE, confidence=confidence)) == reasons(plain)


def test_an_interval_of_just_twenty_years_stands_and_a_wider_does_not() -> None:
    # In the open band e ± z P/d^1.5: with 9 deaths among P = 10 · 27 / z persons the half is 10 years.
    widest = 10 * 27 / quantile(0.95)
    deaths, people = changed(DEATHS, b19=9), POPULATION.astype(float)

    assert reasons(life_expectancy(deaths, changed(people, b19=widest * (1 - 1e-12))))[-1] == "DEFINED"
    assert reasons(life_expectancy(deaths, changed(people, b19=widest * (1 + 1e-12))))[-1] == "INTERVAL_TOO_WIDE"


def by_the_table(deaths: np.ndarray, population: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the years left and their standard error, column by column as Chiang and Silcocks have them."""
    m, n, a = deaths / population, WIDTHS, CHIANG[:-1] / WIDTHS
    q = np.append(np.minimum(n * m[:-1] / (1 + n * m[:-1] * (1 - a)), 1), 1)
    survivors = np.array([np.prod(1 - q[:band]) for band in range(20)])
    lived = [n[b] * (survivors[b + 1] + a[b] * (survivors[b] - survivors[b + 1])) for b in range(19)]
    lived.append(survivors[-1] / m[-1])
    with np.errstate(invalid="ignore"):  # 0 / 0 after a band that nobody survives
        e = np.array([sum(lived[band:]) / survivors[band] for band in range(20)])
        w = []
        for b in range(19):
            s2 = q[b] ** 2 * (1 - q[b]) / deaths[b] if deaths[b] else 0.0
            after = e[b + 1] if survivors[b + 1] else 0.0
            w.append(s2 * survivors[b] ** 2 * ((1 - a[b]) * n[b] + after) ** 2)
        w.append((survivors[-1] / 2) ** 2 * 4 / (deaths[-1] * m[-1] ** 2))
        return e, np.array([np.sqrt(sum(w[band:])) / survivors[band] for band in range(20)])


@st.composite
def bands(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    people = draw(arrays(float, 20, elements=st.integers(1000, 100_000).map(float)))
    shares = draw(arrays(float, 20, elements=st.floats(0, 0.3)))
    deaths = np.floor(people * shares)
    deaths[-1] = max(deaths[-1], np.ceil(people[-1] * 0.1))
    return deaths, people


@given(bands(), st.floats(0.5, 0.999))
def test_the_recursion_is_the_table_column_by_column(case: tuple[np.ndarray, np.ndarray], confidence: float) -> None:
    found = life_expectancy(*case, confidence=confidence)
    e, error = by_the_table(*case)

    assert_allclose(found.value, e, rtol=1e-10)
    assert_allclose([e - found.lower, found.upper - e], [quantile(confidence) * error] * 2, rtol=1e-7, atol=1e-10)


@given(bands(), st.floats(2, 50))
def test_years_pooled_leave_the_value_and_narrow_the_interval_by_the_root_of_their_number(
    case: tuple[np.ndarray, np.ndarray], years: float
) -> None:
    one, pooled = life_expectancy(*case), life_expectancy(case[0] * years, case[1] * years)

    assert_allclose(pooled.value, one.value, rtol=1e-10)
    assert_allclose((pooled.upper - pooled.lower) * np.sqrt(years), one.upper - one.lower, rtol=1e-8)


@given(bands(), st.integers(0, 19))
def test_another_death_shortens_the_life_of_those_who_have_it_before_them_and_of_no_one_else(
    case: tuple[np.ndarray, np.ndarray], band: int
) -> None:
    deaths, people = case
    more = deaths.copy()
    more[band] += 1
    before, after = life_expectancy(deaths, people).value, life_expectancy(more, people).value

    # Far before the band, with one death in three a year, the difference may be smaller than the last digit.
    assert np.all(after[: band + 1] <= before[: band + 1] * (1 + 1e-14))
    assert after[band] < before[band]
    assert np.array_equal(after[band + 1 :], before[band + 1 :])


def test_the_variance_is_that_of_simulated_deaths() -> None:
    # Deaths drawn 40 000 times: binomial by q in each closed band, Poisson in the open one.
    rng = np.random.default_rng(7)
    whole = POPULATION[:-1] + (WIDTHS - CHIANG[:-1]) * DEATHS[:-1]
    q = WIDTHS * DEATHS[:-1] / whole
    trials = np.round(DEATHS[:-1] / q).astype(int)
    drawn_q = rng.binomial(trials, q, (40_000, 19)) / trials
    drawn_last = POPULATION[-1] / rng.poisson(DEATHS[-1], 40_000)
    e = drawn_last
    for band in range(18, -1, -1):
        here = drawn_q[:, band]
        e = here * CHIANG[band] + (1 - here) * (WIDTHS[band] + e)

    found = life_expectancy(DEATHS, POPULATION)
    assert_allclose((found.upper[0] - found.value[0]) / quantile(0.95), e.std(), rtol=0.02)


def test_a_band_with_more_deaths_than_it_can_hold_ends_the_table_and_later_ages_stand_on_their_own_rates() -> None:
    # 5 · 0.5 · 50 deaths > 120 persons aged 85–89: q = 1, and 2.5 years left. Chance cannot be told from q(1 − q) = 0.
    deaths, people = changed(DEATHS, b18=50), changed(POPULATION, b18=120)
    found, plain = life_expectancy(deaths, people), life_expectancy(DEATHS, POPULATION)

    assert found.value[18] == 2.5
    assert np.isnan([found.lower[18], found.upper[18]]).all()
    assert reasons(found) == ["DEFINED"] * 18 + ["NOBODY_SURVIVES", "DEFINED"]
    assert [figure[19] for figure in three(found)] == [figure[19] for figure in three(plain)]
    assert_allclose(found.value[:18], by_the_table(deaths, people)[0][:18], rtol=1e-12)
    error = by_the_table(deaths, people)[1][:18]
    assert_allclose(found.upper[:18] - found.value[:18], quantile(0.95) * error, rtol=1e-9)


def test_as_many_deaths_as_the_band_can_hold_are_just_enough_to_end_the_table() -> None:
    # 5 · 0.5 · 48 deaths = 120 persons: everybody. One fewer leaves (120 − 117.5) / (120 + 117.5) alive.
    just, fewer = (life_expectancy(changed(DEATHS, b18=d), changed(POPULATION, b18=120)) for d in (48, 47))

    assert reasons(just)[18] == "NOBODY_SURVIVES"
    assert just.value[18] == 2.5
    assert_allclose(fewer.value[18], 5 - 2.5 * 235 / 237.5 + 2.5 / 237.5 * fewer.value[19], rtol=1e-13)


def test_a_band_without_deaths_adds_no_variance() -> None:
    none = life_expectancy(changed(DEATHS, b2=0), POPULATION)

    assert_allclose(none.value[2], 5 + none.value[3], rtol=1e-14)
    assert_allclose(none.upper[2] - none.value[2], none.upper[3] - none.value[3], rtol=1e-12)


@pytest.mark.parametrize(
    ("deaths", "people", "reason"),
    [
        ({"b3": NAN}, {}, "MISSING_INPUT"),
        ({}, {"b3": NAN}, "MISSING_INPUT"),
        ({}, {"b3": INF}, "INFINITE_INPUT"),
        ({"b3": INF}, {}, "INFINITE_INPUT"),
        ({"b3": -5}, {}, "NEGATIVE_COUNT"),
        ({}, {"b5": 0}, "NO_POPULATION"),
        ({}, {"b5": -1}, "NO_POPULATION"),
        ({"b5": 0}, {"b5": 0}, "NO_POPULATION"),
        ({}, {"b18": 119}, "MORE_EVENTS_THAN_POPULATION"),
        ({"b19": 11_937}, {}, "MORE_EVENTS_THAN_POPULATION"),
        ({"b19": 0}, {}, "NO_DEATHS_IN_THE_OPEN_BAND"),
        ({"b3": -5, "b19": 0}, {"b5": 0}, "NEGATIVE_COUNT"),
    ],
)
def test_what_makes_every_age_undefined(deaths: dict[str, float], people: dict[str, float], reason: str) -> None:
    wrong = changed(DEATHS, **deaths), changed(POPULATION, **people)
    alone = life_expectancy(*wrong)
    beside = life_expectancy([wrong[0], DEATHS], [wrong[1], POPULATION])

    assert reasons(alone) == [reason] * 20
    assert np.isnan(three(alone)).all()
    assert reasons(beside) == [reason] * 20 + ["DEFINED"] * 20
    assert np.array_equal([figure[1] for figure in three(beside)], three(life_expectancy(DEATHS, POPULATION)))


def test_groups_with_different_faults_have_each_their_own_reason() -> None:
    deaths = np.array([changed(DEATHS, b3=NAN), DEATHS, changed(DEATHS, b19=0), DEATHS, DEATHS / 1000])
    people = np.array([POPULATION, changed(POPULATION, b0=0.5, b1=1), POPULATION, POPULATION, POPULATION / 1000])
    deaths[1, :2] = 0
    deaths[3, 2] = POPULATION[2] + 1

    found = life_expectancy(deaths, people)
    assert [ReasonCode(code).name for code in found.reason[:, 0]] == [
        "MISSING_INPUT",
        "DEFINED",
        "NO_DEATHS_IN_THE_OPEN_BAND",
        "MORE_EVENTS_THAN_POPULATION",
        "POPULATION_TOO_SMALL",
    ]


def test_infinite_people_of_both_signs_are_told_as_infinite() -> None:
    assert reasons(life_expectancy(DEATHS, changed(POPULATION, b3=INF, b4=-INF))) == ["INFINITE_INPUT"] * 20


def test_counts_of_any_whole_type_are_counted_as_numbers() -> None:
    small = DEATHS.astype(np.uint16), POPULATION.astype(np.uint16)

    assert np.array_equal(three(life_expectancy(*small)), three(life_expectancy(DEATHS, POPULATION)))


def test_five_thousand_people_are_too_few_and_one_more_is_enough() -> None:
    people = np.full(20, 250.0)
    deaths = np.array([1.0] * 10 + [50] * 10)

    assert reasons(life_expectancy(deaths, people)) == ["POPULATION_TOO_SMALL"] * 20
    assert np.isnan(three(life_expectancy(deaths, people))).all()
    assert reasons(life_expectancy(deaths, changed(people, b0=251))) == ["DEFINED"] * 20


def test_everybody_dead_in_the_open_band_is_a_year_left() -> None:
    found = life_expectancy(changed(DEATHS, b19=11_936), POPULATION)

    assert (float(found.value[19]), reasons(found)[19]) == (1, "DEFINED")


@pytest.mark.parametrize(("deaths", "people"), [((19,), (19,)), ((20,), (2, 19)), ((3, 21), (21,)), ((), (20,))])
def test_any_other_number_of_bands_is_refused(deaths: tuple[int, ...], people: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected 20 age bands along the last axis") as refused:
        life_expectancy(np.ones(deaths), np.ones(people))
    assert str(refused.value) == (
        "expected 20 age bands along the last axis (0, 1–4, 5–9 … 85–89, 90 and older); "
        f"deaths have the shape {deaths}, population {people}"
    )


def test_a_confidence_that_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence is a share between 0 and 1"):
        life_expectancy(DEATHS, POPULATION, confidence=95)


def test_many_areas_and_years_are_each_as_if_alone_and_one_population_serves_many() -> None:
    rng = np.random.default_rng(9)
    deaths = rng.poisson(np.broadcast_to(DEATHS, (3, 4, 20))).astype(float)
    found = life_expectancy(deaths, POPULATION)

    assert found.value.shape == (3, 4, 20)
    for place in np.ndindex(3, 4):
        alone = life_expectancy(deaths[place], POPULATION)
        assert np.array_equal([figure[place] for figure in three(found)], three(alone))


# Life tables: a textbook's

# Preston, Heuveline & Guillot (2001), Demography, box 3.1: males, Austria, 1992.
AUSTRIA_AGES = np.array([0, 1, *range(5, 86, 5)])
AUSTRIA_POPULATION = np.array([
    47925, 189127, 234793, 238790, 254996, 326831, 355086, 324222, 269963, 261971, 238011, 261612, 181385, 187962,
    153832, 105169, 73694, 57512, 32248,
])  # fmt: skip
AUSTRIA_DEATHS = np.array([
    419, 70, 36, 46, 249, 420, 403, 441, 508, 769, 1154, 1866, 2043, 3496, 4366, 4337, 5279, 6460, 6146,
])  # fmt: skip
AUSTRIA_A = np.array([
    0.068, 1.626, 2.5, 3.143, 2.724, 2.520, 2.481, 2.601, 2.701, 2.663, 2.698, 2.676, 2.645, 2.624, 2.619, 2.593, 2.518,
    2.423, 5.247,
])  # fmt: skip
AUSTRIA_L = [
    100000, 99133, 98986, 98910, 98815, 98334, 97704, 97151, 96492, 95588, 94195, 91937, 88711, 83845, 76377, 66225,
    53803, 37441, 21134,
]  # fmt: skip
AUSTRIA_D = [
    867, 147, 76, 95, 481, 630, 553, 659, 904, 1393, 2258, 3225, 4867, 7467, 10152, 12422, 16362, 16307, 21134,
]  # fmt: skip
AUSTRIA_YEARS = [
    99192, 396183, 494741, 494375, 492980, 490106, 487127, 484175, 480384, 474686, 465777, 452188, 432096, 401480,
    357713, 301224, 228404, 145182, 110889,
]  # fmt: skip


def test_the_textbook_table_of_austria_is_ours_to_the_last_figure_it_shows() -> None:
    found = life_table(AUSTRIA_DEATHS / AUSTRIA_POPULATION, AUSTRIA_AGES, a0=None, a=AUSTRIA_A)

    assert np.round(found.l).tolist() == AUSTRIA_L
    assert np.round(found.d).tolist() == AUSTRIA_D
    # The book multiplies rounded figures: at most one year of hundreds of thousands apart.
    assert_allclose(found.L, AUSTRIA_YEARS, rtol=0, atol=1.5)
    assert_allclose(found.T, np.cumsum(AUSTRIA_YEARS[::-1])[::-1], rtol=0, atol=5)
    assert [round(float(e), 3) for e in found.e[[0, 18]]] == [72.889, 5.247]
    assert [round(float(q), 6) for q in found.q[[0, 1, 17, 18]]] == [0.008672, 0.001479, 0.435548, 1]


# Life tables: Statistics Sweden's


def sweden(data: Path, name: str, column: str) -> dict[tuple[str, int], np.ndarray]:
    """Return the figures of Sweden by sex and year, ages 0 to 100 and older."""
    found: dict[tuple[str, int], np.ndarray] = {}
    with gzip.open(data / "population" / f"scb_sweden_{name}_age_sex_1969-2020.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ages = found.setdefault((row["sex"], int(row["year"])), np.full(101, NAN))
            ages[int(float(row["age"]))] = float(row[column])
    return found


@pytest.fixture(scope="module")
def swedes(real_data: Path) -> tuple[dict[tuple[str, int], np.ndarray], dict[tuple[str, int], np.ndarray]]:
    """Deaths and mean population of Sweden."""
    return sweden(real_data, "deaths", "deaths"), sweden(real_data, "mean-population", "pop")


Swedes = tuple[dict[tuple[str, int], np.ndarray], dict[tuple[str, int], np.ndarray]]


def at_birth(swedes: Swedes, sex: str, years: range, convention: str) -> float:
    """Return life expectancy at birth over the years pooled."""
    deaths, people = (sum(figures[sex, year] for year in years) for figures in swedes)
    found = life_table(deaths / people, np.arange(101), a0=f"{convention}-{sex}")  # type: ignore[arg-type]  # joined
    return float(found.e[0])


@pytest.mark.parametrize(("kpi", "sex"), [("N00925", "women"), ("N00923", "men")])
def test_life_expectancy_of_sweden_is_what_statistics_sweden_publishes(
    real_data: Path, swedes: Swedes, kpi: str, sex: str
) -> None:
    # Five years pooled, as published in Kolada. Statistics Sweden smooths the risks of the oldest: two digits agree.
    values = pq.read_table(
        real_data / "kolada" / "kolada_values_1994-2022_all-areas.parquet", filters=[("kpi", "=", kpi)]
    )
    country = values.filter(pc.equal(values["area_id"].cast("string"), "0000")).to_pylist()
    published = {row["year"]: row["value"] for row in country if row["year"] <= 2020}

    assert sorted(published) == list(range(2015, 2021))
    ours = [at_birth(swedes, sex, range(year - 4, year + 1), "andreev-kingkade") for year in published]
    assert_allclose(ours, list(published.values()), rtol=0, atol=0.01)


@pytest.mark.parametrize(
    ("year", "sex", "published"),
    [(2016, "women", 84.09), (2016, "men", 80.56), (2012, "women", 83.54), (2012, "men", 79.87)],
)
def test_life_expectancy_of_single_years_is_what_statistics_sweden_told(
    swedes: Swedes, year: int, sex: str, published: float
) -> None:
    # SCB (2017), Medellivslängden i Sverige ökar mer för männen än för kvinnorna, nr 2017:48; and the news of 2012.
    assert at_birth(swedes, sex, range(year, year + 1), "andreev-kingkade") == pytest.approx(published, abs=0.01)


def test_the_convention_for_infants_moves_sweden_by_less_than_a_day(swedes: Swedes) -> None:
    for sex in ("women", "men"):
        ours = [at_birth(swedes, sex, range(2016, 2021), name) for name in ("andreev-kingkade", "coale-demeny-west")]
        assert ours[0] != ours[1]
        assert ours[0] == pytest.approx(ours[1], abs=1 / 365)


def test_bands_of_five_years_and_single_years_agree_on_sweden(swedes: Swedes) -> None:
    deaths, people = (np.add.reduceat(figures["women", 2019], LIFE_EXPECTANCY_AGES) for figures in swedes)
    found = life_expectancy(deaths, people)

    assert float(found.value[0]) == pytest.approx(84.73, abs=0.1)  # SCB, 2019
    assert 0.1 < found.upper[0] - found.lower[0] < 0.4


# Life tables: conventions


@pytest.mark.parametrize(
    ("convention", "m0", "a0"),
    [
        # By hand from the published coefficients, on each side of each knot.
        ("andreev-kingkade-women", 0.002, 0.14903 - 2.05527 * 0.002),
        ("andreev-kingkade-women", 0.01724, 0.04667 + 3.88089 * 0.01724),
        ("andreev-kingkade-women", 0.05, 0.04667 + 3.88089 * 0.05),
        ("andreev-kingkade-women", 0.06891, 0.31411),
        ("andreev-kingkade-women", 0.2, 0.31411),
        ("andreev-kingkade-men", 0.002, 0.14929 - 1.99545 * 0.002),
        ("andreev-kingkade-men", 0.023, 0.02832 + 3.26021 * 0.023),
        ("andreev-kingkade-men", 0.05, 0.02832 + 3.26021 * 0.05),
        ("andreev-kingkade-men", 0.08307, 0.29915),
        ("coale-demeny-west-women", 0.01, 0.053 + 2.8 * 0.01),
        ("coale-demeny-west-women", 0.107, 0.35),
        ("coale-demeny-west-men", 0.01, 0.045 + 2.684 * 0.01),
        ("coale-demeny-west-men", 0.107, 0.33),
    ],
)
def test_conventions_for_infants_by_hand(convention: str, m0: float, a0: float) -> None:
    for ages in ([0, 1, 2], [0, 1, 5]):
        found = life_table([m0, 0.01, 0.1], ages, a0=convention)  # type: ignore[arg-type]  # a name as text
        assert_allclose(found.a[0], a0, rtol=1e-14)


@pytest.mark.parametrize(
    ("convention", "m0", "a1"),
    [
        ("coale-demeny-west-women", 0.01, 1.522 - 1.518 * 0.01),
        ("coale-demeny-west-women", 0.107, 1.361),
        ("coale-demeny-west-men", 0.01, 1.651 - 2.816 * 0.01),
        ("coale-demeny-west-men", 0.107, 1.352),
        ("andreev-kingkade-women", 0.01, 2),
        ("andreev-kingkade-men", 0.01, 2),
    ],
)
def test_coale_and_demeny_speak_of_ages_1_to_4_as_well(convention: str, m0: float, a1: float) -> None:
    abridged = life_table([m0, 0.01, 0.1, 0.2], [0, 1, 5, 10], a0=convention)  # type: ignore[arg-type]  # a name as text
    single = life_table([m0, 0.01, 0.1], [0, 1, 2], a0=convention)  # type: ignore[arg-type]  # likewise

    assert_allclose([abridged.a[1], single.a[1]], [a1, 0.5], rtol=1e-14)


@pytest.mark.parametrize("who", ["women", "men"])
def test_the_pieces_of_a_convention_meet(who: str) -> None:
    # Coefficients of five digits: a wrong digit in one would open a gap.
    for convention, knots, gap in (
        ("andreev-kingkade", [0.01724, 0.06891, 0.023, 0.08307], 2e-4),
        ("coale-demeny-west", [0.107], 3e-3),
    ):
        rates = np.array([[knot + step, 0.01, 0.1] for knot in knots for step in (-1e-9, 0)])
        a0 = life_table(rates, [0, 1, 2], a0=f"{convention}-{who}").a[:, 0]  # type: ignore[arg-type]  # joined
        assert_allclose(a0[::2], a0[1::2], rtol=0, atol=gap)


def test_a_convention_follows_the_infants_of_each_table() -> None:
    found = life_table([[0.002, 0.01, 0.1], [0.2, 0.01, 0.1]], [0, 1, 5], a0="coale-demeny-west-men")

    assert_allclose(found.a[:, 0], [0.045 + 2.684 * 0.002, 0.33], rtol=1e-14)


# Life tables: closed forms and identities

hazards = st.floats(0.001, 0.09)


@given(hazards, st.sampled_from([[0, 1, 2, 3], [0, 1, 5, 10], [0, 5, 10, 15, 20], [60, 65, 85], [0]]), st.floats(0, 1))
def test_with_the_same_rate_at_all_ages_everybody_has_the_same_years_left(
    hazard: float, ages: list[int], infants: float
) -> None:
    found = life_table(np.full(len(ages), hazard), ages, a0=infants if len(ages) > 1 else None)

    assert_allclose(found.e, 1 / hazard, rtol=1e-12)


def test_with_the_years_that_a_constant_rate_gives_the_dying_survivors_fall_by_the_exponential() -> None:
    hazard, ages = 0.05, np.arange(0, 100, 5)
    a = 1 / hazard - 5 / np.expm1(5 * hazard)
    found = life_table(np.full(20, hazard), ages, a0=a, a=np.full(20, a), radix=1)

    assert_allclose(found.l, np.exp(-hazard * ages), rtol=1e-12)


def test_where_nobody_dies_before_the_last_band_all_reach_it() -> None:
    found = life_table([0, 0, 0, 0.25], [0, 1, 5, 10], a0=0.1)

    assert found.e.tolist() == [14, 13, 9, 4]
    assert found.l.tolist() == [100_000] * 4
    assert found.d.tolist() == [0, 0, 0, 100_000]


rates_by_age = arrays(float, (2, 20), elements=st.floats(0.0001, 0.39))


@given(rates_by_age, st.floats(0, 1), st.floats(0.5, 1e6))
def test_the_columns_of_a_table_fit_together(rates: np.ndarray, infants: float, radix: float) -> None:
    found = life_table(rates, LIFE_EXPECTANCY_AGES, a0=infants, radix=radix)

    assert np.array_equal(found.m, rates)
    assert found.n.tolist() == [*WIDTHS, INF]
    assert_allclose(found.l[:, 0], radix)
    assert_allclose(found.l[:, :-1] - found.d[:, :-1], found.l[:, 1:], rtol=1e-9, atol=1e-12 * radix)
    assert_allclose(found.d.sum(axis=-1), radix, rtol=1e-12)
    assert_allclose(found.d / found.L, rates, rtol=1e-9)
    assert_allclose(found.T, found.l * found.e, rtol=1e-9)
    assert_allclose(found.T[:, :-1] - found.L[:, :-1], found.T[:, 1:], rtol=1e-9, atol=1e-12 * radix)
    assert np.all((found.q >= 0) & (found.q <= 1))
    assert np.all(np.diff(found.l, axis=-1) <= 0)
    assert np.all(found.q[:, -1] == 1)
    assert_allclose(found.a[:, -1], found.e[:, -1])


@given(bands())
def test_chiangs_life_expectancy_is_that_of_his_table(case: tuple[np.ndarray, np.ndarray]) -> None:
    deaths, people = case
    table = life_table(deaths / people, LIFE_EXPECTANCY_AGES, a0=0.1)

    assert_allclose(life_expectancy(deaths, people).value, table.e, rtol=1e-10)


def test_a_table_that_begins_later_goes_on_as_the_whole_one() -> None:
    rates = AUSTRIA_DEATHS / AUSTRIA_POPULATION
    whole = life_table(rates, AUSTRIA_AGES, a0="coale-demeny-west-men")
    late = life_table(rates[13:], AUSTRIA_AGES[13:], a0=None, radix=float(whole.l[13]))

    for name in ("a", "q", "l", "d", "L", "T", "e"):
        assert_allclose(getattr(late, name), getattr(whole, name)[13:], rtol=1e-12)


def test_more_than_everybody_cannot_die_and_later_ages_stand_on_their_own_rates() -> None:
    found = life_table([0.1, 3.0, 0.4], [0, 1, 2], a0=0.5)

    assert found.q.tolist()[1:] == [1, 1]
    assert found.l[2] == 0
    assert_allclose(found.e[1:], [0.5, 2.5])
    assert_allclose(found.L[1], found.l[1] * 0.5)
    assert_allclose(found.T[2], 0)


def test_years_lived_by_the_dying_that_are_not_known_are_half_the_band_and_a0_the_first() -> None:
    found = life_table([0.1, 0.1, 0.1, 0.1], [0, 1, 5, 10], a0=0.2, a=[NAN, 1.5, NAN, 99])

    assert found.a.tolist() == [0.2, 1.5, 2.5, 10]
    assert life_table([0.1, 0.1], [0, 1], a0=0.2, a=[0.4, NAN]).a.tolist() == [0.4, 10]
    assert life_table([0.1, 0.1], [0, 5], a0=None).a.tolist() == [2.5, 10]
    assert life_table([[0.1, 0.1], [0.1, 0.2]], [0, 5], a0=None, a=[[1, NAN], [0, NAN]]).a.tolist() == [[1, 10], [0, 5]]
    assert life_table([0.1, 0.1], [0, 5], a0=5, a=5).a.tolist() == [5, 10]
    assert life_table([0.1, 0.1], [0, 5], a0=5, a=np.array([2, 9], np.int8)).a.tolist() == [2, 10]


# Life tables: what is undefined and what is refused


@pytest.mark.parametrize(
    ("rates", "reason"),
    [
        ([0.1, NAN, 0.2], ReasonCode.MISSING_INPUT),
        ([0.1, INF, 0.2], ReasonCode.INFINITE_INPUT),
        ([0.1, -0.1, 0.2], ReasonCode.NEGATIVE_VALUE),
        ([0.1, 0.1, 0.0], ReasonCode.NO_DEATHS_IN_THE_OPEN_BAND),
        ([NAN, -0.1, 0.0], ReasonCode.MISSING_INPUT),
    ],
)
def test_an_undefined_table_is_refused_alone_and_empty_among_others(rates: list[float], reason: ReasonCode) -> None:
    with pytest.raises(
        UndefinedMeasure, match=r"^The life table is undefined for rates = \[.*\], ages = \[0, 1, 2\]: "
    ) as refused:
        life_table(rates, [0, 1, 2], a0=0.1)
    assert refused.value.reason is reason
    assert reason.sentence in str(refused.value)

    found = life_table([rates, [0.1, 0.1, 0.2]], [0, 1, 2], a0="andreev-kingkade-men")
    alone = life_table([0.1, 0.1, 0.2], [0, 1, 2], a0="andreev-kingkade-men")
    assert reasons(found) == [reason.name, "DEFINED"]
    assert np.array_equal(found.m[0], rates, equal_nan=True)
    for name in ("a", "q", "l", "d", "L", "T", "e"):
        column = getattr(found, name)
        assert np.isnan(column[0]).all(), name
        assert np.array_equal(column[1], getattr(alone, name)), name


@pytest.mark.parametrize(
    ("rates", "ages", "told"),
    [
        ([0.1, 0.2], [0, 1, 5], r"expected an age for each rate; the rates have the shape \(2,\), the ages \(3,\)"),
        ([0.1], [[0]], r"expected an age for each rate; the rates have the shape \(1,\), the ages \(1, 1\)"),
        ([], [], r"expected an age for each rate; the rates have the shape \(0,\), the ages \(0,\)"),
        (0.1, [0], r"expected an age for each rate; the rates have the shape \(\), the ages \(1,\)"),
        ([0.1, 0.2, 0.3], [0, 5, 5], r"expected increasing ages from 0 or later, got \[0.0, 5.0, 5.0\]"),
        ([0.1, 0.2], [-1, 5], r"expected increasing ages from 0 or later, got \[-1.0, 5.0\]"),
        ([0.1, 0.2], [0, INF], r"expected increasing ages from 0 or later, got \[0.0, inf\]"),
        ([0.1, 0.2], [0, NAN], r"expected increasing ages from 0 or later, got \[0.0, nan\]"),
        ([0.1, 0.2], [NAN, 1], r"expected increasing ages from 0 or later, got \[nan, 1.0\]"),
    ],
)
def test_ages_that_do_not_fit_are_refused(rates: list[float], ages: list[float], told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        life_table(rates, ages, a0=None)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"a0": 1.1}, r"a0 lies between 0 and the width of the first band, \[1.0\]; got 1.1"),
        ({"a0": -0.1}, r"a0 lies between 0 and the width of the first band, \[1.0\]; got -0.1"),
        ({"a0": NAN}, r"a0 lies between 0 and the width of the first band, \[1.0\]; got nan"),
        (
            {"a0": 0.1, "a": [0.1, 4.1, 3]},
            r"a lies between 0 and the width of its band, \[1.0, 4.0\]; got \[0.1, 4.1\]",
        ),
        (
            {"a0": 0.1, "a": [-0.1, 4, 3]},
            r"a lies between 0 and the width of its band, \[1.0, 4.0\]; got \[-0.1, 4.0\]",
        ),
        ({"a0": 0.1, "radix": 0}, "radix is a number above 0, such as 100000; got 0"),
        ({"a0": 0.1, "radix": INF}, "radix is a number above 0, such as 100000; got inf"),
        (
            {"a0": "west"},
            r"a0 is a number, None or one of andreev-kingkade-women, .*, coale-demeny-west-men; got 'west'",
        ),
    ],
)
def test_arguments_out_of_bounds_are_refused(arguments: dict, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        life_table([0.1, 0.01, 0.2], [0, 1, 5], **arguments)


@pytest.mark.parametrize("ages", [[0, 5, 10], [1, 2, 5], [0]])
def test_a_convention_for_infants_is_refused_for_a_first_band_that_is_not_theirs(ages: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^andreev-kingkade-women is for a first band of age 0 alone; got ages"):
        life_table(np.full(len(ages), 0.1), ages, a0="andreev-kingkade-women")


def test_a_table_of_the_open_band_alone_has_no_first_band_for_a_number() -> None:
    with pytest.raises(ValueError, match=r"^a0 lies between 0 and the width of the first band, \[\]; got 0.1$"):
        life_table([0.1], [85], a0=0.1)
    alone = life_table([0.1], [85], a0=None)
    assert [float(getattr(alone, name)[0]) for name in "qldLTe"] == [1, 100_000, 100_000, 1_000_000, 1_000_000, 10]
