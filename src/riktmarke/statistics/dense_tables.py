"""Tables without holes in Parquet: every combination of the axes has a row, so a table is an array with named axes.

The columns of the axes are kept too, so that any program can read the file; the rows lie in the order of the array.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from riktmarke.vocabulary.errors import DamagedFile

# A text axis (area codes) is kept as a dictionary, a number axis (years, ages) as small whole numbers.
Axis = Sequence[str] | Sequence[int]


@dataclass(frozen=True, slots=True)
class DenseTable:
    """What a file holds: `axes` with their values in order, and `measures` of the shape that the axes give.

    The measures are read-only: they may be kept and shared.
    """

    axes: Mapping[str, Sequence[str | int]]
    measures: Mapping[str, NDArray[np.float64]]


def write_dense(file: Path, axes: Mapping[str, Axis], measures: Mapping[str, NDArray[np.float64]]) -> None:
    """Write arrays with common axes as one Parquet file.

    Raises:
        ValueError: naming the measure whose shape is not that of the axes.
    """
    shape = tuple(len(values) for values in axes.values())
    for name, measure in measures.items():
        if measure.shape != shape:
            raise ValueError(f"{name} has the shape {measure.shape}, and the axes {', '.join(axes)} give {shape}")
    columns = [_column(values, along, shape) for along, values in enumerate(axes.values())]
    numbers = [pa.array(np.ascontiguousarray(measure).ravel(), pa.float64()) for measure in measures.values()]
    table = pa.table([*columns, *numbers], names=[*axes, *measures])
    pq.write_table(table, file, compression="zstd", use_dictionary=True, write_page_checksum=True)


def read_dense(file: Path, axes: Sequence[str], measures: Sequence[str]) -> DenseTable:
    """Read what `write_dense` wrote.

    Raises:
        DamagedFile: if the file is not whole, or does not have these columns in that order.
    """
    try:
        with pq.ParquetFile(file, page_checksum_verification=True) as parquet:
            table = parquet.read([*axes, *measures], use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(file, str(error)) from error
    missing = {*axes, *measures} - set(table.column_names)
    if missing:
        raise _damaged(file, f"the columns {', '.join(sorted(missing))} are missing")
    found = {name: table[name].unique().to_pylist() for name in axes}
    shape = tuple(len(values) for values in found.values())
    expected = [_column(values, along, shape) for along, values in enumerate(found.values())]
    in_order = len(table) == prod(shape) and all(
        table[name].combine_chunks().cast(column.type).equals(column)
        for name, column in zip(axes, expected, strict=True)
    )
    if not in_order:
        raise _damaged(file, f"its {len(table)} rows are not one for each combination of {', '.join(axes)}, in order")
    return DenseTable(found, {name: _fixed(table[name].to_numpy().reshape(shape)) for name in measures})


def _column(values: Axis | list[str | int], along: int, shape: tuple[int, ...]) -> pa.Array:
    place = np.broadcast_to(np.expand_dims(np.arange(shape[along], dtype=np.int16), _others(along, len(shape))), shape)
    if values and isinstance(values[0], str):
        return pa.DictionaryArray.from_arrays(pa.array(place.ravel()), pa.array(values, pa.string()))
    numbers = np.array(values, dtype=np.int16)
    return pa.array(numbers[place.ravel()])


def _others(along: int, axes: int) -> tuple[int, ...]:
    return tuple(axis for axis in range(axes) if axis != along)


def _fixed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    values = np.ascontiguousarray(values)
    values.setflags(write=False)
    return values


def _damaged(file: Path, why: str) -> DamagedFile:
    return DamagedFile(
        f"{file} cannot be read: {why}.",
        remedy="go back to an earlier version (riktmarke store use VERSION) or import again.",
    )
