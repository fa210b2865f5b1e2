"""What a fan shows: a figure's history, where it may stand in the years ahead, targets, and others' history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.runs import SeriesOutlook
from riktmarke.assessment.population import PopulationOutlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.pace import Point
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import counted_unit, difference_unit
from riktmarke.presentation.language import say, say_as
from riktmarke.presentation.lines import of_another_size
from riktmarke.presentation.numbers import decimals_to_see, number, with_unit
from riktmarke.vocabulary.groups import Sex

# The ends of the bands that hold the figure 19, 8 and 5 times of 20, 10 and 10, and the middle.
SHOWN: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
MIDDLE_AT: Final = SHOWN.index(0.5)


@dataclass(frozen=True, slots=True)
class FanYear:
    """Where the figure may stand in a year: the values that it lies below with the probabilities `SHOWN`."""

    year: int
    at: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The value that it is as likely to lie above as below."""
        return self.at[MIDDLE_AT]


@dataclass(frozen=True, slots=True)
class TargetMark:
    """A target in the picture: its year, its value in the figure's unit, and the words beside it."""

    year: int
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class OthersLine:
    """The history of those compared with. `kind`: "similar", "county" or "country"."""

    name: str
    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Fan:
    """A figure's history and its outlook.

    `name`: of the municipality, and the group where it is one ("Hedemora, kvinnor"); `sex` decides how it is drawn.
    `known`: the last year of the figures. `aimed`: the year that the plan looks to. `breaks`: first years of a new
    way of measuring. `difference`: the figure is
    one itself (a gap, or from others), so that 0 has a line of its own. `people`: it is a number of people, whose years
    ahead are told to three figures, as nobody can know them more exactly.
    """

    name: str
    measured: tuple[Point, ...]
    years: tuple[FanYear, ...]
    known: int
    targets: tuple[TargetMark, ...] = ()
    others: tuple[OthersLine, ...] = ()
    sex: Sex = Sex.TOTAL
    breaks: tuple[int, ...] = ()
    difference: bool = False
    people: bool = False
    aimed: int | None = None

    @property
    def breaks_within(self) -> tuple[int, ...]:
        """The breaks that have measurements on both sides."""
        years = [point.year for point in self.measured]
        return tuple(first for first in sorted(self.breaks) if years and years[0] < first <= years[-1])

    @property
    def drawn_others(self) -> tuple[OthersLine, ...]:
        """The others whose values are of the same size: a county's count would press the municipality's flat."""
        own = [point.value for point in self.measured]
        return tuple(
            one for one in self.others if one.points and not of_another_size(own, [p.value for p in one.points])
        )

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of those that are not drawn, for `chart_words.left_out_words`."""
        drawn = self.drawn_others
        return tuple(one.name for one in self.others if one not in drawn)


def years_of_series(series: SeriesOutlook) -> tuple[FanYear, ...]:
    """Return where a figure may stand; nothing where nothing is told."""
    if series.predictive is None:
        return ()
    at = series.predictive.quantiles(SHOWN)
    return tuple(FanYear(year, tuple(row)) for year, row in zip(series.predictive.years, at.tolist(), strict=True))


def years_of_target(outlook: TargetOutlook) -> tuple[FanYear, ...]:
    """Return where what a target is about may stand; gaps and differences with their signs."""
    return tuple(
        FanYear(year, tuple(np.interp(SHOWN, LEVELS, row).tolist()))
        for year, row in zip(outlook.years, outlook.quantiles, strict=True)
    )


def years_of_population(outlook: PopulationOutlook) -> tuple[FanYear, ...]:
    """Return where the number of inhabitants may stand."""
    return tuple(
        FanYear(year, tuple(outlook.total[:, outlook.place(year)].tolist()))  # its quantiles are those shown here
        for year in outlook.years
    )


def differences(own: Iterable[Point], other: Iterable[Point]) -> tuple[Point, ...]:
    """Return own less other, of the years that have both: the history of a gap, or of a difference from others."""
    beside = {point.year: point.value for point in other}
    return tuple(Point(point.year, point.value - beside[point.year]) for point in own if point.year in beside)


def target_marks(asked: TargetAsked, threshold: float, definition: Definition) -> tuple[TargetMark, ...]:
    """Return where a target is marked. A gap has one on each side of nothing, of which the first carries the words.

    `threshold`: as `TargetOutlook` has it.
    """
    said = say("Mål {year}: {mark_words}", year=asked.year, mark_words=_mark_words(asked, threshold, definition))
    first = TargetMark(asked.year, threshold, said)
    if asked.kind is TargetKind.GAP and threshold:
        return first, TargetMark(asked.year, -threshold, "")
    return (first,)


def _mark_words(asked: TargetAsked, threshold: float, definition: Definition) -> str:
    if asked.kind is TargetKind.LEVEL:
        side = say_as("gräns", "minst") if asked.at_least else say_as("gräns", "högst")
        return f"{side} {_figure(threshold, definition)}"
    if asked.kind is TargetKind.GAP:
        return say("högst {difference}", difference=_difference(threshold, definition))
    if asked.kind is TargetKind.AS_GOOD_AS:
        return (
            say("högst {difference} sämre", difference=_difference(threshold, definition))
            if threshold
            else say("minst lika bra")
        )
    return say("högre än i början") if asked.at_least else say("lägre än i början")


def _figure(value: float, definition: Definition) -> str:
    return number(value, decimals=0 if value == int(value) else decimals_to_see(value, decimals=definition.decimals))


def _difference(value: float, definition: Definition) -> str:
    figure = _figure(abs(value), definition)
    return with_unit(figure, counted_unit(difference_unit(definition), figure))


def segments(points: Sequence[Point], breaks: Sequence[int] = ()) -> list[list[Point]]:
    """Return the points in runs that a line may join: none across a break, or over a longer gap than is usual."""
    steps = [later.year - earlier.year for earlier, later in pairwise(points)]
    usual = float(np.median(steps)) if steps else 1.0
    runs: list[list[Point]] = []
    for place, point in enumerate(points):
        joined = (
            place > 0
            and steps[place - 1] <= usual
            and not any(points[place - 1].year < first <= point.year for first in breaks)
        )
        if joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
