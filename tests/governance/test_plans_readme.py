"""plans/README.md explains every key of a plan file, and none that does not exist."""

import re
from pathlib import Path

import pytest

from riktmarke.governance.plan_schema import HEADER, TABLES, Table


def explained(repository: Path) -> dict[str, dict[str, bool]]:
    """The keys that the documentation has for each table, and whether it calls them required."""
    text = (repository / "plans" / "README.md").read_text(encoding="utf-8").split("## The keys")[1]
    found: dict[str, dict[str, bool]] = {}
    table = ""
    for name, keys in re.findall(r"^\| (?:`(\w+)`)? ?\| ([^|]+) \|", text, re.MULTILINE):
        table = name or table
        found.setdefault(table, {}).update({key: bool(bold) for bold, key in re.findall(r"(\*\*)?`(\w+)`", keys)})
    return found


@pytest.mark.parametrize("table", [HEADER, *TABLES.values()], ids=lambda table: table.name)
def test_every_key_is_explained(table: Table, repository: Path) -> None:
    keys = {column.name: column.required for column in table.columns}
    if table is not HEADER and table.key_given:
        keys["key"] = not table.key_from
    assert explained(repository)[table.name] == keys


def test_no_table_is_explained_that_does_not_exist(repository: Path) -> None:
    assert set(explained(repository)) - {""} == {"plan", *TABLES}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_code_is_explained(table: Table, repository: Path) -> None:
    text = (repository / "plans" / "README.md").read_text(encoding="utf-8")
    codes = [code.value for column in table.columns if column.codes for code in column.codes]
    assert [code for code in codes if f"`{code}`" not in text and f'"{code}"' not in text] == []
