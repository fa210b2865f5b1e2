"""Definitions of indicators: what a series is, which direction is good, which of its values are measurements.

A definition is a TOML file in `catalogue/indicators/`, named after its series. Nothing in it is guessed: a key that
is missing or unknown stops the load with the file and the key.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit


@dataclass(frozen=True, slots=True)
class Measurement:
    """Which of a series' values are measurements of their own.

    `window_years`: years pooled in each value; `schedule`: (first year, years between) when something is only
    measured then and repeated in between (elections); `repeats_at_most`: how many years in a row one measurement
    may stand repeated (surveys that reach each municipality every second year); `breaks`: first years of a new
    definition, not comparable with the years before.
    """

    window_years: int = 1
    schedule: tuple[int, int] | None = None
    repeats_at_most: int = 1
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A curated indicator: one official series and what is needed to say something about it.

    `phrase` is the definite form used in sentences ("ohälsotalet"); `denominators` are the series whose sum is the
    population the indicator is a share or rate of; empty when no such series is published. `averaged` is False
    where a mean over municipalities has no meaning (counts). `occasion` is what a scheduled measurement is taken at
    ("valet"). `covers_sex`: the only sex a series is about, though it is published as a total; `sister_series`: the
    series of the other one. `window_note` says in words which years a value stands for, where they differ between
    areas; the period is then shown as the plain year.
    """

    series: str
    title: str
    phrase: str
    unit: Unit
    decimals: int
    polarity: Polarity
    measurement: Measurement
    averaged: bool
    denominators: tuple[str, ...]
    not_split_by_sex: str
    why: str
    author: str
    next_review: date
    occasion: str = ""
    covers_sex: Sex | None = None
    sister_series: str = ""
    window_note: str = ""


Catalogue = Mapping[str, Definition]

REQUIRED = {"title", "phrase", "unit", "decimals", "polarity", "averaged", "why", "author", "next_review"}
OPTIONAL = {
    "window_years",
    "window_note",
    "schedule",
    "occasion",
    "repeats_at_most",
    "breaks",
    "denominators",
    "not_split_by_sex",
    "covers_sex",
    "sister_series",
}


def load_catalogue(folder: Path) -> dict[str, Definition]:
    """Return every definition in the folder's `indicators/`, keyed by series, in the order of the file names.

    Raises:
        CatalogueError: naming the file and the key, if a definition does not follow the schema.
    """
    files = sorted((folder / "indicators").glob("*.toml"))
    if not files:
        raise CatalogueError(
            f"No definitions in {folder / 'indicators'}.",
            expected="one TOML file per indicator, named after its series",
            remedy="point RIKTMARKE_CATALOGUE at the folder catalogue/ of the project.",
        )
    return {file.stem: _read_definition(file) for file in files}


def _read_definition(file: Path) -> Definition:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: not readable as TOML: {error}.", remedy="mend the line it names.") from error
    missing, unknown = REQUIRED - raw.keys(), raw.keys() - REQUIRED - OPTIONAL
    if missing or unknown:
        wrong = [f"missing key {key!r}" for key in sorted(missing)]
        wrong += [f"unknown key {key!r}" for key in sorted(unknown)]
        raise CatalogueError(
            f"{file}: {', '.join(wrong)}.",
            expected=f"the keys {', '.join(sorted(REQUIRED))}, and where needed {', '.join(sorted(OPTIONAL))}",
            remedy="mend the file; catalogue/README.md explains each key.",
        )
    for key, needed in (("occasion", "schedule"), ("sister_series", "covers_sex")):
        if key in raw and needed not in raw:
            raise CatalogueError(
                f"{file}: {key} without {needed}.",
                expected="both or neither",
                remedy=f"add {needed}, or take {key} away.",
            )
    return Definition(
        series=file.stem,
        title=_typed(file, raw, "title", str),
        phrase=_typed(file, raw, "phrase", str),
        unit=_one_of(file, raw, "unit", Unit),
        decimals=_typed(file, raw, "decimals", int),
        polarity=_one_of(file, raw, "polarity", Polarity),
        measurement=_measurement(file, raw),
        averaged=_typed(file, raw, "averaged", bool),
        denominators=tuple(_typed(file, raw, "denominators", list, default=[])),
        not_split_by_sex=_typed(file, raw, "not_split_by_sex", str, default=""),
        why=_typed(file, raw, "why", str),
        author=_typed(file, raw, "author", str),
        next_review=_typed(file, raw, "next_review", date),
        occasion=_typed(file, raw, "occasion", str, default=""),
        covers_sex=_covered(file, raw),
        sister_series=_typed(file, raw, "sister_series", str, default=""),
        window_note=_typed(file, raw, "window_note", str, default=""),
    )


def _measurement(file: Path, raw: Mapping[str, Any]) -> Measurement:
    schedule = _typed(file, raw, "schedule", dict, default={})
    if schedule and schedule.keys() != {"first", "every_years"}:
        raise CatalogueError(
            f"{file}: schedule = {schedule!r}.",
            expected="schedule = {first = 1994, every_years = 4}",
            remedy="give the first year of measurement and the years between.",
        )
    ways = [key for key in ("window_years", "schedule", "repeats_at_most") if key in raw]
    if len(ways) > 1:
        raise CatalogueError(
            f"{file}: both {' and '.join(ways)}.",
            expected="at most one of window_years, schedule and repeats_at_most",
            remedy="keep the one that describes how the values come about.",
        )
    for key in ("window_years", "repeats_at_most"):
        if _typed(file, raw, key, int, default=1) < 1:
            raise CatalogueError(f"{file}: {key} = {raw[key]}.", expected="1 or more", remedy="mend the number.")
    return Measurement(
        window_years=raw.get("window_years", 1),
        schedule=(schedule["first"], schedule["every_years"]) if schedule else None,
        repeats_at_most=raw.get("repeats_at_most", 1),
        breaks=tuple(_typed(file, raw, "breaks", list, default=[])),
    )


def _covered(file: Path, raw: Mapping[str, Any]) -> Sex | None:
    if "covers_sex" not in raw:
        return None
    if raw["covers_sex"] not in {Sex.FEMALE, Sex.MALE}:
        raise CatalogueError(
            f"{file}: covers_sex = {raw['covers_sex']!r}.",
            expected='"F" or "M"',
            remedy="leave the key out for a series that is about everyone.",
        )
    return Sex(raw["covers_sex"])


def _typed(file: Path, raw: Mapping[str, Any], key: str, kind: type, *, default: Any = None) -> Any:
    value = raw.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise CatalogueError(
            f"{file}: {key} = {value!r}.", expected=f"{key} as {kind.__name__}", remedy="mend the value."
        )
    return value


def _one_of(file: Path, raw: Mapping[str, Any], key: str, choices: Any) -> Any:
    value = raw[key]
    try:
        return choices(value)
    except ValueError:
        raise CatalogueError(
            f"{file}: {key} = {value!r}.",
            expected=f"one of {', '.join(choice.value for choice in choices)}",
            remedy=f"choose one; {key} is never guessed.",
        ) from None
