"""Coverage: which items of the frameworks, focus areas, sexes and grounds the catalogue's indicators reach."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem, FrameworkLists
from riktmarke.vocabulary.groups import Dimension, Ground

FOCUS_AREAS = "focus-areas"


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """The indicators linked to an item itself (`linked`), and to it or anything below it (`reached_by`)."""

    item: FrameworkListItem
    linked: tuple[str, ...]
    reached_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    """A framework's items, in its order, with their indicators: those with none too."""

    framework: FrameworkList
    items: tuple[ItemCoverage, ...]

    @property
    def without(self) -> tuple[FrameworkListItem, ...]:
        """The items that no indicator reaches."""
        return tuple(covered.item for covered in self.items if not covered.reached_by)


@dataclass(frozen=True, slots=True)
class SexCoverage:
    """The indicators that show women and men, those that are a comparison of them, and the others, by reason."""

    split: tuple[str, ...]
    compared: tuple[str, ...]
    not_split: Mapping[str, tuple[str, ...]]

    @property
    def share_split(self) -> float:
        """The share of the indicators that show women and men, or compare them; of none, none."""
        shown = len(self.split) + len(self.compared)
        others = sum(len(names) for names in self.not_split.values())
        return shown / (shown + others) if shown else 0.0


def by_framework(definitions: Catalogue, lists: FrameworkLists) -> tuple[FrameworkCoverage, ...]:
    """Return the coverage of each list that indicators link to, in the order of the lists."""
    linked: defaultdict[str, list[str]] = defaultdict(list)
    for definition in definitions.values():
        for link in definition.links:
            linked[link].append(definition.series)
    return tuple(_of_framework(one, linked) for one in lists.values() if one.linked_by_indicators)


def by_focus_area(definitions: Catalogue, lists: FrameworkLists) -> FrameworkCoverage:
    """Return the coverage of the catalogue's focus areas."""
    return next(one for one in by_framework(definitions, lists) if one.framework.id == FOCUS_AREAS)


def by_sex(definitions: Catalogue) -> SexCoverage:
    """Return which indicators show women and men, and why the others do not; the commonest reason first."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for definition in definitions.values():
        if not definition.split_by_sex and not definition.compares_sexes:
            reasons[definition.not_split_by_sex].append(definition.series)
    ordered = sorted(reasons.items(), key=lambda reason: (-len(reason[1]), reason[0]))
    return SexCoverage(
        split=tuple(d.series for d in definitions.values() if d.split_by_sex),
        compared=tuple(d.series for d in definitions.values() if d.compares_sexes),
        not_split={reason: tuple(names) for reason, names in ordered},
    )


def by_ground(definitions: Catalogue) -> dict[Ground, tuple[str, ...]]:
    """Return the indicators that can show each ground of discrimination: grounds that none can show too."""
    return {ground: tuple(d.series for d in definitions.values() if ground in d.grounds) for ground in Ground}


def by_dimension(definitions: Catalogue) -> dict[Dimension, tuple[str, ...]]:
    """Return the indicators with groups of each kind; women and men count wherever the values are split by sex."""
    return {
        dimension: tuple(
            d.series for d in definitions.values() if d.by(dimension) or (dimension is Dimension.SEX and d.split_by_sex)
        )
        for dimension in Dimension
    }


def read_by_another(definitions: Catalogue) -> tuple[str, ...]:
    """Return the indicators that a second reader has checked."""
    return tuple(d.series for d in definitions.values() if d.checked_by)


def _of_framework(framework: FrameworkList, linked: Mapping[str, list[str]]) -> FrameworkCoverage:
    def reached(item: FrameworkListItem) -> list[str]:
        below = [name for child in framework.children(item.id) for name in reached(child)]
        return [*linked.get(f"{framework.id}/{item.id}", ()), *below]

    return FrameworkCoverage(
        framework,
        tuple(
            ItemCoverage(
                item,
                linked=tuple(linked.get(f"{framework.id}/{item.id}", ())),
                reached_by=tuple(dict.fromkeys(reached(item))),
            )
            for item in framework.items
        ),
    )
