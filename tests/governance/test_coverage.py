"""Coverage counts an indicator once wherever it reaches, and tells what nothing reaches."""

from riktmarke.governance.coverage import (
    by_dimension,
    by_focus_area,
    by_framework,
    by_ground,
    by_sex,
    read_by_another,
)
from riktmarke.governance.definitions import Cut
from riktmarke.presentation.coverage_page import coverage_page
from riktmarke.vocabulary.groups import Dimension, Ground
from tests.governance.test_catalogue_check import LISTS, framework
from tests.invented_figures import definition

GROUNDS = framework("discrimination-grounds", *((ground.value, "") for ground in Ground), linked=False)
ONE = definition("N1", links=("agenda-2030/3.4", "agenda-2030/3", "focus-areas/equal-health"), grounds=(Ground.SEX,))
TWO = definition("N2", links=("agenda-2030/3.4",), split_by_sex=False, not_split_by_sex="Gäller åkermark.")
THREE = definition(
    "N3",
    split_by_sex=False,
    not_split_by_sex="Gäller åkermark.",
    grounds=(Ground.ETHNICITY,),
    cuts=(Cut(Dimension.ORIGIN, "foreign_born", "U1"),),
    checked_by="andra läsaren",
)
FOUR = definition("N4", split_by_sex=False, not_split_by_sex="Gäller vägar.")
CATALOGUE = {d.series: d for d in (ONE, TWO, THREE, FOUR)}


def test_a_goal_is_reached_by_what_is_linked_to_its_targets_and_counts_each_indicator_once() -> None:
    agenda = by_framework(CATALOGUE, LISTS)[0]
    assert [(one.item.id, one.linked, one.reached_by) for one in agenda.items] == [
        ("3", ("N1",), ("N1", "N2")),
        ("3.4", ("N1", "N2"), ("N1", "N2")),
        ("4", (), ()),
    ]
    assert [item.id for item in agenda.without] == ["4"]


def test_lists_that_indicators_do_not_link_to_are_left_out() -> None:
    assert [covered.framework.id for covered in by_framework(CATALOGUE, LISTS)] == ["agenda-2030", "focus-areas"]


def test_focus_areas_are_a_list_like_the_others() -> None:
    (covered,) = by_focus_area(CATALOGUE, LISTS).items
    assert covered.reached_by == ("N1",)


def test_indicators_without_women_and_men_are_counted_by_reason_the_commonest_first() -> None:
    sexes = by_sex(CATALOGUE)
    assert sexes.split == ("N1",)
    assert list(sexes.not_split.items()) == [("Gäller åkermark.", ("N2", "N3")), ("Gäller vägar.", ("N4",))]
    assert sexes.share_split == 0.25
    assert by_sex({}).share_split == 0.0


def test_every_ground_is_told_also_those_that_nothing_can_show() -> None:
    grounds = by_ground(CATALOGUE)
    assert list(grounds) == list(Ground)
    assert {ground: names for ground, names in grounds.items() if names} == {
        Ground.SEX: ("N1",),
        Ground.ETHNICITY: ("N3",),
    }


def test_groups_and_second_readers_are_counted() -> None:
    assert by_dimension(CATALOGUE) == {
        Dimension.SEX: ("N1",),
        Dimension.ORIGIN: ("N3",),
        Dimension.EDUCATION: (),
        Dimension.INCOME: (),
    }
    assert read_by_another(CATALOGUE) == ("N3",)


def test_the_page_has_a_row_for_each_goal_and_names_the_targets_without_an_indicator() -> None:
    lists = {**LISTS, "agenda-2030": framework("agenda-2030", ("3", ""), ("3.4", "3"), ("3.9", "3"), ("4", ""))}
    page = coverage_page(CATALOGUE, {**lists, "discrimination-grounds": GROUNDS})
    assert "- **1** of them show women and men, and 0 are comparisons of women and\n  men (25% together);" in page
    assert "| **3** | Mål 3 | 2 | N1 |" in page
    assert "| 3.4 | Mål 3.4 | 2 | N1, N2 |" in page
    assert "| **4** | Mål 4 | 0 |  |" in page
    assert "Without an indicator, 1 of the 2 below the goals: 3.9." in page
    assert "| Gäller åkermark. | 2 | N2, N3 |" in page
    assert "| Mål ethnicity | 1 | N3 |" in page
