"""Reasons in words under a table, one line each, that its cells point to: what a title attribute tells nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from riktmarke.publishing.website.cells import Cell, ChangeCell

AnyCell = TypeVar("AnyCell", bound=Cell | ChangeCell)


@dataclass(frozen=True, slots=True)
class Note:
    """A reason: what stands in the cells, the rows it is about where only some are, and the reason itself."""

    id: str
    short: str
    about: str
    text: str


class Notes:
    """The reasons of one table, each distinct one once, in the order in which a reader meets them."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._notes: dict[tuple[str, str, str], Note] = {}

    def explained(self, cell: AnyCell, *, about: str = "") -> AnyCell:
        """Return the cell pointing to its reason; as it is when it needs none."""
        if not cell.missing or not cell.explained:
            return cell
        key = (cell.text, about, cell.explained)
        if key not in self._notes:
            self._notes[key] = Note(f"{self._table}-{len(self._notes) + 1}", cell.text, about, cell.explained)
        return replace(cell, note_id=self._notes[key].id)

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)
