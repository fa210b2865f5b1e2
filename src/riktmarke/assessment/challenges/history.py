"""What is new since an earlier run, what has gone, and why."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path

import numpy as np

from riktmarke.assessment.by_area import ByArea, Columns, write_by_area
from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.statistics.durable import sync
from riktmarke.vocabulary.errors import DamagedFile

log = logging.getLogger(__name__)
MOST_LOOKED_BACK = 60  # runs
DAY = "%Y%m%d"  # which the name of a run begins with


class Why(IntEnum):
    """Why an indicator has changed list; the first that holds."""

    NEW_FIGURES = 1  # there is a later measurement
    NEW_RULE = 2  # the rules, the definitions or the plan's parameters are others
    REVISED_SOURCE = 3  # the publisher has changed the value of the same year
    OTHERS_CHANGED = 4  # the own value is the same: what it is compared with has changed


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an indicator in a run: its list, and the value and year its claims rest on (None for none).

    `rule` is a short name of what decided it: the rules, the indicator's definition and what the plan sets.
    """

    listing: Listing
    value: float | None
    period: int | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator that stands in another list than before."""

    indicator: str
    before: Listing
    after: Listing
    why: Why


@dataclass(frozen=True, slots=True)
class News:
    """What has come to and gone from a area's challenges since the run of a day; None and nothing in the first."""

    since: date | None
    moves: tuple[Moved, ...]


NO_NEWS = News(None, ())


def kept(findings: AreaFindings, rule_of: Callable[[str], str]) -> dict[str, Kept]:
    """Return what a run keeps of a municipality's account, by indicator; `rule_of` names what decided each."""
    return {name: _kept(found.listing, found.claims, rule_of(name)) for name, found in findings.by_indicator.items()}


def _kept(listing: Listing, claims: tuple[Claim, ...], rule: str) -> Kept:
    latest = max(claims, key=lambda claim: (claim.period, claim.group == "_T"), default=None)
    return Kept(listing, latest.value if latest else None, latest.period if latest else None, rule)


def moved(before: Mapping[str, Kept], after: Mapping[str, Kept]) -> tuple[Moved, ...]:
    """Return which indicators came to or left the challenges, and why; those that came first.

    An indicator that was not known before is no news of the municipality's, and is left out.
    """
    found = [
        Moved(name, before[name].listing, now.listing, _why(before[name], now))
        for name, now in after.items()
        if name in before
        and before[name].listing is not now.listing
        and Listing.CHALLENGE in (before[name].listing, now.listing)
    ]
    return tuple(sorted(found, key=lambda move: (move.after is not Listing.CHALLENGE, move.indicator)))


def _why(before: Kept, after: Kept) -> Why:
    if (after.period or 0) != (before.period or 0):
        return Why.NEW_FIGURES
    if before.rule != after.rule:
        return Why.NEW_RULE
    return Why.REVISED_SOURCE if before.value != after.value else Why.OTHERS_CHANGED


class History:
    """What was kept of every challenge run, a small file for each, never removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def runs(self) -> list[str]:
        """Return the names of the runs kept, oldest first."""
        return sorted(file.stem for file in self._folder.glob("*.parquet"))

    def keep(self, run: str, by_area: Mapping[str, Mapping[str, Kept]]) -> None:
        """Keep the lists of a run; the file is there whole or not at all."""
        codes = sorted(by_area)
        rows = [(place, name, one) for place, area in enumerate(codes) for name, one in by_area[area].items()]
        names, rules = (sorted(words) for words in ({name for _, name, _ in rows}, {one.rule for _, _, one in rows}))
        columns: Columns = {
            "area": np.array([place for place, _, _ in rows], dtype=np.int16),
            "indicator": np.searchsorted(names, [name for _, name, _ in rows]).astype(np.int16),
            "listing": np.array([one.listing.value for _, _, one in rows], dtype=np.int8),
            "value": np.array([np.nan if one.value is None else one.value for _, _, one in rows], dtype=np.float64),
            "period": np.array([one.period or 0 for _, _, one in rows], dtype=np.int16),
            "rule": np.searchsorted(rules, [one.rule for _, _, one in rows]).astype(np.int16),
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f".{run}"
        write_by_area(columns, {"indicator": names, "rule": rules}, codes, unfinished)
        sync(unfinished)
        os.replace(unfinished, self._folder / f"{run}.parquet")

    def of(self, run: str, area: str) -> dict[str, Kept]:
        """Return what a run kept of a municipality, by indicator; nothing where it knew of none.

        Raises:
            DamagedFile: if the run's file cannot be read.
        """
        remedy = "remove the file: what is new is then told since the run before it."
        columns = {
            name: column.tolist()
            for name, column in ByArea(self._folder / f"{run}.parquet", remedy=remedy).of(area).items()
        }
        names = ("listing", "value", "period", "rule")
        return {
            indicator: Kept(Listing(listing), None if value != value else value, period or None, rule)  # noqa: PLR0124
            for indicator, listing, value, period, rule in zip(
                columns["indicator"], *(columns[name] for name in names), strict=True
            )
        }

    def news(self, run: str, area: str) -> News:
        """Return what is new and what has gone in a run since the latest before it that said something else.

        A run is made whenever figures, rules or plans have changed, with live figures every night: most of them change
        nothing for a municipality. No news in the first, in one that could not be kept, and of files that cannot be
        read, which are passed over and logged.
        """
        runs = self.runs()
        now = self._readable(run, area) if run in runs else None
        if now is None:
            return NO_NEWS
        for name in reversed([name for name in runs if name < run][-MOST_LOOKED_BACK:]):
            before = self._readable(name, area)
            if before is not None and (moves := moved(before, now)):
                return News(datetime.strptime(name[:8], DAY).replace(tzinfo=UTC).date(), moves)
        return NO_NEWS

    def _readable(self, run: str, area: str) -> dict[str, Kept] | None:
        try:
            return self.of(run, area)
        except DamagedFile as error:
            log.warning("%s", error)
            return None
