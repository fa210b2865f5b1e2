"""Rank sets beside csranks on PISA 2018, beside the definition read aloud, at their limits, and in coverage."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from riktmarke.methods import RankSets, ReasonCode, UndefinedMeasure, rank_confidence_sets

NAN = np.nan
# Mathematics in PISA 2018, 37 countries of the OECD, mean and standard error (OECD).
PISA = """
Australia        491.3600252 1.939833031
Austria          498.9423138 2.970998694
Belgium          508.0703063 2.262662011
Canada           512.0169429 2.357475749
Chile            417.4065563 2.41588757
Colombia         390.9322732 2.989559274
Czechia          499.4676508 2.460661531
Denmark          509.3983746 1.735002337
Estonia          523.4145802 1.743602224
Finland          507.3013618 1.967920411
France           495.4075794 2.320214487
Germany          500.0437805 2.647083096
Greece           451.3703438 3.091228197
Hungary          481.0826364 2.319596741
Iceland          495.1873762 1.953082603
Ireland          499.632894  2.198621128
Israel           463.0345488 3.498563228
Italy            486.5898573 2.780045867
Japan            526.9732502 2.471475318
Korea            525.933002  3.121394315
Latvia           496.1263306 1.962766789
Lithuania        481.1911884 1.953282039
Luxembourg       483.421485  1.097632409
Mexico           408.8014734 2.493225544
Netherlands      519.2309824 2.632277885
New_Zealand      494.489676  1.705942856
Norway           500.9637885 2.219044878
Poland           515.6478747 2.602085176
Portugal         492.4874062 2.684570081
Slovakia         486.1648542 2.555595707
Slovenia         508.8975441 1.363877596
Spain            481.3926126 1.462417763
Sweden           502.3877022 2.654250935
Switzerland      515.3147131 2.908003898
Turkey           453.5077774 2.260406789
United_Kingdom   501.7698992 2.564428111
United_States    478.2447174 3.235444099
"""
COUNTRIES = [line.split()[0] for line in PISA.strip().splitlines()]
SCORES, ERRORS = np.array([[float(cell) for cell in line.split()[1:]] for line in PISA.strip().splitlines()]).T


def generator(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def of(country: str, sets: RankSets) -> tuple[int, int, int]:
    """Return the best, the estimated and the worst rank of a country."""
    place = COUNTRIES.index(country)
    return int(sets.lower[place]), int(sets.rank[place]), int(sets.upper[place])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_united_kingdom_in_pisa_is_ranked_as_by_csranks(seed: int) -> None:
    # The package's vignette prints 8, 13 and 23 and says "between 7 and 23": its 1 000 draws fall on either side.
    lower, rank, upper = of("United_Kingdom", rank_confidence_sets(SCORES, ERRORS, rng=generator(seed)))
    assert (lower in {7, 8}, rank, upper) == (True, 13, 23)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pisa_as_a_whole_is_ranked_as_by_csranks(seed: int) -> None:
    # What the vignette reads from its figure of simultaneous sets, and the twelve countries it finds among the top 5.
    sets = rank_confidence_sets(SCORES, ERRORS, kind="simultaneous", rng=generator(seed))
    last = [COUNTRIES.index(country) for country in ("Chile", "Mexico", "Colombia")]
    others = np.delete(np.arange(37), last)
    assert sets.lower[last].min() > sets.upper[others].max()
    assert of("Korea", sets)[2] == of("Germany", sets)[0] == 7
    among_the_top = {COUNTRIES[place] for place in np.flatnonzero(sets.lower <= 5)}
    assert among_the_top == {
        "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Japan", "Korea", "Netherlands", "Poland", "Slovenia",
        "Sweden", "Switzerland",
    }  # fmt: skip


def read_aloud(values: np.ndarray, se: np.ndarray, *, kind: str, confidence: float, seed: int, draws: int) -> list:
    """The definition, pair by pair in double precision, on the same draws: those of the areas in falling order."""
    p = len(values)
    order = np.argsort(-values)
    z = np.empty((p, draws))
    z[order] = generator(seed).standard_normal((p, draws), dtype=np.float32) * se[order, None]
    sets = []
    for focal in range(p):
        pairs = {(j, k) for j in range(p) for k in range(p) if j != k}
        if kind == "marginal":
            pairs = {pair for pair in pairs if focal in pair}
        everything, rejected = set(pairs), set()
        while pairs:
            figures = [(z[j] - z[k]) / np.hypot(se[j], se[k]) for j, k in pairs]
            critical = np.quantile(np.max(figures, axis=0), confidence)
            more = {(j, k) for j, k in pairs if (values[j] - values[k]) / np.hypot(se[j], se[k]) > critical}
            if not more:
                break
            rejected |= more
            pairs = everything - rejected
        larger = sum((k, focal) in rejected for k in range(p))
        smaller = sum((focal, k) in rejected for k in range(p))
        sets.append((1 + larger, p - smaller))
    return sets


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95])
def test_the_sets_are_those_of_the_definition_read_aloud(kind: str, confidence: float) -> None:
    rng = generator(21)
    for seed in range(24):
        p, draws = int(rng.integers(2, 9)), (9, 1500)[seed % 2]
        values, se = rng.normal(0, 4, p), rng.gamma(2, 0.5, p)
        asked = {"kind": kind, "confidence": confidence, "draws": draws}
        found = rank_confidence_sets(values, se, rng=generator(seed), **asked)  # type: ignore[arg-type]
        expected = read_aloud(values, se, seed=seed, **asked)  # type: ignore[arg-type]
        assert list(zip(found.lower.tolist(), found.upper.tolist(), strict=True)) == expected


def test_one_draw_is_enough_to_ask() -> None:
    assert rank_confidence_sets([1, 2], 1, rng=generator(), draws=1).rank.tolist() == [2, 1]


def test_ranks_are_whole_numbers() -> None:
    sets = rank_confidence_sets([1, 2], 1, rng=generator())
    assert {side.dtype.kind for side in (sets.lower, sets.rank, sets.upper)} == {"i"}


def test_the_steps_find_more_than_the_first_one() -> None:
    # Nine areas far apart, but for two that stand 3.0 standard errors of their difference from each other. The first
    # quantile, of all pairs both ways, is more than that; when all other pairs are decided, one way of each and both
    # ways of these two are left, and its quantile is less.
    z = generator(24).normal(size=(9, 100_000))
    both_ways = np.ptp(z, axis=0) / np.sqrt(2)
    one_way = np.max([(z[k] - z[j]) / np.sqrt(2) for j in range(9) for k in range(j + 1, 9)], axis=0)
    left = np.maximum(one_way, (z[7] - z[8]) / np.sqrt(2))
    assert np.quantile(left, 0.95) < 2.95
    assert np.quantile(both_ways, 0.95) > 3.05

    values = np.array([0, 100, 200, 300, 400, 500, 600, 700, 700 + 3.0 * np.sqrt(2)])
    sets = rank_confidence_sets(values, 1.0, kind="simultaneous", rng=generator(), draws=40_000)
    assert sets.lower.tolist() == sets.upper.tolist() == [9, 8, 7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_what_is_measured_exactly_has_its_rank_alone(kind: str) -> None:
    values = np.array([3.0, 9.0, 5.0, 7.0])
    for se in (0.0, 1e-9):
        sets = rank_confidence_sets(values, se, kind=kind, rng=generator())  # type: ignore[arg-type]
        assert sets.lower.tolist() == sets.rank.tolist() == sets.upper.tolist() == [4, 1, 3, 2]


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_what_is_hardly_measured_may_have_any_rank(kind: str) -> None:
    sets = rank_confidence_sets(np.arange(6.0), 1e9, kind=kind, rng=generator())  # type: ignore[arg-type]
    assert sets.lower.tolist() == [1] * 6
    assert sets.upper.tolist() == [6] * 6
    assert sets.rank.tolist() == [6, 5, 4, 3, 2, 1]


def test_equal_values_share_the_best_rank_and_cannot_be_told_apart() -> None:
    for se in (0.0, 1e-9):
        sets = rank_confidence_sets([5, 7, 5, 1], se, rng=generator())
        assert sets.rank.tolist() == [2, 1, 2, 4]
        assert sets.lower.tolist() == [2, 1, 2, 4]
        assert sets.upper.tolist() == [3, 1, 3, 4]


def test_an_exact_value_beside_uncertain_ones() -> None:
    # 10 is exact; 9.9 ± 1 may lie on either side of it; 0 ± 1 and 0 exactly do not.
    sets = rank_confidence_sets([10, 9.9, 0, 0], [0, 1, 1, 0], rng=generator())
    assert sets.lower.tolist() == [1, 1, 3, 3]
    assert sets.upper.tolist() == [2, 2, 4, 4]


@pytest.mark.parametrize("unknown", [NAN, np.inf])
@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_of_an_area_without_a_standard_error_nothing_is_known(unknown: float, kind: str) -> None:
    sets = rank_confidence_sets([30, 20, 10], [0.1, unknown, 0.1], kind=kind, rng=generator())  # type: ignore[arg-type]
    assert sets.lower.tolist() == [1, 1, 2]
    assert sets.upper.tolist() == [2, 3, 3]
    assert sets.rank.tolist() == [1, 2, 3]
    nothing = rank_confidence_sets([3, 2], unknown, kind=kind, rng=generator())  # type: ignore[arg-type]
    assert nothing.lower.tolist() == [1, 1]
    assert nothing.upper.tolist() == [2, 2]


def test_one_area_has_rank_one() -> None:
    for kind in ("marginal", "simultaneous"):
        sets = rank_confidence_sets([5], [2], kind=kind, rng=generator())  # type: ignore[arg-type]
        assert (sets.lower.tolist(), sets.rank.tolist(), sets.upper.tolist()) == ([1], [1], [1])


def test_standard_errors_of_very_different_sizes_are_no_obstacle() -> None:
    sets = rank_confidence_sets([3, 2, 1, -1e200], [1e-300, 1e-200, 1e-3, 1e199], rng=generator())
    assert sets.lower.tolist() == sets.upper.tolist() == [1, 2, 3, 4]


def test_the_same_seed_gives_the_same_sets_and_the_global_state_is_left_alone() -> None:
    before = np.random.get_state()[1].copy()  # noqa: NPY002, to see that nobody touches it
    one, other = (rank_confidence_sets(SCORES, ERRORS, rng=generator(5), draws=200) for _ in range(2))
    assert np.array_equal([one.lower, one.upper], [other.lower, other.upper])
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002


@pytest.mark.parametrize("one", [0, 17, len(SCORES) - 1])
def test_the_set_of_one_area_alone_is_the_same_as_among_all(one: int) -> None:
    whole, alone = (
        rank_confidence_sets(SCORES, ERRORS, rng=generator(5), draws=500, only=only) for only in (None, one)
    )
    assert (alone.lower[one], alone.upper[one]) == (whole.lower[one], whole.upper[one])
    assert np.array_equal(alone.rank, whole.rank)
    others = np.arange(len(SCORES)) != one
    assert set(alone.lower[others]) == {1}
    assert set(alone.upper[others]) == {len(SCORES)}


def test_the_set_of_one_area_of_which_nothing_is_known_is_all_ranks() -> None:
    sets = rank_confidence_sets([3.0, 2.0, 1.0], [0.1, NAN, 0.1], rng=generator(), only=1)
    assert (sets.lower[1], sets.upper[1]) == (1, 3)


numbers = st.integers(2, 9).flatmap(
    lambda p: st.tuples(
        st.lists(st.integers(-60, 60), min_size=p, max_size=p, unique=True).map(np.array),
        arrays(float, p, elements=st.floats(0.1, 30)),
    )
)
kinds = st.sampled_from(["marginal", "simultaneous"])


@settings(max_examples=60)
@given(numbers, kinds, st.randoms())
def test_sets_hold_the_rank_and_follow_the_areas(both: tuple, kind: str, random: object) -> None:
    values, se = both
    order = np.array(random.sample(range(len(values)), len(values)))  # type: ignore[attr-defined]
    plain = rank_confidence_sets(values, se, kind=kind, rng=generator(), draws=300)  # type: ignore[arg-type]
    moved = rank_confidence_sets(values[order], se[order], kind=kind, rng=generator(), draws=300)  # type: ignore[arg-type]

    assert np.all((plain.lower >= 1) & (plain.lower <= plain.rank))
    assert np.all((plain.rank <= plain.upper) & (plain.upper <= len(values)))
    for side in ("lower", "rank", "upper"):
        assert np.array_equal(getattr(moved, side), getattr(plain, side)[order])


@settings(max_examples=60)
@given(numbers, kinds, st.sampled_from([0.001, 4.0, 1e6]), st.integers(-5, 5))
def test_another_unit_gives_the_same_sets(both: tuple, kind: str, factor: float, shift: int) -> None:
    values, se = both
    plain = rank_confidence_sets(values, se, kind=kind, rng=generator(), draws=300)  # type: ignore[arg-type]
    moved = rank_confidence_sets((values + shift) * factor, se * factor, kind=kind, rng=generator(), draws=300)  # type: ignore[arg-type]
    assert np.array_equal([moved.lower, moved.upper], [plain.lower, plain.upper])


@settings(max_examples=60)
@given(numbers)
def test_sets_of_their_own_are_within_those_that_all_hold_at_once(both: tuple) -> None:
    values, se = both
    own = rank_confidence_sets(values, se, rng=generator(), draws=300)
    together = rank_confidence_sets(values, se, kind="simultaneous", rng=generator(), draws=300)
    assert np.all((together.lower <= own.lower) & (own.upper <= together.upper))


@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_the_best_becomes_the_worst_when_the_values_change_sign(kind: str) -> None:
    plain = rank_confidence_sets(SCORES, ERRORS, kind=kind, rng=generator(), draws=40_000)  # type: ignore[arg-type]
    turned = rank_confidence_sets(-SCORES, ERRORS, kind=kind, rng=generator(), draws=40_000)  # type: ignore[arg-type]
    # Other draws, so a set or two may differ by a rank.
    assert np.abs(38 - turned.upper - plain.lower).sum() <= 3
    assert np.abs(38 - turned.lower - plain.upper).sum() <= 3
    assert np.array_equal(38 - turned.rank, plain.rank)


def test_more_confidence_is_a_wider_set() -> None:
    sets = [rank_confidence_sets(SCORES, ERRORS, confidence=c, rng=generator(), draws=2000) for c in (0.5, 0.9, 0.99)]
    for narrow, wide in pairwise(sets):
        assert np.all((wide.lower <= narrow.lower) & (narrow.upper <= wide.upper))
    assert np.sum(sets[2].upper - sets[2].lower) > np.sum(sets[0].upper - sets[0].lower)


@pytest.mark.costly
@pytest.mark.parametrize("kind", ["marginal", "simultaneous"])
def test_the_sets_hold_the_true_ranks_as_often_as_they_say(kind: str) -> None:
    rng = generator(22)
    truth, se = np.array([0, 0.5, 1, 1.2, 3, 6.0]), np.array([1, 0.5, 1, 2, 1, 0.7])
    true_rank = np.array([6, 5, 4, 3, 2, 1])
    samples = 500
    held = np.empty((samples, 6), dtype=bool)
    for sample in range(samples):
        sets = rank_confidence_sets(rng.normal(truth, se), se, kind=kind, rng=rng, draws=600)  # type: ignore[arg-type]
        held[sample] = (sets.lower <= true_rank) & (true_rank <= sets.upper)
    # At least 95 %, three standard errors of the simulation (1 %) below.
    share = held.all(axis=1).mean() if kind == "simultaneous" else held.mean(axis=0).min()
    assert share > 0.92


@pytest.mark.costly
def test_equal_areas_that_are_said_to_differ_are_as_few_as_promised() -> None:
    # When all are equal the level is used up: in 5 % of samples some set leaves out rank 1, the rank of all.
    rng = generator(23)
    wrong = [
        rank_confidence_sets(rng.normal(size=5), 1.0, kind="simultaneous", rng=rng, draws=800).lower.max() > 1
        for _ in range(800)
    ]
    assert 0.05 - 3 * 0.0085 < np.mean(wrong) < 0.05 + 3 * 0.0085


@pytest.mark.parametrize(
    ("values", "se", "reason"),
    [
        ([], [], ReasonCode.TOO_FEW_VALUES),
        ([1, NAN], [1, 1], ReasonCode.MISSING_INPUT),
        ([1, np.inf], [1, 1], ReasonCode.INFINITE_INPUT),
        ([1, 2], [1, -1], ReasonCode.NEGATIVE_STANDARD_ERROR),
        ([1, 2], -1, ReasonCode.NEGATIVE_STANDARD_ERROR),
    ],
)
def test_what_cannot_be_ranked_is_refused(values: list[float], se: object, reason: ReasonCode) -> None:
    with pytest.raises(UndefinedMeasure, match="The rank confidence set is undefined for values = ") as refused:
        rank_confidence_sets(values, se, rng=generator())  # type: ignore[arg-type]
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "both"}, "kind is marginal or simultaneous; got 'both'"),
        ({"confidence": 95}, "confidence is a share between 0 and 1"),
        ({"draws": 0}, "draws is 1 or more; got 0"),
        ({"se": [1, 1, 1]}, r"got shapes \(2,\), \(3,\)|broadcast"),
        ({"se": [1]}, r"got shapes \(2,\), \(1,\)"),
        ({"values": [[1, 2], [3, 4]]}, r"values are one row of areas, .* got shapes \(2, 2\), \(2,\)"),
        ({"values": 3.0}, r"got shapes \(\), \(2,\)"),
        ({"only": 2}, "only is the place of one of 2 areas, with kind 'marginal'; got 2, 'marginal'"),
        ({"only": 0, "kind": "simultaneous"}, "got 0, 'simultaneous'"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rank_confidence_sets(**{"values": [1, 2], "se": [1, 1], "rng": generator()} | arguments)
