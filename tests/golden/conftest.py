"""The raw files read with Polars alone, so that what is expected owes nothing to our own reading."""

from pathlib import Path

import polars as pl
import pytest

from riktmarke.assessment.runs import Run, current_run
from riktmarke.statistics.store import Dataset, Store


@pytest.fixture(scope="session")
def raw(real_data: Path) -> pl.DataFrame:
    """Every value as published: kpi, area_id, year, gender, value."""
    (file,) = (real_data / "kolada").glob("kolada_values_*_all-areas.parquet")
    return pl.read_parquet(file).with_columns(pl.col("kpi", "area_id", "gender").cast(pl.Categorical))


@pytest.fixture(scope="session")
def dataset(real_store: Store) -> Dataset:
    return real_store.dataset()


@pytest.fixture(scope="session")
def country_run(real_store: Store) -> Run:
    return current_run(real_store)
