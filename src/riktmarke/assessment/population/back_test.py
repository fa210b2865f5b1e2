"""What the same projections would have said of every municipality in earlier years, and what became of it.

From each base year only what was known then is used: the single ages are reconstructed, as those of 2019 say what came
before, and the levels are fitted to the years up to it. Against it stand two that need no model: as many as today, and
growth as in the last five years. What the spreads were chosen on (base years to 2012) and what is reported (2013 and
later) are told apart. From base years with published single ages the broad ages are tested as they are projected now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from riktmarke.assessment.population.cohorts import Singles, run_paths
from riktmarke.assessment.population.draws import SEED, draw
from riktmarke.assessment.population.history import History
from riktmarke.assessment.population.model import fit_model
from riktmarke.methods.estimate import Booleans, Floats

CHOSEN_TO: Final = 2012
DRIFT_YEARS: Final = 5
DRAWS: Final = 200
LEVELS: Final = (50, 80, 95)


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """One row for each municipality, base year and horizon.

    Attributes:
        base_year, horizon, area: of the row; area is a place along the area axis.
        size: inhabitants in the base year.
        error, naive, drift: projected over observed population, less 1: on the middle path, as in the base year, and
            with growth as in the five years before it (NaN where those are not known).
        below: the share of the draws below the observed population.
        band_error, band_naive, band_below: (rows, `BANDS`), the same of broad ages.
    """

    base_year: Floats
    horizon: Floats
    area: Floats
    size: Floats
    error: Floats
    naive: Floats
    drift: Floats
    below: Floats
    band_error: Floats
    band_naive: Floats
    band_below: Floats

    def of(self, rows: Booleans) -> "Outcomes":
        """Return some of the rows."""
        return Outcomes(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Score:
    """How good the projections in some rows were.

    Attributes:
        rows: how many.
        mape, naive_mape, drift_mape: mean absolute error in per cent: projected, as in the base year, by drift.
        bias: mean error in per cent.
        coverage: of the central intervals `LEVELS`, in per cent.
    """

    rows: int
    mape: float
    naive_mape: float
    drift_mape: float
    bias: float
    coverage: tuple[float, ...]


def score(tested: Outcomes, band: int | None = None) -> Score:
    """Return how good the projections of the population were, or those of a broad age."""
    if band is None:
        error, naive, below = tested.error, tested.naive, tested.below
    else:
        error, naive, below = tested.band_error[:, band], tested.band_naive[:, band], tested.band_below[:, band]
    inside = [np.mean(np.abs(below - 0.5) <= level / 200) * 100 for level in LEVELS]
    known = tested.drift[~np.isnan(tested.drift)] if band is None else np.zeros(0)
    return Score(
        rows=len(error),
        mape=float(np.abs(error).mean() * 100),
        naive_mape=float(np.abs(naive).mean() * 100),
        drift_mape=float(np.abs(known).mean() * 100) if len(known) else np.nan,
        bias=float(error.mean() * 100),
        coverage=tuple(float(share) for share in inside),
    )


def back_test(
    history: History,
    base_years: Iterable[int],
    *,
    draws: int = DRAWS,
    areas: Sequence[int] | None = None,
    seed: int = SEED,
) -> Outcomes:
    """Return what projections from these base years would have said.

    Args:
        history: `reconstruct(figures, published=False)`, but for base years whose single ages are published.
        base_years: with figures for at least a year after them.
        draws: how many for each.
        areas: places of municipalities; all by default.
        seed: of the draws.
    """
    parts = [_from_base(history, year, draws, areas, seed) for year in base_years]
    return Outcomes(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Outcomes)))


def _from_base(history: History, base: int, draws: int, areas: Sequence[int] | None, seed: int) -> Outcomes:
    figures, column = history.figures, history.figures.column(base)
    years = figures.last_year - base
    model = fit_model(history, base, horizon=years)
    middle = run_paths(model.schedules(slice(None)), model.middle(slice(None)))
    observed, observed_bands = figures.population[:, column:], figures.bands[:, column:].sum(2)
    earlier = figures.population[:, column - DRIFT_YEARS] if column >= DRIFT_YEARS else np.full(len(observed), np.nan)
    ahead = np.arange(1.0, years + 1)
    parts = []
    for area in _known(model.levels.exposure, model.start, areas):
        paths = run_paths(model.schedules(area), draw(model, area, draws=draws, seed=seed).factors())
        came, came_bands = observed[area, 1:], observed_bands[area, 1:]
        now = observed[area, 0]
        parts.append(
            Outcomes(
                base_year=np.full(years, base),
                horizon=ahead,
                area=np.full(years, area),
                size=np.full(years, now),
                error=middle.total[1:, area] / came - 1,
                naive=now / came - 1,
                drift=now * (now / earlier[area]) ** (ahead / DRIFT_YEARS) / came - 1,
                below=_below(paths.total[1:], came),
                band_error=middle.bands[1:, ..., area].sum(1) / came_bands - 1,
                band_naive=observed_bands[area, 0] / came_bands - 1,
                band_below=_below(paths.bands[1:].sum(1), came_bands),
            )
        )
    return Outcomes(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Outcomes)))


def _known(exposure: Floats, start: Floats, areas: Sequence[int] | None) -> list[int]:
    known = ~np.isnan(exposure) & ~np.isnan(start).any((1, 2))
    return [area for area in (range(len(known)) if areas is None else areas) if known[area]]


def _below(drawn: Singles, came: Floats) -> Floats:
    # The share of draws below what came; those that hit it exactly count half.
    share: Floats = ((drawn < came[..., None]).mean(-1) + (drawn <= came[..., None]).mean(-1)) / 2
    return share
