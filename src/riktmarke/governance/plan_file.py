"""A plan file read into plain values. What can be seen without the catalogue is checked here, and all of it is told."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from riktmarke.governance.plan_errors import PlanError, Wrong, nearest
from riktmarke.governance.plan_schema import HEADER, LISTS, TABLES, Column, Kind, PlanFile, Row, Table
from riktmarke.governance.years import FIRST_YEAR, LAST_YEAR

KEY = re.compile(r"[A-Za-z0-9_-]{1,100}")
SHAPES = {Kind.EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+"), Kind.URL: re.compile(r"https?://\S+")}
# What SQLite, which keeps numbers as binary fractions, gives back as they were.
DECIMALS, DIGITS, LARGEST = 6, 15, Decimal(10) ** 12
# What a plan can need: rows in a list in a table, with lists in them. More is a mistake, or somebody's mischief.
DEEPEST, WIDEST_INTEGER = 10, 64
LINE_ENDS = re.compile(r"\r\n?")


class Unread(Enum):
    """What a form gives in place of what was written and cannot be read: of no kind, and so always refused."""

    UNREAD = "unread"


def read_plan_file(file: Path) -> PlanFile:
    """Return the plan in the file.

    Raises:
        PlanError: with everything that is wrong in it.
    """
    return parse_plan(raw_plan(file), source=str(file))


def raw_plan(file: Path) -> dict[str, Any]:
    """Return the file's own values, before anything is known of them.

    Raises:
        PlanError: if there is no such file, or it is not TOML.
    """
    try:
        raw = tomllib.loads(_text_of(file), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise _unreadable(file, f"is not readable as TOML: {error}.", "mend the line it names.") from error
    except RecursionError as error:
        raise _too_deep(file) from error
    except (ValueError, ArithmeticError) as error:  # Python's own limits: digits of an integer, powers of ten
        raise _too_large(file) from error
    _refuse_what_no_plan_holds(raw, file)
    return raw


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")  # Notepad and Excel put a mark before the text
    except FileNotFoundError as error:
        remedy = "correct the path; riktmarke plan list shows plans."
        raise PlanError.of(str(file), "(file)", "does not exist.", "a plan file", remedy) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = f"is not UTF-8 text: line {line} has a letter in another encoding, such as Latin-1 (ANSI)."
        raise _unreadable(file, what, "save it again from the editor with the encoding UTF-8.") from error


def _refuse_what_no_plan_holds(raw: dict[str, Any], file: Path) -> None:
    """Refuse values too deep or too large to be shown in an error, which would end in another error."""
    waiting: list[tuple[Any, int]] = [(raw, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, int) and value.bit_length() >= WIDEST_INTEGER:
            raise _too_large(file)
        if isinstance(value, dict | list):
            if depth > DEEPEST:
                raise _too_deep(file)
            waiting += [(one, depth + 1) for one in (value.values() if isinstance(value, dict) else value)]


def _too_deep(file: Path) -> PlanError:
    return _unreadable(file, "has lists or tables within each other too deep to be read.", "take the inner ones away.")


def _too_large(file: Path) -> PlanError:
    return _unreadable(file, "holds a number too large to be read.", f"write one of at most {DIGITS} digits.")


def _unreadable(file: Path, what: str, remedy: str) -> PlanError:
    return PlanError.of(str(file), "(file)", what, "TOML in UTF-8", remedy)


def parse_plan(raw: Mapping[str, Any], *, source: str) -> PlanFile:
    """Return the plan that the values describe.

    Raises:
        PlanError: with every missing, unknown or repeated key and every value that is not of its kind.
    """
    reading = _Reading()
    reading.unknown("", raw, ["plan", *TABLES])
    header = reading.header(raw.get("plan"))
    tables = {name: tuple(reading.rows(table, raw.get(name, []))) for name, table in TABLES.items()}
    if reading.wrong:
        raise PlanError(source, reading.wrong)
    return PlanFile(header, tables)


def row_of(table: Table, values: Mapping[str, Any], *, place: str) -> tuple[Row, list[Wrong]]:
    """Return the row that the values describe, and what is wrong with them."""
    reading = _Reading()
    row = reading.row(table, place, values)
    return row, reading.wrong


def header_of(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Wrong]]:
    """Return the header that the values describe, and what is wrong with them."""
    reading = _Reading()
    header = reading.header(dict(values))
    return header, reading.wrong


def canonical_number(value: Decimal) -> Decimal:
    """Return the number with no zeros after its last decimal, so that equal numbers are written alike."""
    return Decimal(format(value.normalize(), "f"))


def natural(text: str) -> list[tuple[int, str]]:
    """Return what to sort by so that 3.4 comes before 10.2."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]


class _Reading:
    """Reads values column by column and remembers what is wrong."""

    def __init__(self) -> None:
        self.wrong: list[Wrong] = []

    def header(self, raw: Any) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self._add("plan", "is missing.", "a table [plan] with name, title and area", "add it at the top.")
            return {}
        return self._columns(HEADER, "plan", raw)

    def rows(self, table: Table, raw: Any) -> Iterator[Row]:
        if not (isinstance(raw, list) and all(isinstance(entry, dict) for entry in raw)):
            self._add(table.name, f"= {raw!r}.", f"a table [[{table.name}]] for each row", "write them so.")
            return
        seen: dict[str, int] = {}
        for number, entry in enumerate(raw, start=1):
            place = f"{table.name}[{number}]"
            row = self.row(table, place, entry)
            if row.key in seen:
                given = "key" if table.key_given else [name for name in table.key_from if name in entry][-1]
                self._add(
                    f"{place}.{given}",
                    f"= {row.key!r}: {table.name}[{seen[row.key]}] has the same.",
                    "each key once in a table",
                    "take one of the rows away, or give it another key.",
                    "exists",
                )
            elif row.key:
                seen[row.key] = number
            yield row

    def row(self, table: Table, place: str, entry: Mapping[str, Any]) -> Row:
        before = len(self.wrong)
        given = {name: value for name, value in entry.items() if name != "key" or not table.key_given}
        values = self._columns(table, place, given)
        key = entry.get("key", "") if table.key_given else ""
        known_by = {f"{place}.{name}" for name in table.key_from}
        if not key and known_by and not any(one.place in known_by for one in self.wrong[before:]):
            key = table.made_key(values)
        elif table.key_given and not (isinstance(key, str) and KEY.fullmatch(key)):
            said = "is missing." if "key" not in entry else f"= {key!r}."
            if not (table.key_from and "key" not in entry):
                self._add(f"{place}.key", said, "letters a–z, digits, - and _", "give the row such a key.", "key")
            key = ""
        return Row(key, values)

    def unknown(self, place: str, raw: Mapping[str, Any], known: list[str]) -> None:
        """Remember keys that mean nothing here."""
        for name in raw.keys() - set(known):
            self._add(
                f"{place}{name}",
                "is not a key here.",
                f"one of {', '.join(known)}",
                f"correct it ({nearest(name, known)}).",
                "unknown",
            )

    def _columns(self, table: Table, place: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        names = [column.name for column in table.columns]
        self.unknown(f"{place}.", raw, [*(["key"] if table.key_given and table is not HEADER else []), *names])
        return {column.name: self._value(column, f"{place}.{column.name}", raw) for column in table.columns}

    def _value(self, column: Column, place: str, raw: Mapping[str, Any]) -> Any:
        if column.name not in raw:
            if column.required:
                self._add(place, "is missing.", str(column.kind), "add it.", "missing")
            return column.nothing
        value = _read(column, raw[column.name])
        if value is None or (column.required and value == ""):
            code = "missing" if value == "" else "not_of_kind"
            self._add(place, f"= {_shown(raw[column.name])}.", _expected(column), "mend the value.", code)
            return column.nothing
        return value

    def _add(self, place: str, what: str, expected: str, remedy: str, code: str = "") -> None:
        self.wrong.append(Wrong(place, what, expected, remedy, code))


def _read(column: Column, value: Any) -> Any:
    """Return the value as the row holds it; None when it is not of the column's kind."""
    if column.kind in LISTS:
        return _list(value)
    if column.kind in {Kind.YEAR, Kind.DATE, Kind.FIRST_DAY, Kind.LAST_DAY}:
        return _day_or_year(column.kind, value)
    if column.kind is Kind.NUMBER:
        return _number(value)
    if column.kind is Kind.SWITCH:
        return value if isinstance(value, bool) else None
    return _words(column, value)


def _words(column: Column, value: Any) -> str | None:
    if not isinstance(value, str) or "\x00" in value:  # PostgreSQL holds no NUL in a text
        return None
    text = LINE_ENDS.sub("\n", value).strip()
    shape = SHAPES.get(column.kind)
    fits = (shape is None or shape.fullmatch(text)) and (column.codes is None or text in set(column.codes))
    return text if fits and (not column.longest or len(text) <= column.longest) else None


def _list(value: Any) -> tuple[str, ...] | None:
    if not (isinstance(value, list | tuple) and all(isinstance(entry, str) and entry for entry in value)):
        return None
    return tuple(sorted(value, key=natural)) if len(set(value)) == len(value) else None


def _day_or_year(kind: Kind, value: Any) -> date | int | None:
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        days = {Kind.FIRST_DAY: (1, 1), Kind.LAST_DAY: (12, 31)}
        return value if kind is Kind.YEAR else date(value, *days[kind]) if kind in days else None
    day = isinstance(value, date) and not isinstance(value, datetime)
    return value if day and kind is not Kind.YEAR and FIRST_YEAR <= value.year <= LAST_YEAR else None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    if not number.is_finite() or number.copy_abs() >= LARGEST:  # abs() would round, which can overflow
        return None
    if number and number.adjusted() < -DECIMALS:
        return None
    number = canonical_number(number)
    exact = number == round(number, DECIMALS) and len(number.as_tuple().digits) <= DIGITS
    return number if exact else None


def _expected(column: Column) -> str:
    if column.codes is not None:
        return f"one of {', '.join(column.codes)}"
    longest = f", {column.longest} characters at most" if column.longest else ""
    once = ", each once" if column.kind in LISTS else ""
    return f"{column.kind}{longest}{once}"


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, Decimal | date) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
