"""What a reader meets: one municipality's claims as plain values, gathered by indicator and listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.counting import WORSE, counting
from riktmarke.assessment.challenges.kinds import (
    ABOUT_CHANGE,
    ABOUT_LEVEL,
    Against,
    ChallengeReason,
    ClaimKind,
    Listing,
    Undecided,
)
from riktmarke.assessment.challenges.parameters import ChallengeParameters

REASONS: Mapping[ClaimKind, ChallengeReason] = {
    ClaimKind.LEVEL: ChallengeReason.WORSE,
    ClaimKind.OVER_YEARS: ChallengeReason.WORSE,
    ClaimKind.TREND: ChallengeReason.WORSENING,
    ClaimKind.FALLING_BEHIND: ChallengeReason.FALLING_BEHIND,
    ClaimKind.WIDER_GAP: ChallengeReason.WIDER_GAP,
    ClaimKind.GAP_TREND: ChallengeReason.WIDENING_GAP,
    ClaimKind.TARGET: ChallengeReason.MISSES_TARGET,
    ClaimKind.POTENTIAL: ChallengeReason.IMPROVABLE,
}


@dataclass(frozen=True)
class IndicatorFinding:
    """Everything that is found about one indicator in one municipality, and where it is listed.

    `first`: the group that is told before the others, everyone unless a reader came to see a group.
    """

    indicator: str
    claims: tuple[Claim, ...]
    listing: Listing
    undecided: Undecided = Undecided.DECIDED
    first: str = "_T"

    @cached_property
    def worse(self) -> tuple[Claim, ...]:
        """The claims that make it a challenge, the most telling first; gaps as elsewhere do not."""
        standing = [claim for claim in self.claims if claim.worse and claim.kind in REASONS]
        return tuple(sorted(standing, key=self._telling))

    @cached_property
    def gaps(self) -> tuple[Claim, ...]:
        """The gaps between groups that stand, the widest in smallest differences first."""
        return tuple(
            sorted((c for c in self.claims if c.worse and c.kind is ClaimKind.GAP), key=lambda c: -c.in_margins)
        )

    @cached_property
    def widest_beyond(self) -> float:
        """By how many smallest differences the most telling gap is wider than the country's; 0 where nobody knows."""
        if not self.gaps:
            return 0.0
        pair = {self.gaps[0].group, self.gaps[0].other}
        beside = [
            claim.in_margins
            for claim in self.claims
            if claim.kind is ClaimKind.WIDER_GAP
            and claim.against is Against.COUNTRY
            and {claim.group, claim.other} == pair
        ]
        return max(beside, default=0.0)

    @cached_property
    def better(self) -> tuple[Claim, ...]:
        """The claims that stand and are good, the most telling first."""
        return tuple(sorted((claim for claim in self.claims if claim.better), key=self._telling))

    @cached_property
    def improving(self) -> tuple[Claim, ...]:
        """The claims that say that something has become better."""
        return tuple(c for c in self.better if c.kind in (*ABOUT_CHANGE, ClaimKind.GAP_TREND))

    @cached_property
    def reasons(self) -> tuple[ChallengeReason, ...]:
        """Why it is a challenge, each once, in the order in which they are told."""
        return tuple(dict.fromkeys(REASONS[claim.kind] for claim in self.worse))

    @cached_property
    def lead(self) -> Claim | None:
        """The claim to tell first: of a challenge what is worse, of a strength what is better."""
        if self.listing is Listing.CHALLENGE:
            return self.worse[0]
        if self.listing is Listing.STRENGTH:
            return next(claim for claim in self.better if claim.kind in ABOUT_LEVEL)
        if self.listing is Listing.LARGE_UNCERTAIN:
            return max(self.seemingly_large, key=lambda claim: claim.in_margins)
        return None

    @cached_property
    def level_claims(self) -> tuple[Claim, ...]:
        """All claims about the level, whether they stand or not."""
        return tuple(claim for claim in self.claims if claim.kind in ABOUT_LEVEL)

    @cached_property
    def seemingly_large(self) -> tuple[Claim, ...]:
        """The claims about the level that would count if they stood, by how much worse it seems."""
        uncertain = [claim for claim in self.level_claims if claim.se is not None]
        return tuple(sorted(counting(uncertain, self.claims, WORSE), key=lambda claim: -claim.in_margins))

    @cached_property
    def people(self) -> Claim | None:
        """The claim to tell first, where it also tells how many persons it is about."""
        counted = self.lead is not None and self.lead.persons is not None
        return self.lead if counted and self.listing is Listing.CHALLENGE else None

    @cached_property
    def weight(self) -> float:
        """How much of a challenge it is: in smallest differences that matter, shrunken by the uncertainty.

        Definition: of the group that is hit the hardest, the mean over the comparators of what is found worse (0 where
        nothing is), plus by how much it has fallen behind similar municipalities, plus by how much a gap is wider or
        has widened. Each part counts for ten at most: what few others have is not the whole account.
        """
        comparators = {claim.against for claim in self.level_claims}
        groups = {claim.group for claim in self.worse if claim.kind in ABOUT_LEVEL}
        level = [
            sum(self._most(*ABOUT_LEVEL, against=against, group=group) for against in comparators) / len(comparators)
            for group in groups
        ]
        others = (ClaimKind.FALLING_BEHIND, ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND)
        return min(max(level, default=0.0), MOST_WEIGHT) + sum(min(self._most(kind), MOST_WEIGHT) for kind in others)

    def _telling(self, claim: Claim) -> tuple[int, int, bool, float]:
        """Similar municipalities before the county before the country; the first group before others; then by size."""
        return TELLING.index(claim.kind), claim.against, claim.group != self.first, -claim.in_margins

    def _most(self, *kinds: ClaimKind, against: Against | None = None, group: str | None = None) -> float:
        found = [
            claim.in_margins
            for claim in self.worse
            if claim.kind in kinds and against in (None, claim.against) and group in (None, claim.group)
        ]
        return max(found, default=0.0)


# What is told first: today's level, then the level over years, then what has changed, then groups.
TELLING = (
    ClaimKind.LEVEL,
    ClaimKind.OVER_YEARS,
    ClaimKind.FALLING_BEHIND,
    ClaimKind.TREND,
    ClaimKind.WIDER_GAP,
    ClaimKind.GAP_TREND,
    ClaimKind.GAP,
    ClaimKind.TARGET,
    ClaimKind.POTENTIAL,
    ClaimKind.PACE,
)
MOST_WEIGHT = 10.0


@dataclass(frozen=True)
class AreaFindings:
    """A municipality's account: every curated indicator, each in one list.

    `families`: by indicator, what several of them show the same thing about.
    """

    area: str
    parameters: ChallengeParameters
    by_indicator: Mapping[str, IndicatorFinding]
    families: Mapping[str, str] = field(default_factory=dict)

    def listed(self, listing: Listing) -> tuple[IndicatorFinding, ...]:
        """Return what stands in a list, what weighs the most first."""
        found = [finding for finding in self.by_indicator.values() if finding.listing is listing]
        return tuple(sorted(found, key=lambda finding: (*_order(finding), finding.indicator)))

    @cached_property
    def challenges(self) -> tuple[IndicatorFinding, ...]:
        """The challenges, what weighs the most first; of those that weigh the same, what is worst by what leads."""
        return self.listed(Listing.CHALLENGE)

    @cached_property
    def grouped(self) -> tuple[tuple[IndicatorFinding, ...], ...]:
        """The challenges with those that show the same thing together, the heaviest of each first."""
        return self.together(self.challenges)

    def thing(self, indicator: str) -> str:
        """Return what an indicator shows: the name of its family, or itself where it stands alone."""
        return self.families.get(indicator) or indicator

    def together(self, findings: Iterable[IndicatorFinding]) -> tuple[tuple[IndicatorFinding, ...], ...]:
        """Return findings with those that show the same thing together, in the order of the first of each."""
        found: dict[str, list[IndicatorFinding]] = {}
        for finding in findings:
            found.setdefault(self.thing(finding.indicator), []).append(finding)
        return tuple(tuple(same) for same in found.values())

    @cached_property
    def strengths(self) -> tuple[IndicatorFinding, ...]:
        """What is better than elsewhere, and nowhere found worse."""
        return self.listed(Listing.STRENGTH)

    @cached_property
    def gaps(self) -> tuple[IndicatorFinding, ...]:
        """Where groups differ by more than what matters, whatever list it stands in; the widest beyond others first."""
        found = [finding for finding in self.by_indicator.values() if finding.gaps]
        return tuple(sorted(found, key=lambda finding: (-finding.widest_beyond, -finding.gaps[0].in_margins)))

    @cached_property
    def improvements(self) -> tuple[IndicatorFinding, ...]:
        """What has become better, whatever list it stands in, the largest change first."""
        found = [finding for finding in self.by_indicator.values() if finding.improving]
        return tuple(sorted(found, key=lambda f: min(c.in_margins for c in f.improving)))


def _order(finding: IndicatorFinding) -> tuple[float, float]:
    """The heaviest first, then what differs the most by what leads."""
    lead = abs(finding.lead.in_margins) if finding.lead is not None else 0.0
    return (-finding.weight, -lead) if finding.listing is Listing.CHALLENGE else (-lead, 0.0)
