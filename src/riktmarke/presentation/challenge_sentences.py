"""Findings as one or two plain sentences, in Swedish or English: never a cause, never more than the evidence."""

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import REASONS, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE, ABOUT_LEVEL, ClaimKind, Listing, Undecided
from riktmarke.presentation.challenge_claims import Telling
from riktmarke.presentation.challenge_labels import undecided_sentence
from riktmarke.presentation.labels import capitalised
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording

# What a sentence about a claim alone takes two of, so that no other reason follows.
TWO_SENTENCES = (ClaimKind.TARGET, ClaimKind.POTENTIAL)
MOST_WORDS = 45  # more than that nobody reads to the end; the other reasons stand in the table of claims
HOLDS_THE_LATEST = (ClaimKind.LEVEL, ClaimKind.PACE, ClaimKind.POTENTIAL, ClaimKind.GAP)


def finding_sentence(wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """Return a finding in one or two sentences, by the list it stands in.

    A challenge: the lead claim and the most important other reason. A strength: what is better, and what has become
    so. Large but uncertain: what it seems to be, and that it may be chance. Otherwise the latest value and why
    nothing is said of it. Never empty; a suppressed value is never stated.
    """
    telling = Telling(wording, finding, language)
    lead = finding.lead
    if lead is None:
        return _unsaid(telling)
    if finding.listing is Listing.LARGE_UNCERTAIN:
        return f"{telling.alone(lead)} {telling.words.uncertain}"
    first, other = telling.alone(lead), _other(finding, lead)
    both = first if other is None else f"{first} {telling.further(other, after=lead)}"
    return both if len(both.split(" ")) <= MOST_WORDS else first


def claim_sentence(
    wording: Wording, finding: IndicatorFinding, claim: Claim, language: Language = Language.SWEDISH
) -> str:
    """Return one claim of a finding as a sentence that stands alone, with value and year; for lists of a group."""
    telling = Telling(wording, finding, language)
    stands = claim.worse or claim.better or claim.kind is ClaimKind.PACE
    return telling.alone(claim) if stands else f"{telling.alone(claim)} {telling.words.chance}"


def improvement_sentence(wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """Return what has become better, for `AreaFindings.improvements`; empty where nothing has."""
    return Telling(wording, finding, language).alone(finding.improving[0]) if finding.improving else ""


def gap_finding_sentence(wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """Return the widest gap between groups that stands, for `AreaFindings.gaps`; empty where none does.

    That it is wider or narrower than elsewhere is added only where that claim stands too.
    """
    if not finding.gaps:
        return ""
    gap, telling = finding.gaps[0], Telling(wording, finding, language)
    beside = [
        claim
        for claim in finding.claims
        if claim.kind is ClaimKind.WIDER_GAP
        and (claim.worse or claim.better)
        and (claim.group, claim.other) == (gap.group, gap.other)
    ]
    return telling.alone(min(beside, key=lambda claim: claim.against, default=gap))


def people_sentence(wording: Wording, claim: Claim, language: Language = Language.SWEDISH) -> str:
    """Return how many persons or events a claim is about, with the interval, to two significant figures.

    Empty where nobody counts them, where the claim does not stand, where it may be none, and for claims that are not
    about a level or its change. Give it `IndicatorFinding.people`.
    """
    counted = claim.kind in (*ABOUT_LEVEL, *ABOUT_CHANGE) and (claim.worse or claim.better)
    return Telling(wording, None, language).people(claim) if counted else ""


def _other(finding: IndicatorFinding, lead: Claim) -> Claim | None:
    """The most important reason beside the lead: what else is worse of a challenge, or what has become better."""
    if lead.kind in TWO_SENTENCES:
        return None
    if finding.listing is Listing.CHALLENGE:
        others = [claim for claim in finding.worse if REASONS[claim.kind] is not REASONS[lead.kind]]
        if others:
            return others[0]
    return next((claim for claim in finding.improving if claim.kind is not lead.kind), None)


def _unsaid(telling: Telling) -> str:
    """What is said of an indicator that is neither challenge nor strength: the latest value, and why no more."""
    finding, words = telling.finding, telling.words
    assert finding is not None
    if finding.undecided is Undecided.SUPPRESSED:
        return undecided_sentence(finding.undecided, telling.language)
    held = [claim for claim in finding.claims if claim.kind in HOLDS_THE_LATEST]
    latest = max(held, key=lambda claim: (claim.period, claim.group == "_T"), default=None)
    why = {
        Listing.LIKE_OTHERS: words.like_others,
        Listing.NOT_JUDGED: words.not_judged,
        Listing.NO_FIGURE: words.no_figure.format(area=telling.wording.area),
    }.get(finding.listing) or undecided_sentence(finding.undecided, telling.language)
    return why if latest is None else f"{capitalised(telling.value(latest))}. {why}"
