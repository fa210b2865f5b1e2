"""Who answers for a page and when it was changed, and the two pages that the law asks for."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from riktmarke.publishing.website.feedback.page_facts import facts_of
from riktmarke.publishing.website.feedback.statement import CheckedBy, Conformity, statement_in
from riktmarke.vocabulary.errors import CatalogueError
from tests import invented_plan

OWN = "9101"


def text_of(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("address", "for_the_row", "title"),
    [
        ("/kommun/9101/overgripande-mal/vaxa/", True, True),
        ("/kommun/9101/overgripande-mal/kultur/", False, True),
        ("/kommun/9101/overgripande-mal/utkast/", False, False),  # a draft is nothing that the public knows of
        ("/kommun/9101/fokusomraden/halsa/", True, True),
        ("/kommun/9101/styrdokument/strategi/", True, True),
        ("/kommun/9101/vision/", False, False),
        ("/kommun/9102/utmaningar/", False, False),  # no plan there: ours answers
        ("/om-siffrorna/", False, False),
    ],
)
def test_the_role_of_the_row_answers_else_the_contact_of_the_plan(
    planned_visitor: Client, address: str, for_the_row: bool, title: bool
) -> None:
    facts = facts_of(address, own_area=OWN)
    assert (facts.area, facts.responsible.title) == (OWN, "Påhittad strateg")
    assert (facts.for_the_row, bool(facts.title)) == (for_the_row, title)


def test_a_row_was_changed_when_it_was_written_and_a_list_with_the_plan(planned_visitor: Client) -> None:
    assert facts_of("/kommun/9101/overgripande-mal/vaxa/", own_area=OWN).changed == invented_plan.AT
    assert facts_of("/kommun/9101/vision/", own_area=OWN).changed == invented_plan.AT
    assert "Sidan uppdaterad 2 januari 2026" in text_of(planned_visitor, "/kommun/9101/overgripande-mal/vaxa/")


def test_a_page_is_named_by_its_row_its_indicator_the_menu_or_the_search(planned_visitor: Client) -> None:
    named = re.compile(r'Gäller sidan <a href="([^"]+)">([^<]+)</a>')
    for address, title in (
        ("/kommun/9101/vision/", "Visionen"),
        ("/kommun/9102/utmaningar/", "Utmaningar"),
        ("/om-siffrorna/", "Om siffrorna"),
        ("/kommun/9101/nyckeltal/N90001/", "Påhittad andel med publicerat länsvärde"),
        ("/kommun/9102/nyckeltal/N90002/", "Påhittad andel utan publicerat länsvärde"),
        ("/kommun/9101/nyckeltal/N99999/", "/kommun/9101/nyckeltal/N99999/"),  # which nobody publishes
        ("/tillganglighet/", "Tillgänglighet"),
        ("/kommun/9101/befolkning/", "Befolkningen framåt"),
    ):
        found = named.search(planned_visitor.get(f"/synpunkter/?sida={address}").content.decode())
        assert found
        assert found.groups() == (address, title)


def test_without_a_plan_customer_service_answers_and_nobody_is_invented(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ingen kontakt är angiven." in text_of(visitor, "/om-siffrorna/")
    monkeypatch.setattr(settings, "RIKTMARKE_CONTACT_EMAIL", "kundtjanst@example.org")
    monkeypatch.setattr(settings, "RIKTMARKE_CONTACT_URL", "https://www.example.org/kontakt")
    page = visitor.get("/personuppgifter/").content.decode()
    assert page.count('href="https://www.example.org/kontakt"') >= 2
    assert "Synpunkten går till kommunen." in page
    assert "Ingen kontakt är angiven." not in page


def test_personal_data_is_told_with_the_months_of_the_settings_and_the_municipalitys_own_page(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "RIKTMARKE_FEEDBACK_MONTHS", 7)
    monkeypatch.setattr(settings, "RIKTMARKE_PRIVACY_URL", "https://www.example.org/gdpr")
    page = visitor.get("/personuppgifter/").content.decode()
    assert "när 7 månader har gått" in page
    assert 'href="https://www.example.org/gdpr"' in page
    assert "Exempelby, är personuppgiftsansvarig" in page
    assert "Article 6(1)(e)" in visitor.get("/en/personuppgifter/").content.decode()


def test_the_statement_has_what_the_law_asks_for(visitor: Client) -> None:
    page = visitor.get("/tillganglighet/").content.decode()
    for said in (
        "Exempelby",
        "delvis förenlig med lagen",
        "(2018:1937)",
        "https://www.digg.se/tdosanmalan",
        "12 §",
        "9 §",
    ):
        assert said in page
    assert 'href="/synpunkter/?slag=tillganglighet&amp;sida=/tillganglighet/"' in page
    assert page.count("<time datetime=") >= 3
    english = text_of(visitor, "/en/tillganglighet/")
    assert "partially compliant with the act" in english
    assert "Wide tables are scrolled sideways" in english


def test_the_statement_is_read_from_a_file_and_what_is_wrong_in_it_is_named(repository: Path, tmp_path: Path) -> None:
    own = statement_in(repository / "catalogue")
    assert own.status is Conformity.PARTLY
    assert [check.by for check in own.checks] == [CheckedBy.AUTOMATIC]  # nobody else has tested it yet
    with pytest.raises(CatalogueError, match="is missing"):
        statement_in(tmp_path)
    text = (repository / "catalogue" / "accessibility.toml").read_text(encoding="utf-8")
    (tmp_path / "accessibility.toml").write_text(
        text.replace('status = "partly"', 'status = "perfect"'), encoding="utf-8"
    )
    with pytest.raises(CatalogueError, match="status = 'perfect'"):
        statement_in(tmp_path)
