"""Always sex, never only sex: the page counts what the plan's indicators show, and pages of the plan lead to it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from riktmarke.governance.definitions import Cut
from riktmarke.presentation.group_words import GROUND_TITLES
from riktmarke.publishing.website.figures import Figures
from riktmarke.vocabulary.groups import Dimension, Ground
from tests import invented_plan
from tests.publishing.test_plan_pages import text_of

PAGE = "/kommun/9101/konsuppdelning/"
ORIGIN = (Cut(Dimension.ORIGIN, "foreign_born", "N90003"),)


@pytest.fixture
def one_without(planned_visitor: Client, invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The plan's two indicators, of which N90002 shows no sexes and N90001 shows foreign-born too."""
    catalogue = dict(invented_site.catalogue)
    catalogue["N90001"] = replace(catalogue["N90001"], grounds=(Ground.SEX, Ground.ETHNICITY), cuts=ORIGIN)
    catalogue["N90002"] = replace(
        catalogue["N90002"], split_by_sex=False, not_split_by_sex="Måttet gäller åkermark.", source="Åkerverket"
    )
    monkeypatch.setattr(invented_site, "catalogue", catalogue)
    return planned_visitor


def test_the_page_counts_and_names_the_reason_of_every_indicator_without_women_and_men(one_without: Client) -> None:
    told = text_of(one_without, PAGE)
    assert "1 av 2 indikatorer visar kvinnor och män. Det är 50 procent av planens indikatorer." in told
    assert "Kvinnor och män bland inrikes eller utrikes födda 1 50 % Påhittad andel med publicerat länsvärde" in told
    assert "Påhittad andel utan publicerat länsvärde : Måttet gäller åkermark." in told
    assert "Påhittad hälsa 1 av 2 50 % Inrikes eller utrikes födda 1 (50 %), kvinnor och män bland dem 1 (50 %)" in told
    assert "Urvalet av indikatorer är ett förslag" in told


def test_where_there_is_one_alone_nothing_is_counted(one_without: Client) -> None:
    told = text_of(one_without, PAGE)
    assert "Påhittad miljö visas inte" in told
    assert "Visar inte kvinnor och män för sig Åkerverket" in told
    assert "(också inrikes eller utrikes födda, kvinnor och män bland dem)" in told
    assert "1 av 1" not in told
    assert "1 indikator," not in told


def test_indicators_with_the_same_reason_are_told_together(
    one_without: Client, invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = {"split_by_sex": False, "not_split_by_sex": "Måttet gäller inte människor.", "source": "Åkerverket"}
    catalogue = {name: replace(definition, **same) for name, definition in invented_site.catalogue.items()}
    monkeypatch.setattr(invented_site, "catalogue", catalogue)
    told = text_of(one_without, PAGE)
    assert "Måttet gäller inte människor. 2 indikatorer, 100 %: Påhittad andel med publicerat länsvärde" in told
    assert "Åkerverket 0 av 2 0 %" in told


def test_row_headers_hold_no_lists_of_links(one_without: Client) -> None:
    page = one_without.get(PAGE).content.decode()
    headers = re.findall(r'<th scope="row".*?</th>', page)
    assert len(headers) == 9
    assert all(header.count("<a ") <= 1 for header in headers)


def test_the_page_lies_under_the_plan_in_the_menu_and_on_the_way_here(planned_visitor: Client) -> None:
    page = planned_visitor.get(PAGE).content.decode()
    assert '<a href="/kommun/9101/vision/" aria-current="true">Vision och mål</a>' in page
    assert '<li><a href="/kommun/9101/vision/">Vision och mål</a></li>' in page.partition("Brödsmulor")[2]


@pytest.mark.parametrize("address", ["utmaningar/", "utmaningar/N90001/", "/om-siffrorna/"])
def test_pages_about_challenges_lead_to_what_the_figures_cannot_show(
    planned_visitor: Client, challenge_site: Figures, address: str
) -> None:
    page = planned_visitor.get(address if address.startswith("/") else f"/kommun/9101/{address}").content.decode()
    assert f'href="{PAGE}"' in page


@pytest.mark.parametrize("address", ["/kommun/9101/utmaningar/", "/om-siffrorna/"])
def test_where_there_is_no_plan_nothing_leads_to_its_page(
    visitor: Client, challenge_site: Figures, address: str
) -> None:
    page = visitor.get(address).content.decode()
    assert "<h1" in page
    assert "konsuppdelning" not in page


def test_the_page_tells_every_ground_of_discrimination_and_what_cannot_be_shown(one_without: Client) -> None:
    told = text_of(one_without, PAGE)
    assert all(title in told for title in GROUND_TITLES.values())
    assert "Ingen av 2 indikatorer visar sexuell läggning." in told
    assert "1 av 2 indikatorer visar födelseland, som är en grov ersättning." in told
    assert "Den som varken är kvinna eller man syns inte för sig." in told


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("fokusomraden/halsa/", "1 av 2 indikatorer visar kvinnor och män."),
        ("fokusomraden/miljo/", "Indikatorn visar inte kvinnor och män var för sig."),
        ("ramverk/gender-equality/", "Indikatorn visar kvinnor och män."),
        ("ramverk/gender-equality/5/", "Indikatorn visar kvinnor och män."),
        ("overgripande-mal/vaxa/", "Indikatorn visar kvinnor och män."),
    ],
)
def test_pages_of_the_plan_say_how_many_and_lead_to_the_page(one_without: Client, address: str, said: str) -> None:
    assert f"{said} Alltid kön, aldrig bara kön" in text_of(one_without, f"/kommun/9101/{address}")
    assert f'href="{PAGE}"' in one_without.get(f"/kommun/9101/{address}").content.decode()


def test_values_that_are_missing_here_are_told_though_the_indicator_shows_women_and_men(
    planned_visitor: Client, invented_site: Figures, repository: Path
) -> None:
    # N90016 has values for women alone; its invented definition says both
    invented_plan.load(repository, invented_plan.PLAN.replace('definition = "N90002"', 'definition = "N90016"'))
    told = text_of(planned_visitor, PAGE)
    assert "saknas värden för kvinnor, män eller båda i Exempelby för 1 av dem" in told
    assert "Påhittad andel bara för kvinnor" in told


def test_a_plan_without_indicators_says_so_and_counts_nothing(planned_visitor: Client, repository: Path) -> None:
    without = invented_plan.PLAN[: invented_plan.PLAN.index("[[indicators]]")]
    invented_plan.load(repository, without)
    told = text_of(planned_visitor, PAGE)
    assert "Planen har inga indikatorer än, så det finns inget att räkna." in told
    assert "%" not in told
    assert "De sju diskrimineringsgrunderna" in told


def test_a_municipality_without_a_plan_has_no_such_page(visitor: Client) -> None:
    assert visitor.get("/kommun/9102/konsuppdelning/").status_code == 404
