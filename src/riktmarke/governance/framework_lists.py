"""Framework lists: the goals that others have set and that indicators, goals and actions are linked to.

A list is a TOML file in `catalogue/frameworks/`, named after the list. An item without a parent is a goal; the others
hang below it. A key that is missing or unknown stops the load with the file and the key.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riktmarke.vocabulary.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class FrameworkListItem:
    """A goal or target of a framework; `parent` is empty for a goal, `title_en` where the source has no English."""

    id: str
    parent: str
    title: str
    title_en: str


@dataclass(frozen=True, slots=True)
class FrameworkList:
    """Goals that somebody has set, with where their words come from.

    `version` is when they were decided; `translation` says that the Swedish titles of the items below the goals are
    our own words ("egen översättning"), and is empty where all titles are the source's. `linked_by_indicators` is
    False for a list that indicators do not link to (documents and actions may).
    """

    id: str
    title: str
    short_title: str
    version: str
    source: str
    licence: str
    translation: str
    linked_by_indicators: bool
    items: tuple[FrameworkListItem, ...]

    @property
    def goals(self) -> tuple[FrameworkListItem, ...]:
        """The items that stand on their own."""
        return self.children("")

    def children(self, parent: str) -> tuple[FrameworkListItem, ...]:
        """Return the items right below an item, in the order of the file."""
        return tuple(item for item in self.items if item.parent == parent)

    def item(self, item_id: str) -> FrameworkListItem | None:
        """Return the item with this id; none where the list has no such item."""
        return next((item for item in self.items if item.id == item_id), None)


FrameworkLists = Mapping[str, FrameworkList]

REQUIRED = ("title", "short_title", "version", "source", "licence")
OPTIONAL = ("translation", "linked_by_indicators", "items")
ITEM_REQUIRED = ("id", "title")
ITEM_OPTIONAL = ("parent", "title_en")


def load_framework_lists(folder: Path) -> dict[str, FrameworkList]:
    """Return every list in the catalogue's `frameworks/`, keyed by id, in the order of the file names.

    Raises:
        CatalogueError: naming the file and the key, if a list does not follow the schema.
    """
    files = sorted((folder / "frameworks").glob("*.toml"))
    if not files:
        raise CatalogueError(
            f"No framework lists in {folder / 'frameworks'}.",
            expected="one TOML file per framework, named after its id",
            remedy="point RIKTMARKE_CATALOGUE at the folder catalogue/ of the project.",
        )
    return {file.stem: _read_list(file) for file in files}


def _read_list(file: Path) -> FrameworkList:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: not readable as TOML: {error}.", remedy="mend the line it names.") from error
    _only_known_keys(str(file), raw, required=REQUIRED, optional=OPTIONAL)
    entries = raw.get("items", [])
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise CatalogueError(
            f"{file}: items = {entries!r}.", expected="a table [[items]] for each item", remedy="mend the items."
        )
    linked = raw.get("linked_by_indicators", True)
    if not isinstance(linked, bool):
        raise CatalogueError(
            f"{file}: linked_by_indicators = {linked!r}.", expected="true or false", remedy="mend the value."
        )
    items = tuple(_read_item(file, number, entry) for number, entry in enumerate(entries, start=1))
    _stand_in_a_tree(file, items)
    return FrameworkList(
        id=file.stem,
        **{key: _text(str(file), raw, key) for key in REQUIRED},
        translation=_text(str(file), raw, "translation", default=""),
        linked_by_indicators=linked,
        items=items,
    )


def _read_item(file: Path, number: int, raw: Mapping[str, Any]) -> FrameworkListItem:
    where = f"{file}: item {raw.get('id', f'number {number}')}"
    _only_known_keys(where, raw, required=ITEM_REQUIRED, optional=ITEM_OPTIONAL)
    return FrameworkListItem(
        id=_text(where, raw, "id"),
        parent=_text(where, raw, "parent", default=""),
        title=_text(where, raw, "title"),
        title_en=_text(where, raw, "title_en", default=""),
    )


def _only_known_keys(
    where: str, raw: Mapping[str, Any], *, required: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    wrong = [f"missing key {key!r}" for key in required if key not in raw]
    wrong += [f"unknown key {key!r}" for key in raw if key not in required + optional]
    if wrong:
        raise CatalogueError(
            f"{where}: {', '.join(wrong)}.",
            expected=f"the keys {', '.join(required)}, and where needed {', '.join(optional)}",
            remedy="mend the file; catalogue/README.md explains each key.",
        )


def _text(where: str, raw: Mapping[str, Any], key: str, *, default: str | None = None) -> str:
    if key not in raw and default is not None:
        return default
    value = raw[key]
    if not isinstance(value, str) or not value.strip():
        raise CatalogueError(
            f"{where}: {key} = {value!r}.", expected=f"{key} as words between quotation marks", remedy="mend the value."
        )
    return value


def _stand_in_a_tree(file: Path, items: tuple[FrameworkListItem, ...]) -> None:
    parents: dict[str, str] = {}
    for item in items:
        if item.id in parents:
            raise CatalogueError(
                f"{file}: the id {item.id!r} stands twice.",
                expected="an id of its own for each item",
                remedy="change one of the two, or take it away.",
            )
        parents[item.id] = item.parent
    for item in items:
        if item.parent and item.parent not in parents:
            raise CatalogueError(
                f"{file}: item {item.id}: parent = {item.parent!r} does not exist.",
                expected="the id of another item in the file",
                remedy="mend the parent, or leave the key out for a goal.",
            )
        _reaches_a_goal(file, item.id, parents)


def _reaches_a_goal(file: Path, start: str, parents: Mapping[str, str]) -> None:
    seen, here = [start], parents[start]
    while here in parents:
        if here in seen:
            raise CatalogueError(
                f"{file}: item {start}: the parents go round in a circle: {' → '.join([*seen, here])}.",
                expected="parents that end in a goal, an item without a parent",
                remedy="take the parent away from the item that is the goal.",
            )
        seen.append(here)
        here = parents[here]
