"""From a municipality's claims to its account: which list each indicator stands in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.claims import COLUMNS, Claims
from riktmarke.assessment.challenges.counting import BETTER, WORSE, counting
from riktmarke.assessment.challenges.deciding import Decided, decide
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import (
    ABOUT_LEVEL,
    Against,
    ClaimKind,
    Listing,
    UncertaintySource,
    Undecided,
)
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.targets import TargetLikelihood, with_targets
from riktmarke.governance.definitions import Catalogue
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity

STRENGTH = Listing.STRENGTH, Undecided.DECIDED
# By their codes: an enumeration looks its members up ten times as slowly, and a municipality has two thousand claims.
MEMBERS: dict[str, dict[int, Any]] = {
    name: {member.value: member for member in kind}
    for name, kind in (("kind", ClaimKind), ("against", Against), ("source", UncertaintySource))
}
NOT_KNOWN = ("se", "reference", "reference_unweighted", "typical", "persons")


def account(
    area: str,
    claims: Claims,
    indicators: NDArray[np.str_],
    catalogue: Catalogue,
    *,
    parameters: ChallengeParameters,
    set_aside: Mapping[str, Undecided] | None = None,
    targets: Iterable[TargetLikelihood] = (),
) -> AreaFindings:
    """Return a municipality's account of every indicator in the catalogue.

    Args:
        area: the municipality's code.
        claims: everything that may be said about it.
        indicators: the indicator of each claim.
        catalogue: the definitions; indicators without claims are listed as what they lack.
        parameters: the plan's, or the defaults.
        set_aside: indicators whose latest value cannot be used, and why.
        targets: how likely what the plan aims at is.
    """
    claims, indicators = with_targets(claims, indicators, targets, catalogue)
    decided = decide(claims, indicators, differences_of(catalogue), parameters)
    by_indicator: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in plain(claims, indicators, decided):
        by_indicator[claim.indicator].append(claim)
    unusable = set_aside or {}
    return AreaFindings(
        area,
        parameters,
        {
            name: _listed(
                name,
                tuple(by_indicator[name]),
                judged=definition.polarity is not Polarity.NO_JUDGEMENT,
                unusable=unusable.get(name),
                large=parameters.large_uncertain_factor,
            )
            for name, definition in catalogue.items()
        },
        {name: definition.family for name, definition in catalogue.items() if definition.family},
    )


def plain(claims: Claims, indicators: NDArray[np.str_], decided: Decided) -> list[Claim]:
    """Return claims and what was decided as plain values, None for NaN."""
    columns: dict[str, list[Any]] = {name: getattr(claims, name).tolist() for name in COLUMNS}
    columns["indicator"] = indicators.tolist()
    for name in NOT_KNOWN:
        columns[name] = _none_for_nan(columns[name])
    for name in ("p_worse", "p_better", "q_worse", "q_better"):
        columns[name] = _none_for_nan(getattr(decided, name).tolist())
    for name in ("margin", "worse", "better", "confidence"):
        columns[name] = getattr(decided, name).tolist()
    for name, members in MEMBERS.items():
        columns[name] = [members[code] for code in columns[name]]
    del columns["area"], columns["tests"], columns["scale"], columns["chance"]
    names = list(columns)
    return [Claim(**dict(zip(names, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def _none_for_nan(values: list[float]) -> list[float | None]:
    return [None if value != value else value for value in values]  # noqa: PLR0124  # NaN is not itself


def _listed(
    name: str, claims: tuple[Claim, ...], *, judged: bool, unusable: Undecided | None, large: float
) -> IndicatorFinding:
    found = IndicatorFinding(name, settled(claims), Listing.NO_FIGURE)
    listing, why = _place(found, judged=judged, unusable=unusable, large=large)
    return replace(found, listing=listing, undecided=why)


def settled(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims about an indicator with those that stand and do not count marked as that."""
    if not any(claim.worse or claim.better for claim in claims):
        return claims  # as of most indicators
    kept = {
        id(claim)
        for direction, standing in (
            (WORSE, [claim for claim in claims if claim.worse]),
            (BETTER, [claim for claim in claims if claim.better]),
        )
        for claim in counting(standing, claims, direction)
    }
    return tuple(
        claim
        if id(claim) in kept or not (claim.worse or claim.better)
        else replace(claim, worse=False, better=False, uncounted=True)
        for claim in claims
    )


def _place(
    found: IndicatorFinding, *, judged: bool, unusable: Undecided | None, large: float
) -> tuple[Listing, Undecided]:
    levels = found.level_claims
    seems_large = any(claim.estimate >= large * claim.margin for claim in found.seemingly_large)
    better = any(claim.kind in ABOUT_LEVEL for claim in found.better)
    cases = (
        (bool(found.worse), (Listing.CHALLENGE, Undecided.DECIDED)),
        (not judged, (Listing.NOT_JUDGED, Undecided.DECIDED)),
        (unusable is not None and not levels, (Listing.UNDECIDED, unusable or Undecided.DECIDED)),
        (better and not any(claim.uncounted and claim.estimate > 0 for claim in levels), STRENGTH),
        (any(claim.uncounted for claim in levels), (Listing.UNDECIDED, Undecided.COMPARISONS_DISAGREE)),
        (seems_large, (Listing.LARGE_UNCERTAIN, Undecided.TOO_UNCERTAIN)),
        (not found.claims, (Listing.NO_FIGURE, Undecided.DECIDED)),
    )
    return next((place for holds, place in cases if holds), None) or _undecided(levels, large)


def _undecided(levels: tuple[Claim, ...], large: float) -> tuple[Listing, Undecided]:
    """Like others where no comparison of everyone, or of women and men, leaves room for a large difference."""
    if not levels:
        return Listing.UNDECIDED, Undecided.NOTHING_TO_COMPARE
    if all(claim.interval is None for claim in levels):
        return Listing.UNDECIDED, Undecided.UNCERTAINTY_UNKNOWN
    narrowest: dict[tuple[str, Against], float] = {}
    for claim in levels:
        if claim.group in set(Sex) and claim.interval is not None:
            key, reach = (claim.group, claim.against), claim.interval[1] / claim.margin
            narrowest[key] = min(narrowest.get(key, reach), reach)
    if narrowest and all(reach <= large for reach in narrowest.values()):
        return Listing.LIKE_OTHERS, Undecided.DECIDED
    return Listing.UNDECIDED, Undecided.TOO_UNCERTAIN


def differences_of(catalogue: Catalogue) -> Mapping[str, float]:
    """Return each indicator's smallest difference that matters, in its unit."""
    return {name: definition.smallest_difference for name, definition in catalogue.items()}
