"""The forecast of one series that is told today: for whom, how far ahead, and why not for others."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.outlook.followed import Followed
from riktmarke.assessment.outlook.origins import FEWEST_INDEPENDENT, LATEST_KNOWN, Origin, origin_at

Codes = NDArray[np.uint8]
Counts = NDArray[np.int_]


class WhyNoOutlook(IntEnum):
    """Why nothing is said of how an area's figure may go on."""

    SAID = 0
    NOT_PUBLISHED = 1
    TOO_FEW_MEASUREMENTS = 2  # of its own
    OUTDATED = 3  # not measured for years
    TOO_NEW = 4  # measured in too few years, or in too few areas, for anybody's forecast to be tested
    OVERCLAIMED = 5  # likelihoods of that kind have come true far less often than said


@dataclass(frozen=True, eq=False)
class Foretold:
    """What is told of one series today. `origin` is None where nothing is told of anybody.

    `why_not` and `independent`, (areas,): a `WhyNoOutlook` each, and how many measurements of its own it has.
    """

    followed: Followed
    origin: Origin | None
    why_not: Codes
    independent: Counts


def foretold(followed: Followed, *, to_year: int) -> Foretold:
    """Return the forecast made from the last year of the figures, to `to_year` or the last measurement before it."""
    end = len(followed.years) - 1
    ahead = (to_year - followed.years[end]) // followed.step_years
    origin = origin_at(followed, end, ahead=ahead) if ahead > 0 else None
    start = followed.since_break(end)
    known = ~np.isnan(followed.values[:, start:])
    independent = followed.independent_until(end)
    why_not = np.full(len(known), np.uint8(WhyNoOutlook.SAID))
    if origin is None:
        why_not[:] = WhyNoOutlook.TOO_NEW
    why_not[independent < FEWEST_INDEPENDENT] = WhyNoOutlook.TOO_FEW_MEASUREMENTS
    why_not[~known[:, -LATEST_KNOWN - 1 :].any(axis=1)] = WhyNoOutlook.OUTDATED
    why_not[np.isnan(followed.published).all(axis=1)] = WhyNoOutlook.NOT_PUBLISHED
    return Foretold(followed, origin, why_not, independent)
