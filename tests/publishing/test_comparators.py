"""What is fair to set a municipality beside, and how it is named."""

import re

from django.test import Client

from riktmarke.assessment.findings import Basis
from riktmarke.publishing.website.comparators import named_once
from riktmarke.vocabulary.groups import Sex
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
