"""Groups of similar areas, as their publisher made them: per area, field and year."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("area", pa.string()),
        ("field", pa.string()),
        ("year", pa.int16()),
        ("members", pa.list_(pa.string())),
    ]
)
OVERALL = "övergripande"


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The areas most similar to one area in a field (RKA's "Liknande kommuner, övergripande, Hedemora, 2025")."""

    id: str
    area: str
    field: str
    year: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class PeerGroups:
    """All groups of similar areas of a dataset."""

    groups: tuple[PeerGroup, ...]

    @cached_property
    def _latest(self) -> dict[tuple[str, str], PeerGroup]:
        return {(g.area, g.field): g for g in sorted(self.groups, key=lambda g: g.year)}

    def of(self, area: str, field: str = OVERALL) -> PeerGroup | None:
        """Return the latest group of areas similar to this one in the field, or None if nobody has made one."""
        return self._latest.get((area, field))


def write_peers(groups: Iterable[PeerGroup], file: Path) -> None:
    """Write the groups as Parquet."""
    rows = list(groups)
    pq.write_table(pa.table({n: [getattr(g, n) for g in rows] for n in SCHEMA.names}, schema=SCHEMA), file)


def read_peers(file: Path) -> PeerGroups:
    """Read what `write_peers` wrote."""
    return PeerGroups(
        tuple(
            PeerGroup(r["id"], r["area"], r["field"], r["year"], tuple(r["members"]))
            for r in pq.read_table(file).to_pylist()
        )
    )
