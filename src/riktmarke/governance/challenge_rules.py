"""What a plan sets in the rules that decide what is a challenge, as plain values for the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riktmarke.governance.codes import ChallengeParameter


@dataclass(frozen=True, slots=True)
class RulesOfPlan:
    """The parameters that a plan sets, and nothing of what it leaves to the engine's defaults.

    `values`: for all indicators alike, so never `SMALLEST_DIFFERENCE`. `smallest_differences`: by the id of the
    indicator's definition, in its unit.
    """

    values: Mapping[ChallengeParameter, float] = field(default_factory=dict)
    smallest_differences: Mapping[str, float] = field(default_factory=dict)
