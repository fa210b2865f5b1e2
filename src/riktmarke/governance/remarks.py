"""Remarks: what a check of the catalogue found, for the one who keeps it to mend or to answer for."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether something is wrong for certain, or is for a person to look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one key of a definition: what it is, what was expected, and what to do."""

    definition: str
    key: str
    severity: Severity
    text: str
    expected: str
    remedy: str
