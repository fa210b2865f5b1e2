"""One tested claim about a municipality, as plain values."""

from dataclasses import dataclass

from riktmarke.assessment.challenges.deciding import CONFIDENCE, interval
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, UncertaintySource


# Not frozen, though nobody changes one: a page makes two thousand, and a frozen one takes three times as long to make.
@dataclass(slots=True, unsafe_hash=True)
class Claim:
    """One claim about a municipality, tested. Figures are in the indicator's unit.

    `estimate` is by how much it is worse (below 0: better), `margin` the smallest difference that matters to the group
    (for a possibility, the clear margin). `se` and the p- and q-values are None where the uncertainty is unknown.
    `value` is the own figure, `reference` what it is compared with: the comparator's value (LEVEL, OVER_YEARS,
    POTENTIAL), the other group's value (GAP), the width of the comparator's gap (WIDER_GAP), the level or width that is
    aimed at in `first_period` (TARGET; None where it is no figure). Of a target `value` is the latest, `estimate` by
    how much the middle of the forecast misses it, `p_worse` the probability that it is reached, and there is no
    interval. Of a change, `value` is the mean of the latest measurements (`last_from`–`period`) and `reference` that of
    the first (`first_period`–`first_until`): own values (TREND), differences from similar municipalities, own less
    theirs (FALLING_BEHIND), widths of the gap (GAP_TREND). `first_period` is 0 where only one year is compared.
    `typical`: the difference from the middle one of the members compared with. `rank` 1 is the best,
    0 where there is none.
    `worse` and `better`: whether it stands and counts; `uncounted`: whether it stands and does not count, because other
    comparisons of the same say otherwise (`counting`).
    """

    indicator: str
    kind: ClaimKind
    group: str
    other: str
    against: Against
    estimate: float
    se: float | None
    free: float
    margin: float
    value: float
    reference: float | None
    reference_unweighted: float | None
    period: int
    first_period: int
    first_until: int
    last_from: int
    points: int
    members: int
    size: int
    source: UncertaintySource
    typical: float | None
    shrink: float
    persons: float | None
    rank: int
    rank_lower: int
    rank_upper: int
    rank_of: int
    p_worse: float | None
    p_better: float | None
    q_worse: float | None
    q_better: float | None
    worse: bool
    better: bool
    confidence: float = CONFIDENCE
    uncounted: bool = False

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval of the estimate: 95 %, and so much wider of what stands that 95 of 100 of those told hold."""
        if self.se is None:
            return None
        return interval(self.estimate, self.se, self.free, confidence=self.confidence)

    @property
    def in_margins(self) -> float:
        """The estimate, shrunken by its uncertainty, in smallest differences that matter."""
        return self.estimate * self.shrink / self.margin

    @property
    def people(self) -> float | None:
        """How many persons the difference is; None where nobody counts them."""
        return None if self.persons is None else self.estimate * self.persons

    @property
    def people_interval(self) -> tuple[float, float] | None:
        """The interval of `people`."""
        if self.persons is None or self.interval is None:
            return None
        low, high = self.interval
        return low * self.persons, high * self.persons
