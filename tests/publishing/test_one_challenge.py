"""The page about one challenge says for whom it is, why, and how that is known."""


import pytest
from django.test import Client

from riktmarke.assessment.challenges.kinds import ClaimKind, Listing
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
