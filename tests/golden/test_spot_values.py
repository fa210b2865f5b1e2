"""Single values of the real figures: as published in the raw file, and as the store gives them back."""

import polars as pl
import pytest

from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import Sex

GROUP = {"T": Sex.TOTAL, "K": Sex.FEMALE, "M": Sex.MALE}

# Read off the published file: Hedemora and others, regions and the country, first and last years, women and men,
# far below zero and in the hundreds of millions, whole numbers and eight decimals inside one series.
SPOTS = [
    # Ohälsotal
    ("N00957", "2083", 2022, "T", 31.58),
    ("N00957", "2083", 2022, "K", 35.83),
    ("N00957", "2083", 2022, "M", 27.63),
    ("N00957", "0020", 2022, "K", 30.02),
    ("N00957", "0000", 2022, "M", 17.76),
    ("N00957", "0180", 2015, "K", 23.92605779),
    # Behöriga till yrkesprogram
    ("N15428", "2083", 2022, "T", 81.48148148),
    ("N15428", "2083", 2017, "T", 84.74576271),
    ("N15428", "2083", 2022, "K", 86.02150538),
    ("N15428", "2083", 2022, "M", 75.36231884),
    ("N15428", "0000", 2022, "T", 85.310222),
    ("N15428", "1480", 1999, "T", 88.46438255),
    # Valdeltagande: six decimals to 2017, whole numbers since, women and men only from 2018
    ("N05401", "2083", 1994, "T", 84.015953),
    ("N05401", "2083", 2017, "T", 81.608724),
    ("N05401", "2083", 2018, "T", 83.0),
    ("N05401", "2083", 2022, "K", 80.0),
    ("N05401", "2083", 2022, "M", 78.0),
    ("N05401", "0000", 2014, "T", 82.839149),
    ("N05401", "0000", 2015, "T", 82.806087),
    ("N05401", "0000", 2022, "T", 80.0),
    ("N05401", "2584", 1998, "T", 76.776251),
    ("N05401", "2083", 2017, "K", None),
    # Medellivslängd: N00923 is men's, N00925 women's
    ("N00923", "2083", 2022, "T", 80.3),
    ("N00923", "0020", 2022, "T", 81.01),
    ("N00925", "2083", 2017, "T", 83.19),
    ("N00925", "0000", 2017, "T", 83.99),
    # Self-rated health: whole numbers to 2021, one decimal in 2022, nothing between 2016 and 2021
    ("U01405", "2083", 2016, "T", 66.0),
    ("U01405", "2083", 2018, "T", None),
    ("U01405", "2083", 2021, "T", 69.0),
    ("U01405", "2083", 2022, "T", 69.7),
    ("U01405", "2083", 2022, "M", 72.4),
    # Invånare: first year, the smallest municipality, one that came to be in 2003
    ("N01951", "2083", 2022, "T", 15443.0),
    ("N01951", "2083", 2022, "K", 7606.0),
    ("N01951", "0000", 2022, "T", 10521556.0),
    ("N01951", "0001", 2022, "T", 2440027.0),
    ("N01951", "0180", 1994, "T", 703627.0),
    ("N01951", "2034", 1994, "M", 3645.0),
    ("N01951", "2506", 2022, "M", 1396.0),
    ("N01951", "0330", 2003, "T", 12821.0),
    # Far below zero, in the hundreds of millions, exactly zero
    ("N17007", "1762", 2016, "T", -263461.538),
    ("N03062", "2083", 2015, "T", -91820.741713),
    ("N01964", "0025", 2018, "T", -2581.0),
    ("N07821", "0000", 2022, "T", 628938355.0),
    ("N18027", "2083", 2016, "T", 2717700.0),
    ("N05824", "2321", 1994, "K", 0.0),
    # Others, here and there
    ("N02267", "2083", 2022, "K", 79.3),
    ("N02267", "0009", 2021, "M", 82.0),
    ("N66077", "2083", 2022, "T", 25.0),
    ("N07403", "1280", 2018, "T", 1402.24512),
    ("N00401", "0980", 2021, "T", 33.4686569),
    ("U07801", "2083", 2022, "T", 488.0),
    ("N02797", "2083", 2022, "M", 5.446293),
    ("N00938", "1814", 2016, "T", 12.86558658),
    ("N00602", "0020", 2021, "M", 69.3),
    ("U21462", "2422", 2015, "M", 73.0),
]


Spot = tuple[str, str, int, str, float | None]


@pytest.mark.parametrize("spot", SPOTS)
def test_the_published_file_says(raw: pl.DataFrame, spot: Spot) -> None:
    series, area, year, gender, value = spot
    cell = raw.filter(
        (pl.col("kpi") == series)
        & (pl.col("area_id") == area)
        & (pl.col("year") == year)
        & (pl.col("gender") == gender)
    )

    assert cell["value"].to_list() == ([] if value is None else [value])


@pytest.mark.parametrize("spot", SPOTS)
def test_the_store_says_the_same(dataset: Dataset, spot: Spot) -> None:
    series, area, year, gender, value = spot

    assert dataset.panel(series).of(area, GROUP[gender]).get(year) == value
