"""Who may be first later, in words: chances in tenths, ranks with their set, and every reason why not."""

import re

import numpy as np
import pytest

from riktmarke.assessment.composites.chances import rank_chances
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.ranks import RankOutlook
from riktmarke.presentation import composite_outlook as words

MEMBERS = np.array([7, 9, 12])
# Of ten futures the area at 7 is first in two and last in seven, that at 9 first in eight.
DRAWN = [[3, 2, 1], [3, 2, 1], [2, 3, 1], *[[0, 3, 1]] * 7]


def outlook(why_not: WhyNoOutlook = WhyNoOutlook.SAID) -> RankOutlook:
    by_year = {2038: rank_chances(DRAWN)} if why_not is WhyNoOutlook.SAID else {}
    return RankOutlook(MEMBERS, 2017, 2022, by_year, why_not)


def test_the_chance_is_said_in_words_and_tenths_with_what_it_rests_on() -> None:
    assert words.first_sentence(outlook(), 7, 2038, title="Anmälda brott", municipality="Exempelby") == (
        "Med anmälda brott till och med 2022 är det osannolikt att Exempelby är först i länet 2038: ungefär 2 chanser "
        "av 10."
    )
    assert words.ranks_ahead_sentence(outlook(), 7, 2038) == "Åtta gånger av tio blir det någon av platserna 1–3 av 3."
    assert words.ranks_ahead_sentence(outlook(), 9, 2038) == "Åtta gånger av tio blir det plats 1–2 av 3."


def test_how_little_it_rests_on_is_said_with_its_years() -> None:
    said = words.rests_on_sentence(outlook(), 2038)
    assert said.startswith("Sex års siffror (2017–2022) säger lite om 16 år framåt.")
    assert "%" not in said


def test_who_is_not_ranked_is_told_nothing_of() -> None:
    assert words.chance_of_first(outlook(), 99, 2038) is None
    assert words.first_sentence(outlook(), 99, 2038, title="Brott", municipality="Exempelby") == ""
    assert words.ranks_ahead_sentence(outlook(), 7, 2030) == ""


@pytest.mark.parametrize("why_not", [code for code in WhyNoOutlook if code is not WhyNoOutlook.SAID])
def test_every_reason_why_not_is_said_in_plain_words(why_not: WhyNoOutlook) -> None:
    said = words.cannot_be_said_sentence(why_not, title="Upplevd trygghet", year=2038, told=(2020, 2021, 2022))
    assert re.fullmatch(r"Upplevd trygghet 2038: kan inte sägas, för [a-zåäö].*\.", said)


def test_too_few_years_are_named() -> None:
    assert words.cannot_be_said_sentence(WhyNoOutlook.TOO_NEW, title="Trygghet", year=2038, told=(2020, 2022)) == (
        "Trygghet 2038: kan inte sägas, för det har mätts på samma sätt i för få år (2020–2022), och en prognos "
        "behöver minst fyra."
    )
    assert "för få år, och" in words.cannot_be_said_sentence(WhyNoOutlook.TOO_NEW, title="T", year=2038, told=())
    assert words.not_yet_sentence("Trygghet", 2038).startswith("Trygghet 2038: kan inte sägas än")
