"""Planted truths: what is so in an example country, whatever chance has made of it, and the file that keeps them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from riktmarke.statistics.areas import AreaTable
from riktmarke.vocabulary.errors import DamagedFile
from riktmarke.vocabulary.groups import FEMALE, GROUPS, MALE

Reals = NDArray[np.float32]
Flags = NDArray[np.bool_]
TRUTHS = "truths.parquet"


@dataclass(frozen=True)
class Truth:
    """What is so in one series. Areas are in the order of the store's table, groups in that of `GROUPS`.

    `level` (areas, years, groups): the true level that the published value stands for (of the year it was measured,
    pooled where values are pooled); NaN where nothing is published. `noise_sd`, the same shape: standard deviation of
    the published value about it, by chance and by rounding. `measured` (areas, years): where a value is a
    measurement of its own and not a repetition (windows that overlap are each one).

    `slope` (areas, groups): the yearly change of the path itself from the first published year to the last, without
    the shocks of single years, the places' wobble and breaks, in the unit. `gap_slope` (areas): the same for women
    minus men; NaN where the series does not show both. `trending`, `widening` (areas): whose trend and whose
    widening gap are planted, and `shift` (areas): how far a place was planted on the bad side, in standard deviations
    between municipalities; for municipalities only, False and 0 for others.
    """

    series: str
    indicator: str
    bad_direction: int
    smallest_difference: float
    spread: float
    years: tuple[int, ...]
    level: Reals
    noise_sd: Reals
    measured: Flags
    slope: Reals
    gap_slope: Reals
    trending: Flags
    widening: Flags
    shift: Reals

    def latest(self) -> NDArray[np.intp]:
        """Return for each area the place of its latest published year along the years; -1 for none."""
        there: Flags = np.any(np.isfinite(self.level), axis=2)
        last = there.shape[1] - 1 - np.argmax(there[:, ::-1], axis=1)
        found: NDArray[np.intp] = np.where(there.any(axis=1), last, -1)
        return found

    def gap(self) -> Reals:
        """Return women minus men, shape (areas, years); NaN where the series does not show both."""
        difference: Reals = self.level[:, :, FEMALE] - self.level[:, :, MALE]
        return difference

    def behind(self, comparator: NDArray[np.intp]) -> Reals:
        """Return by how much each area is worse than the mean of others, shape (areas, groups), in the unit.

        `comparator` has a row per area with positions of the areas it is compared with (one for the country or the
        county), padded with -1. Taken in the area's own latest year; more than 0 is worse, in the series' bad
        direction. NaN where either is not there, and everywhere in a series without a bad direction.
        """
        latest = self.latest()
        own = self.level[np.arange(len(latest)), latest]
        others = self.level[comparator, latest[:, None]].copy()
        others[comparator < 0] = np.nan
        present = ~np.isnan(others)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(present, others, 0).sum(axis=1) / present.sum(axis=1)
        sign = self.bad_direction if self.bad_direction else np.nan
        worse: Reals = np.where(latest[:, None] >= 0, sign * (own - mean), np.nan).astype(np.float32)
        return worse

    def behind_in_margins(self, comparator: NDArray[np.intp]) -> Reals:
        """Return `behind` in smallest differences that matter: more than 1 is a difference that does."""
        margins: Reals = (self.behind(comparator) / self.smallest_difference).astype(np.float32)
        return margins


class Truths(Mapping[str, Truth]):
    """The truths of every series of an example country."""

    def __init__(self, areas: AreaTable, truths: Iterable[Truth]) -> None:
        self.areas = areas
        self._by_series = {truth.series: truth for truth in truths}

    def __getitem__(self, series: str) -> Truth:
        return self._by_series[series]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_series)

    def __len__(self) -> int:
        return len(self._by_series)


PER_ROW = ("slope",)
PER_AREA = ("gap_slope", "trending", "widening", "shift")
PER_SERIES = ("series", "indicator", "bad_direction", "smallest_difference", "spread")
SCHEMA = pa.schema(
    [
        ("series", pa.dictionary(pa.int16(), pa.string())),
        ("indicator", pa.string()),
        ("bad_direction", pa.int8()),
        ("smallest_difference", pa.float64()),
        ("spread", pa.float64()),
        ("area", pa.dictionary(pa.int16(), pa.string())),
        ("group", pa.dictionary(pa.int8(), pa.string())),
        ("level", pa.list_(pa.float32())),
        ("noise_sd", pa.list_(pa.float32())),
        ("measured", pa.list_(pa.bool_())),
        ("slope", pa.float32()),
        ("gap_slope", pa.float32()),
        ("trending", pa.bool_()),
        ("widening", pa.bool_()),
        ("shift", pa.float32()),
    ]
)


def write_truths(truths: Iterable[Truth], areas: AreaTable, years: tuple[int, ...], file: Path) -> None:
    """Write truths as Parquet: a row per series, area and group, with a list over the years."""
    schema = SCHEMA.with_metadata({"years": json.dumps(years), "areas": json.dumps(areas.codes)})
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for truth in truths:
            writer.write_table(_table(truth, areas, schema))


def _table(truth: Truth, areas: AreaTable, schema: pa.Schema) -> pa.Table:
    count, groups, years = len(areas), len(GROUPS), len(truth.years)
    rows = count * groups
    area = pa.DictionaryArray.from_arrays(np.repeat(np.arange(count, dtype=np.int16), groups), pa.array(areas.codes))
    group = pa.DictionaryArray.from_arrays(
        np.tile(np.arange(groups, dtype=np.int8), count), pa.array([group.value for group in GROUPS])
    )
    offsets = pa.array(np.arange(rows + 1, dtype=np.int32) * years)
    series = pa.DictionaryArray.from_arrays(np.zeros(rows, dtype=np.int16), pa.array([truth.series]))
    columns: dict[str, object] = {
        "series": series,
        "indicator": pa.array([truth.indicator] * rows),
        "bad_direction": np.full(rows, truth.bad_direction, dtype=np.int8),
        "smallest_difference": np.full(rows, truth.smallest_difference),
        "spread": np.full(rows, truth.spread),
        "area": area,
        "group": group,
        "measured": pa.ListArray.from_arrays(offsets, pa.array(np.repeat(truth.measured, groups, axis=0).ravel())),
        "slope": truth.slope.ravel(),
        **{name: np.repeat(getattr(truth, name), groups) for name in PER_AREA},
        **{
            name: pa.ListArray.from_arrays(offsets, pa.array(getattr(truth, name).swapaxes(1, 2).ravel()))
            for name in ("level", "noise_sd")
        },
    }
    return pa.table([columns[name] for name in schema.names], schema=schema)


def read_truths(file: Path, areas: AreaTable) -> Truths:
    """Read what `write_truths` wrote.

    Raises:
        DamagedFile: if it is not such a file, or about other areas.
    """
    try:
        opened = pq.ParquetFile(file)
        about = opened.schema_arrow.metadata
        years, codes = (json.loads(about[name]) for name in (b"years", b"areas"))
        if codes != list(areas.codes):
            raise DamagedFile(f"{file} is about other areas.", remedy="make the example country anew.")
        return Truths(areas, (_read(opened.read_row_group(n), tuple(years)) for n in range(opened.num_row_groups)))
    except (pa.ArrowException, OSError, KeyError, TypeError) as error:
        raise DamagedFile(
            f"{file} does not hold an example country's truths: {error}.",
            remedy="make the example country anew: riktmarke example --replace.",
        ) from error


def _read(table: pa.Table, years: tuple[int, ...]) -> Truth:
    groups = len(GROUPS)
    count = table.num_rows // groups

    def plain(name: str) -> NDArray[np.generic]:
        array: NDArray[np.generic] = table[name].combine_chunks().to_numpy(zero_copy_only=False)
        return array

    def listed(name: str) -> NDArray[np.generic]:
        flat = table[name].combine_chunks().flatten().to_numpy(zero_copy_only=False)
        array: NDArray[np.generic] = flat.reshape(count, groups, len(years)).swapaxes(1, 2)
        return array

    about = {name: table[name][0].as_py() for name in PER_SERIES}
    return Truth(
        **about,
        years=years,
        level=listed("level").astype(np.float32),
        noise_sd=listed("noise_sd").astype(np.float32),
        measured=listed("measured")[:, :, 0].astype(np.bool_),
        slope=plain("slope").reshape(count, groups).astype(np.float32),
        gap_slope=plain("gap_slope")[::groups].astype(np.float32),
        trending=plain("trending")[::groups].astype(np.bool_),
        widening=plain("widening")[::groups].astype(np.bool_),
        shift=plain("shift")[::groups].astype(np.float32),
    )
