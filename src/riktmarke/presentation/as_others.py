"""As others would judge it: never ours, always marked as theirs."""

from enum import StrEnum

from riktmarke.assessment.findings import Finding
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.english import english_period
from riktmarke.presentation.labels import period_label
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.vocabulary.polarity import Polarity


class KoladaColour(StrEnum):
    """The colours that Kolada gives municipalities by rank."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


NAMES = {
    Language.SWEDISH: {KoladaColour.GREEN: "grönt", KoladaColour.YELLOW: "gult", KoladaColour.RED: "rött"},
    Language.ENGLISH: {KoladaColour.GREEN: "green", KoladaColour.YELLOW: "yellow", KoladaColour.RED: "red"},
}
PLACES = {
    Language.SWEDISH: {
        KoladaColour.GREEN: "bland den fjärdedel av kommunerna som har bäst värde",
        KoladaColour.YELLOW: "i den mittersta hälften av kommunerna",
        KoladaColour.RED: "bland den fjärdedel av kommunerna som har sämst värde",
    },
    Language.ENGLISH: {
        KoladaColour.GREEN: "in the quarter of the municipalities with the best values",
        KoladaColour.YELLOW: "in the middle half of the municipalities",
        KoladaColour.RED: "in the quarter of the municipalities with the worst values",
    },
}
SENTENCES = {
    Language.SWEDISH: (
        "I Koladas färger är värdet {colour} {year}: {place}. Färgen är Koladas och går efter ordningen mellan "
        "kommunerna, utan hänsyn till osäkerheten; den är uträknad av oss."
    ),
    Language.ENGLISH: (
        "In Kolada's colours the value is {colour} in {year}: {place}. The colour is Kolada's and goes by the order of "
        "the municipalities, whatever the uncertainty; we have worked it out."
    ),
}


def kolada_colour(finding: Finding, definition: Definition) -> KoladaColour | None:
    """Return the colour that Kolada gives a municipality's value; None without direction, value or quarters.

    Definition: the best quarter of the municipalities is green, the middle half yellow, the worst quarter red.
    """
    value, low, high = finding.value, finding.kind_lower_quarter, finding.kind_upper_quarter
    if definition.polarity is Polarity.NO_JUDGEMENT or value is None or low is None or high is None:
        return None
    if low < value < high or low == value == high:
        return KoladaColour.YELLOW
    upper_is_good = definition.polarity is Polarity.HIGHER_IS_BETTER
    return KoladaColour.GREEN if (value >= high) is upper_is_good else KoladaColour.RED


def kolada_sentence(finding: Finding, definition: Definition, language: Language | None = None) -> str:
    """Return the colour as a sentence that says whose it is and what it leaves out; empty where there is none."""
    language = language or spoken_language()
    colour = kolada_colour(finding, definition)
    if colour is None or finding.period is None:
        return ""
    label = english_period if language is Language.ENGLISH else period_label
    return SENTENCES[language].format(
        colour=NAMES[language][colour],
        place=PLACES[language][colour],
        year=label(finding.period, definition),
    )
