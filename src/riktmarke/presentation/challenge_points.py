"""A challenge as a point: how far from others, which way it has gone and how many people, each as far as is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from riktmarke.assessment.challenges.choosing import EVERYONE
from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, Against, ClaimKind
from riktmarke.presentation.challenge_persons import persons_of
from riktmarke.presentation.labels import listed
from riktmarke.presentation.language import say, say_counted
from riktmarke.presentation.numbers import NO_BREAK_SPACE, number
from riktmarke.presentation.sentences import Wording


@dataclass(frozen=True, slots=True)
class ChallengePoint:
    """One challenge in the picture.

    `level`: the shrunken difference that is told first, where that is one of level, otherwise the mean over those it
    is compared with; `trend`: the change over the years that a trend looks back; both in smallest differences that
    matter, above 0 for what is bad, None where unknown. `changed`: 1 where it is found to have become worse, -1
    better, 0 neither. `people`: how many persons the difference is, None where nobody counts them.
    """

    title: str
    level: float | None
    trend: float | None
    changed: int
    people: float | None


def challenge_point(finding: IndicatorFinding, wording: Wording) -> ChallengePoint:
    """Return the point of a finding: of the group whose level is told first, else of everyone or of who is compared."""
    lead = finding.lead if finding.lead is not None and finding.lead.kind in ABOUT_LEVEL else None
    group = lead.group if lead is not None else _group(finding)
    levels = [lead] if lead is not None else _levels(finding, group)
    trend = next((c for c in finding.claims if c.kind is ClaimKind.TREND and c.group == group), None)
    return ChallengePoint(
        title=wording.title,
        level=fmean(claim.in_margins for claim in levels) if levels else None,
        trend=trend.in_margins if trend is not None else None,
        changed=int(trend.worse) - int(trend.better) if trend is not None else 0,
        people=persons_of(wording, finding),
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
    """Return what the picture shows as one sentence: how many points lie where."""
    shown = [point for point in points if point.level is not None]
    if not shown:
        return say("Punktdiagram. Inga utmaningar att visa.")
    worse = sum((point.level or 0.0) > 0 for point in shown)
    risen = sum(point.changed > 0 for point in shown)
    fallen = sum(point.changed < 0 for point in shown)
    still = sum(point.changed == 0 and point.trend is not None for point in shown)
    unknown = sum(point.trend is None for point in shown)
    counts = {  # one and several are told alike in Swedish, not in English
        say_counted(
            "{count} ligger sämre till än andra", "{count} ligger sämre till än andra", worse, count=worse
        ): worse,
        say_counted("{count} har blivit sämre", "{count} har blivit sämre", risen, count=risen): risen,
        say_counted("{count} har blivit bättre", "{count} har blivit bättre", fallen, count=fallen): fallen,
        say_counted(
            "{count} har ingen säker förändring", "{count} har ingen säker förändring", still, count=still
        ): still,
        say_counted(
            "{count} har en förändring som inte är känd",
            "{count} har en förändring som inte är känd",
            unknown,
            count=unknown,
        ): unknown,
    }
    said = listed([words for words, count in counts.items() if count])
    return say_counted(
        "Punktdiagram över {count} utmaning: {said}.",
        "Punktdiagram över {count} utmaningar: {said}.",
        len(shown),
        count=len(shown),
        said=said,
    )


def point_in_words(point: ChallengePoint) -> str:
    """Return where a point lies: "6,9 åt höger, 4,0 uppåt"; empty where it is not drawn.

    In smallest differences that matter, as along the axes, from where the municipality is as others and unchanged.
    """
    if point.level is None:
        return ""
    level = _held(
        number(abs(point.level), decimals=1), *(say("åt höger") if point.level >= 0 else say("åt vänster")).split()
    )
    if point.trend is None:
        return say("{level}, i fältet nedtill", level=level)
    trend = _held(number(abs(point.trend), decimals=1), say("uppåt") if point.trend >= 0 else say("nedåt"))
    return f"{level}, {trend}"


def _held(*words: str) -> str:
    """Return words that no line parts."""
    return NO_BREAK_SPACE.join(words)
