"""Definitions are read as written, and refused with the file and the key when they are not."""

from pathlib import Path

import pytest

from riktmarke.governance.definitions import load_catalogue
from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.groups import Sex

PLAIN = """title = "Medellivslängd, kvinnor"
phrase = "medellivslängden för kvinnor"
unit = "years"
decimals = 1
polarity = "higher_is_better"
averaged = true
why = "För att pröva."
author = "testerna"
next_review = 2030-01-01
"""


def catalogue_with(folder: Path, more: str) -> Path:
    (folder / "indicators").mkdir()
    (folder / "indicators" / "N00925.toml").write_text(PLAIN + more, encoding="utf-8")
    return folder


def test_a_series_about_one_sex_says_which_and_names_its_sister(tmp_path: Path) -> None:
    read = load_catalogue(catalogue_with(tmp_path, 'covers_sex = "F"\nsister_series = "N00923"\n'))["N00925"]
    assert (read.covers_sex, read.sister_series, read.occasion) == (Sex.FEMALE, "N00923", "")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('covers_sex = "K"\n', "covers_sex = 'K'"),
        ('covers_sex = "_T"\n', "covers_sex = '_T'"),
        ('sister_series = "N00923"\n', "sister_series without covers_sex"),
        ('occasion = "valet"\n', "occasion without schedule"),
    ],
)
def test_what_cannot_be_so_is_refused_with_the_file_and_the_key(tmp_path: Path, more: str, told: str) -> None:
    with pytest.raises(CatalogueError, match=rf"N00925\.toml: {told}"):
        load_catalogue(catalogue_with(tmp_path, more))


def test_sisters_in_the_catalogue_name_each_other(repository: Path) -> None:
    catalogue = load_catalogue(repository / "catalogue")
    pairs = {series: d.sister_series for series, d in catalogue.items() if d.sister_series}
    assert pairs
    assert all(pairs.get(sister) == series for series, sister in pairs.items())
    assert {catalogue[series].covers_sex for series in pairs} == {Sex.FEMALE, Sex.MALE}
