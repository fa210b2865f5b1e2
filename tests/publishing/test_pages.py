"""What each address answers, for right and for wrong input, on the invented country."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.chain.routes import PlanPages
from riktmarke.publishing.website.challenges.routes import ChallengePages
from riktmarke.publishing.website.compare.routes import ComparePages
from riktmarke.publishing.website.composites.routes import CompositePages
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.maps.routes import MapPages
from riktmarke.publishing.website.models import StartPage
from riktmarke.publishing.website.population.routes import PopulationPages
from riktmarke.publishing.website.record.routes import RecordPages
from riktmarke.publishing.website.searching.routes import SearchPages
from riktmarke.publishing.website.site import ensure_site
from riktmarke.publishing.website.themes.routes import ThemePages
from riktmarke.vocabulary.errors import UnknownArea
from tests import invented_figures

PAGES = (
    "/",
    "/kommun/9102/",
    "/kommun/9101/nyckeltal/N90001/",
    "/kommun/9101/nyckeltal/N90001/?med=9201",
    "/kommun/9101/utforska/",
    "/kommun/9101/utforska/?q=andel&med=9201",
    "/kommuner/",
    "/om-siffrorna/",
    "/tillganglighet/",
    "/personuppgifter/",
)


def text_of(client: Client, address: str, status: int = 200) -> str:
    """Return the page's text without tags, with ordinary spaces."""
    answer = client.get(address)
    assert answer.status_code == status
    html = answer.content.decode().replace("\u00a0", " ").replace('<span class="hidden"> till </span>', "")
    html = re.sub(r"(?<=\d)<span[^>]*>–</span>(?=\d)", "–", html)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_in_swedish_with_one_heading_and_no_cookie(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="sv">' in html
    assert len(re.findall(r"<h1\b", html)) == 1
    assert not answer.cookies
    loaded = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", html)  # says where the page is, loads nothing
    assert re.findall(r'<(?!a )[^>]*(?:src|href)="(?:https?:)?//', loaded) == []
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize("address", [*PAGES, "/kommun/0000/", "/finns/inte/"])
def test_browsers_are_told_to_load_nothing_from_others(visitor: Client, address: str) -> None:
    headers = visitor.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kommun/9999/", 404),
        ("/kommun/0000/", 404),  # the country is no municipality
        ("/kommun/0091/", 404),
        ("/kommun/abc/", 404),
        ("/kommun/%22%3E%3Cscript%3E/", 404),
        ("/kommun/9101/nyckeltal/N00000/", 404),
        ("/kommun/9999/nyckeltal/N90001/", 404),
        ("/kommun/9101/nyckeltal/N90001/?med=9999", 200),
        ("/kommun/9101/nyckeltal/N90001/?med=0091", 200),
        ("/kommun/9101/utforska/?sida=0", 200),
        ("/kommun/9101/utforska/?sida=99999999999999", 200),
        ("/kommun/9101/utforska/?sida=minus", 200),
        ("/kommun/9101/utforska/?sida=²", 200),
        ("/kommun/9101/utforska/?grupp=G2KPI0", 200),
        ("/kommun/9101/utforska/?q=" + "å" * 3000, 200),
        ("/kommun/9101/utforska/?q=%00%27%3B--", 200),
        ("/kommun/9999/utforska/?q=skola", 404),
        ("/kommuner/?q=zzzz", 200),
        ("/kommuner/?q=exempel&nyckeltal=N0", 302),
        ("/kommun/?kod=9102", 302),
        ("/kommun/?kod=", 302),
        ("/kommun/?kod=//example.org", 302),
        ("/kommun/9999/nyckeltal/N90001/diagram.svg", 404),
        ("/kommun/9101/nyckeltal/N00000/lage.svg", 404),
        ("/kommun/9101/nyckeltal/N00000/siffror.csv", 404),
    ],
)
def test_wrong_input_gets_a_clear_answer_never_a_fault(visitor: Client, address: str, status: int) -> None:
    answer = visitor.get(address)
    assert answer.status_code == status
    assert b"<script>" not in answer.content
    if status == 302:
        assert answer.headers["Location"].startswith("/kommun")


def test_every_route_of_a_page_is_tried_here() -> None:
    tried = "\n".join(PAGES) + "/kommun/?kod= diagram.svg lage.svg siffror.csv"
    routes = (
        [str(route[0].pattern) for route in StartPage.get_subpage_urls_with_converters()]
        if hasattr(StartPage, "get_subpage_urls_with_converters")
        else [str(pattern.pattern) for pattern in StartPage.get_subpage_urls()]
    )
    of_their_own = (
        PlanPages,
        ChallengePages,
        PopulationPages,
        CompositePages,
        RecordPages,
        ThemePages,
        SearchPages,
        MapPages,
        ComparePages,
        SearchPages,
    )  # with tests of their own
    elsewhere = {str(pattern.pattern) for pages in of_their_own for pattern in pages.get_subpage_urls()}
    last_words = {
        re.sub(r"<[^>]+>|[$^]|\\Z", "", route).rstrip("/").rsplit("/", 1)[-1]
        for route in routes
        if route not in elsewhere
    }
    assert all(word in tried for word in last_words)
    assert get_resolver().reverse("line_chart", "9101", "N90001") == "kommun/9101/nyckeltal/N90001/diagram.svg"


def test_an_unknown_municipality_suggests_others(visitor: Client) -> None:
    text = text_of(visitor, "/kommun/9109/", 404)
    assert "Menade du någon av dessa?" in text
    assert "Provköping" in text


def test_the_start_page_names_municipality_indicators_years_and_comparators(visitor: Client) -> None:
    text = text_of(visitor, "/")
    assert "Exempelby" in text
    assert "Påhittade Norr" in text
    assert "Sverige" in text
    assert "2020–2022" not in text
    assert "2018–2022 " in text  # the mean over five years says its years
    assert "ännu inte prövat om de är större än vad slumpen kan ge" in text


def test_a_series_page_says_its_figures_as_the_formula_has_them(visitor: Client) -> None:
    total, women, men = (invented_figures.level("9101", 2022, sex) for sex in "TKM")
    said = [f"{value:.1f}".replace(".", ",") for value in (total, women, men)]
    text = text_of(visitor, "/kommun/9101/nyckeltal/N90001/")
    assert f"i Exempelby var {said[0]} procent 2022: {said[1]} för kvinnor och {said[2]} för män." in text
    assert "Provköping" in text  # the similar municipalities are named
    assert "vägt medel" in text
    assert "ovägt medel" in text


def test_the_other_municipality_stands_in_the_table_with_the_same_year(visitor: Client) -> None:
    value = f"{invented_figures.level('9201', 2022, 'T'):.1f}".replace(".", ",")
    text = text_of(visitor, "/kommun/9101/nyckeltal/N90001/?med=9201")
    assert re.search(rf"Diktala enligt Kolada {value}", text)


def test_a_computed_county_value_is_called_our_own_work_and_a_published_one_is_not(visitor: Client) -> None:
    computed = text_of(visitor, "/kommun/9101/nyckeltal/N90002/")
    said = "Medel av kommunerna i Påhittade Norr egen bearbetning: 6 av 6 kommuner, vägt med den befolkning"
    assert said in computed
    assert "högre än medelvärdet av kommunerna i Påhittade Norr (" in computed or "lägre än medelvärdet" in computed
    assert "Påhittade Norr enligt Kolada" not in computed
    published = text_of(visitor, "/kommun/9101/nyckeltal/N90001/")
    assert "Påhittade Norr enligt Kolada" in published
    assert "Medel av kommunerna" not in published
    assert "* Medel av kommunerna i Påhittade Norr: egen bearbetning" in text_of(visitor, "/")


def test_a_county_of_one_municipality_is_told_as_that(visitor: Client) -> None:
    computed, published = (text_of(visitor, f"/kommun/9301/nyckeltal/{series}/") for series in ("N90002", "N90001"))
    for text in (computed, published):  # also where the county has a value of its own
        assert "kommunen är hela länet" in text
        assert "Kommunen är hela länet." in text
        assert "Påhittade Ön enligt Kolada" not in text
        assert not re.search(r"i Påhittade Ön \(", text)
    assert "hela länet" not in text_of(visitor, "/kommun/9101/nyckeltal/N90001/")
    start = visitor.get("/kommun/9301/").content.decode()
    assert 'class="n">Påhittade Ön</th>' not in start
    assert "jämförs därför inte med något län" in start


def test_an_election_says_its_election_and_repeated_values_are_marked(visitor: Client) -> None:
    text = text_of(visitor, "/kommun/9101/nyckeltal/N90005/")
    assert "upprepat" in text
    assert "vid mätningen 2022" in text


def test_a_series_without_a_definition_is_shown_without_change_judgement_or_colour(visitor: Client) -> None:
    html = visitor.get("/kommun/9202/nyckeltal/N90020/").content.decode()
    text = text_of(visitor, "/kommun/9202/nyckeltal/N90020/")
    assert "Nyckeltalet har ännu ingen definition hos oss" in text
    assert "Det senaste värdet i vår hämtning för Fabelnäs är" in text
    assert "Vi har inte gått igenom serien än och räknar därför ingen förändring." in text
    assert not re.search(r"(högre|lägre) än|detsamma som|Medelvärdet för|Förändring sedan|räknas inte ut", text)
    assert "verdict" not in html
    assert "Liknande kommuner, vägt medel" in text  # the rows of the table stay


def test_a_computed_county_value_of_an_unknown_measure_says_what_it_does_not_tell(visitor: Client) -> None:
    text = text_of(visitor, "/kommun/9101/nyckeltal/N90022/")
    assert "Säger inget om länet som helhet om måttet är ett antal eller en summa." in text


def test_changes_say_direction_without_judging_it(visitor: Client) -> None:
    html = visitor.get("/").content.decode().replace("\u00a0", " ")
    assert re.search(r"(upp|ned) \d", html)
    assert "inte prövad mot slumpen" in html
    assert not re.search(r"rätt håll|fel håll|verdict", html)
    text = text_of(visitor, "/kommun/9101/nyckeltal/N90001/")
    assert re.search(r"(upp|ned) \d", text)
    assert "Ett högre värde är bättre." in text  # a fact of its own


def test_a_mean_of_too_few_similar_municipalities_is_not_shown(visitor: Client) -> None:
    few, enough = (text_of(visitor, f"/kommun/{code}/nyckeltal/N90001/") for code in ("9101", "9202"))
    assert "för få kommuner med värde (3 av 3)" in few
    assert "Medelvärdet för" not in few
    assert "Medelvärdet för de fem liknande kommunerna var" in enough
    assert "för få kommuner" not in enough
    assert "Liknande kommuner" in text_of(visitor, "/kommun/9202/")


def test_all_municipalities_stand_under_one_heading_with_how_many(visitor: Client) -> None:
    html = visitor.get("/kommun/9101/nyckeltal/N90001/").content.decode()
    assert html.count("Bland alla kommuner med värde (12)") == 1
    assert 'scope="rowgroup" colspan="4"' in html


def test_when_the_figures_were_fetched_and_what_is_planned_is_said_without_a_clock(visitor: Client) -> None:
    fetched = "Siffrorna hämtades 17 augusti 2024 och omfattar åren 2010–2022. Källan kan ha nyare."
    assert fetched in text_of(visitor, "/")
    assert fetched in text_of(visitor, "/kommun/9201/")
    assert "Planerad publicering enligt Koladas lista april 2026: 20 maj 2026" in text_of(
        visitor, "/kommun/9101/nyckeltal/N90001/"
    )
    assert "nyckeltalet finns inte i Koladas lista april 2026" in text_of(visitor, "/kommun/9101/nyckeltal/N90014/")


def test_a_series_without_a_value_here_says_so_and_offers_another_municipality(visitor: Client) -> None:
    text = text_of(visitor, "/kommun/9201/nyckeltal/N90012/")
    assert "I vår hämtning finns inget värde för Diktala." in text
    assert "Se det för en annan kommun" in text
    value = f"{invented_figures.level('9101', 2022, 'T'):.1f}".replace(".", ",")
    assert re.search(rf"Exempelby 2022 {value}", text)  # similar to Diktala
    assert "Egen bearbetning: 2 kommuner har ett värde 2022." in text


def test_a_series_for_regions_only_says_so_and_shows_them(visitor: Client) -> None:
    text = text_of(visitor, "/kommun/9101/nyckeltal/N90023/")
    assert "Publiceras bara för regioner, inte för kommuner." in text
    assert "Se det för en annan kommun" not in text
    value = f"{invented_figures.level('0091', 2022, 'T'):.1f}".replace(".", ",")
    assert re.search(rf"Påhittade Norr 2022 {value[:-2]}", text)


def test_whole_numbers_in_the_source_are_shown_whole(visitor: Client) -> None:
    number = invented_figures.working_age("9202", 2022, "T")
    shown = f"{number:,.0f}".replace(",", " ")
    assert f"för Fabelnäs är {shown} (2022)" in text_of(visitor, "/kommun/9202/nyckeltal/N90013/")


def test_searching_finds_inside_words_and_shows_both_municipalities(visitor: Client) -> None:
    text = text_of(visitor, "/kommun/9101/utforska/?q=FEMARSMEDEL&med=9201")
    assert "1 nyckeltal för ”FEMARSMEDEL”" in text
    assert "Påhittat femårsmedel" in text
    assert "Diktala" in text


def test_pages_of_a_long_list_keep_what_was_asked(visitor: Client) -> None:
    html = visitor.get("/kommun/9101/utforska/?sida=1&med=9201").content.decode()
    assert "med=9201" in html
    assert "nyckeltal/N90001/?med=9201" in html


def test_three_dates_are_kept_apart(visitor: Client) -> None:
    text = text_of(visitor, "/")
    assert "Siffrorna gäller åren 2010–2022" in text
    assert "Siffrorna hämtade" in text
    assert "inlästa 2 januari 2026" in text  # the invented figures were imported then
    assert "Sidan uppdaterad" in text


def test_the_site_can_be_for_any_municipality_and_setting_it_up_again_changes_nothing(
    invented_site: Figures, visitor: Client
) -> None:
    assert ensure_site() == "9101"
    assert ensure_site(area="9201") == "9201"
    assert ensure_site() == "9201"
    assert StartPage.objects.count() == 1
    assert "Diktala" in text_of(visitor, "/")
    with pytest.raises(UnknownArea):
        ensure_site(area="9999")


@pytest.mark.parametrize("address", ["/", "/kommun/2083/", "/kommuner/", "/om-siffrorna/", "/kommun/2083/utforska/"])
def test_without_figures_every_page_says_what_to_do(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    empty = Figures(tmp_path / "nothing", {})
    monkeypatch.setattr(website_figures, "_figures", lambda *_: empty)
    assert ensure_site(area="2083") == "2083"
    text = text_of(Client(), address, 503)
    assert "riktmarke import kolada-bulk" in text


def test_a_fault_of_ours_is_told_without_details(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Figures, "place", broken)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_the_editor_is_behind_a_sign_in(visitor: Client) -> None:
    answer = visitor.get("/admin/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_the_sign_in_is_in_swedish_and_known_to_password_managers(visitor: Client) -> None:
    html = visitor.get("/admin/login/").content.decode()
    assert "Användarnamn" in html
    assert "Lösenord" in html
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


def test_debug_is_off_unless_somebody_turns_it_on() -> None:
    assert settings.DEBUG is False
