"""Delivered CSV files with one row for every combination of area, year, sex and age, read as arrays.

Every cell is there exactly once, or the file is refused: a hole in a population is never a zero.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from riktmarke.statistics.dense_tables import DenseTable
from riktmarke.vocabulary.errors import DamagedFile, UnexpectedPayload


@dataclass(frozen=True, slots=True)
class CsvAxis:
    """A column whose words are positions along an axis; `advice` says which words there may be."""

    column: str
    positions: Mapping[str, int]
    advice: str


def dense_csv(
    name: str, text: str, axes: Sequence[CsvAxis], measures: Sequence[str], *, year: str = "", delimiter: str = ","
) -> DenseTable:
    """Return the measures of a file as arrays over the years (where there is a column `year`) and then the axes.

    Only the years have values among the axes returned: what the others mean, the caller has said.

    Raises:
        DamagedFile: if the file is no CSV of these columns.
        UnexpectedPayload: naming file, line and column of a word, a number or a cell that does not fit.
    """
    table = _table(name, text, [*([year] if year else []), *(axis.column for axis in axes)], measures, delimiter)
    axes = [*([_years(name, table[year], year)] if year else []), *axes]
    shape = tuple(len(set(axis.positions.values())) for axis in axes)
    place = np.ravel_multi_index(tuple(_positions(name, table[axis.column], axis) for axis in axes), shape)
    _check_cells(name, place, shape, axes)
    values = {measure: np.empty(shape) for measure in measures}
    for measure, cells in values.items():
        cells.ravel()[place] = _counts(name, table[measure], measure)
    return DenseTable({"year": list(map(int, axes[0].positions))} if year else {}, values)


def _table(name: str, text: str, words: Sequence[str], numbers: Sequence[str], delimiter: str) -> pa.Table:
    types = {**dict.fromkeys(words, pa.string()), **dict.fromkeys(numbers, pa.float64())}
    header = [column.strip('"') for column in text.partition("\n")[0].rstrip("\r").split(delimiter)]
    missing = [column for column in types if column not in header]
    if missing:
        raise UnexpectedPayload(
            f"{name}: there is no column {', '.join(missing)}; found {', '.join(header) or 'nothing'}.",
            expected=f"the columns {', '.join(types)}",
            remedy="fetch the file again, or restore the header line.",
        )
    try:
        return pacsv.read_csv(
            io.BytesIO(text.encode()),
            read_options=pacsv.ReadOptions(use_threads=False),  # with threads its errors name no row
            parse_options=pacsv.ParseOptions(delimiter=delimiter),
            convert_options=pacsv.ConvertOptions(column_types=types, include_columns=list(types)),
        )
    except pa.ArrowException as error:
        raise DamagedFile(
            f"{name} cannot be read: {error}.",
            expected=f"CSV with the columns {', '.join(types)}, and numbers in {', '.join(numbers)}",
            remedy="the file is probably damaged or cut off: fetch it again.",
        ) from error


def _years(name: str, column: pa.ChunkedArray, year: str) -> CsvAxis:
    words = column.unique().to_pylist()
    wrong = [word for word in words if not (len(word) == 4 and word.isdecimal())]
    if wrong:
        raise UnexpectedPayload(
            f"{name}: the {year} {wrong[0]!r} is none.", expected="four digits", remedy="fetch the file again."
        )
    return CsvAxis(year, {word: place for place, word in enumerate(sorted(words))}, "years")


def _positions(name: str, column: pa.ChunkedArray, axis: CsvAxis) -> NDArray[np.intp]:
    encoded = column.combine_chunks().dictionary_encode()
    words = encoded.dictionary.to_pylist()
    indices = encoded.indices.to_numpy()
    unknown = [place for place, word in enumerate(words) if word not in axis.positions]
    if unknown:
        line = int(np.argmax(indices == unknown[0])) + 2
        raise UnexpectedPayload(
            f"{name}, line {line}: {axis.column} is {words[unknown[0]]!r}.",
            expected=axis.advice,
            remedy="fetch the file again from its publisher; nothing of this delivery has been kept in the tables.",
        )
    mapping = np.array([axis.positions[word] for word in words], dtype=np.intp)
    found: NDArray[np.intp] = mapping[indices]
    return found


def _check_cells(name: str, place: NDArray[np.intp], shape: tuple[int, ...], axes: Sequence[CsvAxis]) -> None:
    rows = np.bincount(place, minlength=prod(shape))
    wrong = np.flatnonzero(rows != 1)
    if not wrong.size:
        return
    at = np.unravel_index(wrong[0], shape)
    named = [
        f"{axis.column} {next(word for word, position in axis.positions.items() if position == along)}"
        for axis, along in zip(axes, at, strict=True)
    ]
    raise UnexpectedPayload(
        f"{name}: {', '.join(named)} has {rows[wrong[0]]} rows; the same with {wrong.size - 1} other cells.",
        expected="one row for every cell",
        remedy="the file is probably cut off, or two were put together: fetch it again.",
    )


def _counts(name: str, column: pa.ChunkedArray, measure: str) -> NDArray[np.float64]:
    values: NDArray[np.float64] = column.to_numpy()  # a cell without a number becomes NaN
    wrong = np.flatnonzero(~(values >= 0) | np.isinf(values))
    if wrong.size:
        raise UnexpectedPayload(
            f"{name}, line {wrong[0] + 2}: {measure} is {values[wrong[0]]}.",
            expected="a number of persons, zero or more",
            remedy="fetch the file again from its publisher.",
        )
    return values
