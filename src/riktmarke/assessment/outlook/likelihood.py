"""How likely a target is: the series that it is about forecast by itself, with what would have been said before.

A gap, or a difference from others, is forecast as what it is: what moves both sides alike does not move it. A
municipality's own probability is what is told; nothing is pooled over goals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.context import Comparisons
from riktmarke.assessment.outlook.aims import Aim, aim_of, chances_at
from riktmarke.assessment.outlook.calibrating import PastErrors
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook, foretold
from riktmarke.assessment.outlook.kinds import OutlookKind, kind_of
from riktmarke.assessment.outlook.origins import origin_at
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.assessment.targets.series import SeriesAimedAt, series_aimed_at
from riktmarke.assessment.targets.standings import with_sexes

Places = NDArray[np.intp]

# Kinds whose stated likelihoods missed by more than ten of a hundred in the back-test, in most tenths above a half:
# elections came to 35 where 64 was said. Their spans are still told; docs/methods/forecasts.md has the figures.
OVERCLAIMED = (OutlookKind.SCHEDULED,)
EARLIER_YEARS = 10  # that what would have been said is told for


@dataclass(frozen=True, slots=True)
class Earlier:
    """The probability that would have been said at the end of an earlier year, with what was known then."""

    year: int
    probability: float


@dataclass(frozen=True, slots=True)
class TargetOutlook:
    """How likely a target is for a municipality.

    `implied`: the target is set for everyone, and this is a group that is held to it too. `known`: the last year of
    the figures it rests on; `why_not` says why nothing is told, `no_series` why there is nothing to forecast. `years`
    and `quantiles` (years, levels): where what the target is about may stand; `threshold` what it is held up against.
    `measured`: how many measurements of its own the municipality has. `passed`: the target's year is over.
    """

    asked: TargetAsked
    implied: bool
    known: int
    probability: float | None
    threshold: float
    at_least: bool
    why_not: WhyNoOutlook = WhyNoOutlook.SAID
    no_series: WhyNot = WhyNot.SAID
    measured: int = 0
    passed: bool = False
    years: tuple[int, ...] = ()
    quantiles: tuple[tuple[float, ...], ...] = ()
    history: tuple[Earlier, ...] = ()


def target_outlooks(
    figures: IndicatorFigures,
    who: Comparisons,
    targets: Iterable[TargetAsked],
    area: int,
    *,
    municipalities: Places,
    errors: PastErrors,
    to_year: int,
) -> list[TargetOutlook]:
    """Return how likely the targets of an indicator are in an area, also for women and men held to one for everyone.

    Args:
        figures: the indicator's figures.
        who: who is compared with whom.
        targets: the current targets of that indicator.
        area: the position of the area.
        municipalities: the positions of those that what is shared is pooled over.
        errors: of all forecasts made before.
        to_year: the last year that is told of.
    """
    found = []
    for asked, implied in with_sexes(figures, list(targets)):
        aimed = series_aimed_at(figures, who, asked)
        told = _outlook(figures, aimed, who, area, municipalities=municipalities, errors=errors, to_year=to_year)
        found.append(replace(told, implied=implied))
    return found


def _outlook(
    figures: IndicatorFigures,
    aimed: SeriesAimedAt,
    who: Comparisons,
    area: int,
    *,
    municipalities: Places,
    errors: PastErrors,
    to_year: int,
) -> TargetOutlook:
    asked = aimed.target
    nothing = TargetOutlook(
        asked,
        implied=False,
        known=figures.years[-1],
        probability=None,
        threshold=aimed.threshold,
        at_least=aimed.at_least,
    )
    if aimed.why_not[area]:
        return replace(nothing, no_series=WhyNot(int(aimed.why_not[area])))
    if asked.year <= figures.years[-1]:
        return replace(nothing, passed=True)
    aim = aim_of(figures, aimed, who, area, municipalities=municipalities)
    told = foretold(aim.series, to_year=max(to_year, asked.year))
    measured = int(told.independent[area])
    if told.why_not[area] or told.origin is None:
        return replace(nothing, why_not=WhyNoOutlook(int(told.why_not[area])), measured=measured)
    latest = chances_at(aim, told.origin, errors)
    if latest is None:  # nothing has been forecast long enough to tell how far it misses
        return replace(nothing, why_not=WhyNoOutlook.TOO_NEW, measured=measured)
    if asked.year < latest.years[0]:  # nothing is measured in between: what is measured decides
        return replace(nothing, passed=True, measured=measured)
    found = replace(
        nothing,
        measured=measured,
        probability=latest.chance(asked.year),
        years=latest.years,
        quantiles=tuple(map(tuple, latest.quantiles().tolist())),
        history=tuple(_history(aim, errors)),
    )
    return _untold(found) if kind_of(figures.definition) in OVERCLAIMED else found


def _untold(found: TargetOutlook) -> TargetOutlook:
    """Return where it may stand without how likely the target is."""
    return replace(found, probability=None, why_not=WhyNoOutlook.OVERCLAIMED, history=())


def _history(aim: Aim, errors: PastErrors) -> Iterable[Earlier]:
    """Yield what would have been said at the end of earlier years; nothing where nothing could be calibrated then."""
    series, year = aim.series, aim.aimed.target.year
    last = len(series.years) - 1
    for end in range(max(0, last - EARLIER_YEARS), last + 1):
        periods = (year - series.years[end]) // series.step_years
        origin = origin_at(series, end, ahead=periods) if periods > 0 else None
        if origin is None or not origin.told[aim.area]:
            continue
        told = chances_at(aim, origin, errors)
        if told is not None:
            yield Earlier(origin.year, told.chance(year))


def by_indicator(targets: Iterable[TargetAsked]) -> Mapping[str, list[TargetAsked]]:
    """Return the targets by the indicator they are of."""
    found: dict[str, list[TargetAsked]] = {}
    for target in targets:
        found.setdefault(target.indicator, []).append(target)
    return found
