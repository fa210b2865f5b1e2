"""The catalogue's indicators by the focus area they belong to, for choices and tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.language import say
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.figures import Figures

FOCUS_AREAS = "focus-areas"
OTHERS = "ovriga"


@dataclass(frozen=True, slots=True)
class Subject:
    """A focus area of the catalogue with its indicators that have figures, in order of their titles."""

    key: str
    title: str
    indicators: tuple[Definition, ...]


def subjects(source: Figures) -> tuple[Subject, ...]:
    """Return the focus areas that have indicators with figures, each indicator under the first it is linked to."""
    known = source.dataset().series
    left = {d.series: d for d in source.catalogue.values() if d.series in known and not d.part_of}
    listed = source.frameworks.get(FOCUS_AREAS)
    found = []
    for item in listed.goals if listed is not None else ():
        members = [d for d in left.values() if f"{FOCUS_AREAS}/{item.id}" in d.links]
        found.append(Subject(item.id, title_in_tongue(item), _in_order(members)))
        left = {series: d for series, d in left.items() if d not in members}
    title = say("Övriga") if found else say("Alla nyckeltal med definition")
    found.append(Subject(OTHERS, title, _in_order(left.values())))
    return tuple(subject for subject in found if subject.indicators)


def _in_order(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    return tuple(sorted(definitions, key=lambda definition: title_in_tongue(definition).lower()))
