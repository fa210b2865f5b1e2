"""What is new since an earlier run, what has gone, and why."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.statistics.durable import sync
from riktmarke.vocabulary.errors import DamagedFile


class Why(IntEnum):
    """Why an indicator has changed list; the first that holds."""

    NEW_FIGURES = 1  # there is a later measurement
    NEW_RULE = 2  # the rules, the definitions or the plan's parameters are others
    REVISED_SOURCE = 3  # the publisher has changed the value of the same year
    OTHERS_CHANGED = 4  # the own value is the same: what it is compared with has changed


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an indicator in a run: its list, and the value and year its claims rest on (None for none)."""

    listing: Listing
    value: float | None
    period: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator that stands in another list than before."""

    indicator: str
    before: Listing
    after: Listing
    why: Why


def kept(findings: AreaFindings) -> dict[str, Kept]:
    """Return what a run keeps of a municipality's account, by indicator."""
    return {name: _kept(found.listing, found.claims) for name, found in findings.by_indicator.items()}


def _kept(listing: Listing, claims: tuple[Claim, ...]) -> Kept:
    latest = max(claims, key=lambda claim: (claim.period, claim.group == "_T"), default=None)
    return Kept(listing, latest.value if latest else None, latest.period if latest else None)


def moved(before: Mapping[str, Kept], after: Mapping[str, Kept], *, same_rules: bool) -> tuple[Moved, ...]:
    """Return which indicators came to or left the challenges, and why; those that came first.

    An indicator that was not known before is no news of the municipality's, and is left out.
    """
    found = [
        Moved(name, before[name].listing, now.listing, _why(before[name], now, same_rules=same_rules))
        for name, now in after.items()
        if name in before
        and before[name].listing is not now.listing
        and Listing.CHALLENGE in (before[name].listing, now.listing)
    ]
    return tuple(sorted(found, key=lambda move: (move.after is not Listing.CHALLENGE, move.indicator)))


def _why(before: Kept, after: Kept, *, same_rules: bool) -> Why:
    if (after.period or 0) != (before.period or 0):
        return Why.NEW_FIGURES
    if not same_rules:
        return Why.NEW_RULE
    return Why.REVISED_SOURCE if before.value != after.value else Why.OTHERS_CHANGED


RESTS_ON = b"rests_on"
FIGURES = ("dataset_version",)
MOST_LOOKED_BACK = 60  # runs
SCHEMA = pa.schema(
    [
        ("area", pa.dictionary(pa.int16(), pa.string())),
        ("indicator", pa.dictionary(pa.int16(), pa.string())),
        ("listing", pa.int8()),
        ("value", pa.float64()),
        ("period", pa.int16()),
    ]
)


class History:
    """What was kept of every challenge run, a small file for each, never removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def runs(self) -> list[str]:
        """Return the names of the runs kept, oldest first."""
        return sorted(file.stem for file in self._folder.glob("*.parquet"))

    def keep(self, run: str, by_area: Mapping[str, Mapping[str, Kept]], *, rests_on: Mapping[str, str]) -> None:
        """Keep the lists of a run; the file is there whole or not at all."""
        rows = [(area, name, one) for area, found in by_area.items() for name, one in found.items()]
        columns = {
            "area": [area for area, _, _ in rows],
            "indicator": [name for _, name, _ in rows],
            "listing": [one.listing.value for _, _, one in rows],
            "value": [one.value for _, _, one in rows],
            "period": [one.period for _, _, one in rows],
        }
        table = pa.table(columns, schema=SCHEMA.with_metadata({RESTS_ON: json.dumps(dict(rests_on))}))
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f".{run}"
        pq.write_table(table, unfinished, compression="zstd")
        sync(unfinished)
        os.replace(unfinished, self._folder / f"{run}.parquet")

    def of(self, run: str, area: str) -> dict[str, Kept]:
        """Return what a run kept of a municipality, by indicator; nothing where it knew of none.

        Raises:
            DamagedFile: if the run's file cannot be read.
        """
        with self._readable(run) as file:
            table = pq.read_table(file, memory_map=True)
        own = table.filter(pc.equal(pc.cast(table["area"], pa.string()), area))
        return {row["indicator"]: Kept(Listing(row["listing"]), row["value"], row["period"]) for row in own.to_pylist()}

    def rests_on(self, run: str) -> dict[str, str]:
        """Return which figures, rules, definitions and plans a run rested on.

        Raises:
            DamagedFile: if the run's file cannot be read.
        """
        with self._readable(run) as file:
            metadata = pq.read_schema(file).metadata
        found: dict[str, str] = json.loads(metadata[RESTS_ON])
        return found

    def moved(self, run: str, area: str) -> tuple[Moved, ...]:
        """Return what is new and what has gone in a run since the latest before it that said something else.

        A run is made whenever figures, rules or plans have changed, with live figures every night: most of them change
        nothing for a municipality. Nothing in the first, nor in one that was switched in and then could not be kept.
        """
        runs = self.runs()
        earlier = [name for name in runs if name < run][-MOST_LOOKED_BACK:]
        if not earlier or run not in runs:
            return ()
        now, rules = self.of(run, area), self._rules(run)
        for name in reversed(earlier):
            if found := moved(self.of(name, area), now, same_rules=self._rules(name) == rules):
                return found
        return ()

    def _rules(self, run: str) -> dict[str, str]:
        return {key: value for key, value in self.rests_on(run).items() if key not in FIGURES}

    @contextmanager
    def _readable(self, run: str) -> Iterator[Path]:
        file = self._folder / f"{run}.parquet"
        try:
            yield file
        except (pa.ArrowException, OSError) as error:
            raise DamagedFile(
                f"{file}, what was kept of an earlier run of challenges, cannot be read: {error}.",
                remedy="remove the file: what is new is then told since the run before it.",
            ) from error
