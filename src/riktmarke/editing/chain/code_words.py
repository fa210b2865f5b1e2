"""The Swedish words for the codes of the chain, as staff choose among them."""

from collections.abc import Mapping
from enum import StrEnum

from riktmarke.governance.codes import (
    ActionStatus,
    ChallengeParameter,
    Comparator,
    DocumentKind,
    Happening,
    Reach,
    State,
    TargetKind,
    TargetOrigin,
    UnitKind,
)
from riktmarke.vocabulary.groups import Dimension

CODE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    State: {State.DRAFT: "Utkast", State.DECIDED: "Beslutat"},
    UnitKind: {
        UnitKind.COUNCIL: "Fullmäktige",
        UnitKind.BOARD: "Nämnd eller styrelse",
        UnitKind.ADMINISTRATION: "Förvaltning",
        UnitKind.COMPANY: "Bolag",
        UnitKind.UNIT: "Enhet",
        UnitKind.REVISION: "Revision",
    },
    TargetKind: {
        TargetKind.LEVEL: "Ett värde att nå",
        TargetKind.AS_GOOD_AS: "Minst lika bra som andra",
        TargetKind.GAP: "En skillnad mellan grupper som är högst så stor",
        TargetKind.DIRECTION: "En förändring till det bättre",
    },
    Reach: {Reach.AT_LEAST: "Minst så högt som värdet", Reach.AT_MOST: "Högst så högt som värdet"},
    TargetOrigin: {
        TargetOrigin.DECIDED: "Kommunens eget mål",
        TargetOrigin.STATUTORY: "Krav i lag eller förordning",
        TargetOrigin.REFERENCE: "Riktmärke att jämföra med",
        TargetOrigin.PROPOSAL: "Förslag som ingen har beslutat",
    },
    Comparator: {
        Comparator.SIMILAR_MUNICIPALITIES: "Liknande kommuner",
        Comparator.COUNTY: "Länet",
        Comparator.COUNTRY: "Sverige",
        Comparator.BEST_IN_COUNTY: "Den bästa kommunen i länet",
    },
    DocumentKind: {
        DocumentKind.STRATEGY: "Strategi",
        DocumentKind.POLICY: "Policy",
        DocumentKind.ACTION_PLAN: "Handlingsplan",
        DocumentKind.DECLARATION: "Deklaration",
        DocumentKind.PLAN: "Plan",
        DocumentKind.AGREEMENT: "Överenskommelse",
        DocumentKind.OTHER: "Annat",
    },
    ActionStatus: {
        ActionStatus.PLANNED: "Planerad",
        ActionStatus.ONGOING: "Pågår",
        ActionStatus.DONE: "Klar",
        ActionStatus.STOPPED: "Avbruten",
    },
    ChallengeParameter: {
        ChallengeParameter.FALSE_DISCOVERY_RATE: "Hur stor andel av utmaningarna som får vara slump",
        ChallengeParameter.SMALLEST_DIFFERENCE: "Minsta skillnad som spelar roll, för en indikator",
        ChallengeParameter.SMALLEST_DIFFERENCE_FACTOR: "Minsta skillnad som spelar roll, gånger så mycket för alla",
        ChallengeParameter.CLEAR_IMPROVEMENT_FACTOR: "Hur långt före andra ska vara för en tydlig förbättring",
        ChallengeParameter.LARGE_UNCERTAIN_FACTOR: "Hur stor en osäker skillnad ska vara för att nämnas",
        ChallengeParameter.TREND_YEARS: "Hur många år bakåt en förändring räknas",
        ChallengeParameter.FEWEST_POINTS: "Hur många mätningar en förändring kräver",
    },
}
HAPPENINGS: Mapping[str, str] = {
    Happening.CREATE: "Lade till",
    Happening.CHANGE: "Ändrade",
    Happening.DELETE: "Tog bort",
    Happening.LOAD: "Läste in",
    Happening.DECIDE: "Förde in beslut",
    Happening.UNDO: "Ångrade",
}
DIMENSIONS: Mapping[str, str] = {
    Dimension.SEX: "Mellan kvinnor och män",
    Dimension.ORIGIN: "Mellan inrikes och utrikes födda",
    Dimension.EDUCATION: "Mellan utbildningsnivåer",
    Dimension.INCOME: "Mellan inkomstgrupper",
}


def code_word(codes: type[StrEnum] | None, code: str) -> str:
    """Return the words for a code; the code itself where it is none of them."""
    words = CODE_WORDS.get(codes, {}) if codes else {}
    return next((word for known, word in words.items() if known == code), code)


def dimension_word(key: str) -> str:
    """Return between whom a gap is, in words."""
    return next((words for dimension, words in DIMENSIONS.items() if dimension == key), key)
