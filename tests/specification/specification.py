"""A specification of one function: a table in, one call, the table out. Read from TOML, run, and made into a page.

The files in tests/specification/methods are the documentation in docs/methods: what is wrong there fails here.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from riktmarke import methods
from riktmarke.methods.estimate import ReasonCode

FOLDER = Path(__file__).parent / "methods"
MISSING = "–"
DECIMALS = re.compile(r"^-?\d+(?:\.(\d+))?$")
KEYS = {
    "function", "english", "swedish", "answers", "svarar", "definition", "sources", "notes", "example", "refusal",
    "checked",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One table in, one call, one table out, and where the expected numbers come from."""

    sentence: str
    origin: str
    call: str
    gives: str
    given: str = ""
    with_: dict[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """Return the names that the call may use: the columns of the table, and what stands beside it."""
        columns = read_table(self.given) if self.given else {}
        return {name: np.array([number(cell) for cell in cells]) for name, cells in columns.items()} | {
            name: np.array(value) if isinstance(value, list) else value for name, value in self.with_.items()
        }


@dataclass(frozen=True)
class Refusal:
    """A call that is refused, and the words it is refused with."""

    call: str
    error: str
    message: str


@dataclass(frozen=True)
class Check:
    """What the function was checked against, how closely it agrees, and the test that shows it."""

    against: str
    agreement: str
    test: str


@dataclass(frozen=True)
class Specification:
    """Everything that is said and shown of one function."""

    function: str
    english: str
    swedish: str
    answers: str
    svarar: str
    definition: str
    sources: list[str]
    notes: list[str]
    examples: list[Example]
    refusals: list[Refusal]
    checks: list[Check]


def specifications() -> list[Specification]:
    """Return all specifications, by function."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]


def read(path: Path) -> Specification:
    """Return the specification that a file holds; a key that nobody knows is an error."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(document) <= KEYS, f"{path.name} holds {sorted(set(document) - KEYS)}, expected {sorted(KEYS)}"
    assert document["function"] == path.stem, f"{path.name} is about {document['function']}"
    return Specification(
        **{name: document[name] for name in ("function", "english", "swedish", "answers", "svarar")},
        definition=document["definition"].strip(),
        sources=document["sources"],
        notes=document.get("notes", []),
        examples=[
            Example(
                sentence=example["sentence"],
                origin=example["from"],
                call=example["call"].strip(),
                gives=example["gives"],
                given=example.get("given", ""),
                with_=example.get("with", {}),
            )
            for example in document["example"]
        ],
        refusals=[Refusal(**refusal) for refusal in document.get("refusal", [])],
        checks=[Check(**check) for check in document["checked"]],
    )


def read_table(text: str) -> dict[str, list[str]]:
    """Return the columns of a table drawn with bars."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    assert {len(row) for row in rows} == {len(rows[0])}, f"rows of different length:\n{text}"
    return {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}


def number(cell: str) -> Any:
    """Return what a cell holds: a number, NaN for the dash, yes or no, or the word itself."""
    if cell == MISSING:
        return np.nan
    if cell in {"yes", "no"}:
        return cell == "yes"
    try:
        return float(cell)
    except ValueError:
        return cell


def call(text: str, values: dict[str, Any]) -> Any:
    """Return what the call gives, with every function of the library and the values at hand."""
    names = {name: getattr(methods, name) for name in methods.__all__}
    return eval(text, {"np": np, **names, **values})


def differences(result: Any, gives: str) -> list[str]:
    """Return where the result differs from the expected table: each cell to the last decimal that is shown."""
    found = []
    for name, cells in read_table(gives).items():
        found_column = column(result, name)
        assert found_column.shape == (len(cells),), f"{name}: shape {found_column.shape}, the table {len(cells)} rows"
        found += [
            f"{name}, row {row}: expected {cell}, got {value}"
            for row, (cell, value) in enumerate(zip(cells, found_column.tolist(), strict=True), start=1)
            if not same(name, cell, value)
        ]
    return found


def column(result: Any, name: str) -> Any:
    """Return what a result holds by a name: of measures by name, one of each in their order; of one series, its row."""
    if isinstance(result, dict):
        return np.array(list(result) if name == "measure" else [getattr(found, name) for found in result.values()])
    found = np.asarray(result if name == "result" else getattr(result, name))
    return np.atleast_1d(np.squeeze(found))


def same(name: str, cell: str, value: Any) -> bool:
    """Whether a value is what its cell says, to the last decimal that the cell shows."""
    if name == "reason":
        return ReasonCode(int(value)).name == cell
    expected = number(cell)
    if isinstance(expected, bool | str):
        return bool(value == expected)
    if np.isnan(expected):
        return bool(np.isnan(value))
    shown = DECIMALS.match(cell)
    if shown and shown[1]:
        return bool(abs(value - expected) <= 0.5000001 * 10.0 ** -len(shown[1]))
    return bool(value == expected)
