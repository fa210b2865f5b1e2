"""A plan read for one answer: whole, as plain values, with the words for them, and what its next row is called."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from riktmarke.editing.access.guarding import Staff
from riktmarke.editing.chain.knowledge import knowledge
from riktmarke.editing.chain.row_words import RowWords
from riktmarke.governance.history import last_written
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_file import header_of, row_of
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import HEADER, TABLES, PlanFile, Row

LONGEST_KEY = 60
SWEDISH = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "æ": "a", "ø": "o"})


@dataclass(frozen=True, slots=True)
class PlanRead:
    """The plan as it is now, and who looks at it."""

    staff: Staff
    file: PlanFile
    words: RowWords

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.staff.plan

    def row(self, table: str, key: str) -> Row:
        """Return a row.

        Raises:
            Http404: if there is no such table or row.
        """
        if table == HEADER.name and key == self.plan.name:
            return Row(key, self.file.header)
        found = self.file.row(table, key) if table in TABLES else None
        if found is None:
            raise Http404
        return found

    def title(self, table: str, key: str) -> str:
        """Return what a row is called; the plan's own title for its header."""
        return self.plan.title if table == HEADER.name else self.words.title(table, key)

    def seen(self, table: str, key: str) -> int:
        """Return the number of the row's last entry; 0 where none is recorded."""
        last = last_written(self.plan, table, key)
        return int(last.pk) if last else 0

    def responsible(self, table: str, row: Row) -> str:
        """Return the key of the role that answers for a row: its own, or for a target its indicator's."""
        if table == "targets":
            indicator = self.file.row("indicators", row.values["indicator"])
            return str(indicator.values["responsible"]) if indicator else ""
        return str(row.values.get("responsible", ""))


def read_plan(staff: Staff) -> PlanRead:
    """Return the plan as it is now."""
    file = stored_plan(staff.plan)
    return PlanRead(staff, file, RowWords(file, knowledge()))


def known_table(table: str) -> str:
    """Return the table's name.

    Raises:
        Http404: if a plan has no such table.
    """
    if table not in TABLES:
        raise Http404
    return table


def becoming(table: str, values: Mapping[str, Any], row: Row | None = None) -> Row:
    """Return the row as the values would make it, for asking who may and what differs: not checked, and not stored."""
    header = table == HEADER.name
    columns = {column.name: column for column in (HEADER if header else TABLES[table]).columns}
    begins = {name: column.nothing for name, column in columns.items()} | (dict(row.values) if row else {})
    now = begins | {name: columns[name].nothing if value is None else value for name, value in values.items()}
    said = {name: value for name, value in now.items() if value != columns[name].nothing}
    if header:
        return Row(row.key if row else "", header_of(said)[0])
    read, _ = row_of(TABLES[table], {"key": "rad", **said} if TABLES[table].key_given else said, place=table)
    return Row(row.key if row else "", read.values)


def free_key(read: PlanRead, table: str, values: Mapping[str, Any]) -> str:
    """Return a key for a new row, made of what it is called: letters a–z, digits and hyphens, its own in the table."""
    called = next((said for name in ("title", "name") if isinstance(said := values.get(name), str) and said), "")
    plain = unicodedata.normalize("NFKD", called.lower().translate(SWEDISH)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-") or "rad"
    taken = set(read.file.keys(table))
    return next(
        key for number in range(1, len(taken) + 2) if (key := stem if number == 1 else f"{stem}-{number}") not in taken
    )
