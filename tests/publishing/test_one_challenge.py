"""The page about one challenge says for whom it is, why, and how that is known."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind, Listing
from riktmarke.publishing.website.challenges.lines import groups_sentence
from riktmarke.publishing.website.figures import Figures
from tests.publishing.reading import main_of, section, text_of

OWN = "/kommun/9101/utmaningar/"
SHARE, PEOPLE = "Påhittad andel med publicerat länsvärde", "Påhittad andel utan publicerat länsvärde"


@pytest.fixture
def visitor(challenge_site: Figures) -> Client:
    """Somebody who reads the site with challenges."""
    return Client()


def test_one_challenge_leads_to_how_it_is_known_and_to_the_figures(visitor: Client, challenge_site: Figures) -> None:
    html = main_of(visitor, f"{OWN}N90002/")
    assert f"<h1>{PEOPLE}</h1>" in html
    assert "omkring 63 färre personer" in text_of(html)
    assert '<a href="#sa-vet-vi">Så vet vi det</a>' in html
    assert '<a href="/kommun/9101/nyckeltal/N90002/">Siffrorna år för år</a>' in html
    assert 'src="/kommun/9101/nyckeltal/N90002/diagram.svg"' in html
    known = section(html, "sa-vet-vi")
    assert known.count("<h3") >= 4
    tested = section(html, "provat")
    claims = challenge_site.challenges().of("9101").by_indicator["N90002"].claims
    without_pace = [claim for claim in claims if claim.kind is not ClaimKind.PACE]  # no claim of its own
    assert tested.count('<th scope="row">') == len(without_pace)
    assert 'href="/kommun/9102/utmaningar/N90002/"' in html  # the same in a similar municipality


@pytest.mark.parametrize(
    ("indicator", "listing", "word"),
    [
        ("N90006", Listing.STRENGTH, "Styrka"),
        ("N90018", Listing.NOT_JUDGED, "Bedöms inte"),
        ("N90005", Listing.UNDECIDED, "Går inte att avgöra"),
    ],
)
def test_what_is_no_challenge_has_a_page_that_says_what_it_is(
    visitor: Client, challenge_site: Figures, indicator: str, listing: Listing, word: str
) -> None:
    assert challenge_site.challenges().of("9101").by_indicator[indicator].listing is listing
    assert f'<strong class="tag">{word}</strong>' in main_of(visitor, f"{OWN}{indicator}/")


def test_an_indicator_without_figures_says_so(visitor: Client) -> None:
    html = main_of(visitor, "/kommun/9201/utmaningar/N90012/")
    assert '<strong class="tag">Inga siffror</strong>' in html
    assert "sämre" not in text_of(section(html, "provat"))


def test_a_group_of_an_indicator_leads_to_the_whole(visitor: Client) -> None:
    assert visitor.get(f"{OWN}N90009/").headers["Location"] == f"{OWN}N90002/"
    assert visitor.get(f"{OWN}N90009/?grupp=kvinnor").headers["Location"] == f"{OWN}N90002/?grupp=kvinnor"


def test_a_group_chosen_in_the_list_is_told_first_on_the_page_with_a_way_to_the_whole(visitor: Client) -> None:
    in_list = main_of(visitor, f"{OWN}?grupp=kvinnor")
    address = f"{OWN}N90002/?grupp=kvinnor"
    assert f'<h3><a href="{address}">' in in_list
    html = main_of(visitor, address)
    lead = text_of(html.partition('<p class="lead">')[2].partition("</p>")[0])
    assert lead.startswith("Bland kvinnor var den påhittade andelen")
    assert lead in text_of(in_list)
    assert "Visar det som gäller kvinnor." in text_of(html)
    assert f'<a href="{OWN}N90002/">Visa det som gäller alla</a>' in html
    assert f'<a href="{OWN}?grupp=kvinnor">Exempelby, utmaningar</a>' in html
    assert 'href="/kommun/9102/utmaningar/N90002/?grupp=kvinnor"' in html
    assert section(html, "provat").partition("<caption>")[2].startswith("Kvinnor")
    assert f"<title>{PEOPLE}, kvinnor: utmaningar – Exempelby" in visitor.get(address).content.decode()
    whole = main_of(visitor, f"{OWN}N90002/")
    assert "Visar det som gäller" not in text_of(whole)
    assert 'class="lead">Den påhittade andelen' in whole


def test_a_group_that_nothing_stands_for_is_told_of_as_such_and_the_whole_is_shown(visitor: Client) -> None:
    html = main_of(visitor, f"{OWN}N90002/?grupp=hogst-inkomst")
    assert "Visar det som gäller alla: för" in text_of(html)
    assert "har inget hittats som räcker för ”Utmaning”." in text_of(html)
    assert 'class="lead">Den påhittade andelen' in html
    unknown = main_of(visitor, f"{OWN}N90002/?grupp=finns-inte")
    assert text_of(unknown) == text_of(main_of(visitor, f"{OWN}N90002/"))


def test_every_row_says_what_is_claimed_of_whom_and_the_unit_is_said_once(visitor: Client) -> None:
    tested = section(main_of(visitor, f"{OWN}N90002/"), "provat")
    names = [text_of(name) for name in re.findall(r'<th scope="row">(.*?)</th>', tested)]
    assert "Nivån, alla, mot övriga kommuner i Påhittade Norr, 2022" in names
    assert any(re.fullmatch(r"Förändringen, kvinnor, mot egna tidigare år, [\d–]+ mot [\d–]+", name) for name in names)
    assert len(set(names)) == len(names)
    tables = tested.split("<table")[1:]
    assert [text_of(table.partition("<caption>")[2].partition("</caption>")[0]) for table in tables][:2] == [
        "Alla Värden är i procent, skillnader i procentenheter.",
        "Kvinnor Värden är i procent, skillnader i procentenheter.",
    ]
    assert tested.count("<details>") == len(tables) - 1
    cells = re.findall(r"<td[^>]*>(.*?)</td>", tested)
    assert not any("procent" in cell for cell in cells)
    assert all(cells)


def test_whom_it_is_found_for_is_a_sentence(visitor: Client, challenge_site: Figures) -> None:
    account = challenge_site.challenges().of("9101")
    finding = account.by_indicator["N90002"]
    level = next(c for c in finding.claims if c.kind is ClaimKind.LEVEL and c.group == "_T")

    def found_for(*groups: str) -> str:
        claims = tuple(replace(level, group=group, worse=True) for group in groups)
        return groups_sentence(IndicatorFinding("N90002", claims, Listing.CHALLENGE))

    assert found_for("_T") == ""
    assert found_for("F") == "Funnet för kvinnor."
    assert found_for("_T", "F") == "Funnet också för kvinnor."
    assert found_for("_T", "F", "M") == "Gäller både kvinnor och män."
    born = ("origin:native_born", "origin:foreign_born", "origin:foreign_born|F")
    assert found_for("F", "M", *born[:1]) == "Gäller kvinnor, män och inrikes födda."
    crossed = (*born, "origin:foreign_born|M")
    assert found_for("F", "M", *crossed).endswith("och två grupper till.")
