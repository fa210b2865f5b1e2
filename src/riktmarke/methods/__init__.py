"""Statistics as pure functions: numbers in, numbers out; no clock, no database, no Django.

Every function stands here as well as in its module: `from riktmarke.methods import proportion`. What each computes,
from riktmarke.methods.comparison import compare_with_benchmark, difference_of_proportions
from riktmarke.methods.estimate import Estimate, ReasonCode, UndefinedMeasure
from riktmarke.methods.funnel import FunnelLimits, funnel_limits, funnel_position
from riktmarke.methods.intervals import count_limits, mean, proportion, rate
from riktmarke.methods.multiplicity import benjamini_hochberg, benjamini_yekutieli
from riktmarke.methods.ranking import RankSets, rank_confidence_sets
from riktmarke.methods.shrinkage import EmpiricalBayes, FayHerriot, empirical_bayes, fay_herriot
from riktmarke.methods.summaries import group_means, means, spread
from riktmarke.methods.trend import independent_points
from where, and how it was checked is told in docs/methods.

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
    "compare_with_benchmark",
    "difference_of_proportions",
    "FunnelLimits",
    "funnel_limits",
    "funnel_position",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "RankSets",
    "rank_confidence_sets",
    "EmpiricalBayes",
    "FayHerriot",
    "empirical_bayes",
    "fay_herriot",
]
