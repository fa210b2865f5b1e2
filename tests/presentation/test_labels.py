import pytest

from riktmarke.assessment.findings import Basis
from riktmarke.presentation.labels import (
    COUNTY_NAMES,
    DIFFERENCE_UNITS,
    POLARITY_TEXTS,
    REASON_TEXTS,
    SHORT_REASONS,
    STATUS_TEXTS,
    UNIT_NAMES,
    area_name,
    at_place,
    counted,
    county_label,
    county_source,
    genitive,
    listed,
    occasion,
    period_label,
)
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.reasons import Reason
from riktmarke.vocabulary.units import Unit
from tests.presentation.making import DAYS, ELECTION, WINDOW


def test_every_code_has_its_words() -> None:
    assert set(REASON_TEXTS) == set(SHORT_REASONS) == set(Reason)
    assert set(UNIT_NAMES) == set(DIFFERENCE_UNITS) == set(Unit)
    assert set(STATUS_TEXTS) == set(ObservationStatus)
    assert set(POLARITY_TEXTS) == set(Polarity)
    assert all(text for reason, text in REASON_TEXTS.items() if reason is not Reason.SAID)


def test_a_difference_between_shares_is_in_percentage_points() -> None:
    assert DIFFERENCE_UNITS[Unit.PERCENT] == "procentenheter"


@pytest.mark.parametrize(
    ("code", "name", "kind", "said"),
    [
        ("0000", "Riket", AreaKind.COUNTRY, "Sverige"),
        ("0020", "Region Dalarna", AreaKind.REGION, "Dalarna"),
        ("0006", "Region Jönköpings län", AreaKind.REGION, "Jönköpings län"),
        ("0014", "Västra Götalandsregionen", AreaKind.REGION, "Västra Götaland"),
        ("0001", "Region Stockholm", AreaKind.REGION, "Stockholms län"),
        ("2083", "Hedemora", AreaKind.MUNICIPALITY, "Hedemora"),
    ],
)
def test_areas_are_named_as_people_name_them(code: str, name: str, kind: AreaKind, said: str) -> None:
    assert area_name(Area(code, name, kind)) == said


def test_no_county_is_taken_for_a_municipality_of_the_same_name(real_store: object) -> None:
    areas = real_store.dataset().areas  # type: ignore[attr-defined]
    municipalities = {area.name for area in areas.of_kind(AreaKind.MUNICIPALITY)}
    counties = {area_name(area) for area in areas.of_kind(AreaKind.REGION)}
    assert len(counties) == 21
    assert counties & municipalities == set()
    assert {area.code for area in areas} >= set(COUNTY_NAMES)


def test_genitives_and_prepositions() -> None:
    assert [genitive(name) for name in ("Hedemora", "Borås", "Flen")] == ["Hedemoras", "Borås", "Flens"]
    assert [at_place(name) for name in ("Hedemora", "Gotland")] == ["i Hedemora", "på Gotland"]


def test_lists_are_joined_in_swedish() -> None:
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert listed(["a"]) == "a"
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("definition", "sentence", "table"),
    [
        (None, "2022", "2022"),
        (DAYS, "2022", "2022"),
        (WINDOW, "i genomsnitt 2018–2022", "2018–2022"),
        (ELECTION, "i valet 2022", "valet 2022"),
    ],
)
def test_a_value_says_the_time_it_stands_for(definition: object, sentence: str, table: str) -> None:
    assert occasion(2022, definition) == sentence  # type: ignore[arg-type]
    assert period_label(2022, definition) == table  # type: ignore[arg-type]


def test_where_a_county_value_comes_from_is_named() -> None:
    def source(basis: Basis) -> str:
        return county_source(basis, publisher="Kolada", members=14, size=15)

    assert source(Basis.PUBLISHED) == "enligt Kolada"
    assert source(Basis.POPULATION) == "egen bearbetning: 14 av 15 kommuner, vägt med befolkningen"
    assert source(Basis.DENOMINATOR).endswith("14 av 15 kommuner, vägt med den befolkning måttet gäller")
    assert source(Basis.NONE) == ""


def test_only_a_published_value_is_called_by_the_countys_name() -> None:
    assert county_label("Dalarna", Basis.PUBLISHED) == "Dalarna"
    assert county_label("Dalarna", Basis.NONE) == "Dalarna"
    assert county_label("Dalarna", Basis.DENOMINATOR) == "Medel av kommunerna i Dalarna"


def test_small_counts_are_words() -> None:
    assert [counted(n) for n in (4, 7, 12, 13)] == ["fyra", "sju", "tolv", "13"]
