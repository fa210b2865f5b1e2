"""docs/coverage.md: every row of the mission, with addresses that answer and tests that exist."""

import re
from dataclasses import dataclass
from pathlib import Path

NAMED = re.compile(r"`([^`]+)`")
ROWS_NOT_YET = {"9", "10", "17"}


@dataclass(frozen=True)
class CoverageRow:
    """A row of the table."""

    number: str
    what: str
    addresses: tuple[str, ...]
    tests: tuple[str, ...]


def coverage(repository: Path) -> list[CoverageRow]:
    lines = (repository / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if re.match(r"\| \d", line)]
    return [
        CoverageRow(
            number.strip("| "), what, tuple(re.findall(r"`([^`]+)`", urls)), tuple(re.findall(r"`([^`]+)`", tests))
        )
        for number, what, urls, tests in cells
    ]


def test_every_row_is_there_once_and_what_is_missing_is_said(repository: Path) -> None:
    rows = coverage(repository)

    assert [row.number for row in rows] == [str(number) for number in range(1, 18)]
    assert {row.number for row in rows if "not yet" in row.what} == ROWS_NOT_YET
    assert all((row.addresses and row.tests) or row.number == "17" for row in rows)


def test_every_test_named_exists(repository: Path) -> None:
    for row in coverage(repository):
        for named in row.tests:
            path, _, name = named.partition("::")
            text = (repository / path).read_text(encoding="utf-8")
            assert not name or f"def {name}(" in text, named
