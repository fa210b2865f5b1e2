"""Groups of people as words in addresses, and which claims are about a chosen group."""

from functools import cache

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import ClaimKind, Group, Key, group_of
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex

EVERYONE: Key = Group().key
SLUGS = {
    Sex.FEMALE: "kvinnor",
    Sex.MALE: "man",
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
}


def slug(key: Key) -> str:
    """Return a group as a word in an address: "utrikes-fodda-kvinnor"; empty for everyone."""
    group = group_of(key)
    words = [SLUGS[group.category]] if group.dimension else []
    return "-".join([*words, *([SLUGS[group.sex]] if group.sex is not Sex.TOTAL else [])])


def _every_group() -> list[Key]:
    sexes = [Group(sex).key for sex in (Sex.FEMALE, Sex.MALE)]
    others = [dimension for dimension in CATEGORIES if dimension is not Dimension.SEX]
    return sexes + [
        Group(sex, dimension, category).key for dimension in others for category in CATEGORIES[dimension] for sex in Sex
    ]


# In the order in which they are offered.
BY_SLUG: dict[str, Key] = {slug(key): key for key in _every_group()}


@cache
def within(key: Key, wanted: Key) -> bool:
    """Return whether a group is the wanted one or a part of it: foreign-born women are women, and foreign-born."""
    group, whole = group_of(key), group_of(wanted)
    same_place = whole.dimension is None or (group.dimension, group.category) == (whole.dimension, whole.category)
    return same_place and whole.sex in (Sex.TOTAL, group.sex)


def concerns(claim: Claim, wanted: Key) -> bool:
    """Return whether a claim is about the wanted group; a gap is about both of its groups."""
    return within(claim.group, wanted) or (claim.kind is ClaimKind.GAP and within(claim.other, wanted))
