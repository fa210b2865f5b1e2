"""Groups as words, claims as columns, parameters as a plan sets them."""

import numpy as np
import pytest

from riktmarke.assessment.challenges.claims import COLUMNS, block, joined, nothing_claimed, taken
from riktmarke.assessment.challenges.kinds import ClaimKind, Group, group_of
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex
from tests.assessment.challenges.making import ALL, WOMEN

nan = np.nan


@pytest.mark.parametrize(
    ("group", "key"),
    [
        (Group(), "_T"),
        (Group(Sex.FEMALE), "F"),
        (Group(Sex.TOTAL, Dimension.ORIGIN, "foreign_born"), "origin:foreign_born"),
        (Group(Sex.MALE, Dimension.INCOME, "quintile_1"), "income:quintile_1|M"),
    ],
)
def test_a_group_is_named_by_a_word(group: Group, key: str) -> None:
    assert group.key == key
    assert group_of(key) == group


def test_every_group_is_read_back_from_its_word() -> None:
    crossed = [
        Group(sex, dimension, category)
        for dimension in Dimension
        for category in CATEGORIES[dimension]
        if dimension is not Dimension.SEX
        for sex in Sex
    ]

    assert [group_of(group.key) for group in crossed] == crossed


@pytest.mark.parametrize(
    "word", ["", "X", "origin", "origin:", "origin:martian", "shoes:large", "origin:foreign_born|X"]
)
def test_a_word_that_names_no_group_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"X|origin|shoes|martian|''"):
        group_of(word)


def test_claims_are_made_of_the_areas_that_have_an_estimate() -> None:
    made = block(
        ClaimKind.LEVEL,
        WOMEN,
        np.array([3, 4, 5]),
        estimate=np.array([1.0, nan, np.inf]),
        se=np.array([0.1, 0.2, 0.3]),
        value=10.0,
        period=2022,
        source=3,
    )

    row = {name: getattr(made, name).tolist() for name in COLUMNS}
    assert (row["area"], row["kind"], row["group"], row["other"]) == ([3], [ClaimKind.LEVEL], ["F"], [""])
    assert (row["estimate"], row["se"], row["value"], row["period"]) == ([1.0], [0.1], [10.0], [2022])
    assert (row["shrink"], row["tests"], row["rank"]) == ([1.0], [1], [0])
    assert np.isnan(row["reference"]).all()


def test_nothing_claimed_is_columns_without_rows_that_join_with_any() -> None:
    one = block(ClaimKind.LEVEL, ALL, np.array([1]), estimate=np.array([1.0]), se=1.0, value=1.0, period=2022, source=3)
    together = joined([nothing_claimed(), one, one])

    assert {getattr(nothing_claimed(), name).size for name in COLUMNS} == {0}
    assert len(together.area) == 2
    assert {name: getattr(together, name).dtype.kind for name in COLUMNS} == {
        name: getattr(one, name).dtype.kind for name in COLUMNS
    }
    assert len(taken(together, np.array([False, True])).area) == 1


def test_a_plan_may_set_one_smallest_difference_or_all() -> None:
    plain = ChallengeParameters()
    set_by_plan = ChallengeParameters(smallest_difference_factor=2.0, smallest_differences={"N1": 0.0, "N2": 7.0})

    assert plain.margin("N1", 3.0) == 3.0
    assert [set_by_plan.margin(name, 3.0) for name in ("N1", "N2", "N3")] == [0.0, 7.0, 6.0]
