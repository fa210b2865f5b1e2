"""What is fair to set a municipality beside, and how it is named."""

import re

import pytest
from django.test import Client

from riktmarke.assessment.findings import Basis
from riktmarke.publishing.website.comparators import named_once
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.series_lines import series_lines
from riktmarke.vocabulary.groups import Sex
from tests.invented_figures import definition
from tests.presentation.making import finding


def test_a_picture_names_the_county_once_and_keeps_what_is_published() -> None:
    published = finding(Sex.TOTAL, value=1.0, county=2.0, county_basis=Basis.PUBLISHED)
    computed = finding(Sex.FEMALE, value=1.0, county=3.0, county_basis=Basis.POPULATION)
    drawn, name = named_once({Sex.TOTAL: published, Sex.FEMALE: computed}, "Dalarna")
    assert (name, [f.county for f in drawn]) == ("Dalarna", [2.0, None])
    drawn, name = named_once({Sex.FEMALE: computed}, "Dalarna")
    assert (name, [f.county for f in drawn]) == ("Medel av kommunerna i Dalarna", [3.0])


def test_charts_and_their_words_name_a_computed_mean_as_that(visitor: Client) -> None:
    address = "/kommun/9101/nyckeltal/N90002/"
    svg = visitor.get(address + "lage.svg").content.decode()
    assert "Medel av kommunerna i Påhittade Norr" in svg
    assert not re.search(r">Påhittade Norr<", svg)
    assert "Medel av kommunerna i Påhittade Norr" in visitor.get(address + "lage.svg?bredd=smal").content.decode()
    assert "Medel av kommunerna i Påhittade Norr" in visitor.get(address).content.decode()


def test_a_municipality_that_is_its_county_is_drawn_without_it(visitor: Client) -> None:
    for file in ("lage.svg", "diagram.svg", "siffror.csv", "siffror-excel.csv"):
        assert "Påhittade Ön" not in visitor.get(f"/kommun/9301/nyckeltal/N90001/{file}").content.decode()


@pytest.mark.parametrize("series", ["N90001", "N90012"])  # N90012 has no value for the country at all
def test_a_country_that_is_counted_otherwise_is_in_the_table_and_not_drawn(invented_site: Figures, series: str) -> None:
    given = definition(series, country_not_comparable="Landet räknas på ett annat sätt.")
    panel = invented_site.dataset().panel(series)
    lines = series_lines(panel, invented_site.place("9101"), None, given)
    assert "0000" not in {line.area for line in lines.drawn}
    assert ("0000" in {line.area for line in lines.in_table}) is (series == "N90001")
