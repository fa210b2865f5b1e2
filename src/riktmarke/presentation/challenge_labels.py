"""What the codes of the challenge engine are called, in both languages: text alone, without symbols."""

from collections.abc import Mapping

from riktmarke.assessment.challenges.history import Why
from riktmarke.assessment.challenges.kinds import (
    Against,
    ChallengeReason,
    Key,
    Listing,
    UncertaintySource,
    Undecided,
    group_of,
)
from riktmarke.governance.definitions import CATEGORY_NAMES, ENGLISH_CATEGORY_NAMES
from riktmarke.presentation.labels import SWEDEN, at_place
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.groups import Dimension, Sex

SV, EN = Language.SWEDISH, Language.ENGLISH

REASONS: Mapping[Language, Mapping[ChallengeReason, str]] = {
    SV: {
        ChallengeReason.WORSE: "sämre än andra",
        ChallengeReason.WORSENING: "har blivit sämre",
        ChallengeReason.WIDER_GAP: "större skillnad mellan grupper än hos andra",
        ChallengeReason.WIDENING_GAP: "skillnaden mellan grupper växer",
        ChallengeReason.MISSES_TARGET: "når troligen inte målet",
        ChallengeReason.IMPROVABLE: "andra visar att det går",
        ChallengeReason.FALLING_BEHIND: "sämre utveckling än liknande kommuner",
    },
    EN: {
        ChallengeReason.WORSE: "worse than others",
        ChallengeReason.WORSENING: "has become worse",
        ChallengeReason.WIDER_GAP: "wider gap between groups than elsewhere",
        ChallengeReason.WIDENING_GAP: "the gap between groups is widening",
        ChallengeReason.MISSES_TARGET: "will probably miss the target",
        ChallengeReason.IMPROVABLE: "others show that it can be done",
        ChallengeReason.FALLING_BEHIND: "worse development than similar municipalities",
    },
}

LISTINGS: Mapping[Language, Mapping[Listing, str]] = {
    SV: {
        Listing.CHALLENGE: "Utmaningar",
        Listing.STRENGTH: "Styrkor",
        Listing.LARGE_UNCERTAIN: "Stora men osäkra skillnader",
        Listing.UNDECIDED: "Går inte att avgöra",
        Listing.LIKE_OTHERS: "Som hos andra",
        Listing.NOT_JUDGED: "Bedöms inte",
        Listing.NO_FIGURE: "Inga siffror",
    },
    EN: {
        Listing.CHALLENGE: "Challenges",
        Listing.STRENGTH: "Strengths",
        Listing.LARGE_UNCERTAIN: "Large but uncertain differences",
        Listing.UNDECIDED: "Cannot be decided",
        Listing.LIKE_OTHERS: "Like others",
        Listing.NOT_JUDGED: "Not judged",
        Listing.NO_FIGURE: "No figures",
    },
}

UNDECIDED: Mapping[Language, Mapping[Undecided, str]] = {
    SV: {
        Undecided.DECIDED: "",
        Undecided.UNCERTAINTY_UNKNOWN: "Hur osäkert värdet är går inte att räkna ut, så en skillnad mot andra går inte "
        "att skilja från en slump.",
        Undecided.NOTHING_TO_COMPARE: "Det saknas jämförbara värden för andra, så det går inte att säga om det är "
        "sämre eller bättre här.",
        Undecided.TOO_UNCERTAIN: "Siffrorna är för osäkra för att visa om det är sämre här än hos andra.",
        Undecided.OUTDATED: "Den senaste mätningen är för gammal för att jämföras med andras nyare.",
        Undecided.COMPARISONS_DISAGREE: "Jämförelserna säger olika: vad som håller mot några håller inte mot andra.",
        Undecided.SUPPRESSED: "Källan visar inte det senaste värdet: det bygger på för få.",
    },
    EN: {
        Undecided.DECIDED: "",
        Undecided.UNCERTAINTY_UNKNOWN: "How uncertain the value is cannot be worked out, so a difference from others "
        "cannot be told from chance.",
        Undecided.NOTHING_TO_COMPARE: "There are no comparable values for others, so nothing can be said of whether "
        "it is worse or better here.",
        Undecided.TOO_UNCERTAIN: "The figures are too uncertain to show whether it is worse here than elsewhere.",
        Undecided.OUTDATED: "The latest measurement is too old to be compared with the newer ones of others.",
        Undecided.COMPARISONS_DISAGREE: "The comparisons disagree: what holds beside some does not beside others.",
        Undecided.SUPPRESSED: "The source does not show the latest value: too few stand behind it.",
    },
}

SOURCES: Mapping[Language, Mapping[UncertaintySource, str]] = {
    SV: {
        UncertaintySource.UNKNOWN: "okänd",
        UncertaintySource.PUBLISHED: "angiven av källan",
        UncertaintySource.COUNTED: "uträknad ur hur många värdet gäller",
        UncertaintySource.OBSERVED: "uträknad ur hur värden som detta brukar svänga",
    },
    EN: {
        UncertaintySource.UNKNOWN: "unknown",
        UncertaintySource.PUBLISHED: "given by the source",
        UncertaintySource.COUNTED: "worked out from how many the value is about",
        UncertaintySource.OBSERVED: "worked out from how values like this one usually vary",
    },
}

WHYS: Mapping[Language, Mapping[Why, str]] = {
    SV: {
        Why.NEW_RULE: "Reglerna, planens gränser eller beskrivningen av måttet har ändrats.",
        Why.NEW_FIGURES: "Det har kommit en nyare mätning.",
        Why.REVISED_SOURCE: "Källan har ändrat värdet för samma år.",
        Why.OTHERS_CHANGED: "Kommunens eget värde är detsamma, men det som det jämförs med har ändrats.",
    },
    EN: {
        Why.NEW_RULE: "The rules, the limits of the plan or the definition of the indicator have changed.",
        Why.NEW_FIGURES: "There is a later measurement.",
        Why.REVISED_SOURCE: "The source has changed the value for the same year.",
        Why.OTHERS_CHANGED: "The municipality's own value is the same, but what it is compared with has changed.",
    },
}


def reason_label(reason: ChallengeReason, language: Language | None = None) -> str:
    """Return why an indicator is a challenge, in lower case: "sämre än andra"."""
    language = language or spoken_language()
    return REASONS[language][reason]


def listing_label(listing: Listing, language: Language | None = None) -> str:
    """Return the heading of a list: "Utmaningar"."""
    language = language or spoken_language()
    return LISTINGS[language][listing]


def undecided_sentence(undecided: Undecided, language: Language | None = None) -> str:
    """Return why something cannot be decided as a full sentence; empty where it is decided."""
    language = language or spoken_language()
    return UNDECIDED[language][undecided]


def group_label(group: Key, language: Language | None = None) -> str:
    """Return whom a group is, as it stands inside a sentence: "alla", "kvinnor", "utrikes födda män"."""
    language = language or spoken_language()
    found = group_of(group)
    if language is EN:
        sex = "" if found.sex is Sex.TOTAL else ENGLISH_CATEGORY_NAMES[found.sex]
        if found.dimension is None:
            return sex or "everyone"
        name = ENGLISH_CATEGORY_NAMES[found.category]
        return name.replace("people", sex, 1) if sex else name
    if found.dimension is None:
        return "alla" if found.sex is Sex.TOTAL else CATEGORY_NAMES[found.sex]
    name = CATEGORY_NAMES[found.category]
    if found.sex is Sex.TOTAL:
        return name
    sex = CATEGORY_NAMES[found.sex]
    if found.dimension is Dimension.INCOME:
        return f"{sex} i {name}"
    return f"{name} {sex}" if found.dimension is Dimension.ORIGIN else name.replace("personer", sex, 1)


def category_label(category: str) -> str:
    """Return what a category is called beside others, in the language that is spoken: "inrikes födda"."""
    return (ENGLISH_CATEGORY_NAMES if spoken_language() is EN else CATEGORY_NAMES)[category]


def against_label(wording: Wording, against: Against, language: Language | None = None) -> str:
    """Return whom is compared with: "liknande kommuner", "övriga kommuner i Dalarna", "Sverige"; empty for nobody."""
    language = language or spoken_language()
    if language is EN:
        country = "Sweden" if wording.country == SWEDEN else wording.country
        names = {
            Against.SIMILAR: "similar municipalities",
            Against.COUNTY: f"the other municipalities of {wording.county}",
            Against.COUNTRY: country,
            Against.MIDDLE: "the median municipality",
        }
    else:
        names = {
            Against.SIMILAR: "liknande kommuner",
            Against.COUNTY: f"övriga kommuner {at_place(wording.county)}",
            Against.COUNTRY: wording.country,
            Against.MIDDLE: "kommunen i mitten",
        }
    return names.get(against, "")


def source_label(source: UncertaintySource, language: Language | None = None) -> str:
    """Return whence the uncertainty is known, in a few words that end "Osäkerheten är …": "angiven av källan"."""
    language = language or spoken_language()
    return SOURCES[language][source]


def why_label(why: Why, language: Language | None = None) -> str:
    """Return why an indicator came to or left the challenges, as a full sentence."""
    language = language or spoken_language()
    return WHYS[language][why]
