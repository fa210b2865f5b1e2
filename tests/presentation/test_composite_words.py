"""A composite in words: a rank never without its set, a change only where it is one, and what it would take."""

from math import nan

import pytest

from riktmarke.assessment.composites.changes import Level, PartChange, Reached, WhatWouldChange
from riktmarke.assessment.composites.over_time import ScoreChange
from riktmarke.governance.composites import Audience
from riktmarke.presentation import composite_words as words
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

CRIME = definition("N1", title="Påhittade brott", unit=Unit.PER_100_000, decimals=0, polarity=Polarity.LOWER_IS_BETTER)
NAMES = {"9101": "Exempelby", "9102": "Provköping"}
BEST = Reached(295.3, 1.07, 6, 1, 11, 15)
PART = PartChange("N1", "crime", 0.3, 1087.9, 2022, -1.2, -0.37, "9102", {Level.BEST_IN_COUNTY: BEST}, None)
SPACE = "\u00a0"


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def what(**given: object) -> WhatWouldChange:
    usual = {
        "area": "9101", "year": 2022, "score": -0.2, "rank": 10, "lower": 5, "upper": 15, "of": 15,
        "first_area": "9102", "missing": 1.98, "parts": (PART,), "share_of_way": 0.83, "values_then": {},
    }  # fmt: skip
    return WhatWouldChange(**{**usual, **given})  # type: ignore[arg-type]  # named as its fields


@pytest.mark.parametrize(
    ("lower", "upper", "of", "said"),
    [
        (4, 11, 15, "plats 4–11 av 15"),
        (1, 1, 15, "plats 1 av 15"),
        (1, 15, 15, "någon av platserna 1–15 av 15"),
        (0, 0, 0, "ingen plats: för lite av det som vägs ihop har värden"),
    ],
)
def test_a_rank_is_said_with_its_set(lower: int, upper: int, of: int, said: str) -> None:
    assert words.rank_words(lower, upper, of) == said


def test_no_single_rank_is_said_where_several_may_be() -> None:
    assert words.rank_sentence("Exempelby", "Anmälda brott", 2022, lower=5, upper=15, of=15) == (
        "Anmälda brott 2022: Exempelby är på plats 5–15 av 15 i länet. Siffrorna räcker inte för att säga platsen "
        "närmare."
    )
    sure = words.rank_sentence("Exempelby", "Anmälda brott", 2022, lower=1, upper=1, of=15)
    assert sure == "Anmälda brott 2022: Exempelby är på plats 1 av 15 i länet."
    assert "ingen plats" in words.rank_sentence("Exempelby", "Båda", 2022, lower=0, upper=0, of=0)


def test_a_score_is_steps_from_the_middle() -> None:
    assert words.score_words(1.26) == "1,3 steg bättre än mitten av landets kommuner"
    assert words.score_words(-0.8) == "0,8 steg sämre än mitten av landets kommuner"
    assert words.score_words(-0.04) == "som mitten av landets kommuner"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (ScoreChange(1.0, 0.5, 1.0), "Mellan 2017 och 2022 har poängen blivit 1,0 steg bättre."),
        (ScoreChange(-1.0, 0.5, 0.5), "steg sämre, räknat på de mått som har värden båda åren."),
        (ScoreChange(0.9, 0.5, 1.0), "Mellan 2017 och 2022 syns ingen säker förändring."),  # 1.96 · 0.5 = 0.98
        (ScoreChange(0.9, nan, 1.0), "syns ingen säker förändring"),
        (ScoreChange(0.0, 0.0, 1.0), "Inget har mätts på nytt"),
        (None, "inget mått har värden båda åren"),
    ],
)
def test_a_change_is_one_when_it_is_larger_than_chance_makes(change: ScoreChange | None, said: str) -> None:
    assert said in words.change_sentence(change, 2017, 2022)


@pytest.mark.parametrize(
    ("share", "said"),
    [(1, "i alla"), (0, "i ingen"), (0.04, "i färre än en av tio"), (0.5, "i hälften"), (0.71, "i sju av tio"),
     (0.97, "i nästan alla")],
)  # fmt: skip
def test_shares_of_weightings_are_said_in_tenths(share: float, said: str) -> None:
    assert words.share_words(share) == said


def test_what_other_weights_give_is_said_with_its_ranks() -> None:
    assert words.weights_sentence("Exempelby", 0.71, 1, 3, 15) == (
        "Vi har prövat tusentals andra vikter än de föreslagna på samma siffror: Exempelby är först i sju av tio, och "
        "på plats 1–3 av 15 i nio av tio."
    )
    assert "på plats 1 av 15 i nio av tio" in words.weights_sentence("Exempelby", 1, 1, 1, 15)


def test_what_a_level_would_give_is_told_with_the_ranks_that_may_be() -> None:
    assert plain(words.reached_sentence(BEST, Level.BEST_QUARTER_OF_SIMILAR, CRIME)) == (
        "Med samma värde som den bästa fjärdedelen av liknande kommuner, 295 per 100 000 invånare, hade poängen varit "
        "1,07 steg högre: plats 1–11 av 15."
    )
    there = Reached(295.3, 0.0, 6, 1, 11, 15)
    assert words.reached_sentence(there, Level.BEST_IN_COUNTY, CRIME) == "Länets bästa är redan nådd."


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.83, "nio tiondelar av vägen"),
        (0.5, "halva vägen"),
        (0.97, "nästan hela vägen"),
        (0.02, "en tiondel av vägen"),
    ],
)
def test_the_way_to_the_first_place_is_said_in_tenths_that_are_enough(share: float, said: str) -> None:
    sentence = words.needed_sentence(what(share_of_way=share), "Exempelby", "tryggaste kommunen", NAMES.__getitem__)
    assert sentence == (
        "Provköping har länets högsta poäng 2022, 2,0 steg över Exempelby. För att bli först hade Exempelby behövt "
        f"komma {said} till länets bästa värde i alla delar på en gång, medan de andra stod stilla."
    )


def test_who_is_first_is_told_how_sure_that_is() -> None:
    unsure = what(missing=0.0, rank=1, lower=1, upper=5, share_of_way=0.0)
    assert words.needed_sentence(unsure, "Exempelby", "tryggaste kommunen", NAMES.__getitem__) == (
        "Med 2022 års siffror har Exempelby länets högsta poäng, men osäkerheten gör att det kan vara plats 1–5 av 15."
    )
    sure = what(missing=0.0, rank=1, lower=1, upper=1, share_of_way=0.0)
    assert words.needed_sentence(sure, "Exempelby", "tryggaste kommunen", NAMES.__getitem__) == (
        "Med 2022 års siffror är Exempelby länets tryggaste kommun."
    )


def test_where_no_way_leads_to_the_first_place_that_is_said() -> None:
    sentence = words.needed_sentence(what(share_of_way=nan), "Exempelby", "bästa orten", NAMES.__getitem__)
    assert "Inte ens med länets bästa värde i varje del" in sentence


def test_whom_a_part_is_for_and_which_way_is_good() -> None:
    assert words.audience_names(tuple(Audience)) == "invånare, företag och besökare"
    assert words.good_direction(CRIME) == "lägre"
    assert words.good_direction(definition("N2")) == "högre"
