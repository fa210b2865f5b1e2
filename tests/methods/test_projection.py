"""Projection by cohort beside a textbook's tables, matrices written out, and small cases by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from riktmarke.methods import UndefinedMeasure, cohort_step, project_cohorts

NAN, INF = np.nan, np.inf

# Preston, Heuveline & Guillot (2001), box 6.2, as the UN's R package ccmppWPP holds it (sweden_1993): women in Sweden
# in 1993, five-year groups to 85 and older; person years lived by 100 000 born girls (the last place: at 85 and older);
# children a year per woman; net migrants in five years. After them the box's population in 1998 and its births by the
# mother's age, 15-19 to 45-49.
WOMEN_1993 = np.array([
    293395, 248369, 240012, 261346, 285209, 314388, 281290, 286923, 304108, 324946, 247613, 211351, 215140, 221764,
    223506, 183654, 141990, 112424,
])  # fmt: skip
YEARS_LIVED = np.array([
    497487, 497138, 496901, 496531, 495902, 495168, 494213, 492760, 490447, 486613, 480665, 471786, 457852, 436153,
    402775, 350358, 271512, 291707,
])  # fmt: skip
FERTILITY = np.array([0, 0, 0, 0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003, *[0] * 8])
MIGRANTS = np.array([
    6840, 4150, 3365, 5270, 9240, 8230, 5470, 3155, 1770, 1115, 1075, 845, 645, 530, 465, 300, 250, 175,
])  # fmt: skip
WOMEN_1998 = np.array([
    302392, 298682, 252007, 244150, 268267, 293515, 320624, 284767, 288031, 303166, 322062, 243989, 205841, 205516,
    205270, 194771, 142565, 131966,
])  # fmt: skip
BIRTHS_BY_MOTHER = [15244, 126688, 229354, 170057, 63203, 10971, 472]
OPEN = YEARS_LIVED[-1] / YEARS_LIVED[-2:].sum()
SURVIVAL = np.array([YEARS_LIVED[0] / 500_000, *(YEARS_LIVED[1:-1] / YEARS_LIVED[:-2]), OPEN, OPEN])
BOOK = {"sex_ratio_at_birth": 1.05, "convention": "preston", "step_years": 5}
SWEDISH = {"sex_ratio_at_birth": 1.0, "convention": "swedish"}


def leslie(survival: np.ndarray, fertility: np.ndarray, boys_per_girl: float, width: float) -> np.ndarray:
    """Return the Leslie matrix (Preston et al., chapter 6) written out cell by cell: girls and women only."""
    ages = len(fertility)
    matrix = np.zeros((ages, ages))
    for age in range(ages):
        later = fertility[age + 1] * survival[age + 1] if age + 1 < ages else 0
        matrix[0, age] = survival[0] / (1 + boys_per_girl) * width / 2 * (fertility[age] + later)
        matrix[min(age + 1, ages - 1), age] += survival[age + 1]
    return matrix


def test_women_in_sweden_1998_are_those_of_the_book() -> None:
    found = project_cohorts(WOMEN_1993, SURVIVAL, FERTILITY, MIGRANTS / WOMEN_1993, **BOOK)

    assert_allclose(found[1:], WOMEN_1998[1:], atol=0.51)


def test_births_are_those_of_the_book_but_for_children_of_those_who_come_late() -> None:
    # The book counts births on the mean of the women of 1993 with the first half of the migrants, and of the women of
    # 1998 with the second half too. That half of the second half, a quarter of the migrants, is in no matrix.
    late = 5 * FERTILITY * MIGRANTS / 4
    found = cohort_step(WOMEN_1993, SURVIVAL, FERTILITY, MIGRANTS / WOMEN_1993, **BOOK)

    assert float(found.births) * 2.05 + late.sum() == pytest.approx(sum(BIRTHS_BY_MOTHER), abs=3.6)
    girls = float(found.population[0]) + late.sum() / 2.05 * SURVIVAL[0]
    assert girls == pytest.approx(WOMEN_1998[0], abs=0.51)


def test_a_closed_population_is_multiplied_by_its_matrix() -> None:
    matrix = leslie(SURVIVAL, FERTILITY, 1.05, 5)
    path = project_cohorts(WOMEN_1993, np.tile(SURVIVAL, (10, 1)), FERTILITY, 0, **BOOK)

    assert path.shape == (11, 18)
    for step in range(11):
        assert_allclose(path[step], np.linalg.matrix_power(matrix, step) @ WOMEN_1993, rtol=1e-12)


def test_net_movers_come_half_before_and_half_after_the_matrix() -> None:
    rng = np.random.default_rng(6)
    survival, fertility = rng.uniform(0.3, 1, (8, 18)), rng.uniform(0, 0.4, (8, 17))
    net, ratio = rng.uniform(-0.1, 0.3, (8, 17)), rng.uniform(0.9, 1.2, 8)
    path = project_cohorts(
        rng.uniform(1, 9e5, 17), survival, fertility, net, sex_ratio_at_birth=ratio, convention="preston", step_years=5
    )

    for step in range(8):
        half = net[step] * path[step] / 2
        expected = leslie(survival[step], fertility[step], ratio[step], 5) @ (path[step] + half) + half
        assert_allclose(path[step + 1], expected, rtol=1e-12)


def test_two_sexes_by_hand() -> None:
    # Groups 0-4, 5-9 and 10+. Women: 100, 80, 50; a tenth of the 80 come: 4 before, 4 after. Men: 100, 90, 30; none.
    # Births: 5/2 · (0.2 + 0.1 · 0.8) · 84 + 5/2 · 0.1 · 50 + 5/2 · (0.2 · 0.9) · 100 = 58.8 + 12.5 + 45 = 116.3.
    found = cohort_step(
        [[100, 80, 50], [100, 90, 30]],
        [[0.9, 0.9, 0.8, 0.5], [0.8, 0.9, 0.7, 0.4]],
        [0, 0.2, 0.1],
        [[0, 0.1, 0], [0, 0, 0]],
        sex_ratio_at_birth=1.06,
        convention="preston",
        step_years=5,
    )

    girls, boys = 116.3 / 2.06, 116.3 * 1.06 / 2.06
    assert_allclose(found.births, [girls, boys])
    assert_allclose(found.population[0], [0.9 * girls, 0.9 * 100 + 4, 0.8 * 84 + 0.5 * 50])
    assert_allclose(found.population[1], [0.8 * boys, 0.9 * 100, 0.7 * 90 + 0.4 * 30])
    assert_allclose(found.deaths[0], [0.1 * girls, 10, 0.2 * 84 + 25])
    assert_allclose(found.inflow, [[0, 4, 4], [0, 0, 0]])
    assert_allclose(found.outflow, 0)


def test_boys_come_from_births_and_not_from_the_girls_who_are_there() -> None:
    # A known fault: boys as the first group of girls · the sex ratio · the ratio of the survivals. Girls who have moved
    # in would each bring 1.05 boys.
    people, survival = np.full((2, 4), 100.0), np.full((2, 5), 0.9)
    moving = np.zeros((2, 4))
    moving[0, 0] = 0.4
    still = project_cohorts(people, survival, [0, 0.1, 0, 0], np.zeros((2, 4)), **BOOK)
    found = project_cohorts(people, survival, [0, 0.1, 0, 0], moving, **BOOK)

    assert found[1, 0] - still[1, 0] == pytest.approx(2.5 * 0.1 * 0.9 * 20 * 1.05 / 2.05 * 0.9)
    assert found[0, 0] - still[0, 0] == pytest.approx(2.5 * 0.1 * 0.9 * 20 / 2.05 * 0.9 + 20)


def test_a_year_of_a_small_municipality_by_hand() -> None:
    # Ages 0, 1 and 2+ at 31 December; women. Of the cohort that turns 1, 100, a tenth die and a fifth move out; 8 move
    # in. Of those who were there 100 · 0.9 · 0.8 = 72 are left, 0.1 · 0.9 · 100 = 9 died and 0.2 · 0.95 · 100 = 19
    # moved. Of the 8: 8 · 0.95 · 0.9 = 6.84 are left, 8 · 0.05 · 0.95 = 0.38 died and 8 · 0.1 · 0.975 = 0.78 moved.
    # Those who become 2 or more: 50 · 0.8 + 40 · 0.5 = 60 (nobody moves), 30 died.
    # Births: 0.3 · (100 + 78.84) / 2 + 0.1 · (90 + 60) / 2 = 26.826 + 7.5 = 34.326; half are girls, all of them live.
    found = cohort_step([100, 50, 40], [1, 0.9, 0.8, 0.5], [0, 0.3, 0.1], ([0, 0.2, 0], [0, 8, 0]), **SWEDISH)

    assert float(found.births) == pytest.approx(34.326 / 2)
    assert_allclose(found.population, [34.326 / 2, 78.84, 60])
    assert_allclose(found.deaths, [0, 9.38, 30])
    assert_allclose(found.inflow, [0, 8, 0])
    assert_allclose(found.outflow, [0, 19.78, 0])


def test_the_newborn_die_move_out_and_move_in() -> None:
    # 100 women of 1 at the year's end, none before: fertility 2 on the mean of 0 and 100 gives 100 births, 50 girls.
    # Of them 50 · 0.9 · 0.6 = 27 are left; of 10 who came 10 · 0.95 · 0.8 = 7.6.
    found = cohort_step([0, 0], [0.9, 1, 1], [0, 2], ([0.4, 0], [10, 100]), **SWEDISH)

    assert float(found.births) == pytest.approx(50)
    assert_allclose(found.population, [34.6, 100])
    assert_allclose(found.deaths, [50 * 0.1 * 0.8 + 10 * 0.05 * 0.9, 0])
    assert_allclose(found.outflow, [50 * 0.4 * 0.95 + 10 * 0.2 * 0.975, 0])


def test_those_who_come_into_the_open_group_have_its_own_survival() -> None:
    found = cohort_step([0, 0, 0], [1, 1, 1, 0.5], [0, 0, 0], (0, [0, 0, 8]), **SWEDISH)

    assert_allclose(found.population, [0, 0, 6])
    assert_allclose(found.deaths, [0, 0, 2])


def test_two_risks_are_those_of_people_who_may_meet_each_on_any_day_of_the_year() -> None:
    # The day of death and the day of the move, if there were no other risk, are spread evenly over the year: whichever
    # comes first counts. Every pair of a thousand and one days each.
    days = (np.arange(2001) + 0.5) / 2001
    dies, moves = 0.3, 0.4
    dies_first = (days[:, np.newaxis] < days).mean()
    died = dies * (1 - moves) + dies * moves * dies_first
    moved = moves * (1 - dies) + dies * moves * (1 - dies_first)
    found = cohort_step([1000, 0, 0], [1, 0.7, 1, 1], [0, 0, 0], ([0, 0.4, 0], 0), **SWEDISH)

    assert float(found.deaths[1]) == pytest.approx(1000 * died, rel=1e-3)
    assert float(found.outflow[1]) == pytest.approx(1000 * moved, rel=1e-3)


def test_steps_are_one_after_the_other() -> None:
    rng = np.random.default_rng(2)
    population, survival = rng.uniform(0, 900, (2, 101)), rng.uniform(0.8, 1, (6, 2, 102))
    fertility = np.concatenate([np.zeros((6, 15)), rng.uniform(0, 0.2, (6, 86))], axis=1)
    out, into = rng.uniform(0, 0.2, (6, 2, 101)), rng.uniform(0, 9, (2, 101))
    path = project_cohorts(population, survival, fertility, (out, into), **SWEDISH)

    assert path.shape == (7, 2, 101)
    assert (path[0] == population).all()
    for step in range(6):
        one = project_cohorts(path[step], survival[step], fertility[step], (out[step], into), **SWEDISH)
        assert (path[step + 1] == one).all()


@pytest.mark.parametrize("convention", ["preston", "swedish"])
def test_many_areas_and_draws_are_each_one_alone(convention: str) -> None:
    rng = np.random.default_rng(4)
    population = rng.uniform(0, 900, (3, 1, 2, 101))
    survival, fertility = rng.uniform(0.8, 1, (4, 1, 400, 2, 102)), rng.uniform(0, 0.1, (3, 1, 101))
    fertility[..., 0] = 0
    out, into = rng.uniform(0, 0.2, (400, 2, 101)), rng.uniform(0, 9, (3, 400, 2, 101))
    ratio = rng.uniform(1, 1.1, 400)
    migration = out if convention == "preston" else (out, into)
    path = project_cohorts(population, survival, fertility, migration, sex_ratio_at_birth=ratio, convention=convention)

    assert path.shape == (5, 3, 400, 2, 101)
    for area, draw in ((0, 0), (1, 399), (2, 131)):
        alone = project_cohorts(
            population[area, 0],
            survival[:, 0, draw],
            fertility[area, 0],
            out[draw] if convention == "preston" else (out[draw], into[area, draw]),
            sex_ratio_at_birth=ratio[draw],
            convention=convention,
        )
        assert_allclose(path[:, area, draw], alone, rtol=1e-13)


def test_women_alone_are_the_women_of_two_sexes() -> None:
    rng = np.random.default_rng(9)
    population, survival = rng.uniform(0, 900, (2, 30)), rng.uniform(0.5, 1, (2, 31))
    fertility, out, into = rng.uniform(0, 0.1, 30), rng.uniform(0, 0.2, (2, 30)), rng.uniform(0, 9, (2, 30))
    fertility[0] = 0
    both = cohort_step(population, survival, fertility, (out, into), **SWEDISH)
    women = cohort_step(population[0], survival[0], fertility, (out[0], into[0]), **SWEDISH)
    in_a_row = cohort_step(population[:1], survival[:1], fertility, (out[:1], into[:1]), **SWEDISH)

    assert float(women.births) == both.births[0]
    for name in ("population", "deaths", "inflow", "outflow"):
        assert (getattr(women, name) == getattr(both, name)[0]).all()
        assert (getattr(in_a_row, name) == getattr(both, name)[:1]).all()


def test_no_draws_are_no_populations() -> None:
    assert project_cohorts(np.ones((0, 2, 3)), 1.0, 0, (0, 0), **SWEDISH).shape == (0, 2, 3)


def test_what_rounding_leaves_below_zero_is_nobody() -> None:
    # 0.7 · 0.1 and half of 0.14 are the same, but not in binary numbers.
    assert 0.7 * 0.1 < 0.14 / 2
    found = project_cohorts([0.7, 0.14, 1], [1, 0.1, 1, 1], [0, 0, 0], [0, -1, 0], **BOOK)

    assert_allclose(found, [0, 0, 1.07])
    assert (found >= 0).all()


TWO = np.full((2, 3), 10.0)
LIVES = np.full((2, 4), 0.9)
FEW = [0, 0.1, 0]


def with_cell(figures: np.ndarray, place: tuple[int, ...], value: float) -> np.ndarray:
    """Return the figures with another value in one place."""
    changed = figures.copy()
    changed[place] = value
    return changed


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((with_cell(TWO, (1, 2), -1), LIVES, FEW, (0, 0)), "population = -1., sex = 'men', age = 2: a count is below"),
        (
            (with_cell(TWO, (0, 1), NAN), LIVES, FEW, (0, 0)),
            "population = nan, sex = 'women', age = 1: a number is miss",
        ),
        (
            (with_cell(TWO, (0, 1), INF), LIVES, FEW, (0, 0)),
            "population = inf, sex = 'women', age = 1: a number is inf",
        ),
        (
            (TWO, with_cell(LIVES, (1, 0), 1.1), FEW, (0, 0)),
            "survival = 1.1, sex = 'men', age = 'birth': a survival or",
        ),
        ((TWO, with_cell(LIVES, (0, 3), -0.1), FEW, (0, 0)), "survival = -0.1, sex = 'women', age = 2: a survival or"),
        ((TWO, LIVES, [0, -0.1, 0], (0, 0)), "fertility = -0.1, age = 1: a value is below zero"),
        (
            (TWO, LIVES, FEW, (with_cell(TWO * 0, (1, 1), 1.5), 0)),
            "risk of moving out = 1.5, sex = 'men', age = 1: a sur",
        ),
        ((TWO, LIVES, FEW, (0, with_cell(TWO, (0, 0), -2))), "people moving in = -2., sex = 'women', age = 0: a count"),
        (
            (np.stack([TWO, -TWO]), LIVES, FEW, (0, 0)),
            "population = -10., sex = 'women', age = 0, place = [1]: a count is below zero.",
        ),
        (
            (TWO, np.stack([LIVES, LIVES, LIVES * 2]), FEW, (0, 0)),
            "survival = 1.8, sex = 'women', age = 'birth', step = 3: a survival or a risk lies outside 0 to 1.",
        ),
    ],
)
def test_a_cell_that_cannot_be_is_named(given: tuple[object, ...], words: str) -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        project_cohorts(*given, **SWEDISH)

    assert words in str(refused.value)
    assert str(refused.value).startswith("The projection is undefined for ")


@pytest.mark.parametrize(
    ("net", "steps", "words"),
    [
        (-1.2, 0, "net migration = -1.2, sex = 'men', age = 5: more people leave a cohort than it holds."),
        (-0.9, 0, "people left = -0.5, sex = 'men', age = 5: more people leave a cohort than it holds."),
        (-0.9, 3, "people left = -0.5, sex = 'men', age = 5, step = 1: more people leave a cohort than it holds."),
    ],
)
def test_migration_that_empties_a_cohort_is_refused(net: float, steps: int, words: str) -> None:
    # 100 men of 5-9: 45 leave after survival, out of 44.5 who were 0-4 and live.
    people = np.array([[50.0, 100, 10], [50, 100, 10]])
    survival = np.full((2, 4), 0.89)
    moving = with_cell(np.zeros((2, 3)), (1, 1), net)
    with pytest.raises(UndefinedMeasure) as refused:
        project_cohorts(people, np.stack([survival] * steps) if steps else survival, FEW, moving, **BOOK)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("given", "changed", "words"),
    [
        ((TWO, LIVES, FEW, 0), {"convention": "leslie"}, "'preston' or 'swedish'; got 'leslie'"),
        ((TWO, LIVES, FEW, 0), {"step_years": 0}, "step_years is a number of years above 0"),
        ((TWO, LIVES, FEW, 0), {"step_years": NAN}, "step_years is a number of years above 0"),
        ((TWO, LIVES, FEW, (0, 0)), {"convention": "swedish"}, "steps of 1 year; got step_years=5"),
        ((TWO, LIVES, FEW, (0, 0)), {}, "'preston' takes migration as one array of net rates"),
        ((TWO, LIVES, FEW, 0), {"convention": "swedish", "step_years": 1}, "'swedish' takes migration as a pair"),
        (
            (TWO, LIVES, FEW, (0, 0, 0)),
            {"convention": "swedish", "step_years": 1},
            "'swedish' takes migration as a pair",
        ),
        ((TWO, LIVES, [0.1, 0, 0], (0, 0)), {"convention": "swedish", "step_years": 1}, "fertility at age 0"),
        ((7.0, LIVES, FEW, 0), {}, "a population is one axis of at least two ages"),
        (([7.0], [1, 1], [0], 0), {}, "a population is one axis of at least two ages"),
        ((np.ones((3, 4)), np.ones((3, 5)), FEW, 0), {}, "got the shape (3, 4)"),
        (
            (TWO, LIVES[:, 1:], FEW, 0),
            {},
            "survival has the shape (..., 2, 4), with at most one axis of steps first; got",
        ),
        (
            (TWO, LIVES[0], FEW, 0),
            {},
            "survival has the shape (..., 2, 4), with at most one axis of steps first; got (4,)",
        ),
        ((TWO, np.ones((6, 5, 2, 4)), FEW, 0), {}, "with at most one axis of steps first; got (6, 5, 2, 4)"),
        ((TWO, LIVES, [0.1], 0), {}, "fertility has the shape (..., 3)"),
        ((TWO, LIVES, FEW, np.zeros((3, 3))), {}, "net migration has the shape (..., 2, 3)"),
        (
            (TWO, np.ones((4, 2, 4)), np.zeros((5, 3)), 0),
            {},
            "the same number of steps, at least one; got {'survival': 4,",
        ),
        ((TWO, np.ones((0, 2, 4)), FEW, 0), {}, "the same number of steps, at least one; got {'survival': 0}"),
        ((np.ones((4, 2, 3)), np.ones((3, 2, 4)), FEW, 0), {}, "the leading axes do not broadcast together"),
        ((TWO, LIVES, FEW, 0), {"sex_ratio_at_birth": -1}, "boys per girl, a number above 0 such as 1.06; got -1.0"),
        ((TWO, LIVES, FEW, 0), {"sex_ratio_at_birth": NAN}, "boys per girl, a number above 0 such as 1.06; got nan"),
    ],
)
def test_what_does_not_go_together_is_told(given: tuple[object, ...], changed: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011, the words are compared below
        project_cohorts(*given, **{**BOOK, **changed})

    assert words in str(refused.value)


def test_a_single_step_has_no_axis_of_steps() -> None:
    with pytest.raises(ValueError, match="call it step by step"):
        cohort_step(TWO, np.stack([LIVES]), FEW, 0, **BOOK)
