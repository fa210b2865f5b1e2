"""The reasons of a challenge that its first sentences leave out, so that each reason shown has a sentence."""

from collections.abc import Iterator

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import REASONS, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ChallengeReason, ClaimKind, Listing
from riktmarke.presentation.challenge_claims import Telling
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.sentences import Wording


def reason_sentences(
    wording: Wording, finding: IndicatorFinding, *, told: str, language: Language | None = None
) -> Iterator[tuple[ChallengeReason, str]]:
    """Give each reason of a challenge with the sentence that tells it; empty where `told` has told it already.

    In the order of the reasons, each by its most telling claim. The first is told by the lead claim.
    """
    language = language or spoken_language()
    lead = finding.lead
    if finding.listing is not Listing.CHALLENGE or lead is None:
        return
    telling = Telling(wording, finding, language)
    for reason in finding.reasons:
        claim = next(claim for claim in finding.worse if REASONS[claim.kind] is reason)
        further = telling.further(claim, after=lead) if claim is not lead else ""
        if claim is lead or further in told or _change_told(telling, claim, told):
            yield reason, ""
        else:  # what is said of groups needs their values beside it
            yield reason, telling.alone(claim) if claim.kind in ABOUT_GROUPS else further


def _change_told(telling: Telling, claim: Claim, told: str) -> bool:
    """Whether a change has been told beside that of others: which way it went, by how much, and since when."""
    if claim.kind is not ClaimKind.TREND:
        return False
    direction = telling.words.changed[0 if telling.rises(claim) else 1]
    size = telling.tongue.difference(telling.wording, claim.estimate)
    return all(words in told for words in (direction, size, telling.tongue.earlier(telling.wording, claim)))
