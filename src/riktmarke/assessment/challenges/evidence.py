"""From the figures of an indicator to its claims about every municipality. Pure."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import Claims, block, joined, nothing_claimed, taken
from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.gaps import gap_claims
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.challenges.levels import Subject, change_claims, level_claims
from riktmarke.assessment.challenges.references import references
from riktmarke.assessment.challenges.trends import lines, recent, size_of
from riktmarke.assessment.challenges.uncertainty import uncertainty_of
from riktmarke.assessment.context import Comparisons
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.polarity import Polarity

Years = NDArray[np.int_]
Flags = NDArray[np.bool_]
MOST_YEARS_BEHIND = 5  # years between a municipality's latest measurement and the newest of any


def subject_of(figures: IndicatorFigures, who: Comparisons) -> Subject:
    """Return the indicator with its uncertainty and with whom it is compared."""
    municipalities = who.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    uncertainty = uncertainty_of(figures, municipalities)
    return Subject(figures, uncertainty, references(figures, uncertainty, who), who, municipalities)


def claims_of(subject: Subject, *, years_back: Years, fewest_points: Years) -> Claims:
    """Return every claim about an indicator; without a direction that is good only its pace, which claims nothing.

    `years_back` and `fewest_points`, one per area, are the parameters of trends in the area's plan. Nothing is claimed
    from measurements that are `MOST_YEARS_BEHIND` the newest, nor of a group whose latest value is suppressed.
    """
    claims = joined([nothing_claimed(), *_blocks(subject, years_back, fewest_points)])
    told = claims.period >= oldest_told(subject.figures, subject.municipalities)
    return taken(claims, told & ~_suppressed(claims, subject.figures))


def _suppressed(claims: Claims, figures: IndicatorFigures) -> Flags:
    """Return which claims are about a group, or compare it with one, whose latest value is suppressed."""
    found = np.zeros(claims.area.shape, dtype=np.bool_)
    for group, areas in zip(figures.groups, figures.suppressed, strict=True):
        if areas.any():
            found |= ((claims.group == group.key) | (claims.other == group.key)) & areas[claims.area]
    return found


def oldest_told(figures: IndicatorFigures, municipalities: NDArray[np.intp]) -> int:
    """Return the first year whose measurements still say something about today."""
    anybody = figures.measured[:, municipalities].any(axis=(0, 1))
    newest = np.array(figures.years)[anybody].max(initial=0)
    return int(newest) - MOST_YEARS_BEHIND


def _blocks(subject: Subject, years_back: Years, fewest_points: Years) -> Iterator[Claims]:
    yield from _paces(subject, years_back, fewest_points)
    if subject.figures.definition.polarity is Polarity.NO_JUDGEMENT:
        return
    yield from level_claims(subject)
    yield from change_claims(subject, years_back=years_back, fewest_points=fewest_points)
    if not subject.figures.definition.compares_sexes:
        yield from gap_claims(subject, years_back=years_back, fewest_points=fewest_points)


def _paces(subject: Subject, years_back: Years, fewest_points: Years) -> Iterator[Claims]:
    figures, at = subject.figures, subject.municipalities
    used = recent(figures.measured, figures.years, figures.definition.measurement.breaks, years_back=years_back)
    found = lines(
        subject.bad * figures.values,
        used,
        figures.years,
        size=size_of(figures),
        pooled=at,
        fewest_points=fewest_points,
    )
    own = subject.latest(figures.values)
    for row, group in enumerate(figures.groups):
        yield block(
            ClaimKind.PACE,
            group,
            at,
            estimate=found.change[row, at],
            se=found.se[row, at],
            free=found.free[row, at],
            value=own[row, at],
            reference=subject.bad * (found.level - found.change)[row, at],
            period=found.last[row, at],
            first_period=found.first[row, at],
            points=found.points[row, at],
            source=subject.latest(subject.uncertainty.source)[row, at],
        )
