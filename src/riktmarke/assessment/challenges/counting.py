"""Which of the claims that stand count: what a mean, an average or a large city alone has made does not."""

from collections.abc import Iterable, Sequence

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, Against, ClaimKind
from riktmarke.vocabulary.groups import Sex

WORSE, BETTER = 1, -1
# Means that one member may carry off: at least half of the members must differ the same way.
MEANS = (Against.SIMILAR, Against.COUNTY)


def counting(standing: Iterable[Claim], claims: Sequence[Claim], direction: int) -> tuple[Claim, ...]:
    """Return those of the standing claims that count, in their order.

    An average over years counts only while the latest value says the same, and no change the other way stands. Worse
    than the mean of others counts only if it is worse than the middle one of them as well. Worse than the country
    counts only if it is worse than the municipality in the middle too: the country's value is that of its large
    cities. Fallen behind counts only where the latest value is not still better than that of similar municipalities,
    and got ahead not where it is still worse. A gap that has widened counts only where it has widened by more than that
    of similar municipalities. All by the smallest difference.

    Args:
        standing: the claims that stand.
        claims: all claims about the indicator.
        direction: WORSE or BETTER.
    """
    latest = {(claim.group, claim.against): claim for claim in claims if claim.kind is ClaimKind.LEVEL}

    def differs(group: str, against: Against) -> bool:
        claim = latest.get((group, against))
        return claim is None or direction * claim.estimate > claim.margin

    turned = {claim.group for claim in claims if claim.kind is ClaimKind.TREND and _stands(claim, -direction)}

    def counts(claim: Claim) -> bool:
        today = latest.get((claim.group, claim.against))
        if claim.kind is ClaimKind.FALLING_BEHIND:
            return today is None or direction * today.estimate > -claim.margin
        if claim.kind is ClaimKind.GAP_TREND:
            return claim.typical is None or direction * claim.typical > claim.margin
        if claim.kind not in ABOUT_LEVEL:
            return True
        if claim.kind is ClaimKind.OVER_YEARS and turned & {claim.group, Sex.TOTAL.value}:
            return False
        typical = None if today is None else today.typical
        return (
            differs(claim.group, claim.against)
            and (claim.against not in MEANS or typical is None or direction * typical > claim.margin)
            and (claim.against is not Against.COUNTRY or differs(claim.group, Against.MIDDLE))
        )

    return tuple(claim for claim in standing if counts(claim))


def _stands(claim: Claim, direction: int) -> bool:
    return claim.worse if direction == WORSE else claim.better
