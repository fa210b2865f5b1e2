"""Observations of all series in one Parquet file, ordered by series, so that one series is one small read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.panels import Panel, build_panel
from riktmarke.statistics.series import Series, SeriesRegister
from riktmarke.vocabulary.errors import DamagedFile, UnexpectedPayload
from riktmarke.vocabulary.groups import GROUPS
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

# Small enough that one series is read in a millisecond or two, large enough to compress well.
ROWS_PER_GROUP = 32_768
SUPPRESSED = STATUSES.index(ObservationStatus.SUPPRESSED)
YEARS = 10_000  # more than any year, to make one sortable key of series, area, group and year


@dataclass(frozen=True, slots=True)
class Observations:
    """Observations as parallel arrays: positions in the series, areas, groups and statuses, the year, the value."""

    series: NDArray[np.int16]
    area: NDArray[np.int16]
    group: NDArray[np.int8]
    period: NDArray[np.int16]
    value: NDArray[np.float64]
    status: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Extent:
    """What was written of one series, and where: suppressed cells have rows, but are no values."""

    first_period: int
    last_period: int
    values: int
    rows: int
    split_by_sex: bool
    row_group: int
    row_offset: int


def gathered(batches: Iterable[Observations]) -> Observations:
    """Return all batches as one."""
    parts = list(batches)
    if not parts:
        raise UnexpectedPayload("The delivery holds no observations.", remedy="check that the values file is complete.")
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Observations.__slots__}
    return Observations(**columns)


def ordered(observations: Observations, series: Sequence[str], areas: AreaTable) -> Observations:
    """Return the observations ordered by series, area, group and year.

    A cell without a value has no row, unless the source says that it was suppressed: then its value is NaN.

    Raises:
        UnexpectedPayload: naming the first cell that has more than one value, a value that is not a number, or one
            although it was suppressed.
    """
    o = observations
    suppressed = o.status == SUPPRESSED
    told = np.flatnonzero(suppressed & ~np.isnan(o.value))
    if told.size:
        raise UnexpectedPayload(
            f"{_cell(o, told[0], series, areas)} is suppressed, and yet has a value.",
            expected="no value where the status says that it was suppressed",
            remedy="report it to the publisher; nothing of this delivery has been kept.",
        )
    broken = np.flatnonzero(~np.isfinite(o.value) & ~suppressed)
    if broken.size:
        at = broken[0]
        raise UnexpectedPayload(
            f"{_cell(o, at, series, areas)}: the value is {o.value[at]}.",
            expected="a finite number",
            remedy="fetch the file again; a value that is missing should have no row.",
        )
    key = cell_keys(o, areas)
    if not np.all(key[1:] > key[:-1]):
        order = np.argsort(key, kind="stable")
        twice = np.flatnonzero(np.diff(key[order]) == 0)
        if twice.size:
            raise UnexpectedPayload(
                f"{_cell(o, order[twice[0]], series, areas)} has more than one value.",
                expected="one value per series, area, year and sex",
                remedy="fetch the file again, or report it to the publisher.",
            )
        o = Observations(**{name: getattr(o, name)[order] for name in Observations.__slots__})
    return o


def cell_keys(observations: Observations, areas: AreaTable) -> NDArray[np.int64]:
    """Return one number for each observation's cell, in the order of series, area, group and year."""
    o = observations
    key = o.series.astype(np.int64)
    for column, size in ((o.area, len(areas)), (o.group, len(GROUPS)), (o.period, YEARS)):
        key = key * size + column
    return key


def _cell(o: Observations, at: int, series: Sequence[str], areas: AreaTable) -> str:
    return f"{series[o.series[at]]}, area {areas.areas[o.area[at]].code}, {o.period[at]}, {GROUPS[o.group[at]]}"


def write_observations(
    observations: Observations, series: Sequence[str], areas: AreaTable, file: Path
) -> dict[str, Extent]:
    """Write ordered observations and return the extent of each series that has any."""
    o = observations
    dictionaries = [pa.array(words, pa.string()) for words in (series, areas.codes, GROUPS, STATUSES)]
    codes = (o.series, o.area, o.group, o.status)
    arrays = [pa.DictionaryArray.from_arrays(c, words) for c, words in zip(codes, dictionaries, strict=True)]
    names = ["series", "area", "group", "status"]
    table = pa.table([*arrays, o.period, o.value], names=[*names, "period", "value"])
    present, starts = np.unique(o.series, return_index=True)
    ends = np.append(starts[1:], len(o.series))
    extents: dict[str, Extent] = {}
    with pq.ParquetWriter(
        file, table.schema, compression="lz4", use_dictionary=names, write_statistics=["series"]
    ) as writer:
        first, group = 0, 0
        for code, start, end in zip(present, starts, ends, strict=True):
            known = np.isfinite(o.value[start:end])
            years = o.period[start:end][known] if known.any() else o.period[start:end]
            extents[series[code]] = Extent(
                first_period=int(years.min()),
                last_period=int(years.max()),
                values=int(np.count_nonzero(known)),
                rows=int(end - start),
                split_by_sex=bool(np.any(known & (o.group[start:end] > 0))),
                row_group=group,
                row_offset=int(start - first),
            )
            if end - first >= ROWS_PER_GROUP or end == len(o.series):
                writer.write_table(table.slice(first, end - first), row_group_size=int(end - first))
                first, group = end, group + 1
    return extents


class ObservationFile:
    """A file that `write_observations` wrote; safe to read from several threads."""

    def __init__(self, file: Path, register: SeriesRegister, areas: AreaTable) -> None:
        self._file = file
        self._register = register
        self._areas = areas

    @cached_property
    def _metadata(self) -> pq.FileMetaData:
        with self._reading():
            return pq.read_metadata(self._file)

    def panel(self, series: str) -> Panel:
        """Return the panel of one series."""
        return next(self.panels([series]))

    def panels(self, series: Iterable[str]) -> Iterator[Panel]:
        """Return the panels of these series, in their order; neighbours in the file share one read."""
        group, columns = -1, None
        for name in series:
            entry = self._register[name]
            if columns is None or entry.row_group != group:
                group, columns = entry.row_group, self._read(entry.row_group)
            yield self._panel(entry, columns)

    def _panel(self, entry: Series, columns: dict[str, NDArray[np.generic]]) -> Panel:
        rows = slice(entry.row_offset, entry.row_offset + entry.rows)
        cut = {name: column[rows] for name, column in columns.items()}
        return build_panel(entry.id, self._areas, **cut)  # type: ignore[arg-type]  # the columns carry its names

    def _read(self, row_group: int) -> dict[str, NDArray[np.generic]]:
        with self._reading():
            words = ["area", "group", "status"]
            file = pq.ParquetFile(self._file, metadata=self._metadata, read_dictionary=words, memory_map=True)
            table = file.read_row_group(row_group, columns=[*words, "period", "value"], use_threads=False)
        positions = {code: index for index, code in enumerate(self._areas.codes)}
        return {
            "area": _decoded(table["area"], positions),
            "group": _decoded(table["group"], {group.value: index for index, group in enumerate(GROUPS)}),
            "status": _decoded(table["status"], {status.value: index for index, status in enumerate(STATUSES)}),
            "period": table["period"].to_numpy(),
            "value": table["value"].to_numpy(),
        }

    def _reading(self) -> "_ReadingErrors":
        return _ReadingErrors(self._file)


class _ReadingErrors:
    """Turns what PyArrow says of a damaged file into what the user can do about it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, pa.ArrowException | OSError):
            raise DamagedFile(
                f"{self._file} cannot be read: {error}.",
                remedy="go back to an earlier version (riktmarke store use VERSION) or import again.",
            ) from error


def _decoded(column: pa.ChunkedArray, positions: dict[str, int]) -> NDArray[np.intp]:
    array = column.combine_chunks()
    mapping = np.array([positions[word] for word in array.dictionary.to_pylist()], dtype=np.intp)
    decoded: NDArray[np.intp] = mapping[array.indices.to_numpy()]
    return decoded
