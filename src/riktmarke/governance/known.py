"""What a plan may refer to outside itself: the indicators of the catalogue, and the shared framework lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riktmarke.governance.composites import NO_COMPOSITES, Composites
from riktmarke.governance.definitions import Catalogue, Definition
from riktmarke.governance.framework_lists import FrameworkLists
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the catalogue, as far as a plan needs to know it.

    `groups`: what a target can be set for; `dimensions`: what a gap can be between the groups of; `averaged`: whether a
    mean of municipalities says anything; `lowest` and `highest`: what a value can be, None where there is no end.
    """

    title: str
    judged: bool
    groups: tuple[str, ...]
    dimensions: tuple[str, ...]
    links: tuple[str, ...]
    averaged: bool = True
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Indicators by id, the items of each shared framework, and the titles of composites by id."""

    indicators: Mapping[str, KnownIndicator]
    frameworks: Mapping[str, tuple[str, ...]]
    composites: Mapping[str, str] = field(default_factory=dict)


def known_from(catalogue: Catalogue, lists: FrameworkLists, composites: Composites = NO_COMPOSITES) -> Known:
    """Return what plans may refer to."""
    return Known(
        indicators={key: _indicator(definition) for key, definition in catalogue.items()},
        frameworks={key: tuple(item.id for item in framework.items) for key, framework in lists.items()},
        composites={key: composite.title for key, composite in composites.items()},
    )


def _both_ends(definition: Definition, dimension: Dimension) -> bool:
    """Whether there is a gap to speak of: between origins, or the ends of a ladder of education or income."""
    ends = {CATEGORIES[dimension][0], CATEGORIES[dimension][-1]}
    return dimension is not Dimension.SEX and ends <= definition.by(dimension).keys()


def _indicator(definition: Definition) -> KnownIndicator:
    both_sexes = definition.split_by_sex or definition.composed
    groups = [] if definition.composed else [Sex.TOTAL.value]
    groups += [Sex.FEMALE.value, Sex.MALE.value] if both_sexes else []
    others = [cut for cut in definition.cuts if cut.dimension is not Dimension.SEX]
    groups += [f"{cut.dimension.value}:{cut.category}" for cut in others]
    dimensions = [Dimension.SEX.value] if both_sexes else []
    dimensions += [dimension.value for dimension in Dimension if _both_ends(definition, dimension)]
    return KnownIndicator(
        title=definition.title,
        judged=definition.polarity is not Polarity.NO_JUDGEMENT,
        groups=tuple(groups),
        dimensions=tuple(dimensions),
        links=definition.links,
        averaged=definition.averaged,
        lowest=definition.lowest,
        highest=definition.highest,
    )
