"""Reference inputs and results as UKHSA keeps them: sheets of Excel files and CSV, read as columns."""

import csv
import gzip
import io
from pathlib import Path

import numpy as np
import openpyxl


def sheet(data: Path, file: str, name: str) -> dict[str, np.ndarray]:
    """Return a sheet of a reference file as columns: numbers as floats (NaN where empty), all else as it stands."""
    book = openpyxl.load_workbook(data / "reference" / file, data_only=True, read_only=True)
    head, *rows = book[name].iter_rows(values_only=True)
    named = [(place, str(title)) for place, title in enumerate(head) if title is not None]
    filled = [row for row in rows if any(cell is not None for cell in row)]
    return {title: _column([row[place] if place < len(row) else None for row in filled]) for place, title in named}


def table(data: Path, file: str) -> dict[str, np.ndarray]:
    """Return a CSV file (or .csv.gz) as columns, like `sheet`."""
    path = data / "reference" / file
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    return {title.strip(): _column([_read(row[place]) for row in rows]) for place, title in enumerate(head)}


def _read(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell or None


def _column(cells: list[object]) -> np.ndarray:
    if all(cell is None or isinstance(cell, int | float) for cell in cells):
        return np.array([np.nan if cell is None else float(cell) for cell in cells])  # type: ignore[arg-type]
    return np.array(cells, dtype=object)
