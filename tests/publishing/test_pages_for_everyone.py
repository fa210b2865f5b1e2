"""What pages say to those who do not see them, do not use a mouse, or came with a wrong address."""

import re

import pytest
from django.test import Client

from riktmarke.publishing.website.series_groups import display_title
from riktmarke.publishing.website.templatetags.figures_text import spoken
from tests.publishing.test_pages import PAGES, text_of

SERIES = "/kommun/9101/nyckeltal/N90001/"


def html_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def title_of(client: Client, address: str, status: int = 200) -> str:
    found = re.search(r"<title>(.*)</title>", html_of(client, address, status))
    assert found
    return found[1]


@pytest.mark.parametrize("address", [*PAGES, "/kommun/9101/nyckeltal/N90014/", "/kommun/9101/nyckeltal/N90004/"])
def test_nothing_is_said_by_pointing_alone_and_every_reference_leads_somewhere(visitor: Client, address: str) -> None:
    html = html_of(visitor, address)
    assert re.findall(r"<(?!svg|link|style)[a-z]+[^>]* title=", html) == []
    assert re.findall(r"<span[^>]* aria-label", html) == []
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        assert set(re.findall(rf'\b{attribute}="([^"]+)"', html)) <= ids
    assert re.findall(r">\s*–\s*<", html.replace('<span aria-hidden="true">–</span>', "")) == []


def test_every_table_has_a_caption_and_its_scroller_a_name(visitor: Client) -> None:
    for address in ("/", SERIES, "/kommun/9101/utforska/?q=andel"):
        html = html_of(visitor, address)
        assert html.count("<table") == html.count("<caption") > 0
        assert html.count('class="scroller"') == html.count('role="group" aria-labelledby=')


def test_reasons_stand_in_words_under_the_table(visitor: Client) -> None:
    html = html_of(visitor, "/kommun/9101/nyckeltal/N90006/")
    short = re.search(r'aria-describedby="(orsak-\d+)"', html)
    assert short
    assert f'<li id="{short[1]}">' in html


def test_both_sexes_missing_are_one_cell_that_says_so(visitor: Client) -> None:
    found = text_of(visitor, "/kommun/9101/utforska/?q=bara+totalt")
    assert "ej könsuppdelat" in found
    years = html_of(visitor, "/kommun/9101/nyckeltal/N90005/")
    assert 'colspan="2"><span class="missing">ej könsuppdelat</span>' in years  # split from 2018 only


def test_the_charts_alternative_is_the_same_as_inside_the_file(visitor: Client) -> None:
    html = html_of(visitor, SERIES)
    alternatives = re.findall(r'alt="([^"]+)"', html)
    for words, file in zip(alternatives, ("diagram.svg", "lage.svg"), strict=True):
        described = re.search(r"<desc[^>]*>(.*)</desc>", html_of(visitor, SERIES + file))
        assert described
        assert described[1] == words
    assert alternatives[0].startswith("Linjediagram 2010–2022, procent. Exempelby totalt: från ")
    assert ", procent. Totalt 2022: från " in alternatives[1]


def test_a_break_is_told_under_the_chart_and_between_the_years(visitor: Client) -> None:
    html = html_of(visitor, "/kommun/9101/nyckeltal/N90008/")
    assert "från och med 2019 har mätningen ändrats" in html
    before, _, after = html.partition('<tr class="broken">')
    assert '<th scope="row">2019</th>' in before
    assert '<th scope="row">2018</th>' not in before
    assert after.index('<th scope="row">2018</th>') < after.index('<th scope="row">2017</th>')


def test_a_break_and_a_replaced_series_are_told_with_their_reasons(visitor: Client) -> None:
    html = html_of(visitor, "/kommun/9101/nyckeltal/N90008/")
    about = html[html.index('id="om"') :]
    assert (
        "<dt>Serien bryts</dt><dd>Åren före 2019 jämförs inte med åren därefter. Nivån är påhittad. "
        "Det är vår slutsats av siffrorna, inte källans besked.</dd>"
    ) in about
    link = '<a href="/kommun/9101/nyckeltal/N90011/">Påhittad mätning ett enda år</a>, '
    assert f"<dt>Ersätter</dt><dd>{link}nyckeltal N90011, från och med 2017. Den slutade.</dd>" in about
    # a series without values has no page to lead to
    assert "<dt>Ersätter</dt><dd>nyckeltal N90098, från och med 2010. Den är okänd.</dd>" in about
    without = html_of(visitor, "/kommun/9101/nyckeltal/N90001/")
    assert "Serien bryts" not in without
    assert "Ersätter" not in without


def test_counts_are_not_set_beside_the_countys_and_the_countrys(visitor: Client) -> None:
    html = html_of(visitor, "/kommun/9101/nyckeltal/N90010/")
    assert "visas bara i tabellen" in html
    alternatives = re.findall(r'alt="([^"]+)"', html)
    assert all("Sverige" not in words for words in alternatives)
    assert '<th scope="row">Sverige' in html


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Exempelby – Riktmärke"),
        (SERIES, "Påhittad andel med publicerat länsvärde – Exempelby – Riktmärke"),
        (f"{SERIES}?med=9201", "Påhittad andel med publicerat länsvärde – Exempelby och Diktala – Riktmärke"),
        ("/kommun/9101/utforska/", "Alla nyckeltal – Exempelby – Riktmärke"),
        ("/kommun/9101/utforska/?q=zzzz", "Inga träffar för ”zzzz” – Exempelby – Riktmärke"),
        ("/kommun/9101/utforska/?grupp=G2KPI2", "1 nyckeltal i Befolkning – Exempelby – Riktmärke"),
        ("/kommuner/?q=zzzz", "Ingen kommun hittades för ”zzzz” – Riktmärke"),
    ],
)
def test_titles_tell_pages_apart(visitor: Client, address: str, title: str) -> None:
    assert title_of(visitor, address) == title


@pytest.mark.parametrize("page", [SERIES, "/kommun/9101/utforska/"])
def test_a_wrong_municipality_beside_is_told_and_our_own_is_not_offered(visitor: Client, page: str) -> None:
    assert "Det finns ingen kommun med koden 9999. Sidan visar bara Exempelby." in text_of(visitor, f"{page}?med=9999")
    assert "Det finns ingen kommun med koden 0091." in text_of(visitor, f"{page}?med=0091")
    assert "Exempelby visas redan." in text_of(visitor, f"{page}?med=9101")
    html = html_of(visitor, f"{page}?med=9201")
    assert '<option value="9101"' not in html
    assert html.count('<option value="9201" selected>') == html.count('<option value="9201"') == 1
    assert 'role="status"' not in html


def test_the_other_municipality_can_be_taken_away(visitor: Client) -> None:
    html = html_of(visitor, f"{SERIES}?med=9201")
    assert f'Diktala visas bredvid i diagram och tabeller. <a href="{SERIES}">Ta bort Diktala</a>' in html
    assert '<span class="hidden">Visa bredvid: </span>' in html


def test_a_page_beyond_the_last_is_told(visitor: Client) -> None:
    assert "Det finns bara en sida. Här är den sista." in text_of(visitor, "/kommun/9101/utforska/?q=andel&sida=99")


@pytest.mark.parametrize(("address", "status"), [("/om-siffrorna/", 200), ("/kommuner/", 200), ("/kommun/9999/", 404)])
def test_a_menu_without_a_municipality_says_where_it_leads(visitor: Client, address: str, status: int) -> None:
    assert "Alla nyckeltal i Exempelby" in text_of(visitor, address, status)


def test_a_series_that_does_not_exist_keeps_the_municipality(visitor: Client) -> None:
    assert '<span class="where-name">Diktala</span>' in html_of(visitor, "/kommun/9201/nyckeltal/N00000/", 404)


def test_only_close_codes_are_suggested_and_a_search_without_hits_gets_help(visitor: Client) -> None:
    assert "Menade du" not in text_of(visitor, "/kommun/4444/", 404)
    assert "Kontrollera stavningen" in text_of(visitor, "/kommuner/?q=zzzz")


def test_years_have_a_word_between_them_and_abbreviations_are_written_out() -> None:
    assert spoken("2018–2022") == ('2018<span aria-hidden="true">–</span><span class="hidden"> till </span>2022')
    assert spoken("<b>") == "&lt;b&gt;"
    assert display_title(" IFO ") == "Individ- och familjeomsorg (IFO)"
    assert display_title("Förskola") == "Förskola"
