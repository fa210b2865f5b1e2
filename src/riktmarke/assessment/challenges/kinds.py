"""Code lists of the challenge engine; the words for them belong to presentation."""

from dataclasses import dataclass
from enum import IntEnum

from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex

Key = str


class UncertaintySource(IntEnum):
    """Where the uncertainty of a value is known from (METHODS.md section 6)."""

    UNKNOWN = 0
    PUBLISHED = 1  # the publisher gives it
    COUNTED = 2  # from the counts behind a share or rate of a known population
    OBSERVED = 3  # from the scatter of all municipalities' measurements around their own paths


class ClaimKind(IntEnum):
    """What is claimed. The first group's name is the group whose value it is about."""

    LEVEL = 1  # worse than others in the latest year
    OVER_YEARS = 2  # worse than others on average over the latest measurements
    TREND = 3  # has become worse
    GAP = 4  # one group is worse off than another
    WIDER_GAP = 5  # the gap is wider than that of others
    GAP_TREND = 6  # the gap has widened
    POTENTIAL = 7  # at least a quarter of similar municipalities are clearly better
    TARGET = 8  # the target will hardly be reached
    PACE = 9  # the line through the latest measurements, where nobody says which way is better: no claim of its own
    FALLING_BEHIND = 10  # has become worse beside similar municipalities


class Against(IntEnum):
    """Whom a claim compares with."""

    NOBODY = 0
    SIMILAR = 1  # similar municipalities
    COUNTY = 2  # the rest of the county
    COUNTRY = 3  # the whole country
    MIDDLE = 4  # the municipality in the middle of all


class ChallengeReason(IntEnum):
    """Why an indicator is a challenge."""

    WORSE = 1
    WORSENING = 2
    WIDER_GAP = 3
    WIDENING_GAP = 4
    MISSES_TARGET = 5
    IMPROVABLE = 6
    FALLING_BEHIND = 7


class Listing(IntEnum):
    """Where an indicator stands in a municipality's account; every one stands in exactly one list."""

    CHALLENGE = 1
    STRENGTH = 2
    LARGE_UNCERTAIN = 3  # seems much worse, and may be chance
    UNDECIDED = 4  # the figures cannot tell
    LIKE_OTHERS = 5  # no difference that matters has been found, and no large one can be hidden
    NOT_JUDGED = 6  # nobody has said which direction is good
    NO_FIGURE = 7


class Undecided(IntEnum):
    """Why it cannot be decided."""

    DECIDED = 0
    UNCERTAINTY_UNKNOWN = 1  # nothing tells how uncertain the value is
    NOTHING_TO_COMPARE = 2  # no comparator has a value of the same year, or a mean says nothing
    TOO_UNCERTAIN = 3  # the interval holds both a large difference and none
    SUPPRESSED = 4  # too few stand behind the latest value
    OUTDATED = 5  # measured last many years before it was elsewhere
    COMPARISONS_DISAGREE = 6  # what stands beside some of those compared with does not beside the others


ABOUT_LEVEL = (ClaimKind.LEVEL, ClaimKind.OVER_YEARS)
ABOUT_CHANGE = (ClaimKind.TREND, ClaimKind.FALLING_BEHIND)
ABOUT_GROUPS = (ClaimKind.GAP, ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people: a sex (or everyone), within a category of another dimension where there is one."""

    sex: Sex = Sex.TOTAL
    dimension: Dimension | None = None
    category: str = ""

    @property
    def key(self) -> Key:
        """The group as a word: "F", "origin:foreign_born", "origin:foreign_born|F"."""
        if self.dimension is None:
            return self.sex.value
        within = "" if self.sex is Sex.TOTAL else f"|{self.sex.value}"
        return f"{self.dimension.value}:{self.category}{within}"


def group_of(key: Key) -> Group:
    """Return the group that a key names.

    Raises:
        ValueError: if it names none.
    """
    place, _, sex = key.partition("|")
    dimension, _, category = place.partition(":")
    if not category:
        return Group(Sex(place))
    if category not in CATEGORIES[Dimension(dimension)]:
        raise ValueError(f"{key!r} names no group: {dimension} has {', '.join(CATEGORIES[Dimension(dimension)])}")
    return Group(Sex(sex) if sex else Sex.TOTAL, Dimension(dimension), category)
