"""Reading hand-written TOML with errors that name the file and the key, what was expected and what to do."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from riktmarke.vocabulary.errors import CatalogueError

Code = TypeVar("Code", bound=StrEnum)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
KIND_NAMES = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def read_toml(file: Path) -> dict[str, Any]:
    """Return what the file holds.

    Raises:
        CatalogueError: naming the file and the line that is not TOML.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: not readable as TOML: {error}.", remedy="mend the line it names.") from error


class Keys:
    """The keys of one file (or of a table in it), each read with its type; what does not fit stops with an error."""

    def __init__(self, file: Path, raw: Mapping[str, Any], *, explained_in: str) -> None:
        self.file = file
        self.raw = raw
        self._explained_in = explained_in

    def only(self, *, required: Iterable[str], optional: Iterable[str]) -> None:
        """Refuse missing and unknown keys, all of them at once."""
        needed, allowed = set(required), set(required) | set(optional)
        wrong = [f"missing key {key!r}" for key in sorted(needed - self.raw.keys())]
        wrong += [f"unknown key {key!r}" for key in sorted(self.raw.keys() - allowed)]
        if wrong:
            optional_keys = ", ".join(sorted(allowed - needed))
            raise CatalogueError(
                f"{self.file}: {', '.join(wrong)}.",
                expected=f"the keys {', '.join(sorted(needed))}, and where needed {optional_keys}",
                remedy=f"mend the file; {self._explained_in} explains each key.",
            )

    def of(self, key: str, kind: type, *, default: Any = None) -> Any:
        """Return the value of a key; whole numbers are numbers too, true and false are not."""
        value = self.raw.get(key, default)
        fits = isinstance(value, (int, float) if kind is float else kind)
        if not fits or (kind in {int, float} and isinstance(value, bool)):
            raise self.refused(key, expected=f"{key} as {KIND_NAMES.get(kind, kind.__name__)}")
        return value

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a text that is not empty, or the default."""
        value: str = self.of(key, str, default=default)
        if not value.strip() and key in self.raw:
            raise self.refused(key, expected=f"words in {key}", remedy="write them, or take the key away.")
        return value

    def english(self, key: str) -> str:
        """Return the English of a text, under the same key with _en; empty where there is none.

        Raises:
            CatalogueError: if there is English without the Swedish text that it translates.
        """
        name = f"{key}_en"
        if name in self.raw and key not in self.raw:
            raise self.refused(name, expected=f"{key} in Swedish beside it", remedy="write it, or take the key away.")
        return self.text(name, default="")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without repeats; nothing where there is no such key."""
        values = self.of(key, list, default=[])
        if not all(isinstance(value, str) and value for value in values) or len(set(values)) != len(values):
            raise self.refused(key, expected=f"{key} as a list of texts, each once")
        return tuple(values)

    def year(self, key: str) -> int:
        """Return a year."""
        value: int = self.of(key, int)
        if not EARLIEST_YEAR <= value <= LATEST_YEAR:
            raise self.refused(key, expected=f"a year, {EARLIEST_YEAR} to {LATEST_YEAR}")
        return value

    def table(self, key: str) -> "Keys":
        """Return the keys of a table; an error in it names the file and the table."""
        return Keys(Path(f"{self.file}: {key}"), self.of(key, dict), explained_in=self._explained_in)

    def tables(self, key: str) -> "tuple[Keys, ...]":
        """Return the keys of each table [[key]], if there is any; an error in one names its number."""
        tables = self.of(key, list, default=[])
        if not all(isinstance(table, dict) for table in tables):
            raise self.refused(key, expected=f"a table [[{key}]] for each")
        return tuple(
            Keys(Path(f"{self.file}: {key} {number}"), table, explained_in=self._explained_in)
            for number, table in enumerate(tables, start=1)
        )

    def whole(self, key: str, *, least: int, default: int | None = None) -> int:
        """Return a whole number of at least `least`."""
        value: int = self.of(key, int, default=default)
        if value < least:
            raise self.refused(key, expected=f"{least} or more", remedy="mend the number.")
        return value

    def code(self, key: str, choices: type[Code]) -> Code:
        """Return a code of a list."""
        try:
            return choices(self.of(key, str))
        except ValueError:
            raise self.refused(
                key,
                expected=f"one of {', '.join(choice.value for choice in choices)}",
                remedy=f"choose one; {key} is never guessed.",
            ) from None

    def refused(self, key: str, *, expected: str, remedy: str = "mend the value.") -> CatalogueError:
        """Return the error for a key whose value does not fit."""
        return CatalogueError(f"{self.file}: {key} = {self.raw.get(key)!r}.", expected=expected, remedy=remedy)
