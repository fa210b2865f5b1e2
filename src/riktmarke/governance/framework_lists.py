"""Framework lists: the goals that others have set and that indicators, goals and actions are linked to.

A list is a TOML file in `catalogue/frameworks/`, named after the list. An item without a parent is a goal; the others
hang below it. A key that is missing or unknown stops the load with the file and the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class FrameworkListItem:
    """A goal or target of a framework; `parent` is empty for a goal, `title_en` where there is no English."""

    id: str
    parent: str
    title: str
    title_en: str


@dataclass(frozen=True, slots=True)
class FrameworkList:
    """Goals that somebody has set, with where their words come from.

    `version` is when they were decided; `translation` says that the Swedish titles of the items below the goals are
    our own words ("egen översättning"), and is empty where all titles are the source's; `translation_en` says in
    English whose the English titles are. `linked_by_indicators` is False for a list that indicators do not link to
    (documents and actions may).
    """

    id: str
    title: str
    title_en: str
    short_title: str
    short_title_en: str
    version: str
    source: str
    licence: str
    translation: str
    translation_en: str
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
OPTIONAL = ("title_en", "short_title_en", "translation", "translation_en", "linked_by_indicators", "items")
EXPLAINED_IN = "catalogue/README.md"
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
    keys = Keys(file, read_toml(file), explained_in=EXPLAINED_IN)
    keys.only(required=REQUIRED, optional=OPTIONAL)
    entries = keys.of("items", list, default=[])
    if not all(isinstance(entry, dict) for entry in entries):
        raise keys.refused("items", expected="a table [[items]] for each item", remedy="mend the items.")
    items = tuple(_read_item(file, number, entry) for number, entry in enumerate(entries, start=1))
    _stand_in_a_tree(file, items)
    return FrameworkList(
        id=file.stem,
        title=keys.text("title"),
        title_en=keys.text("title_en", default=""),
        short_title=keys.text("short_title"),
        short_title_en=keys.text("short_title_en", default=""),
        version=keys.text("version"),
        source=keys.text("source"),
        licence=keys.text("licence"),
        translation=keys.text("translation", default=""),
        translation_en=keys.text("translation_en", default=""),
        linked_by_indicators=keys.of("linked_by_indicators", bool, default=True),
        items=items,
    )


def _read_item(file: Path, number: int, raw: Mapping[str, Any]) -> FrameworkListItem:
    # The item is told like a file of its own: the errors then say which one.
    keys = Keys(Path(f"{file}: item {raw.get('id', f'number {number}')}"), raw, explained_in=EXPLAINED_IN)
    keys.only(required=ITEM_REQUIRED, optional=ITEM_OPTIONAL)
    return FrameworkListItem(
        id=keys.text("id"),
        parent=keys.text("parent", default=""),
        title=keys.text("title"),
        title_en=keys.text("title_en", default=""),
    )


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
