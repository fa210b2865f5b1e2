"""Figures as what they are: which values are measurements of their own."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.governance.definitions import Measurement
from riktmarke.methods.trend import independent_points
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
SUPPRESSED = STATUSES.index(ObservationStatus.SUPPRESSED)


def measurements(values: Floats, periods: tuple[int, ...], measurement: Measurement) -> Flags:
    """Return which values are independent measurements, in the shape of `values` (…, periods)."""
    if measurement == Measurement():
        return ~np.isnan(values)
    return independent_points(
        periods,
        measurement.window_years,
        values,
        schedule=measurement.schedule,
        repeats_at_most=measurement.repeats_at_most,
        breaks=measurement.breaks,
    )
