"""The parameters of the challenge rules, with their defaults; a plan may set its own (`[[challenge_rules]]`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ChallengeParameters:
    """What decides which claims stand.

    `false_discovery_rate`: of what is called a finding in a municipality's whole run, the share that chance may have
    made. `smallest_difference_factor` multiplies every definition's smallest difference that matters;
    `smallest_differences` gives one in its unit for single indicators. `clear_improvement_factor`: how many smallest
    differences better similar municipalities must be for a clear possibility to improve; `large_uncertain_factor`:
    how many a gap must seem to be to be listed though it is uncertain. `trend_years`: how far back a change looks;
    `fewest_points`: the fewest independent measurements that a change may rest on.
    """

    false_discovery_rate: float = 0.1
    smallest_difference_factor: float = 1.0
    clear_improvement_factor: float = 5.0
    large_uncertain_factor: float = 3.0
    trend_years: int = 10
    fewest_points: int = 6
    smallest_differences: Mapping[str, float] = field(default_factory=dict)

    def margin(self, indicator: str, smallest_difference: float) -> float:
        """Return the smallest difference that matters for an indicator, in its unit."""
        own = self.smallest_differences.get(indicator)
        return own if own is not None else self.smallest_difference_factor * smallest_difference
