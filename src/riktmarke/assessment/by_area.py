"""Columns of rows about areas in Parquet, one row group per area, so that everything about an area is one read."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from riktmarke.vocabulary.errors import DamagedFile

ROW_GROUPS = b"areas"  # the file's own note of which area each row group holds
Columns = dict[str, NDArray[Any]]


def write_by_area(columns: Columns, words: Mapping[str, Sequence[str]], codes: Sequence[str], file: Path) -> None:
    """Write the rows, ordered by area; `area` and the columns of `words` hold positions and are written as words.

    Areas are the positions in `codes`.
    """
    order = np.argsort(columns["area"], kind="stable")
    counts = np.bincount(columns["area"], minlength=len(codes))
    arrays = {name: pa.array(column[order]) for name, column in columns.items() if name not in words}
    arrays["area"] = pa.DictionaryArray.from_arrays(arrays["area"], pa.array(codes))
    for name, dictionary in words.items():
        if name in columns:
            arrays[name] = pa.DictionaryArray.from_arrays(columns[name][order], pa.array(dictionary))
    table = pa.table(arrays).replace_schema_metadata(
        {ROW_GROUPS: " ".join(code for code, count in zip(codes, counts, strict=True) if count)}
    )
    encoded = [*words, "area"]  # figures hardly repeat: looking for repeats costs more than it saves
    with pq.ParquetWriter(file, table.schema, compression="lz4", use_dictionary=encoded, write_statistics=False) as out:
        start = 0
        for count in counts[counts > 0]:
            out.write_table(table.slice(start, count), row_group_size=int(count))
            start += count


class ByArea:
    """A file that `write_by_area` wrote; safe to read from several threads."""

    def __init__(self, file: Path, *, remedy: str) -> None:
        self._file = file
        self._remedy = remedy

    @cached_property
    def _metadata(self) -> pq.FileMetaData:
        return pq.read_metadata(self._file)

    def of(self, area: str) -> Columns:
        """Return the rows of an area as columns; empty ones where it has none.

        Raises:
            DamagedFile: with the remedy, if the file cannot be read.
        """
        try:
            row_groups = self._metadata.metadata[ROW_GROUPS].decode().split()
            file = pq.ParquetFile(self._file, metadata=self._metadata, memory_map=True)
            if area in row_groups:
                table = file.read_row_group(row_groups.index(area), use_threads=False)
            else:
                table = file.schema_arrow.empty_table()
        except (pa.ArrowException, OSError, KeyError, TypeError) as error:  # cut off, or not a file of ours
            raise DamagedFile(f"{self._file} cannot be read: {error}.", remedy=self._remedy) from error
        return {field: table[field].to_numpy() for field in table.column_names}
