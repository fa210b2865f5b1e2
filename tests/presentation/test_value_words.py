"""A value is said to be what it is, and how uncertain it is; a suppressed one never gets a figure."""

import pytest

from riktmarke.assessment.challenges.kinds import UncertaintySource
from riktmarke.assessment.value_uncertainty import ValueUncertainty
from riktmarke.governance.definitions import CountedUnit, Definition, Measurement, SuppressionRule
from riktmarke.presentation.value_words import (
    later_sentence,
    repeated,
    revised,
    suppressed,
    suppression_note,
    uncertainty_words,
    window_words,
)
from riktmarke.vocabulary.groups import GROUPS, Ground, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.presentation.making import DAYS, ELECTION

PUPILS = definition("N1", suppressed_below=SuppressionRule(5, CountedUnit.PUPILS, "seriens egen beskrivning"))
OF_PEOPLE = definition(
    "N2", grounds=(Ground.SEX,), source_suppression=SuppressionRule(5, CountedUnit.PERSONS, "källans vanliga gräns")
)
OF_LAND = definition("N3", source_suppression=SuppressionRule(5, CountedUnit.PERSONS, "källans vanliga gräns"))
SUPPRESSED, PROVISIONAL = ObservationStatus.SUPPRESSED, ObservationStatus.PROVISIONAL
TOTAL, FEMALE, MALE = GROUPS

HIDDEN = "Värdet i valet 2022 visas inte av källan (sekretess: för få för att visas)."


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_repeated_value_says_when_it_was_measured_where_that_is_known() -> None:
    assert (repeated(2018), repeated(None)) == ("upprepat: mättes 2018", "upprepat")
    assert revised(2018) == "ändrat sedan mätningen 2018"


@pytest.mark.parametrize(
    ("of", "said", "note"),
    [
        (
            PUPILS,
            "sekretess: färre än 5 elever",
            "färre än 5 elever står bakom (känt genom: seriens egen beskrivning).",
        ),
        (OF_PEOPLE, "sekretess: färre än 5 personer", "färre än 5 personer står bakom"),
        (OF_LAND, "sekretess: för få för att visas", "Vid vilket antal är inte känt."),  # not counted on people
        (None, "sekretess: för få för att visas", "Vid vilket antal är inte känt."),
    ],
)
def test_a_suppressed_value_says_the_threshold_only_where_it_is_known(
    of: Definition | None, said: str, note: str
) -> None:
    assert suppressed(of) == said
    assert note in suppression_note(of)


def test_values_over_several_years_say_so() -> None:
    window = definition("N1", measurement=Measurement(window_years=4))
    assert window_words(window).startswith("Varje värde bygger på fyra år")
    assert (window_words(DAYS), window_words(None)) == ("", "")


def test_what_a_value_stands_for_is_not_said_to_be_alike_where_it_differs_between_areas() -> None:
    window = definition("N1", measurement=Measurement(window_years=4), window_note="I Påhittad län ett enda år.")
    assert window_words(window) == "Värden som ligger närmare varandra än fyra år kan dela år och jämförs inte."


@pytest.mark.parametrize(
    ("status", "groups", "shown", "said"),
    [
        (
            SUPPRESSED,
            (TOTAL,),
            2018,
            f"{HIDDEN} Det senaste som visas gäller valet 2018.",
        ),
        (
            SUPPRESSED,
            (FEMALE, MALE),
            None,
            "Värdena för kvinnor och män i valet 2022 visas inte av källan (sekretess: för få för att visas).",
        ),
        (PROVISIONAL, (TOTAL,), 2022, "Värdet i valet 2022 är preliminärt: källan kan ändra det."),
        (
            PROVISIONAL,
            GROUPS,
            2018,
            "Värdena i valet 2022 är preliminära: källan kan ändra dem. Här visas mätningen från valet 2018.",
        ),
        (ObservationStatus.NORMAL, (TOTAL,), 2018, ""),
    ],
)
def test_a_latest_value_that_is_hidden_or_not_final_is_told(
    status: ObservationStatus, groups: tuple[Sex, ...], shown: int | None, said: str
) -> None:
    assert later_sentence(status, 2022, groups, ELECTION, shown=shown) == said


def known(low: float, high: float, source: UncertaintySource = UncertaintySource.COUNTED) -> ValueUncertainty:
    return ValueUncertainty((low + high) / 2, 1.0, low, high, source)


def test_uncertainty_is_said_as_limits_with_its_year_and_its_source() -> None:
    values = {TOTAL: known(30.74, 32.46), FEMALE: known(34.5, 37.2, UncertaintySource.PUBLISHED)}
    said = plain(uncertainty_words(values, {TOTAL: 2022, FEMALE: 2022, MALE: 2022}, DAYS, decimals=1))
    assert (
        "låg nivån 2022 troligen mellan 30,7 och 32,5 dagar för alla och mellan 34,5 och 37,2 dagar för kvinnor."
        in said
    )
    assert "Osäkerheten för alla är uträknad ur hur många värdet gäller." in said
    assert "Osäkerheten för kvinnor är angiven av källan." in said
    assert said.endswith("Hur osäkert det senaste värdet för män är går inte att räkna ut.")


def test_limits_of_different_years_have_each_their_own() -> None:
    values = {TOTAL: known(1.0, 2.0), FEMALE: known(3.0, 4.0)}
    said = plain(uncertainty_words(values, {TOTAL: 2022, FEMALE: 2019}, DAYS, decimals=0))
    assert "troligen mellan 1 och 2 dagar för alla 2022 och mellan 3 och 4 dagar för kvinnor 2019." in said


def test_an_uncertainty_that_nothing_tells_is_said_to_be_unknown() -> None:
    assert uncertainty_words({}, {TOTAL: 2022}, DAYS, decimals=1) == (
        "Hur osäkert det senaste värdet är går inte att räkna ut."
    )
    assert uncertainty_words({}, {}, definition("N1", unit=Unit.PERCENT), decimals=1) == ""
