"""How far apart an indicator's ordered groups lie in one municipality: the WHO's measures, as far as they can be told.

Fifths of income are five of a size by their name, so a slope over all of them can be fitted. How many people there are
at each level of education is not published with the figures: only the first and the last level are compared.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty
from riktmarke.governance.definitions import Definition
from riktmarke.methods.inequality import summary_measures
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus
from riktmarke.vocabulary.units import Unit

Floats = NDArray[np.float64]

ORDERED = (Dimension.EDUCATION, Dimension.INCOME)
OF_ONE_SIZE = (Dimension.INCOME,)
FEWEST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Width:
    """A measure in the indicator's unit (differences of shares: percentage points), with its 95 % interval if known.

    Above 0 where the value is higher in the last group than in the first.
    """

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class GroupMeasure:
    """How far apart the groups lie for one sex in the latest year that any of them was measured.

    `first` and `last` are the values of the first and the last group, `difference` what the last has more. `slope` is
    the slope index of inequality, None where the sizes of the groups are not known. `missing` holds the groups without
    a value that year and why; there is then no measure, and the other fields are None.
    """

    dimension: Dimension
    sex: Sex
    period: int
    first: float | None
    last: float | None
    difference: Width | None
    slope: Width | None
    missing: tuple[tuple[str, ObservationStatus], ...] = ()


def group_measure(known: IndicatorUncertainty, area: str, dimension: Dimension, sex: Sex) -> GroupMeasure | None:
    """Return how far apart a dimension's groups lie; None where there are not three in order, or none has a value."""
    definition = known.figures.definition
    categories = tuple(definition.by(dimension))
    if dimension not in ORDERED or len(categories) < FEWEST_GROUPS:
        return None
    groups = {category: known.figures.at(Group(sex, dimension, category)) for category in categories}
    place = known.areas.position(area)
    measured = [known.figures.measured[row, place] for row in groups.values() if row is not None]
    if not np.any(measured):
        return None
    at = int(np.flatnonzero(np.any(measured, axis=0))[-1])
    period = known.figures.years[at]
    missing = tuple(
        (category, _status(known, row, place, at))
        for category, row in groups.items()
        if row is None or np.isnan(known.figures.values[row, place, at])
    )
    if missing:
        return GroupMeasure(dimension, sex, period, None, None, None, None, missing)
    rows = [row for row in groups.values() if row is not None]
    values = known.figures.values[rows, place, at]
    uncertain = [known.at(area, Group(sex, dimension, category), period) for category in categories]
    se = np.array([np.nan if one is None else one.se for one in uncertain])
    ends = [0, -1]
    return GroupMeasure(
        dimension,
        sex,
        period,
        first=float(values[0]),
        last=float(values[-1]),
        difference=_width("difference", values[ends], se[ends], definition),
        slope=_width("slope_index_of_inequality", values, se, definition) if dimension in OF_ONE_SIZE else None,
    )


def _status(known: IndicatorUncertainty, row: int | None, place: int, at: int) -> ObservationStatus:
    return ObservationStatus.MISSING if row is None else STATUSES[int(known.figures.status[row, place, at])]


def _width(measure: str, values: Floats, se: Floats, definition: Definition) -> Width:
    """Return a measure of groups of one size from the first to the last, whichever way is good."""
    scale = 100.0 if definition.unit is Unit.PERCENT and values.max() <= 100 else None
    found = summary_measures(
        values,
        np.ones(len(values)),
        se=se if np.isfinite(se).all() else None,
        ordered=True,
        favourable=True,
        scale=scale,
    )[measure]
    low, high = float(found.lower), float(found.upper)
    return Width(float(found.value), *((low, high) if np.isfinite(low) else (None, None)))
