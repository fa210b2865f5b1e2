"""The points of the picture of challenges, from findings."""

from collections.abc import Iterable

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.presentation.challenge_points import ChallengePoint, challenge_point
from riktmarke.publishing.website.challenges.account import Account


def picture_points(account: Account, findings: Iterable[IndicatorFinding]) -> list[ChallengePoint]:
    """Return a point for each finding, in their order."""
    return [challenge_point(finding, title=account.wording(finding.indicator).title) for finding in findings]
