"""What to ask Kolada for: which series, for which areas, and since when, given what was fetched before. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Self

from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.peers import PeerGroup, PeerGroups
from riktmarke.vocabulary.areas import COUNTRY_CODE, AreaKind
from riktmarke.vocabulary.errors import UnknownArea

# As many areas as RKA's own client takes in one request; years are left out, which means all of them.
AREAS_PER_REQUEST = 25
SERIES_PER_REQUEST = 25


@dataclass(frozen=True, slots=True)
class Block:
    """Some series for some areas: everything, or what has changed since a day."""

    series: tuple[str, ...]
    areas: tuple[str, ...]
    since: date | None = None

    def requests(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], date | None]]:
        """Return the block in parts that one request may ask for."""
        for series, areas in product(_chunks(self.series, SERIES_PER_REQUEST), _chunks(self.areas, AREAS_PER_REQUEST)):
            yield series, areas, self.since

    def told(self) -> dict[str, object]:
        """Return the block as a manifest tells of it."""
        since = None if self.since is None else self.since.isoformat()
        return {"series": list(self.series), "areas": list(self.areas), "since": since}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Return the block that `told` told of."""
        since = None if told["since"] is None else date.fromisoformat(told["since"])
        return cls(tuple(told["series"]), tuple(told["areas"]), since)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An earlier fetch: its blocks, and the last day whose changes it may have missed something of."""

    until: date
    blocks: tuple[Block, ...]


def blocks_to_ask(
    series: Sequence[str], areas: Sequence[str], before: Sequence[Fetched], *, since: date | None = None
) -> list[Block]:
    """Return what must be asked for, so that these series for these areas, and all that is held, are up to date.

    `before` is ordered, the first fetch first. Where a series was never fetched for an area, everything is asked
    for; where it was, what has changed since the last time, or since the day `since` if that is earlier.
    """
    groups: dict[tuple[tuple[int, int], ...], list[str]] = {}
    members = {
        (nth, number): frozenset(block.series)
        for nth, fetched in enumerate(before)
        for number, block in enumerate(fetched.blocks)
    }
    for name in dict.fromkeys(series):
        groups.setdefault(tuple(key for key, ids in members.items() if name in ids), []).append(name)
    blocks = []
    for keys, names in groups.items():
        held: dict[str, date] = {}
        for nth, number in keys:
            held |= dict.fromkeys(before[nth].blocks[number].areas, before[nth].until)
        never = tuple(code for code in dict.fromkeys(areas) if code not in held)
        if never:
            blocks.append(Block(tuple(names), never))
        for day in sorted(set(held.values())):
            codes = tuple(sorted(code for code, until in held.items() if until == day))
            blocks.append(Block(tuple(names), codes, day if since is None else min(day, since)))
    return blocks


def blocks_anew(
    series: Sequence[str], areas: Sequence[str], before: Sequence[Fetched], listed: Collection[str]
) -> list[Block]:
    """Return what must be asked for to have these series for these areas, and all that is held, from the beginning.

    Areas that are not `listed` any more cannot be asked for.
    """
    wanted: dict[tuple[str, ...], list[str]] = {}
    for block in blocks_to_ask(series, areas, before):
        wanted.setdefault(block.series, []).extend(code for code in block.areas if code in listed)
    return [Block(names, tuple(codes)) for names, codes in wanted.items() if codes]


def areas_around(code: str, areas: AreaTable, peers: Iterable[PeerGroup]) -> list[str]:
    """Return a municipality and what it is set beside: country, county, the county's municipalities, similar ones.

    Raises:
        UnknownArea: if there is no municipality with that code.
    """
    area = areas[code]
    if area.kind is not AreaKind.MUNICIPALITY or area.county_code is None:
        raise UnknownArea(
            f"{code} is {area.name}, not a municipality.",
            expected="the code of one of the municipalities",
            remedy="look it up with riktmarke areas.",
        )
    similar = PeerGroups(tuple(peers)).of(code)
    beside = [neighbour.code for neighbour in areas.municipalities_of(area.county_code)]
    beside += similar.members if similar else ()
    return [one for one in dict.fromkeys([code, COUNTRY_CODE, area.county_code, *beside]) if one in areas]


def _chunks(items: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
