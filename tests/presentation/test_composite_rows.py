"""Scores as rows: each rank with the ranks it may be and where they are drawn, and parts with what they give."""

import numpy as np
import pytest

from riktmarke.assessment.composites.account import ScoreAccount, composite_account
from riktmarke.assessment.composites.changes import Level, PartChange, Reached
from riktmarke.presentation import composite_rows as rows
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import who
from tests.assessment.composites.making import COUNTY_2020, OWN, composite, figures
from tests.invented_figures import definition

NAMES = {"3001": "Ettan", "3002": "Tvåan", "3003": "Trean", "3004": "Fyran"}


def account(area: str = OWN, *, years: int = 1, se: float = 0.1) -> ScoreAccount:
    """Reported crime in the made county: 1.5, 0.25, -1 and -1.75 steps, each year the same."""
    values = {name: np.tile(np.array(given)[:, None], (1, years)) for name, given in COUNTY_2020.items()}
    held = figures(values, se=dict.fromkeys(values, se))
    return composite_account(held, who(4), area, keys=("crime",)).scores["crime"]


def test_the_county_stands_in_the_order_of_its_scores_each_with_the_ranks_that_may_be() -> None:
    found = rows.county_rows(account(), OWN, NAMES.__getitem__)
    assert [(row.name, row.ranks, row.score) for row in found] == [
        ("Ettan", "1 av 4", "1,5"),
        ("Tvåan", "2 av 4", "0,3"),
        ("Trean", "3 av 4", "\u22121,0"),
        ("Fyran", "4 av 4", "\u22121,8"),
    ]
    assert [row.own for row in found] == [True, False, False, False]
    assert [row.at for row in found] == ["0.0%", "33.3%", "66.7%", "100.0%"]


def test_what_the_figures_cannot_tell_apart_is_a_span_in_words_and_in_the_drawing() -> None:
    first = rows.county_rows(account(se=3.0), OWN, NAMES.__getitem__)[0]
    assert (first.ranks, first.lowest, first.at, first.highest) == ("1–4 av 4", "0.0%", "0.0%", "100.0%")


def test_years_stand_in_order_and_the_latest_three_together_last() -> None:
    three = rows.year_rows(account(years=3))
    assert [row.name for row in three] == ["2020", "2021", "2022", "2020–2022 tillsammans"]
    assert [row.together for row in three] == [False, False, False, True]
    assert [row.name for row in rows.year_rows(account())] == ["2020"]


def test_several_years_together_are_said_to_say_more_only_where_they_do() -> None:
    assert rows.together_sentence(account()) == ""
    assert rows.together_sentence(account(years=3)) == "Tre år tillsammans (2020–2022): plats 1 av 4."
    said = rows.together_sentence(account("3002", years=3, se=0.9))
    assert said.startswith("Tre år tillsammans (2020–2022) säger mer: plats ")


def test_a_part_says_its_weight_its_value_what_it_gives_and_the_best_of_the_county() -> None:
    catalogue = {
        name: definition(name, title=f"Del {name}", unit=Unit.PER_1000, decimals=0, polarity=Polarity.LOWER_IS_BETTER)
        for name in ("C1", "C2")
    }
    parts = composite().dimensions[0].parts
    crime, other = rows.part_rows(account("3002"), parts, catalogue, NAMES.__getitem__)
    # C1 is 100, the middle, and weighs three quarters; the best have 80. C2 is a step better than the middle.
    assert (crime.title, crime.weight, crime.value, crime.when) == ("Del C1", "75", "100", "2020")
    assert (crime.gives, crime.best, crime.best_name) == ("0,00", "80", "Ettan")
    assert (other.gives, other.value, other.best_name) == ("+0,25", "180", "Fyran")
    assert crime.audiences == "invånare och företag"
    assert "plats" in crime.reached[0]
    assert rows.part_rows(account(OWN), parts, catalogue, NAMES.__getitem__)[0].best == ""


@pytest.mark.parametrize(
    ("alone", "gain", "said"),
    [
        (70.0, 0.5, "Om bara det här ändrades hade 70 per 1 000 invånare räckt för länets högsta poäng."),
        (None, 0.5, "Ensam hade den här delen inte räckt för länets högsta poäng."),
        (None, 0.0, ""),
    ],
)
def test_whether_a_part_alone_is_enough_is_said(alone: float | None, gain: float, said: str) -> None:
    best = {Level.BEST_IN_COUNTY: Reached(80.0, gain, 2, 1, 3, 4)}
    change = PartChange("C1", "crime", 0.75, 100.0, 2020, 0.0, 0.0, "3001", best, alone)
    about = definition("C1", unit=Unit.PER_1000, decimals=0)
    assert rows.alone_sentence(change, about).replace("\u00a0", " ") == said


def test_a_weight_is_in_whole_percent() -> None:
    assert rows.weight_words(0.3).replace("\u00a0", " ") == "30 procent"
