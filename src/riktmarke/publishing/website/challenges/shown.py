"""Whom a page about one indicator tells of first: everyone, or the group that the reader came to see."""

from dataclasses import dataclass, replace

from riktmarke.assessment.challenges.choosing import EVERYONE, about, selection
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind, Key


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as it is told: `finding` with the claims about `group` alone, `whole` with all of them.

    `asked` is the group that was asked for; `group` is everyone where nothing stands for it.
    """

    asked: Key
    group: Key
    finding: IndicatorFinding
    whole: IndicatorFinding

    @property
    def with_every_gap(self) -> IndicatorFinding:
        """What is told, with the gaps between all groups beside: that there are none must never be read out of it."""
        others = [c for c in self.whole.claims if c.kind is ClaimKind.GAP and c not in self.finding.claims]
        return replace(self.finding, claims=(*self.finding.claims, *others)) if others else self.finding


def shown_of(account: AreaFindings, indicator: str, asked: Key) -> Shown:
    """Return the finding of the group, where something stands for it that puts it in its list; otherwise the whole."""
    whole = account.by_indicator[indicator]
    kept = selection(account, group=asked, indicators={indicator})
    stands = asked == EVERYONE or kept.challenges or kept.strengths or kept.large_uncertain
    group = asked if stands else EVERYONE
    return Shown(asked, group, about(whole, group), whole)
