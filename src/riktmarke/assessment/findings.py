"""What the engine says about one series: figures and reason codes, never sentences."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason

Floats = NDArray[np.float64]
Codes = NDArray[np.uint8]
Years = NDArray[np.int16]


class Basis(IntEnum):
    """Where a comparator's value comes from; it is always named beside the value."""

    NONE = 0
    PUBLISHED = 1  # as the source publishes it for the area
    DENOMINATOR = 2  # mean of the municipalities, weighted by the population the indicator is a share or rate of
    POPULATION = 3  # mean of the municipalities, weighted by that sex's whole population


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one series, arrays of shape (areas, groups); gaps between women and men have shape (areas,).

    All figures are in the unit of the series. `period` is the year of the latest measurement; every comparator is
    taken for that same year and group. Changes are later minus earlier; `gap` is women minus men. A figure that is
    NaN has a reason (vocabulary.reasons.Reason) in the matching `*_reason`; years without a figure are 0.
    """

    value: Floats
    period: Years
    value_reason: Codes

    previous_value: Floats
    previous_period: Years
    change: Floats
    change_reason: Codes
    five_year_change: Floats
    five_year_reason: Codes

    country: Floats
    country_reason: Codes
    county: Floats
    county_basis: Codes
    county_members: Codes
    county_size: Codes
    county_reason: Codes
    peers_weighted: Floats
    peers_basis: Codes
    peers_reason: Codes
    peers_unweighted: Floats
    peers_members: Codes
    peers_size: Codes
    peers_unweighted_reason: Codes

    kind_minimum: Floats
    kind_lower_quarter: Floats
    kind_median: Floats
    kind_upper_quarter: Floats
    kind_maximum: Floats
    kind_members: Years
    kind_reason: Codes

    gap: Floats
    gap_period: Years
    gap_reason: Codes
    previous_gap: Floats
    previous_gap_period: Years
    gap_change: Floats
    gap_change_reason: Codes
    gap_five_year_change: Floats
    gap_five_year_reason: Codes


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding of one series for one area and group: the fields of `Findings` as plain values.

    None where the array holds NaN or no year.
    """

    series: str
    area: str
    group: Sex
    value: float | None
    period: int | None
    value_reason: Reason
    previous_value: float | None
    previous_period: int | None
    change: float | None
    change_reason: Reason
    five_year_change: float | None
    five_year_reason: Reason
    country: float | None
    country_reason: Reason
    county: float | None
    county_basis: Basis
    county_members: int
    county_size: int
    county_reason: Reason
    peers_weighted: float | None
    peers_basis: Basis
    peers_reason: Reason
    peers_unweighted: float | None
    peers_members: int
    peers_size: int
    peers_unweighted_reason: Reason
    kind_minimum: float | None
    kind_lower_quarter: float | None
    kind_median: float | None
    kind_upper_quarter: float | None
    kind_maximum: float | None
    kind_members: int
    kind_reason: Reason


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap between women and men (women minus men) of one series for one area."""

    series: str
    area: str
    gap: float | None
    gap_period: int | None
    gap_reason: Reason
    previous_gap: float | None
    previous_gap_period: int | None
    gap_change: float | None
    gap_change_reason: Reason
    gap_five_year_change: float | None
    gap_five_year_reason: Reason


GAP_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Gap) if f.name not in ("series", "area"))
FINDING_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Findings) if f.name not in GAP_FIELDS)
