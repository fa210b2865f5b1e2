"""The measures shown first."""

from pathlib import Path

import pytest

from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.overview import load_overview
from riktmarke.vocabulary.errors import CatalogueError
from tests.invented_figures import definition

CATALOGUE = {name: definition(name) for name in ("N1", "N2", "N3")}


def test_they_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "overview.toml").write_text('series = ["N3", "N1"]', encoding="utf-8")
    assert load_overview(tmp_path, CATALOGUE) == ("N3", "N1")


def test_without_a_file_the_whole_catalogue_is_shown(tmp_path: Path) -> None:
    assert load_overview(tmp_path, CATALOGUE) == ("N1", "N2", "N3")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('series = ["N4"]', "N4, which nothing in indicators/ defines"),
        ('series = ["N1", "N1"]', "each once"),
        ("series = 3", "a list"),
        ('serier = ["N1"]', "unknown key 'serier'"),
        ("series = [", "not readable as TOML"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "overview.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"overview\.toml") as caught:
        load_overview(tmp_path, CATALOGUE)
    assert told in str(caught.value)


def test_ours_has_something_of_every_focus_area(repository: Path) -> None:
    catalogue = load_catalogue(repository / "catalogue")
    shown = load_overview(repository / "catalogue", catalogue)
    areas = {link for series in shown for link in catalogue[series].links if link.startswith("focus-areas/")}
    assert len(areas) == 9
