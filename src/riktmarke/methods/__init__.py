"""Statistics as pure functions: numbers in, numbers out; no clock, no database, no Django.

Every function stands here as well as in its module: `from riktmarke.methods import proportion`. What each computes,
from where, and how it was checked is told in docs/methods.
"""

from riktmarke.methods._scales import FittedScale, Scale
from riktmarke.methods._ways_on import Habits, Way
from riktmarke.methods.calibration import error_shares, multiples_of
from riktmarke.methods.comparison import compare_with_benchmark, difference_of_proportions
from riktmarke.methods.decomposition import GapParts, decompose_gap
from riktmarke.methods.estimate import Estimate, ReasonCode, UndefinedMeasure
from riktmarke.methods.forecasting import PanelForecast, Predictive, panel_forecast
from riktmarke.methods.funnel import FunnelLimits, funnel_limits, funnel_position
from riktmarke.methods.inequality import (
    relative_index_of_inequality,
    slope_index_of_inequality,
    summary_measures,
)
from riktmarke.methods.intervals import count_limits, mean, proportion, rate
from riktmarke.methods.life_tables import LIFE_EXPECTANCY_AGES, LifeTable, life_expectancy, life_table
from riktmarke.methods.multiplicity import benjamini_hochberg, benjamini_yekutieli
from riktmarke.methods.progress import (
    AnnualGrowth,
    Progress,
    compound_annual_growth,
    progress_eurostat,
    progress_german_strategy,
    progress_open_sdg,
    progress_sdsn,
    required_pace,
)
from riktmarke.methods.projection import CohortStep, RequiredMigration, cohort_step, project_cohorts, required_migration
from riktmarke.methods.quantiles import QuantileGroups, quantile_groups
from riktmarke.methods.ranking import RankSets, rank_confidence_sets
from riktmarke.methods.scoring import Reliability, crps, evenly_spaced_levels, pinball_loss, reliability
from riktmarke.methods.shrinkage import EmpiricalBayes, FayHerriot, empirical_bayes, fay_herriot
from riktmarke.methods.simple_forecasts import SimpleForecast, drift_forecast, naive_forecast, theta_forecast
from riktmarke.methods.standardisation import (
    EUROPEAN_STANDARD_POPULATION_2013,
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)
from riktmarke.methods.summaries import group_means, means, spread
from riktmarke.methods.trend import MannKendall, TrendMarker, independent_points, mann_kendall, theil_sen, trend_marker

__all__ = [
    "EUROPEAN_STANDARD_POPULATION_2013",
    "LIFE_EXPECTANCY_AGES",
    "AnnualGrowth",
    "CohortStep",
    "EmpiricalBayes",
    "Estimate",
    "FayHerriot",
    "FittedScale",
    "FunnelLimits",
    "GapParts",
    "Habits",
    "LifeTable",
    "MannKendall",
    "PanelForecast",
    "Predictive",
    "Progress",
    "QuantileGroups",
    "RankSets",
    "ReasonCode",
    "Reliability",
    "RequiredMigration",
    "Scale",
    "SimpleForecast",
    "TrendMarker",
    "UndefinedMeasure",
    "Way",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "cohort_step",
    "compare_with_benchmark",
    "compound_annual_growth",
    "count_limits",
    "crps",
    "decompose_gap",
    "difference_of_proportions",
    "directly_standardised_rate",
    "drift_forecast",
    "empirical_bayes",
    "error_shares",
    "evenly_spaced_levels",
    "fay_herriot",
    "funnel_limits",
    "funnel_position",
    "group_means",
    "independent_points",
    "indirectly_standardised_rate",
    "indirectly_standardised_ratio",
    "life_expectancy",
    "life_table",
    "mann_kendall",
    "mean",
    "means",
    "multiples_of",
    "naive_forecast",
    "panel_forecast",
    "pinball_loss",
    "progress_eurostat",
    "progress_german_strategy",
    "progress_open_sdg",
    "progress_sdsn",
    "project_cohorts",
    "proportion",
    "quantile_groups",
    "rank_confidence_sets",
    "rate",
    "relative_index_of_inequality",
    "reliability",
    "required_migration",
    "required_pace",
    "slope_index_of_inequality",
    "spread",
    "summary_measures",
    "theil_sen",
    "theta_forecast",
    "trend_marker",
]
