"""Definitions are read as written, and refused with the file and the key when they are not."""

from pathlib import Path

import pytest

from riktmarke.governance.definition_files import IN_ENGLISH, load_catalogue, without_english
from riktmarke.governance.definitions import Measured, series_needed, with_parts
from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.groups import Dimension, Ground, Sex

PLAIN = {
    "title": '"Valdeltagande"',
    "phrase": '"valdeltagandet"',
    "unit": '"percent"',
    "decimals": "1",
    "polarity": '"higher_is_better"',
    "averaged": "true",
    "source": '"Valmyndigheten"',
    "measured": '"each_year"',
    "periodicity_years": "1",
    "split_by_sex": "true",
    "population": '"röstberättigade"',
    "smallest_difference": "1.5",
    "links": '["agenda-2030/16.7"]',
    "grounds": '["sex"]',
    "why": '"För att pröva."',
    "author": '"testerna"',
    "next_review": "2030-01-01",
}


def catalogue_with(folder: Path, more: str = "", *, name: str = "N90001", **given: str | None) -> Path:
    keys = {key: value for key, value in {**PLAIN, **given}.items() if value is not None}
    (folder / "indicators").mkdir(exist_ok=True)
    text = "".join(f"{key} = {value}\n" for key, value in keys.items())
    (folder / "indicators" / f"{name}.toml").write_text(text + more, encoding="utf-8")
    return folder


def test_a_definition_is_read_as_written(tmp_path: Path) -> None:
    read = load_catalogue(catalogue_with(tmp_path, denominators='["N01951"]'))["N90001"]
    assert (read.series, read.title, read.measured) == ("N90001", "Valdeltagande", Measured.EACH_YEAR)
    assert (read.grounds, read.links) == ((Ground.SEX,), ("agenda-2030/16.7",))
    assert (read.weighed_by_inhabitants, read.country_not_comparable) == (True, "")
    assert (read.smallest_difference, read.denominators) == (1.5, ("N01951",))


def test_every_text_may_stand_in_english_beside_the_swedish_one(tmp_path: Path) -> None:
    swedish = dict.fromkeys(IN_ENGLISH, '"Påhittad."')
    english = {f"{key}_en": f'"Invented {key}."' for key in IN_ENGLISH}
    more = {"split_by_sex": "false", "grounds": "[]", "measured": '"on_schedule"'}
    schedule = {"schedule": "{ first = 1998, every_years = 4 }"}
    folder = catalogue_with(tmp_path, '[cuts.origin]\nforeign_born = "U1"\n', **more, **schedule, **swedish, **english)
    read = load_catalogue(folder)["N90001"]
    assert {getattr(read, f"{key}_en") for key in IN_ENGLISH} == {f"Invented {key}." for key in IN_ENGLISH}
    assert without_english(read) == ()
    part = with_parts({"N90001": read})["U1"]
    assert part.phrase_en == "Invented phrase. (people born abroad)"


@pytest.mark.parametrize(
    "key", ["note", "occasion", "window_note", "smallest_difference_why", "country_not_comparable", "not_split_by_sex"]
)
def test_english_without_the_swedish_that_it_translates_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(CatalogueError, match=f"N90001.toml: {key}_en = 'Words.'") as caught:
        load_catalogue(catalogue_with(tmp_path, **{f"{key}_en": '"Words."'}))
    assert f"{key} in Swedish beside it" in str(caught.value)


def test_english_of_a_reason_is_refused_where_there_is_no_reason(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="missing key 'why'"):
        load_catalogue(catalogue_with(tmp_path, why=None, why_en='"Words."'))


def test_what_a_definition_has_in_swedish_only_is_told(tmp_path: Path) -> None:
    broken = '[[breaks]]\nfirst_year = 2012\nreason = "Kraven ändrades."\nsource = "publisher"\n'
    read = load_catalogue(catalogue_with(tmp_path, broken, title_en='"Turnout"', note='"Påhittad."'))["N90001"]
    assert without_english(read) == ("phrase", "population", "why", "note", "reason")


def test_groups_become_definitions_of_their_own_series(tmp_path: Path) -> None:
    groups = '[cuts.origin]\nnative_born = "U90001"\nforeign_born = "U90002"\n'
    catalogue = load_catalogue(catalogue_with(tmp_path, groups))
    assert catalogue["N90001"].by(Dimension.ORIGIN) == {"native_born": "U90001", "foreign_born": "U90002"}
    parts = with_parts(catalogue)
    assert (parts["U90002"].part_of, parts["U90002"].title) == ("N90001", "Valdeltagande, utrikes födda")
    assert series_needed(catalogue) == ("N90001", "U90001", "U90002")


def test_an_indicator_composed_of_two_series_needs_both_and_has_none_of_its_own(tmp_path: Path) -> None:
    catalogue = load_catalogue(catalogue_with(tmp_path, '[cuts.sex]\nF = "N90002"\nM = "N90003"\n', name="livslangd"))
    assert catalogue["livslangd"].composed
    assert catalogue["livslangd"].all_series == ("N90002", "N90003")
    men = with_parts(catalogue)["N90003"]
    assert (men.covers_sex, men.split_by_sex, men.title) == (Sex.MALE, False, "Valdeltagande, män")
    with pytest.raises(CatalogueError, match="without both women and men"):
        load_catalogue(catalogue_with(tmp_path, '[cuts.sex]\nF = "N90002"\n', name="livslangd"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"polarity": '"higher"'}, "polarity = 'higher'"),
        ({"unit": '"procent"'}, "unit = 'procent'"),
        ({"measured": '"sometimes"'}, "measured = 'sometimes'"),
        ({"title": None}, "missing key 'title'"),
        ({"titel": '"x"'}, "unknown key 'titel'"),
        ({"decimals": "-1"}, "decimals = -1"),
        ({"decimals": "true"}, "decimals = True"),
        ({"smallest_difference": "0"}, "smallest_difference = 0"),
        ({"links": '["3.4"]'}, "links = "),
        ({"grounds": '["kön"]'}, "grounds = "),
        ({"grounds": "[]"}, "grounds and split_by_sex disagree on sex"),
        ({"split_by_sex": "false", "grounds": "[]"}, "no reason in not_split_by_sex"),
        ({"not_split_by_sex": '"därför"'}, "a reason for what is not so"),
        ({"measured": '"moving_window"'}, "measured = 'moving_window' without window_years"),
        ({"window_years": "4"}, "measured = 'each_year' with window_years"),
        (
            {"covers_sex": '"K"', "split_by_sex": "false", "not_split_by_sex": '"x"', "grounds": "[]"},
            "covers_sex = 'K'",
        ),
        ({"occasion": '"valet"'}, "occasion without schedule"),
        ({"checked_by": '"någon"'}, "checked_by and checked_on not together"),
    ],
)
def test_what_cannot_be_so_is_refused_with_the_file_and_the_key(
    tmp_path: Path, given: dict[str, str | None], told: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(catalogue_with(tmp_path, **given))
    assert "N90001.toml: " in str(caught.value)
    assert told in str(caught.value)


def test_a_series_in_two_files_is_refused(tmp_path: Path) -> None:
    catalogue_with(tmp_path, '[cuts.origin]\nforeign_born = "N90002"\n')
    with pytest.raises(CatalogueError, match=r"N90002\.toml has too"):
        load_catalogue(catalogue_with(tmp_path, name="N90002"))


def test_a_folder_without_definitions_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="No definitions in"):
        load_catalogue(tmp_path)
