"""The picture of challenges: its points, from findings, and what the page says about it."""

from collections.abc import Iterable
from typing import Any

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.presentation.challenge_chart import CHART_HEIGHTS, NAMED
from riktmarke.presentation.challenge_points import ChallengePoint, challenge_point, points_in_words
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE
from riktmarke.presentation.labels import counted
from riktmarke.presentation.language import say
from riktmarke.publishing.website.challenges.account import Account
from riktmarke.publishing.website.challenges.choosing import Narrowing


def picture_points(account: Account, findings: Iterable[IndicatorFinding]) -> list[ChallengePoint]:
    """Return a point for each finding, in their order."""
    return [challenge_point(finding, account.wording(finding.indicator)) for finding in findings]


def picture_title(account: Account, narrowed: Narrowing) -> str:
    """Return what the picture is of, for those who meet it alone: "Utmaningar: Hedemora, kvinnor"."""
    return say("Utmaningar: {join}", join=", ".join((account.place.name, *narrowed.names)))


def picture_context(points: list[ChallengePoint], narrowed: Narrowing) -> dict[str, Any]:
    """Return what the page says about the picture, and the sizes that it leaves room for."""
    frames = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}
    return {
        "picture": any(point.level is not None for point in points),
        "picture_words": points_in_words(points),
        "picture_query": narrowed.chosen.query.removeprefix("?"),
        "picture_sizes": {name: (size.width, CHART_HEIGHTS[size]) for name, size in frames.items()},
        "numbered": counted(NAMED) if len(points) > NAMED else "",
    }
