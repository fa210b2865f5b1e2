"""The areas of a dataset: codes, kinds, counties, and their order along the area axis of every panel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.errors import UnknownArea

SCHEMA = pa.schema([("code", pa.string()), ("name", pa.string()), ("kind", pa.string()), ("county_code", pa.string())])


@dataclass(frozen=True)
class AreaTable:
    """All areas of a dataset, ordered by code. Looks up by code; positions are those of the panels' area axis."""

    areas: tuple[Area, ...]
    _by_code: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {area.code: index for index, area in enumerate(self.areas)})

    def __len__(self) -> int:
        return len(self.areas)

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Area:
        return self.areas[self.position(code)]

    def position(self, code: str) -> int:
        """Return the position of an area along the area axis.

        Raises:
            UnknownArea: naming similar codes, if the code is not in the table.
        """
        if code in self._by_code:
            return self._by_code[code]
        near = [f"{a.code} {a.name}" for a in self.areas if code and a.code.startswith(code[:3])][:5]
        raise UnknownArea(
            f"There is no area with the code {code!r}.",
            expected="a municipality's four digits (2083), a region (0020) or the country (0000)"
            + (f"; near it are {', '.join(near)}" if near else ""),
            remedy="look the code up with `riktmarke areas`, or on the start page.",
        )

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of the area axis."""
        return tuple(area.code for area in self.areas)

    def of_kind(self, kind: AreaKind) -> tuple[Area, ...]:
        """Return the areas of one kind, ordered by code."""
        return tuple(area for area in self.areas if area.kind is kind)

    def municipalities_of(self, county_code: str) -> tuple[Area, ...]:
        """Return the municipalities of a county, ordered by code."""
        return tuple(area for area in self.areas if area.county_code == county_code)

    def positions_of_kind(self, kind: AreaKind) -> NDArray[np.intp]:
        """Return the positions of all areas of one kind along the area axis."""
        return np.array([i for i, area in enumerate(self.areas) if area.kind is kind], dtype=np.intp)


def area_table(areas: Iterable[Area]) -> AreaTable:
    """Return the table of these areas, ordered by code."""
    return AreaTable(tuple(sorted(areas, key=lambda area: area.code)))


def write_areas(table: AreaTable, file: Path) -> None:
    """Write the table as Parquet."""
    columns = [[getattr(area, name) for area in table] for name in SCHEMA.names]
    pq.write_table(pa.table([pa.array(c, t) for c, t in zip(columns, SCHEMA.types, strict=True)], schema=SCHEMA), file)


def read_areas(file: Path) -> AreaTable:
    """Read a table that `write_areas` wrote."""
    rows = pq.read_table(file).to_pylist()
    return AreaTable(tuple(Area(r["code"], r["name"], AreaKind(r["kind"]), r["county_code"]) for r in rows))
