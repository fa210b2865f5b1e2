"""Findings as one or two plain sentences, in Swedish or English: never a cause, never more than the evidence."""

from riktmarke.assessment.challenges.findings import Claim, IndicatorFinding
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording


def finding_sentence(wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """Return a finding in one or two sentences, by the list it stands in.

    A challenge: the lead claim and the most important other reason. A strength: what is better, and what has become
    so. Large but uncertain: what it seems to be, and that it may be chance. Otherwise the latest value and why
    nothing is said of it. Never empty; a suppressed value is never stated.
    """
    raise NotImplementedError


def claim_sentence(
    wording: Wording, finding: IndicatorFinding, claim: Claim, language: Language = Language.SWEDISH
) -> str:
    """Return one claim of a finding as a sentence that stands alone, with value and year; for lists of a group."""
    raise NotImplementedError


def improvement_sentence(wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """Return what has become better, for `AreaFindings.improvements`; empty where nothing has."""
    raise NotImplementedError


def gap_finding_sentence(wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """Return the widest gap between groups that stands, for `AreaFindings.gaps`; empty where none does.

    That it is wider or narrower than elsewhere is added only where that claim stands too.
    """
    raise NotImplementedError


def people_sentence(wording: Wording, claim: Claim, language: Language = Language.SWEDISH) -> str:
    """Return how many persons or events a claim is about, with the interval, to two significant figures.

    Empty where nobody counts them, where the claim does not stand and where it is about fewer than one. Give it
    `IndicatorFinding.people`.
    """
    raise NotImplementedError
