"""Groups of people as words without blanks, for addresses and the command line, in both languages."""

from collections.abc import Mapping

from riktmarke.assessment.challenges.choosing import GROUPS
from riktmarke.assessment.challenges.kinds import Key, group_of
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.groups import Sex

SV, EN = Language.SWEDISH, Language.ENGLISH

SEXES: Mapping[Language, Mapping[Sex, str]] = {
    SV: {Sex.FEMALE: "kvinnor", Sex.MALE: "man"},
    EN: {Sex.FEMALE: "women", Sex.MALE: "men"},
}
CATEGORIES: Mapping[Language, Mapping[str, str]] = {
    SV: {
        "native_born": "inrikes-fodda",
        "foreign_born": "utrikes-fodda",
        "primary": "forgymnasial-utbildning",
        "secondary": "gymnasial-utbildning",
        "tertiary": "eftergymnasial-utbildning",
        "quintile_1": "lagst-inkomst",
        "quintile_2": "nast-lagst-inkomst",
        "quintile_3": "mellersta-inkomst",
        "quintile_4": "nast-hogst-inkomst",
        "quintile_5": "hogst-inkomst",
    },
    EN: {
        "native_born": "native-born",
        "foreign_born": "foreign-born",
        "primary": "primary-education",
        "secondary": "secondary-education",
        "tertiary": "tertiary-education",
        "quintile_1": "income-quintile-1",
        "quintile_2": "income-quintile-2",
        "quintile_3": "income-quintile-3",
        "quintile_4": "income-quintile-4",
        "quintile_5": "income-quintile-5",
    },
}


def group_slug(key: Key, language: Language = SV) -> str:
    """Return a group as one word: "utrikes-fodda-kvinnor", "foreign-born-women"; empty for everyone."""
    group = group_of(key)
    of_category = [CATEGORIES[language][group.category]] if group.dimension is not None else []
    of_sex = [SEXES[language][group.sex]] if group.sex is not Sex.TOTAL else []
    return "-".join([*of_category, *of_sex])


# By its word, every group in the order in which they are offered.
GROUPS_BY_SLUG: Mapping[Language, Mapping[str, Key]] = {
    language: {group_slug(key, language): key for key in GROUPS} for language in Language
}
