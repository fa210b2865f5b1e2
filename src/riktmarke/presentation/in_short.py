"""How we know, in three sentences that can be said aloud: what was compared, how sure it is, and what is too little."""

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, Against, ClaimKind
from riktmarke.presentation.challenge_claims import Telling
from riktmarke.presentation.challenge_labels import against_label
from riktmarke.presentation.claim_rows import interval_text, limit_text
from riktmarke.presentation.short_words import SHORT_WORDS, ShortWords


def short_account(telling: Telling, finding: IndicatorFinding) -> tuple[str, ...]:
    """Return what was compared, the difference with its uncertainty, and below what a difference does not count.

    Of a target: how likely it is, and what that rests on.

    About the claim that leads; where none does, about everyone's latest level. Empty where nothing was compared.
    """
    claim = told_claim(finding)
    if claim is None:
        return ()
    words, wording = SHORT_WORDS[telling.language], telling.wording
    if claim.kind is ClaimKind.TARGET:
        chance = words.chance.format(likely=telling.likely(claim))
        return _compared(telling, claim, words), chance, words.forecasts_tested
    pattern = words.difference if claim.interval is not None else words.difference_unsure
    return (
        _compared(telling, claim, words),
        pattern.format(
            difference=telling.tongue.difference(wording, claim.estimate),
            interval=interval_text(wording, claim, telling.language, sign=1 if claim.estimate >= 0 else -1),
        ),
        words.too_little.format(limit=limit_text(wording, claim, telling.language)),
    )


def told_claim(finding: IndicatorFinding) -> Claim | None:
    """Return the claim that the account begins with: the lead, otherwise the first about a level, everyone's first."""
    levels = sorted(finding.level_claims, key=lambda claim: (claim.group != "_T", claim.kind, claim.against))
    return finding.lead or next(iter(levels), None)


def _compared(telling: Telling, claim: Claim, words: ShortWords) -> str:
    """What was set beside what, by the kind of claim."""
    if claim.kind in ABOUT_LEVEL:
        pattern = words.level if telling.everyone(claim.group) else words.level_of_group
    else:
        pattern = words.by_kind[claim.kind]
    tongue, wording, changed = telling.tongue, telling.wording, bool(claim.first_until)
    return pattern.format(
        whom=_whom(telling, claim, words),
        group=telling.name(claim.group),
        other=telling.name(claim.other) if claim.other else "",
        of="" if telling.everyone(claim.group) else f" {tongue.among(wording, claim.group)}",
        since=tongue.earlier(wording, claim) if changed else "",
        until=tongue.time(wording, claim),
        some=tongue.count(claim.members),
        all=tongue.count(claim.size),
        year=claim.first_period,
    )


def _whom(telling: Telling, claim: Claim, words: ShortWords) -> str:
    """Whom is compared with; similar municipalities by how many they are, where the claim says."""
    if claim.against is Against.MIDDLE:
        return words.middle
    if claim.against is not Against.SIMILAR or not claim.size or claim.kind is ClaimKind.POTENTIAL:
        return against_label(telling.wording, claim.against, telling.language)
    pattern = words.similar if claim.members == claim.size else words.some_similar
    return pattern.format(members=telling.tongue.count(claim.members), size=telling.tongue.count(claim.size))
