"""Which group of an indicator a page or a picture is about, and the words for groups in addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from riktmarke.assessment.challenges.kinds import Group, Key
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.group_slugs import group_slug
from riktmarke.publishing.website.figures import Figures
from riktmarke.vocabulary.groups import GROUPS

EVERYONE = "alla"


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator and the groups that a series of it shows: everyone, women and men, or those of one category."""

    definition: Definition
    keys: tuple[Key, ...]


def asked_of(source: Figures, series: str) -> Asked | None:
    """Return the indicator that a series is, or is a group of; None where nobody has defined it."""
    defined = source.definition(series)
    if defined is None:
        return None
    if not defined.part_of:
        return Asked(defined, tuple(Group(sex).key for sex in GROUPS))
    whole = source.catalogue[defined.part_of]
    keys = tuple(_keys_of_cut(whole, series))
    return Asked(whole, keys) if keys else None


def slug(key: Key) -> str:
    """Return a group as a word in an address: "kvinnor", "alla"."""
    return group_slug(key) or EVERYONE


def _keys_of_cut(whole: Definition, series: str) -> Iterator[Key]:
    for cut in whole.cuts:
        if cut.series == series:
            yield from (Group(sex, cut.dimension, cut.category).key for sex in GROUPS)
