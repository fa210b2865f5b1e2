"""The codes of the chain: what a row can be. Words for them are made where they are shown."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """How far a row has come. A draft is seen by staff alone, unless it is marked as a proposal."""

    DRAFT = "draft"
    DECIDED = "decided"


class UnitKind(StrEnum):
    """What a part of the organisation is."""

    COUNCIL = "council"
    BOARD = "board"
    ADMINISTRATION = "administration"
    COMPANY = "company"
    UNIT = "unit"
    REVISION = "revision"


class TargetKind(StrEnum):
    """What a target asks for: a level, as good as others, a gap no wider than so, or a change for the better."""

    LEVEL = "level"
    AS_GOOD_AS = "as_good_as"
    GAP = "gap"
    DIRECTION = "direction"


class Reach(StrEnum):
    """On which side of a level a target is reached, where the indicator has no good direction of its own."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class TargetOrigin(StrEnum):
    """Where a target comes from."""

    DECIDED = "decided"
    STATUTORY = "statutory"
    REFERENCE = "reference"
    PROPOSAL = "proposal"


class Comparator(StrEnum):
    """Whom a target compares with: a mean over them, the country itself, or the best of the others in the county."""

    SIMILAR_MUNICIPALITIES = "similar_municipalities"
    COUNTY = "county"
    COUNTRY = "country"
    BEST_IN_COUNTY = "best_in_county"


class DocumentKind(StrEnum):
    """What a governing document is."""

    STRATEGY = "strategy"
    POLICY = "policy"
    ACTION_PLAN = "action_plan"
    DECLARATION = "declaration"
    PLAN = "plan"
    AGREEMENT = "agreement"
    OTHER = "other"


class ActionStatus(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    STOPPED = "stopped"


class Happening(StrEnum):
    """What an audit entry records."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    LOAD = "load"
    DECIDE = "decide"
    UNDO = "undo"


class ChallengeParameter(StrEnum):
    """What a plan can set in the rules that decide what is a challenge. What it does not set has the engine's default.

    `FALSE_DISCOVERY_RATE`: the share of what is called a challenge that may, on average, be chance alone.
    `SMALLEST_DIFFERENCE`: an indicator's own smallest difference that matters, in its unit: the definition's gives way.
    `SMALLEST_DIFFERENCE_FACTOR`: what every definition's smallest difference is multiplied by.
    `CLEAR_IMPROVEMENT_FACTOR`: how many smallest differences what others reach must be ahead to be a clear improvement.
    `LARGE_UNCERTAIN_FACTOR`: how many smallest differences a gap must be to be listed as large though it is uncertain.
    `TREND_YEARS`: how many years back a change looks.
    `FEWEST_POINTS`: how many independent measurements a change needs at least.
    """

    FALSE_DISCOVERY_RATE = "false_discovery_rate"
    SMALLEST_DIFFERENCE = "smallest_difference"
    SMALLEST_DIFFERENCE_FACTOR = "smallest_difference_factor"
    CLEAR_IMPROVEMENT_FACTOR = "clear_improvement_factor"
    LARGE_UNCERTAIN_FACTOR = "large_uncertain_factor"
    TREND_YEARS = "trend_years"
    FEWEST_POINTS = "fewest_points"


@dataclass(frozen=True, slots=True)
class AllowedRange:
    """The numbers that a parameter can be set to. `lowest` None: anything above 0; `highest` None: no upper end."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    whole: bool = False

    def __contains__(self, value: Decimal) -> bool:
        """Return whether the parameter can be set to the value."""
        above = value > 0 if self.lowest is None else value >= self.lowest
        below = self.highest is None or value <= self.highest
        return above and below and not (self.whole and value % 1)

    def __str__(self) -> str:
        number = "a whole number" if self.whole else "a number"
        above = "above 0" if self.lowest is None else f"from {self.lowest}"
        return f"{number} {above}" if self.highest is None else f"{number} {above} to {self.highest}"


ALLOWED: dict[ChallengeParameter, AllowedRange] = {
    ChallengeParameter.FALSE_DISCOVERY_RATE: AllowedRange(Decimal("0.001"), Decimal("0.5")),
    ChallengeParameter.SMALLEST_DIFFERENCE: AllowedRange(),
    ChallengeParameter.SMALLEST_DIFFERENCE_FACTOR: AllowedRange(Decimal("0.1"), Decimal(10)),
    ChallengeParameter.CLEAR_IMPROVEMENT_FACTOR: AllowedRange(Decimal(1), Decimal(20)),
    ChallengeParameter.LARGE_UNCERTAIN_FACTOR: AllowedRange(Decimal(1), Decimal(20)),
    ChallengeParameter.TREND_YEARS: AllowedRange(Decimal(5), Decimal(30), whole=True),
    ChallengeParameter.FEWEST_POINTS: AllowedRange(Decimal(4), Decimal(20), whole=True),
}
