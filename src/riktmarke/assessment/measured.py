"""Figures as what they are: which values are measurements, and what the others are."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from riktmarke.governance.definitions import Measurement
from riktmarke.methods.trend import independent_points
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]
SUPPRESSED = STATUSES.index(ObservationStatus.SUPPRESSED)


class ValueKind(IntEnum):
    """What a cell of a series is."""

    MISSING = 0  # the source has no row
    MEASURED = 1  # a measurement of its own
    REPEATED = 2  # shown again because nothing was measured
    OVERLAPPING = 3  # a moving window that shares years with a later one that is counted
    SUPPRESSED = 4  # the source says that too few stand behind it


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


def value_kinds(values: Floats, status: Codes, measured: Flags, measurement: Measurement) -> Codes:
    """Return the `ValueKind` of every cell, in the shape of `values`.

    `status` holds positions in `vocabulary.observation_status.STATUSES`; `measured` is what `measurements` returned.
    """
    left_out = ValueKind.OVERLAPPING if measurement.window_years > 1 else ValueKind.REPEATED
    kinds = np.where(np.isnan(values), np.uint8(ValueKind.MISSING), np.uint8(left_out))
    kinds[measured] = ValueKind.MEASURED
    kinds[status == SUPPRESSED] = ValueKind.SUPPRESSED
    return kinds
