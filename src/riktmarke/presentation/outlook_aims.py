"""What a target asks for, as the second half of a sentence: for whom, how much, beside whom, and by when."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.targets import COMPARATOR_NAMES, DIMENSION_NAMES
from riktmarke.presentation.tongues import COUNTS, TONGUES
from riktmarke.vocabulary.groups import Sex

SV, EN = Language.SWEDISH, Language.ENGLISH
COMPARATORS: Mapping[Language, Mapping[Comparator, str]] = {
    SV: {comparator: dict(COMPARATOR_NAMES)[comparator.value] for comparator in Comparator},
    EN: {
        Comparator.SIMILAR_MUNICIPALITIES: "similar municipalities",
        Comparator.COUNTY: "the other municipalities of the county",
        Comparator.COUNTRY: "the country",
        Comparator.BEST_IN_COUNTY: "the best of the other municipalities of the county",
    },
}
BETWEEN: Mapping[Language, Mapping[str, str]] = {
    SV: dict(DIMENSION_NAMES),
    EN: {
        "sex": "between women and men",
        "origin": "between people born in Sweden and abroad",
        "education": "between levels of education",
        "income": "between fifths by income",
    },
}
SIDES = {SV: {True: "minst", False: "högst"}, EN: {True: "at least", False: "at most"}}
# "antalet är högre" is said of a level; a number of people is larger
HIGHER = {SV: {True: "högre", False: "lägre"}, EN: {True: "higher", False: "lower"}}
LARGER = {SV: {True: "större", False: "mindre"}, EN: {True: "larger", False: "smaller"}}
SHAPES: Mapping[Language, Mapping[TargetKind, str]] = {
    SV: {
        TargetKind.LEVEL: "{measure}{group} är {side} {figure} {year}",
        TargetKind.GAP: "skillnaden i {measure} {between} är högst {figure} {year}",
        TargetKind.AS_GOOD_AS: "{measure}{group} är {as_good} i {others} {year}",
        TargetKind.DIRECTION: "{measure}{group} är {more} {year} än {since}",
    },
    EN: {
        TargetKind.LEVEL: "{measure}{group} will be {side} {figure} in {year}",
        TargetKind.GAP: "the gap in {measure} {between} will be at most {figure} in {year}",
        TargetKind.AS_GOOD_AS: "{measure}{group} will be {as_good} in {others} in {year}",
        TargetKind.DIRECTION: "{measure}{group} will be {more} in {year} than {since}",
    },
}
AS_GOOD = {SV: "minst lika bra som", EN: "at least as good as"}
BEHIND = {SV: "högst {} sämre än", EN: "at most {} worse than"}
LATEST = {SV: "i den senaste mätningen", EN: "in the latest measurement"}


def wording_of(definition: Definition, area_name: str) -> Wording:
    """Return how an indicator is worded where no county and publisher are named."""
    return Wording(definition, definition.title, definition.decimals, area_name, county="", publisher="")


def aim_words(asked: TargetAsked, definition: Definition, area_name: str, language: Language | None = None) -> str:
    """Return what a target asks for: "ohälsotalet i Hedemora för kvinnor är högst 28 dagar 2032"."""
    language = language or spoken_language()
    wording, tongue = wording_of(definition, area_name), TONGUES[language]
    far = tongue.exact(wording, asked.value, decimals=_decimals(asked.value, definition)) if asked.value else ""
    gap = asked.kind is TargetKind.GAP
    more = LARGER if definition.unit in COUNTS else HIGHER
    return SHAPES[language][asked.kind].format(
        measure=tongue.measure(wording),
        group=group_words(asked.group, wording, language) if not gap else "",
        between=BETWEEN[language].get(asked.group, ""),
        side=SIDES[language][asked.at_least],
        figure=far if gap and far else _level(asked, wording, language),
        as_good=BEHIND[language].format(far) if far else AS_GOOD[language],
        others=COMPARATORS[language][asked.comparator] if asked.comparator is not None else "",
        more=more[language][asked.at_least],
        since=_since(asked, language),
        year=asked.year,
    )


def group_words(group: str, wording: Wording, language: Language) -> str:
    """Return whom a target is for, with a space before it: " för kvinnor"; empty for everyone."""
    return "" if group == Sex.TOTAL else f" {TONGUES[language].among(wording, group)}"


def _level(asked: TargetAsked, wording: Wording, language: Language) -> str:
    """The value as it was set, with all its decimals, and at least those of the indicator unless it is whole."""
    assert wording.definition is not None  # every target has one
    value = asked.value or 0.0
    return TONGUES[language].figure(replace(wording, decimals=_decimals(value, wording.definition)), value)


def _decimals(value: float, definition: Definition) -> int:
    if value == int(value):
        return 0
    return max(-int(Decimal(repr(value)).as_tuple().exponent), definition.decimals)


def _since(asked: TargetAsked, language: Language) -> str:
    if asked.base_year is None:
        return LATEST[language]
    return f"in {asked.base_year}" if language is EN else str(asked.base_year)
