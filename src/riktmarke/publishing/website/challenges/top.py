"""The first challenges of a selection, for pages about something else: the start, a focus area, an indicator."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.governance.framework_lists import FrameworkList
from riktmarke.presentation.challenge_sentences import finding_sentence
from riktmarke.publishing.website.challenges.account import account_of, challenges_address
from riktmarke.publishing.website.challenges.choosing import Chosen, linked_to
from riktmarke.publishing.website.challenges.lines import challenge_line
from riktmarke.publishing.website.challenges.verdicts import VERDICTS
from riktmarke.publishing.website.figures import Figures, Place

ON_START, ELSEWHERE = 5, 3
TOLD = (Listing.CHALLENGE, Listing.STRENGTH, Listing.LARGE_UNCERTAIN)


def top_challenges(
    source: Figures, place: Place, *, indicators: Collection[str] | None = None, chosen: Chosen | None = None
) -> dict[str, Any]:
    """Return the first challenges, how many there are and where the rest is; nothing until a run has been made.

    `indicators`: those that the page is about, None for all; `chosen` is the same choice in the list of challenges.
    """
    account = account_of(source, place)
    if account is None:
        return {"top_known": False}
    kept = [f for f in account.findings.challenges if indicators is None or f.indicator in indicators]
    found = account.findings.together(kept)
    shown = found[: ON_START if indicators is None else ELSEWHERE]
    return {
        "top_known": True,
        "top_challenges": [challenge_line(account, findings) for findings in shown],
        "top_count": len(found),
        "top_of_page": indicators is not None,
        "top_address": f"{challenges_address(place)}{(chosen or Chosen()).query}",
    }


@dataclass(frozen=True, slots=True)
class LinkedChallenges:
    """How many challenges are linked to an item of a framework, and the list that shows them."""

    count: int
    address: str


def challenges_by_item(source: Figures, place: Place, framework: FrameworkList | None) -> dict[str, LinkedChallenges]:
    """Return the items of a framework that challenges are linked to, by key; nothing until a run has been made."""
    account = account_of(source, place)
    if account is None or framework is None:
        return {}
    found = {}
    for item in framework.items:
        linked = linked_to(source.catalogue, framework, item)
        count = len(account.findings.together(f for f in account.findings.challenges if f.indicator in linked))
        if count:
            found[item.id] = LinkedChallenges(count, f"{account.root}{Chosen(item=f'{framework.id}/{item.id}').query}")
    return found


def in_the_account(source: Figures, place: Place, indicator: str) -> dict[str, Any]:
    """Return what the account says of an indicator, for its own page; nothing where it says nothing of it."""
    account = account_of(source, place)
    finding = account.findings.by_indicator.get(indicator) if account is not None else None
    if account is None or finding is None or finding.listing not in TOLD:
        return {"account_sentence": ""}
    return {
        "account_sentence": finding_sentence(account.wording(indicator), finding),
        "account_verdict": VERDICTS[finding.listing],
        "account_address": account.address(indicator),
    }
