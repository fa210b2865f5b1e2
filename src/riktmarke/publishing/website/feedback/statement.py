"""What the accessibility statement rests on: catalogue/accessibility.toml, kept current by whoever runs the site."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError

FILE = "accessibility.toml"
EXPLAINED = "catalogue/README.md"


class Conformity(StrEnum):
    """How the site meets the law's requirements, in the three ways that the EU's model statement knows."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


class CheckedBy(StrEnum):
    """Who has tested: the software's own tests, the municipality itself, or somebody independent."""

    AUTOMATIC = "automatic"
    OWN = "own"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class TwoLanguages:
    """The same words in Swedish and English."""

    sv: str
    en: str

    def told(self, language: str) -> str:
        """Return the words in the language of the page."""
        return self.en if language.startswith("en") else self.sv


@dataclass(frozen=True, slots=True)
class Check:
    """How the site was tested, by whom, and when it was last done."""

    on: date
    by: CheckedBy
    words: TwoLanguages


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be used by everyone, why, and whom it stands in the way of."""

    words: TwoLanguages
    why: TwoLanguages
    who: TwoLanguages


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything in the statement that is not the same for every site."""

    status: Conformity
    assessed_on: date
    updated_on: date
    supervisor: TwoLanguages
    supervisor_address: str
    checks: tuple[Check, ...]
    faults: tuple[Fault, ...]
    exempt: tuple[TwoLanguages, ...]
    untested: tuple[TwoLanguages, ...]


def statement_in(catalogue: Path) -> Statement:
    """Return the statement of the catalogue's folder.

    Raises:
        CatalogueError: naming the file and what in it does not fit, or that it is missing.
    """
    file = catalogue / FILE
    if not file.is_file():
        raise CatalogueError(f"{file} is missing.", remedy=f"copy the project's own there; {EXPLAINED} explains it.")
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(file: Path, changed: int) -> Statement:
    del changed  # another time is another statement
    keys = Keys(file, read_toml(file), explained_in=EXPLAINED)
    keys.only(
        required=("status", "assessed_on", "updated_on", "supervision"),
        optional=("checks", "faults", "exempt", "untested"),
    )
    supervision = keys.table("supervision")
    supervision.only(required=("name_sv", "name_en", "address"), optional=())
    return Statement(
        status=keys.code("status", Conformity),
        assessed_on=keys.of("assessed_on", date),
        updated_on=keys.of("updated_on", date),
        supervisor=TwoLanguages(supervision.text("name_sv"), supervision.text("name_en")),
        supervisor_address=supervision.text("address"),
        checks=tuple(
            Check(on=one.of("on", date), by=one.code("by", CheckedBy), words=_words(one))
            for one in keys.tables("checks")
        ),
        faults=tuple(
            Fault(_words(one), _words(one, before="why_"), _words(one, before="who_")) for one in keys.tables("faults")
        ),
        exempt=tuple(_words(one) for one in keys.tables("exempt")),
        untested=tuple(_words(one) for one in keys.tables("untested")),
    )


def _words(keys: Keys, *, before: str = "") -> TwoLanguages:
    return TwoLanguages(keys.text(f"{before}sv"), keys.text(f"{before}en"))
