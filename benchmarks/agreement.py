"""Whether the engine's findings and those of the Polars script say the same, cell by cell."""

from pathlib import Path

import polars as pl

TOLERANCE = 1e-9


def read_findings(folder: Path, name: str) -> pl.DataFrame:
    """Return one file of findings with words as text, years without a figure and NaN as null, codes as integers."""
    table = pl.read_parquet(folder / f"{name}.parquet")
    words = [column for column in ("series", "area", "group") if column in table.columns]
    years = [column for column in table.columns if column.endswith("period")]
    figures = [column for column, kind in table.schema.items() if kind.is_float()]
    codes = [column for column in table.columns if column not in (*words, *years, *figures)]
    return table.with_columns(
        pl.col(words).cast(pl.String),
        pl.col(years).cast(pl.Int64).replace(0, None),
        pl.col(codes).cast(pl.Int64),
        pl.col(figures).fill_nan(None),
    ).sort(words)


def differences(ours: pl.DataFrame, theirs: pl.DataFrame) -> dict[str, int]:
    """Return how many cells differ per column; figures by more than TOLERANCE relative to their size (at least 1)."""
    shared = [column for column in ours.columns if column in theirs.columns]
    found = {f"{column} is only in one": ours.height for column in set(ours.columns) ^ set(theirs.columns)}
    if ours.height != theirs.height:
        return {**found, "rows": abs(ours.height - theirs.height)}
    for column in shared:
        left, right = ours[column], theirs[column]
        if left.dtype.is_float():
            size = pl.max_horizontal(left.abs(), pl.lit(1.0))
            apart = ours.select(((left - right).abs() > TOLERANCE * size).fill_null(value=False))[column]
            differ = int(apart.sum()) + int((left.is_null() != right.is_null()).sum())
        else:
            differ = int(left.ne_missing(right).sum())
        if differ:
            found[column] = differ
    return found
