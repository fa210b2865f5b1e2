"""What a reader meets: one municipality's claims as plain values, gathered by indicator and listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from riktmarke.assessment.challenges.deciding import interval
from riktmarke.assessment.challenges.kinds import (
    ABOUT_LEVEL,
    Against,
    ChallengeReason,
    ClaimKind,
    Listing,
    UncertaintySource,
    Undecided,
)
from riktmarke.assessment.challenges.parameters import ChallengeParameters

REASONS: Mapping[ClaimKind, ChallengeReason] = {
    ClaimKind.LEVEL: ChallengeReason.WORSE,
    ClaimKind.OVER_YEARS: ChallengeReason.WORSE,
    ClaimKind.TREND: ChallengeReason.WORSENING,
    ClaimKind.WIDER_GAP: ChallengeReason.WIDER_GAP,
    ClaimKind.GAP_TREND: ChallengeReason.WIDENING_GAP,
    ClaimKind.TARGET: ChallengeReason.MISSES_TARGET,
    ClaimKind.POTENTIAL: ChallengeReason.IMPROVABLE,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim about a municipality, tested. Figures are in the indicator's unit.

    `estimate` is by how much it is worse (below 0: better), `margin` the smallest difference that matters. `se` and
    the p- and q-values are None where the uncertainty is unknown. `value` is the own figure, `reference` what it is
    compared with: the comparator's value (LEVEL, OVER_YEARS, POTENTIAL), the other group's value (GAP), the width of
    the comparator's gap (WIDER_GAP), the line's value in the first year (TREND), the gap's width on the line in the
    first year (GAP_TREND), the target (TARGET). `first_period` is 0 where only one year is compared. `rank` 1 is the
    best; 0 where there is none. `worse` and `better`: whether it stands.
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
    points: int
    members: int
    size: int
    source: UncertaintySource
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

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the estimate."""
        return None if self.se is None else interval(self.estimate, self.se, self.free)

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
        """The 95 % interval of `people`."""
        if self.persons is None or self.interval is None:
            return None
        low, high = self.interval
        return low * self.persons, high * self.persons


@dataclass(frozen=True)
class IndicatorFinding:
    """Everything that is found about one indicator in one municipality, and where it is listed."""

    indicator: str
    claims: tuple[Claim, ...]
    listing: Listing
    undecided: Undecided = Undecided.DECIDED

    @cached_property
    def worse(self) -> tuple[Claim, ...]:
        """The claims that stand and make it a challenge, the most telling first; gaps as elsewhere do not."""
        standing = [claim for claim in self.claims if claim.worse and claim.kind in REASONS]
        return tuple(sorted(standing, key=_telling))

    @cached_property
    def gaps(self) -> tuple[Claim, ...]:
        """The gaps between groups that stand, the widest in smallest differences first."""
        return tuple(
            sorted((c for c in self.claims if c.worse and c.kind is ClaimKind.GAP), key=lambda c: -c.in_margins)
        )

    @cached_property
    def better(self) -> tuple[Claim, ...]:
        """The claims that stand and are good, the most telling first."""
        return tuple(sorted((claim for claim in self.claims if claim.better), key=_telling))

    @cached_property
    def improving(self) -> tuple[Claim, ...]:
        """The claims that say that something has become better."""
        return tuple(c for c in self.better if c.kind in (ClaimKind.TREND, ClaimKind.GAP_TREND))

    @cached_property
    def reasons(self) -> tuple[ChallengeReason, ...]:
        """Why it is a challenge, each once, in the order of `ChallengeReason`."""
        return tuple(sorted({REASONS[claim.kind] for claim in self.worse}))

    @cached_property
    def lead(self) -> Claim | None:
        """The claim to tell first: of a challenge what is worse, of a strength what is better."""
        if self.listing is Listing.CHALLENGE:
            return self.worse[0]
        if self.listing is Listing.STRENGTH:
            return next(claim for claim in self.better if claim.kind in ABOUT_LEVEL)
        if self.listing is Listing.LARGE_UNCERTAIN:
            return max(self.level_claims, key=lambda claim: claim.in_margins)
        return None

    @cached_property
    def level_claims(self) -> tuple[Claim, ...]:
        """All claims about the level, whether they stand or not."""
        return tuple(claim for claim in self.claims if claim.kind in ABOUT_LEVEL)

    @cached_property
    def people(self) -> Claim | None:
        """The claim that tells how many persons it is about: the telling one of everyone, else the largest group's."""
        counted = [c for c in self.worse if c.persons is not None and c.kind in (*ABOUT_LEVEL, ClaimKind.TREND)]
        return max(counted, key=lambda claim: (claim.group == "_T", claim.people or 0.0), default=None)

    @cached_property
    def weight(self) -> float:
        """How much of a challenge it is: in smallest differences that matter, shrunken by the uncertainty.

        Definition: the mean over the comparators there are of what is found worse (0 where nothing is), plus what has
        become worse, plus by how much a gap is wider or has widened; of each the group that is hit the hardest.
        """
        comparators = {claim.against for claim in self.level_claims}
        level = [self._most(*ABOUT_LEVEL, against=against) for against in comparators]
        changes = (ClaimKind.TREND, ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND)
        return (sum(level) / len(level) if level else 0.0) + sum(self._most(kind) for kind in changes)

    def _most(self, *kinds: ClaimKind, against: Against | None = None) -> float:
        found = [c for c in self.worse if c.kind in kinds and (against is None or c.against is against)]
        return max((claim.in_margins for claim in found), default=0.0)


# What is told first: today's level, then the level over years, then what has changed, then groups.
TELLING = (
    ClaimKind.LEVEL,
    ClaimKind.OVER_YEARS,
    ClaimKind.TREND,
    ClaimKind.WIDER_GAP,
    ClaimKind.GAP_TREND,
    ClaimKind.GAP,
    ClaimKind.TARGET,
    ClaimKind.POTENTIAL,
    ClaimKind.PACE,
)


def _telling(claim: Claim) -> tuple[int, bool, int, float]:
    """Similar municipalities before the county before the country; everyone before a group; the largest first."""
    return TELLING.index(claim.kind), claim.group != "_T", claim.against, -claim.in_margins


@dataclass(frozen=True)
class AreaFindings:
    """A municipality's account: every curated indicator, each in one list."""

    area: str
    parameters: ChallengeParameters
    by_indicator: Mapping[str, IndicatorFinding]

    def listed(self, listing: Listing) -> tuple[IndicatorFinding, ...]:
        """Return what stands in a list, what weighs the most first."""
        found = [finding for finding in self.by_indicator.values() if finding.listing is listing]
        return tuple(sorted(found, key=lambda finding: (-_order(finding), finding.indicator)))

    @cached_property
    def challenges(self) -> tuple[IndicatorFinding, ...]:
        """The challenges, what weighs the most first."""
        return self.listed(Listing.CHALLENGE)

    @cached_property
    def strengths(self) -> tuple[IndicatorFinding, ...]:
        """What is better than elsewhere, and nowhere found worse."""
        return self.listed(Listing.STRENGTH)

    @cached_property
    def gaps(self) -> tuple[IndicatorFinding, ...]:
        """Where groups differ by more than what matters, whatever list it stands in, the widest first."""
        found = [finding for finding in self.by_indicator.values() if finding.gaps]
        return tuple(sorted(found, key=lambda finding: -finding.gaps[0].in_margins))

    @cached_property
    def improvements(self) -> tuple[IndicatorFinding, ...]:
        """What has become better, whatever list it stands in, the largest change first."""
        found = [finding for finding in self.by_indicator.values() if finding.improving]
        return tuple(sorted(found, key=lambda f: min(c.in_margins for c in f.improving)))


def _order(finding: IndicatorFinding) -> float:
    if finding.listing is Listing.CHALLENGE:
        return finding.weight
    lead = finding.lead
    return abs(lead.in_margins) if lead is not None else 0.0
