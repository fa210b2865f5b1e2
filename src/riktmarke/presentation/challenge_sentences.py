"""Findings as a few plain sentences, in Swedish or English: never a cause, never more than the evidence."""

from collections.abc import Iterator

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import REASONS, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE, ABOUT_LEVEL, Against, ClaimKind, Listing, Undecided
from riktmarke.presentation.challenge_claims import Telling
from riktmarke.presentation.challenge_labels import undecided_sentence
from riktmarke.presentation.counted_people import people_told
from riktmarke.presentation.labels import capitalised
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.numbers import rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.groups import Sex

# What a sentence about a claim alone takes two of, so that no other reason follows.
TWO_SENTENCES = (ClaimKind.TARGET, ClaimKind.POTENTIAL)
# More than that nobody reads to the end; the other reasons stand in the table of claims. English says in five words
# what Swedish says in four.
MOST_WORDS = {Language.SWEDISH: 45, Language.ENGLISH: 56}
MOST_SENTENCES = 3
SEXES = (Sex.FEMALE.value, Sex.MALE.value)
HOLDS_THE_LATEST = (ClaimKind.LEVEL, ClaimKind.PACE, ClaimKind.POTENTIAL, ClaimKind.GAP)


def finding_sentence(wording: Wording, finding: IndicatorFinding, language: Language | None = None) -> str:
    """Return a finding in one to three sentences, by the list it stands in.

    A challenge: the lead claim, what makes it read right (that something has become better, that only the latest year
    is so, a group that is hit harder), and the most important other reasons that there is room for. A strength: what
    is better, and what has become so. Large but uncertain: what it seems to be, and that it may be chance. Otherwise
    the latest value and why nothing is said of it. Never empty; a suppressed value is never stated.
    """
    language = language or spoken_language()
    telling = Telling(wording, finding, language)
    lead = finding.lead
    if lead is None:
        return _unsaid(telling)
    if finding.listing is Listing.LARGE_UNCERTAIN:
        both = f"{telling.alone(lead)} {telling.seems_large(lead)}"
        return both if _readable(both, telling.language) else f"{telling.alone(lead)} {telling.words.uncertain}"
    said = [_first(telling, finding, lead)]
    for sentence in _further(telling, finding, lead):
        if sentence and len(said) < MOST_SENTENCES and _readable(" ".join((*said, sentence)), language):
            said.append(sentence)
    return " ".join(said)


def claim_sentence(wording: Wording, finding: IndicatorFinding, claim: Claim, language: Language | None = None) -> str:
    """Return one claim of a finding as a sentence that stands alone, with value and year; for lists of a group."""
    language = language or spoken_language()
    telling = Telling(wording, finding, language)
    stands = claim.worse or claim.better or claim.kind in (ClaimKind.PACE, ClaimKind.TARGET)
    return telling.alone(claim) if stands else f"{telling.alone(claim)} {telling.perhaps_chance(claim)}"


def improvement_sentence(wording: Wording, finding: IndicatorFinding, language: Language | None = None) -> str:
    """Return what has become better, for `AreaFindings.improvements`; empty where nothing has."""
    language = language or spoken_language()
    return Telling(wording, finding, language).alone(finding.improving[0]) if finding.improving else ""


def gap_finding_sentence(wording: Wording, finding: IndicatorFinding, language: Language | None = None) -> str:
    """Return the widest gap between groups that stands, for `AreaFindings.gaps`; empty where none does.

    That it is wider or narrower than elsewhere is added only where that claim stands too.
    """
    language = language or spoken_language()
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


def people_sentence(wording: Wording, claim: Claim, language: Language | None = None) -> str:
    """Return how many persons or events a claim is about, with the interval, to two significant figures.

    Empty where nobody counts them, where the claim does not stand, where it may be none, and for claims that are not
    about a level or its change. Give it `IndicatorFinding.people`.
    """
    language = language or spoken_language()
    counted = claim.kind in (*ABOUT_LEVEL, *ABOUT_CHANGE) and (claim.worse or claim.better)
    return people_told(Telling(wording, None, language), claim) if counted else ""


def _first(telling: Telling, finding: IndicatorFinding, lead: Claim) -> str:
    """The lead claim; of a challenge about a level, with what has become better."""
    first = telling.alone(lead)
    better = _improved(finding, lead)
    if better is None or not _but(finding, lead):
        return first
    both = f"{first.removesuffix('.')}{telling.but_better(better, after=lead)}."
    return both if _readable(both, telling.language) else first


def _further(telling: Telling, finding: IndicatorFinding, lead: Claim) -> Iterator[str]:
    """What else is to be said after the lead claim, the most important first."""
    if lead.kind is ClaimKind.LEVEL:
        yield from (telling.as_usual(claim) for claim in _usually_alike(finding, lead))
    if lead.kind is ClaimKind.OVER_YEARS:
        yield telling.latest_too(lead)
    harder = _hit_harder(telling, finding, lead)
    if harder is not None and not telling.everyone(lead.group):
        yield telling.larger_still(harder)
    others = _others(finding, lead)
    yield from (telling.further(claim, after=lead) for claim in others)
    if harder is not None and telling.everyone(lead.group) and not others:
        yield telling.larger_still(harder)


def _others(finding: IndicatorFinding, lead: Claim) -> list[Claim]:
    """The most important reason beside the lead and that a gap widens; or else what has become better."""
    if lead.kind in TWO_SENTENCES:
        return []
    if finding.listing is Listing.CHALLENGE:
        by_reason = {REASONS[claim.kind]: claim for claim in reversed(finding.worse)}  # the most telling of each
        by_reason.pop(REASONS[lead.kind], None)
        reasons = [by_reason[reason] for reason in finding.reasons if reason in by_reason]
        if reasons:
            return [*reasons[:1], *(claim for claim in reasons[1:] if claim.kind is ClaimKind.GAP_TREND)]
    if _but(finding, lead):
        return []  # already said
    return [claim for claim in finding.improving if claim.kind is not lead.kind][:1]


def _but(finding: IndicatorFinding, lead: Claim) -> bool:
    """Whether what has become better is said with the lead: where that is that something is worse than elsewhere."""
    return finding.listing is Listing.CHALLENGE and lead.kind in ABOUT_LEVEL


def _improved(finding: IndicatorFinding, lead: Claim) -> Claim | None:
    """What has become better: of the same group before everyone before others, itself before beside others."""
    kinds = (ClaimKind.TREND, ClaimKind.FALLING_BEHIND, ClaimKind.GAP_TREND)
    return min(
        finding.improving,
        key=lambda claim: (claim.group != lead.group, claim.group != Sex.TOTAL, kinds.index(claim.kind)),
        default=None,
    )


def _usually_alike(finding: IndicatorFinding, lead: Claim) -> list[Claim]:
    """The mean over years of the same comparison as the lead, where it is about what it is elsewhere."""
    return [
        claim
        for claim in finding.claims
        if claim.kind is ClaimKind.OVER_YEARS
        and (claim.group, claim.against) == (lead.group, lead.against)
        and abs(claim.estimate) <= claim.margin
    ]


def _hit_harder(telling: Telling, finding: IndicatorFinding, lead: Claim) -> Claim | None:
    """The group that is hit the hardest in the comparison that leads, where that is harder by more than what matters.

    Where everyone leads: only a sex, and only where the other is not worse off in the same comparison.
    """
    if finding.listing is not Listing.CHALLENGE or lead.kind not in ABOUT_LEVEL:
        return None
    same = [c for c in finding.worse if (c.kind, c.against) == (lead.kind, lead.against) and c.group != lead.group]
    if telling.everyone(lead.group):
        sexes = [claim for claim in same if claim.group in SEXES]
        same = sexes if len(sexes) == 1 and lead.against in (Against.SIMILAR, Against.COUNTY) else []
    decimals = telling.wording.decimals
    hardest = max(same, key=lambda claim: claim.estimate, default=lead)
    seen = rounded(hardest.estimate, decimals=decimals) > rounded(lead.estimate, decimals=decimals)
    return hardest if seen and hardest.estimate > lead.estimate + lead.margin else None


def _readable(text: str, language: Language) -> bool:
    return len(text.split(" ")) <= MOST_WORDS[language]


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
