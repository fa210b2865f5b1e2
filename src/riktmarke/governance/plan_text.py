"""A plan as the text of a plan file. The same plan always gives the same text, to the last byte."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import tomlkit
from tomlkit.items import Float, Item, String, StringType, Trivia

from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile, Row, Table

LINE = 110


def plan_text(plan: PlanFile) -> str:
    """Return the plan as TOML: what a key holds when it is left out is left out."""
    parts = [_part("[plan]", HEADER.columns, plan.header, key="")]
    for schema in TABLES.values():
        heading = f"[[{schema.name}]]"
        parts += [_part(heading, schema.columns, row.values, key=_key(schema, row)) for row in plan.tables[schema.name]]
    return "\n".join(parts)


def plain_values(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says, as JSON can hold it and the file writes it: for the audit."""
    return {
        column.name: _plain(column, values[column.name])
        for column in table.columns
        if _said(column, values[column.name])
    }


def _key(schema: Table, row: Row) -> str:
    """Return the key to write: none where the row's other values give it."""
    made = bool(schema.key_from) and row.key == schema.made_key(row.values)
    return "" if made or not schema.key_given else row.key


def _part(heading: str, columns: tuple[Column, ...], values: Mapping[str, Any], *, key: str) -> str:
    document = tomlkit.document()
    if key:
        document.add("key", tomlkit.string(key))
    for column in columns:
        if _said(column, values[column.name]):
            document.add(column.name, _item(column, values[column.name]))
    return f"{heading}\n{tomlkit.dumps(document)}"


def _said(column: Column, value: Any) -> bool:
    return bool(value != column.nothing or (column.required and value != ""))


def _plain(column: Column, value: Any) -> Any:
    """Return a value as a file says it: a whole year for its first or last day, numbers without needless decimals."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        whole = {Kind.FIRST_DAY: (1, 1), Kind.LAST_DAY: (12, 31)}.get(column.kind) == (value.month, value.day)
        return value.year if whole else value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return value


def _item(column: Column, value: Any) -> Item:
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, tuple):
        array = tomlkit.array()
        array.extend(value)
        array.multiline(multiline=len(array.as_string()) + len(column.name) > LINE)
        return array
    plain = _plain(column, value)
    if isinstance(value, Decimal) and isinstance(plain, str):
        return Float(float(value), Trivia(), plain)  # written digit for digit, not by way of a binary fraction
    item: Item = tomlkit.item(value if isinstance(plain, str) else plain)
    return item


def _words(text: str) -> Item:
    """Return a text, on lines of its own where it has several."""
    if "\n" not in text:
        return tomlkit.string(text)
    escaped = tomlkit.string(text, multiline=True).as_string()[3:-3]
    return String(StringType.MLB, text, f"\n{escaped}", Trivia())
