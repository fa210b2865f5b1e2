"""Statistics as pure functions: numbers in, numbers out; no clock, no database, no Django.

Every function stands here as well as in its module: `from riktmarke.methods import proportion`. What each computes,
from where, and how it was checked is told in docs/methods.
"""

from riktmarke.methods.estimate import Estimate, ReasonCode, UndefinedMeasure
from riktmarke.methods.intervals import count_limits, mean, proportion, rate
from riktmarke.methods.summaries import group_means, means, spread
from riktmarke.methods.trend import independent_points

__all__ = [
    "Estimate",
    "ReasonCode",
    "UndefinedMeasure",
    "count_limits",
    "group_means",
    "independent_points",
    "mean",
    "means",
    "proportion",
    "rate",
    "spread",
]
