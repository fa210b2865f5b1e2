"""A challenge as a point: how far from others, which way it has gone and how many people, each as far as is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.presentation.numbers import number

EVERYONE = "_T"
TOLD = 8  # of how many points a reader who does not see the picture is told


@dataclass(frozen=True, slots=True)
class ChallengePoint:
    """One challenge in the picture.

    `level`: the mean over those it is compared with of the shrunken difference, and `trend`: the change over the years
    that a trend looks back, both in smallest differences that matter, above 0 for what is bad; None where unknown.
    `changed`: 1 where it is found to have become worse, -1 better, 0 neither. `people`: how many persons the
    difference is, None where nobody counts them.
    """

    title: str
    level: float | None
    trend: float | None
    changed: int
    people: float | None


def challenge_point(finding: IndicatorFinding, *, title: str) -> ChallengePoint:
    """Return the point of a finding: of everyone where everyone is compared, else of the group that is told first."""
    group = _group(finding)
    levels = _levels(finding, group)
    trend = next((c for c in finding.claims if c.kind is ClaimKind.TREND and c.group == group), None)
    people = finding.people.people if finding.people is not None else None
    return ChallengePoint(
        title=title,
        level=fmean(claim.in_margins for claim in levels) if levels else None,
        trend=trend.in_margins if trend is not None else None,
        changed=int(trend.worse) - int(trend.better) if trend is not None else 0,
        people=people if people is not None and people >= 1 else None,
    )


def _group(finding: IndicatorFinding) -> str:
    if any(claim.group == EVERYONE for claim in finding.level_claims) or finding.lead is None:
        return EVERYONE
    return finding.lead.group


def _levels(finding: IndicatorFinding, group: str) -> Sequence[Claim]:
    """Those it is compared with; the municipality in the middle only tells whether the country's value is typical."""
    own = [c for c in finding.level_claims if c.group == group and c.against is not Against.MIDDLE]
    latest = [claim for claim in own if claim.kind is ClaimKind.LEVEL]
    return latest or own


def points_in_words(points: Iterable[ChallengePoint]) -> str:
    """Return what the picture shows, as much as a listener can hold: the first ones, and where the rest is."""
    found = list(points)
    shown = [(place, point) for place, point in enumerate(found, start=1) if point.level is not None]
    if not shown:
        return "Punktdiagram. Inga utmaningar att visa."
    one = len(shown) == 1
    said = [
        f"Punktdiagram över {len(shown)} {'utmaning' if one else 'utmaningar'}",
        "Längre åt höger är sämre än andra, högre upp har blivit sämre, och en större punkt gäller fler människor",
    ]
    said += [_in_words(place, point) for place, point in shown if place <= TOLD]
    return f"{'. '.join(said)}. Alla utmaningar finns som tabell."


def _in_words(place: int, point: ChallengePoint) -> str:
    assert point.level is not None  # the caller's choice
    side = "sämre" if point.level >= 0 else "bättre"
    level = f"{number(abs(point.level), decimals=1)} minsta skillnader {side} än andra"
    change = {1: "har blivit sämre", -1: "har blivit bättre", 0: "ingen säker förändring"}[point.changed]
    return f"{place} {point.title}: {level}, {change if point.trend is not None else 'förändringen är inte känd'}"
