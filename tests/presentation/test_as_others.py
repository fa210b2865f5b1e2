"""Kolada's colours: by rank, only where a direction is good, and always as theirs."""

from dataclasses import replace

import pytest

from riktmarke.presentation.as_others import KoladaColour, kolada_colour, kolada_sentence
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.polarity import Polarity
from tests.presentation.making import DAYS, ELECTION, finding

QUARTERS = {"kind_lower_quarter": 20.0, "kind_upper_quarter": 30.0, "period": 2022}
LOW_IS_GOOD = replace(DAYS, polarity=Polarity.LOWER_IS_BETTER)
HIGH_IS_GOOD = replace(DAYS, polarity=Polarity.HIGHER_IS_BETTER)


@pytest.mark.parametrize(
    ("value", "low_is_good", "high_is_good"),
    [
        (19.0, KoladaColour.GREEN, KoladaColour.RED),
        (20.0, KoladaColour.GREEN, KoladaColour.RED),
        (25.0, KoladaColour.YELLOW, KoladaColour.YELLOW),
        (30.0, KoladaColour.RED, KoladaColour.GREEN),
        (31.0, KoladaColour.RED, KoladaColour.GREEN),
    ],
)
def test_the_best_quarter_is_green_and_the_worst_red(
    value: float, low_is_good: KoladaColour, high_is_good: KoladaColour
) -> None:
    found = finding(value=value, **QUARTERS)

    assert kolada_colour(found, LOW_IS_GOOD) is low_is_good
    assert kolada_colour(found, HIGH_IS_GOOD) is high_is_good


def test_where_all_are_alike_nobody_is_best_or_worst() -> None:
    found = finding(value=20.0, kind_lower_quarter=20.0, kind_upper_quarter=20.0, period=2022)

    assert kolada_colour(found, LOW_IS_GOOD) is KoladaColour.YELLOW


def test_there_is_no_colour_without_a_direction_a_value_or_quarters() -> None:
    no_direction = replace(DAYS, polarity=Polarity.NO_JUDGEMENT)

    assert kolada_colour(finding(value=31.0, **QUARTERS), no_direction) is None
    assert kolada_colour(finding(**QUARTERS), LOW_IS_GOOD) is None
    assert kolada_colour(finding(value=31.0, period=2022), LOW_IS_GOOD) is None
    assert kolada_sentence(finding(value=31.0, period=2022), LOW_IS_GOOD) == ""


def test_the_sentence_says_whose_the_colour_is_its_year_and_what_it_leaves_out() -> None:
    said = kolada_sentence(finding(value=31.0, **QUARTERS), LOW_IS_GOOD)

    assert said == (
        "I Koladas färger är värdet rött 2022: bland den fjärdedel av kommunerna som har sämst värde. Färgen är "
        "Koladas och går efter ordningen mellan kommunerna, utan hänsyn till osäkerheten; den är uträknad av oss."
    )
    assert "Kolada's" in kolada_sentence(finding(value=31.0, **QUARTERS), LOW_IS_GOOD, Language.ENGLISH)
    voted = replace(ELECTION, polarity=Polarity.HIGHER_IS_BETTER)
    said = kolada_sentence(finding(value=19.0, **QUARTERS), voted, Language.ENGLISH)
    assert said.startswith("In Kolada's colours the value is red in the 2022 election: ")
