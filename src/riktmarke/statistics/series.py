"""The register of series: what the publisher says about each, and the publisher's groups of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from riktmarke.vocabulary.errors import UnknownSeries

SERIES_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("publisher_source", pa.string()),
        ("split_by_sex", pa.bool_()),
        ("still_published", pa.bool_()),
        ("next_publication", pa.date32()),
        ("first_period", pa.int16()),
        ("last_period", pa.int16()),
        ("values", pa.int32()),
        ("rows", pa.int32()),
        ("row_group", pa.int32()),
        ("row_offset", pa.int32()),
    ]
)
GROUP_SCHEMA = pa.schema(
    [("id", pa.string()), ("title", pa.string()), ("parent", pa.string()), ("series", pa.list_(pa.string()))]
)


@dataclass(frozen=True, slots=True)
class SeriesDescription:
    """What the publisher says about a series, before any value is read."""

    id: str
    title: str
    description: str
    publisher_source: str
    split_by_sex: bool
    still_published: bool
    next_publication: date | None


@dataclass(frozen=True, slots=True)
class Series:
    """A series in the store: the publisher's description, and which years and how many values it holds.

    `split_by_sex` is what the values show: at least one for women or men. `row_group`, `row_offset` and `rows` say
    where in the observations file its rows lie: suppressed cells have rows too.
    """

    id: str
    title: str
    description: str
    publisher_source: str
    split_by_sex: bool
    still_published: bool
    next_publication: date | None
    first_period: int
    last_period: int
    values: int
    rows: int
    row_group: int
    row_offset: int


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """A group of series as the publisher arranges them. `parent` is empty for a group at the top."""

    id: str
    title: str
    parent: str
    series: tuple[str, ...]


@dataclass(frozen=True)
class SeriesRegister:
    """All series of a dataset, ordered by id, with the publisher's groups in the publisher's order."""

    series: tuple[Series, ...]
    groups: tuple[SeriesGroup, ...]
    by_id: dict[str, Series] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {series.id: series for series in self.series})

    def __len__(self) -> int:
        return len(self.series)

    def __iter__(self) -> Iterator[Series]:
        return iter(self.series)

    def __contains__(self, series: object) -> bool:
        return series in self.by_id

    def __getitem__(self, series: str) -> Series:
        if series in self.by_id:
            return self.by_id[series]
        raise UnknownSeries(
            f"There is no series {series!r} in the store.",
            expected="an id such as N00957, exactly as the publisher writes it",
            remedy="search for it by words on the explore page, or with `riktmarke series WORDS`.",
        )

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids in the order of the register."""
        return tuple(self.by_id)

    def group(self, group_id: str) -> SeriesGroup | None:
        """Return a group, or None if there is none with that id."""
        return next((group for group in self.groups if group.id == group_id), None)


def write_register(register: SeriesRegister, series_file: Path, groups_file: Path) -> None:
    """Write series and groups as Parquet."""
    pq.write_table(_table(register.series, SERIES_SCHEMA), series_file)
    pq.write_table(_table(register.groups, GROUP_SCHEMA), groups_file)


def read_register(series_file: Path, groups_file: Path) -> SeriesRegister:
    """Read what `write_register` wrote."""
    # a version written before suppressed cells had rows does not count them apart
    series = tuple(Series(**{"rows": row["values"], **row}) for row in pq.read_table(series_file).to_pylist())
    groups = tuple(
        SeriesGroup(r["id"], r["title"], r["parent"], tuple(r["series"]))
        for r in pq.read_table(groups_file).to_pylist()
    )
    return SeriesRegister(series, groups)


def _table(rows: Sequence[object], schema: pa.Schema) -> pa.Table:
    columns: Mapping[str, list[object]] = {name: [getattr(row, name) for row in rows] for name in schema.names}
    return pa.table(columns, schema=schema)
