"""Tables say that nothing in them is tested, until something is: then they lead to what holds."""

import pytest
from django.test import Client

from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.tested import what_is_tested
from tests.publishing.test_challenge_pages import main_of, text_of

NOT_TESTED = "Det är ännu inte prövat om de är större än vad slumpen kan ge."
TESTED = "Skillnaderna i tabellen är uträknade rakt av. Vad som håller för prövning mot slumpen står under Utmaningar"
START, CURATED, UNDEFINED = "/", "/kommun/9101/nyckeltal/N90001/", "/kommun/9101/nyckeltal/N90022/"


@pytest.fixture
def judged(challenge_site: Figures) -> Client:
    """Somebody who reads the site with challenges."""
    return Client()


@pytest.mark.parametrize("address", [START, CURATED, UNDEFINED])
def test_until_there_is_a_run_nothing_is_tested(visitor: Client, address: str) -> None:
    assert NOT_TESTED in text_of(main_of(visitor, address))
    assert "står under" not in main_of(visitor, address)


@pytest.mark.parametrize(
    ("address", "leads_to"), [(START, "/kommun/9101/utmaningar/"), (CURATED, "/kommun/9101/utmaningar/N90001/")]
)
def test_what_is_tested_among_the_challenges_is_led_to(judged: Client, address: str, leads_to: str) -> None:
    html = main_of(judged, address)
    assert TESTED in text_of(html)
    assert f'står under <a href="{leads_to}">Utmaningar</a>' in html
    assert NOT_TESTED not in text_of(html)


def test_a_series_without_a_definition_is_still_not_tested(judged: Client) -> None:
    assert NOT_TESTED in text_of(main_of(judged, UNDEFINED))


def test_a_group_of_an_indicator_leads_to_the_indicator(challenge_site: Figures) -> None:
    tested = what_is_tested(challenge_site, challenge_site.place("9101"))
    assert tested.address(challenge_site.definition("N90009")) == "/kommun/9101/utmaningar/N90002/"


def test_a_change_is_called_untested_exactly_where_no_change_is_claimed(
    judged: Client, challenge_site: Figures
) -> None:
    account = challenge_site.challenges().of("9101").by_indicator
    with_change = {
        name: any(claim.kind in ABOUT_CHANGE for claim in finding.claims) for name, finding in account.items()
    }
    assert set(with_change.values()) == {True, False}
    for name, claimed in with_change.items():
        text = text_of(main_of(judged, f"/kommun/9101/nyckeltal/{name}/"))
        if "Förändring sedan förra mätningen" in text:
            assert ("inte prövat mot slumpen" in text) is not claimed, name


def test_in_a_table_of_many_only_the_changes_that_are_untested_say_so(judged: Client) -> None:
    table = main_of(judged, START).partition('<table class="overview"')[2].partition("</table>")[0]
    head, rows = table.partition("</thead>")[::2]
    assert "inte prövad" not in head
    said = [row for row in rows.split("</tr>") if "inte prövad mot slumpen" in row]
    assert 0 < len(said) < rows.count("</tr>")
