"""Everything that is forecast of the country: each curated indicator and group, tested on the past as it is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.outlook.calibrating import PastErrors
from riktmarke.assessment.outlook.followed import Followed, followed
from riktmarke.assessment.outlook.foretelling import Foretold, foretold
from riktmarke.assessment.outlook.judging import AHEAD_FAR, AHEAD_JUDGED, Judged, Said, judged
from riktmarke.assessment.outlook.kinds import kind_of
from riktmarke.assessment.outlook.origins import AHEAD_TESTED, Origin, missed, origins
from riktmarke.assessment.outlook.track_record import FIRST_FAR, FIRST_JUDGED
from riktmarke.assessment.outlook.years import TO_YEAR
from riktmarke.governance.definitions import Catalogue
from riktmarke.methods.calibration import EDGES
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]

NO_SHARES = np.zeros((0, AHEAD_TESTED, len(EDGES) - 1), dtype=np.float32)  # of forecasts that nobody could make
EVERYONE = Group().key


@dataclass
class Made:
    """What is being made: forecasts, the errors of those made before, and what is judged of them."""

    foretold: list[Foretold] = field(default_factory=list)
    rows: list[tuple[str, str, int]] = field(default_factory=list)
    shares: list[NDArray[np.float32]] = field(default_factory=list)
    to_judge: list[tuple[Followed, Origin, Floats]] = field(default_factory=list)

    def add(self, series: Followed, *, judge: bool) -> None:
        """Add a series: its forecast, and those that would have been made before."""
        self.foretold.append(foretold(series, to_year=TO_YEAR))
        for origin, outcomes in origins(series):
            self.rows.append((series.definition.series, kind_of(series.definition).value, origin.year))
            self.shares.append(missed(origin, outcomes))
            since = FIRST_FAR if series.about == EVERYONE else FIRST_JUDGED
            if judge and origin.year >= since:
                self.to_judge.append((series, origin, outcomes))

    def past_errors(self) -> PastErrors:
        """Return the errors of all forecasts made before."""
        return PastErrors(
            indicator=np.array([name for name, _, _ in self.rows]),
            kind=np.array([kind for _, kind, _ in self.rows]),
            year=np.array([year for _, _, year in self.rows], dtype=np.int_),
            shares=np.stack(self.shares) if self.shares else NO_SHARES,
        )


def series_of(dataset: Dataset, catalogue: Catalogue) -> Iterator[tuple[int, Followed]]:
    """Yield the series of every indicator and group, with the number of the indicator."""
    municipalities = dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    population = dataset.population
    for number, name in enumerate(sorted(catalogue)):
        figures = read_figures(dataset, catalogue[name], population)
        if figures is not None:
            for _, series in followed(figures, municipalities):
                yield number, series


def make(dataset: Dataset, catalogue: Catalogue, *, judge: bool = True, progress: Progress) -> Made:
    """Return the forecasts of every series, and what is needed to judge those that would have been made before."""
    made = Made()
    for number, series in series_of(dataset, catalogue):
        made.add(series, judge=judge)
        progress(number + 1, len(catalogue))
    return made


def judge(made: Made, errors: PastErrors, *, progress: Progress) -> tuple[list[Judged], list[Said]]:
    """Return how every forecast of 2016 and later did, calibrated with what was known at its origin.

    Of everyone also what was more than five years ahead, forecast in 2008 and later, of what came since 2016.
    """
    rows: list[Judged] = []
    said: list[Said] = []
    multiples: dict[tuple[str, int], Floats] = {}
    for number, (series, origin, outcomes) in enumerate(made.to_judge):
        key = (series.definition.series, origin.year)
        if key not in multiples:
            multiples[key] = errors.multiples(key[0], kind_of(series.definition), known=origin.year)
        asked = of_periods(multiples[key], series.step_years, outcomes.shape[1])
        kind = kind_of(series.definition).value
        if origin.year >= FIRST_JUDGED:
            found, stated = judged(series, kind, origin, outcomes, asked)
            rows += found
            said.append(stated)
        if series.about == EVERYONE and not np.isnan(outcomes[:, AHEAD_JUDGED // series.step_years :]).all():
            far = _far_only(outcomes, origin)
            found, stated = judged(series, kind, origin, far, asked, years_ahead=AHEAD_FAR)
            rows += found
            said.append(replace(stated, far=True))
        progress(number + 1, len(made.to_judge))
    return rows, said


def _far_only(outcomes: Floats, origin: Origin) -> Floats:
    """Return the outcomes without those of the next five years, and of years before any forecast is judged."""
    ahead = np.arange(1, outcomes.shape[1] + 1) * origin.step_years
    asked = (ahead > AHEAD_JUDGED) & (origin.year + ahead >= FIRST_JUDGED)
    return np.where(asked, outcomes, np.nan)


def of_periods(multiples: Floats, step_years: int, periods: int) -> Floats:
    """Return the multiples of each period ahead from those of each year ahead; beyond the last, the last."""
    at = np.minimum(np.arange(1, periods + 1) * step_years, len(multiples)) - 1
    taken: Floats = multiples[at]
    return taken
