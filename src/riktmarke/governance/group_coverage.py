"""Which groups a plan's indicators show: "always sex, never only sex", counted, with the reason wherever it fails."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riktmarke.governance.coverage import SexCoverage, by_dimension, by_ground, by_sex
from riktmarke.governance.definitions import Catalogue, Definition
from riktmarke.vocabulary.groups import Dimension, Ground

if TYPE_CHECKING:
    from riktmarke.governance.models import FocusArea, Indicator

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """Which of some indicators show which groups, by the indicators' ids.

    `by_dimension`: those with groups of each kind of their own; `crossed`: those with women and men within native- or
    foreign-born; `by_ground`: those that can show something of each ground of discrimination.
    """

    indicators: Names
    sexes: SexCoverage
    by_dimension: Mapping[Dimension, Names]
    crossed: Names
    by_ground: Mapping[Ground, Names]

    @property
    def with_sex(self) -> Names:
        """Those that show women and men, or are themselves a comparison of them, in the order of the indicators."""
        shown = {*self.sexes.split, *self.sexes.compared}
        return tuple(name for name in self.indicators if name in shown)

    @property
    def without_sex(self) -> Names:
        """Those that do neither; each has its reason in `sexes.not_split`."""
        return tuple(name for names in self.sexes.not_split.values() for name in names)

    def share(self, names: Names) -> float:
        """Return how large a share some of the indicators are, from 0 to 1; of no indicators, 0."""
        return len(names) / len(self.indicators) if self.indicators else 0.0


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """The coverage of a part of a plan's indicators: a focus area's (`key` as in its address) or a source's."""

    key: str
    title: str
    coverage: GroupCoverage


@dataclass(frozen=True, slots=True)
class PlanCoverage:
    """The coverage of a plan's indicators: all of them, each focus area's, and each source's.

    `undefined`: the plan's indicators that the catalogue no longer defines, which are not counted.
    """

    whole: GroupCoverage
    focus_areas: tuple[PartCoverage, ...]
    sources: tuple[PartCoverage, ...]
    undefined: Names


def group_coverage(definitions: Catalogue) -> GroupCoverage:
    """Return which of the definitions show which groups."""
    return GroupCoverage(
        indicators=tuple(definitions),
        sexes=by_sex(definitions),
        by_dimension=by_dimension(definitions),
        crossed=tuple(d.series for d in definitions.values() if d.split_by_sex and d.by(Dimension.ORIGIN)),
        by_ground=by_ground(definitions),
    )


def coverage_by_source(definitions: Catalogue) -> tuple[PartCoverage, ...]:
    """Return the coverage of each source's indicators, the source of the most first."""
    counted = Counter(definition.source for definition in definitions.values())
    return tuple(
        PartCoverage("", source, group_coverage({name: d for name, d in definitions.items() if d.source == source}))
        for source in sorted(counted, key=lambda source: (-counted[source], source))
    )


def plan_coverage(
    indicators: "Iterable[Indicator]", focus_areas: "Iterable[FocusArea]", catalogue: Catalogue
) -> PlanCoverage:
    """Return which groups a plan's indicators show, proposed ones counted like those decided.

    Args:
        indicators: the plan's, as `queries.indicators` gives them.
        focus_areas: the plan's, with their indicators, as `queries.focus_areas` gives them.
        catalogue: the definitions.
    """
    names = tuple(indicator.definition for indicator in indicators)
    whole = defined(names, catalogue)
    return PlanCoverage(
        whole=group_coverage(whole),
        focus_areas=tuple(
            PartCoverage(
                area.key, area.title, group_coverage(defined((i.definition for i in area.indicators.all()), catalogue))
            )
            for area in focus_areas
        ),
        sources=coverage_by_source(whole),
        undefined=tuple(name for name in names if name not in catalogue),
    )


def defined(names: Iterable[str], catalogue: Catalogue) -> dict[str, Definition]:
    """Return the definitions of the names that the catalogue has, in their order."""
    return {name: catalogue[name] for name in names if name in catalogue}
