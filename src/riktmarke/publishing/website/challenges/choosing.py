"""What a reader has chosen to see: a group, a focus area, an item of a framework, an order; all in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from riktmarke.assessment.challenges.kinds import Key
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem, FrameworkLists
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.challenges.groups_chosen import BY_SLUG, EVERYONE, slug

BY_PEOPLE, AS_TABLE, EVERYTHING = "personer", "tabell", "1"
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices in an address. `group` is a group's key, `focus` a focus area's, `item` such as "agenda-2030/3"."""

    group: Key = EVERYONE
    focus: str = ""
    item: str = ""
    by_people: bool = False
    as_table: bool = False
    everything: bool = False

    @property
    def query(self) -> str:
        """The choices as the end of an address, empty where nothing is chosen."""
        words = {
            "grupp": slug(self.group),
            "omrade": self.focus,
            "ram": self.item,
            "ordning": BY_PEOPLE if self.by_people else "",
            "visa": AS_TABLE if self.as_table else "",
            "alla": EVERYTHING if self.everything else "",
        }
        said = urlencode({name: word for name, word in words.items() if word}, safe="/")
        return f"?{said}" if said else ""

    def but(self, **changes: Any) -> str:
        """Return the query of the same choices with some changed."""
        return replace(self, **changes).query or "?"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The choices as they hold here, what they keep, and what is said of them.

    `indicators`: those that are kept, None for all; `words`: what is kept, as ends of a sentence; `wrong`: what is
    said where something chosen does not exist and was left out.
    """

    chosen: Chosen
    indicators: frozenset[str] | None
    words: tuple[str, ...]
    wrong: str


def narrowing(asked: Mapping[str, str], catalogue: Catalogue, lists: FrameworkLists, chain: Chain | None) -> Narrowing:
    """Return the choices that an address asks for. What does not exist is told and left out."""
    group = BY_SLUG.get(asked.get("grupp", ""), EVERYONE)
    focus, item = asked.get("omrade", ""), asked.get("ram", "")
    of_focus, of_item = _of_focus(focus, chain), _of_item(item, catalogue, lists)
    kept = [found for found in (of_focus, of_item) if found is not None]
    unknown = [
        asked[name][:LONGEST_WORD]
        for name, known in (("grupp", group != EVERYONE), ("omrade", of_focus), ("ram", of_item))
        if asked.get(name) and not known
    ]
    return Narrowing(
        chosen=Chosen(
            group=group,
            focus=focus if of_focus else "",
            item=item if of_item else "",
            by_people=asked.get("ordning") == BY_PEOPLE,
            as_table=asked.get("visa") == AS_TABLE,
            everything=asked.get("alla") == EVERYTHING,
        ),
        indicators=frozenset.intersection(*(indicators for indicators, _ in kept)) if kept else None,
        words=(*([f"som gäller {group_label(group)}"] if group != EVERYONE else []), *(words for _, words in kept)),
        wrong=f"Det finns inget att välja som heter ”{unknown[0]}” här. Det valet är bortlämnat." if unknown else "",
    )


Kept = tuple[frozenset[str], str]


def _of_focus(key: str, chain: Chain | None) -> Kept | None:
    area = next((area for area in chain.focus_areas if area.key == key), None) if key and chain else None
    if area is None:
        return None
    return frozenset(indicator.definition for indicator in area.indicators.all()), f"inom fokusområdet {area.title}"


def _of_item(reference: str, catalogue: Catalogue, lists: FrameworkLists) -> Kept | None:
    framework, _, key = reference.partition("/")
    found = lists[framework].item(key) if framework in lists else None
    if found is None:
        return None
    return linked_to(catalogue, lists[framework], found), f"som hör till {item_name(lists[framework], found)}"


def item_name(framework: FrameworkList, item: FrameworkListItem) -> str:
    """Return an item with its framework and number: "Agenda 2030, 3 God hälsa och välbefinnande"."""
    number = f"{item.id} " if item.id[:1].isdigit() else ""
    return f"{framework.short_title}, {number}{item.title}"


def linked_to(catalogue: Catalogue, framework: FrameworkList, item: FrameworkListItem) -> frozenset[str]:
    """Return the indicators linked to an item of a framework or to anything below it."""
    below = {f"{framework.id}/{one}" for one in _with_below(framework, item.id)}
    return frozenset(name for name, definition in catalogue.items() if below.intersection(definition.links))


def _with_below(framework: FrameworkList, item: str) -> Iterable[str]:
    yield item
    for child in framework.children(item):
        yield from _with_below(framework, child.id)
