"""The first challenges of a selection, for pages about something else: the start, a focus area, an indicator."""

from collections.abc import Collection
from typing import Any

from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.presentation.challenge_sentences import finding_sentence
from riktmarke.publishing.website.challenges.account import account_of, challenges_address
from riktmarke.publishing.website.challenges.choosing import Chosen
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
