"""Each reason on the page of a real challenge of Hedemora is told in a sentence there, for every group."""

import re

import pytest
from django.test import Client

from riktmarke.assessment.challenges.choosing import EVERYONE, GROUPS, selection
from riktmarke.assessment.challenges.kinds import ChallengeReason, Listing
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import reason_label
from riktmarke.presentation.group_slugs import group_slug
from riktmarke.presentation.labels import capitalised
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.site import ensure_site
from riktmarke.statistics.store import Store
from tests.publishing.reading import listed, main_of, text_of

OWN = "/kommun/2083/utmaningar/"
SINCE = r"(?:från|än|sedan) (?:i (?:genomsnitt )?)?(?:val\w+ )?(?:19|20)\d\d"
# What a sentence that tells the reason says, whichever way the measure goes.
TOLD_BY = {
    ChallengeReason.WORSE: r"(?:högre|lägre|fler|färre|mer|mindre) än",
    ChallengeReason.WORSENING: rf"(?:{SINCE}|sedan (?:19|20)\d\d.* har (?:det totala )?värdet .*(?:ökat|minskat))",
    ChallengeReason.FALLING_BEHIND: r"medan det i liknande kommuner|utvecklats .* sämre än",
    ChallengeReason.WIDER_GAP: r"[Ss]killnad.* större än",
    ChallengeReason.WIDENING_GAP: r"skillnaden (?:mellan .* )?har ökat",
    ChallengeReason.MISSES_TARGET: r"[Aa]tt (?:planens )?målet? .*osannolikt",
    ChallengeReason.IMPROVABLE: r"av \w+ liknande kommuner låg",
}


@pytest.fixture
def hedemora(
    db: None, real_store: Store, real_catalogue: dict[str, Definition], monkeypatch: pytest.MonkeyPatch
) -> Figures:
    """The site for Hedemora on the real figures, without a plan."""
    source = Figures(real_store.root, real_catalogue)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    ensure_site(area="2083")
    return source


def test_each_reason_on_the_page_of_a_challenge_is_told_in_a_sentence_there(hedemora: Figures) -> None:
    visitor, account = Client(), hedemora.challenges().of("2083")
    tried = set()
    for group in (EVERYONE, *GROUPS):
        for finding in selection(account, group=group).challenges:
            query = f"?grupp={group_slug(group)}" if group != EVERYONE else ""
            opening = main_of(visitor, f"{OWN}{finding.indicator}/{query}").partition("</div>")[0]
            tags = re.findall(r'<li class="tag">([^<]*)</li>', opening)
            said = text_of(opening.partition('<p class="lead">')[2])
            assert tags == [capitalised(reason_label(reason)) for reason in finding.reasons]
            for reason in finding.reasons:
                assert re.search(TOLD_BY[reason], said, re.IGNORECASE), (finding.indicator, group, reason.name, said)
            sentences = re.split(r"(?<=\.) ", said)
            assert len(sentences) == len(set(sentences)), (finding.indicator, group, said)
            tried.update(finding.reasons)
    assert len(tried) >= 4  # level, change, beside others and between groups at least


def test_the_first_of_a_group_s_list_is_told_alike_on_its_own_page(hedemora: Figures) -> None:
    visitor = Client()
    for word in ("kvinnor", "man", "utrikes-fodda"):
        html = main_of(visitor, f"{OWN}?grupp={word}&alla=1")
        assert listed(html)
        for address in re.findall(r'<h3><a href="([^"]*)">', html):
            lead = text_of(main_of(visitor, address).partition('<p class="lead">')[2].partition("</p>")[0])
            assert lead in text_of(html), address


@pytest.mark.parametrize("code", ["2083", "0180", "2403", "0980"])
def test_the_list_of_any_municipality_counts_the_same_everywhere(hedemora: Figures, code: str) -> None:
    visitor, account = Client(), hedemora.challenges().of(code)
    html = main_of(visitor, f"/kommun/{code}/utmaningar/?alla=1")
    assert len(listed(html)) == len(account.grouped)
    assert f">{len(account.grouped)} utmaningar</h2>" in html
    table = main_of(visitor, f"/kommun/{code}/utmaningar/?visa=tabell")
    assert table.count('<th scope="row"') == len(account.challenges)


def test_only_measures_with_a_figure_and_a_direction_are_said_to_be_tested(hedemora: Figures) -> None:
    account = hedemora.challenges().of("2083")
    outside = (Listing.NO_FIGURE, Listing.NOT_JUDGED)
    judged = [one for one in account.by_indicator.values() if one.listing not in outside]
    assert 0 < len(judged) < len(account.by_indicator)
    assert f"{len(judged)} mått är prövade" in text_of(main_of(Client(), OWN))
