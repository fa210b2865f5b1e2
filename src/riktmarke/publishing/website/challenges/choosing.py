"""What a reader has chosen to see: a group, a focus area, an item of a framework, an order; all in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from riktmarke.assessment.challenges.choosing import EVERYONE
from riktmarke.assessment.challenges.kinds import Key
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem, FrameworkLists
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.group_slugs import GROUPS_BY_SLUG, group_slug
from riktmarke.presentation.language import Language, say
from riktmarke.presentation.titles import short_title_in_tongue, title_in_tongue
from riktmarke.publishing.website.chain.held import Chain

BY_PEOPLE, AS_TABLE, EVERYTHING = "personer", "tabell", "1"
LONGEST_WORD = 60
BY_SLUG = GROUPS_BY_SLUG[Language.SWEDISH]


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
            "grupp": group_slug(self.group),
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

    `indicators`: those that are kept, None for all; `words`: what is kept, as ends of a sentence, and `names`: the
    same as names, for headings; `wrong`: what is said where something chosen does not exist and was left out.
    """

    chosen: Chosen
    indicators: frozenset[str] | None
    words: tuple[str, ...]
    names: tuple[str, ...]
    wrong: str

    @property
    def ending(self) -> str:
        """What a file's name ends with, so that it tells what was chosen: "-kvinnor-agenda-2030-3"."""
        chosen = (group_slug(self.chosen.group), self.chosen.focus, self.chosen.item.replace("/", "-"))
        return "".join(f"-{word}" for word in chosen if word)


def group_asked(asked: Mapping[str, str]) -> Key:
    """Return the group that an address asks for; everyone where it asks for none, or for none that exists."""
    return BY_SLUG.get(asked.get("grupp", ""), EVERYONE)


def narrowing(asked: Mapping[str, str], catalogue: Catalogue, lists: FrameworkLists, chain: Chain | None) -> Narrowing:
    """Return the choices that an address asks for. What does not exist is told and left out."""
    group, focus, item = group_asked(asked), asked.get("omrade", ""), asked.get("ram", "")
    of_group, of_focus, of_item = _of_group(group), _of_focus(focus, chain), _of_item(item, catalogue, lists)
    found = [kept for kept in (of_group, of_focus, of_item) if kept is not None]
    sets = [kept.indicators for kept in found if kept.indicators is not None]
    unknown = [
        asked[name][:LONGEST_WORD]
        for name, known in (("grupp", of_group), ("omrade", of_focus), ("ram", of_item))
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
        indicators=frozenset.intersection(*sets) if sets else None,
        words=tuple(kept.words for kept in found),
        names=tuple(kept.name for kept in found),
        wrong=say("Det finns inget att välja som heter ”{unknown}” här. Det valet är bortlämnat.", unknown=unknown[0])
        if unknown
        else "",
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What one choice keeps, as the end of a sentence and as a name; `indicators` None for all."""

    indicators: frozenset[str] | None
    words: str
    name: str


def _of_group(group: Key) -> _Kept | None:
    if group == EVERYONE:
        return None
    return _Kept(None, say("som gäller {group_label}", group_label=group_label(group)), group_label(group))


def _of_focus(key: str, chain: Chain | None) -> _Kept | None:
    area = next((area for area in chain.focus_areas if area.key == key), None) if key and chain else None
    if area is None:
        return None
    indicators = frozenset(indicator.definition for indicator in area.indicators.all())
    return _Kept(indicators, say("inom fokusområdet {area_title}", area_title=area.title), area.title)


def _of_item(reference: str, catalogue: Catalogue, lists: FrameworkLists) -> _Kept | None:
    framework, _, key = reference.partition("/")
    found = lists[framework].item(key) if framework in lists else None
    if found is None:
        return None
    name = item_name(lists[framework], found)
    return _Kept(linked_to(catalogue, lists[framework], found), say("som hör till {name}", name=name), name)


def item_name(framework: FrameworkList, item: FrameworkListItem) -> str:
    """Return an item with its framework and number: "Agenda 2030, 3 God hälsa och välbefinnande"."""
    number = f"{item.id} " if item.id[:1].isdigit() else ""
    return f"{short_title_in_tongue(framework)}, {number}{title_in_tongue(item)}"


def linked_to(catalogue: Catalogue, framework: FrameworkList, item: FrameworkListItem) -> frozenset[str]:
    """Return the indicators linked to an item of a framework or to anything below it."""
    below = {f"{framework.id}/{one}" for one in _with_below(framework, item.id)}
    return frozenset(name for name, definition in catalogue.items() if below.intersection(definition.links))


def _with_below(framework: FrameworkList, item: str) -> Iterable[str]:
    yield item
    for child in framework.children(item):
        yield from _with_below(framework, child.id)
