"""Every claim about a municipality as a file for programs: codes, full precision, what stands and what does not."""

import csv
from collections.abc import Iterator
from io import StringIO

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.presentation.labels import window_note
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.challenges.account import Account

HEADINGS = (
    "area_code",
    "area",
    "indicator",
    "title",
    "unit",
    "listing",
    "kind",
    "group",
    "other_group",
    "against",
    "value",
    "reference",
    "reference_unweighted",
    "worse_by",
    "se",
    "degrees_of_freedom",
    "worse_by_low_95",
    "worse_by_high_95",
    "smallest_difference",
    "q_worse",
    "q_better",
    "found_worse",
    "found_better",
    "uncounted",
    "first_year",
    "first_until",
    "last_from",
    "year",
    "target_year",
    "points",
    "members",
    "size",
    "rank",
    "rank_lower",
    "rank_upper",
    "rank_of",
    "persons",
    "uncertainty",
    "source",
    "period_note",
)


def claims_csv(account: Account) -> str:
    """Return one row per claim, also those that do not stand.

    The line through the measurements is left out: it is no claim, only what a target is held against. `worse_by` and
    its interval count in the bad direction; `uncounted` is 1 where a claim stands and other comparisons of the same
    say otherwise, so that it is neither found worse nor better; `period_note` says which years a value stands for,
    where they differ between areas and are more than those that stand.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for finding in account.findings.by_indicator.values():
        writer.writerows(_rows(account, finding))
    return text.getvalue()


def _rows(account: Account, finding: IndicatorFinding) -> Iterator[tuple[object, ...]]:
    definition, area = account.source.catalogue[finding.indicator], account.place.area
    about = (
        area.code,
        area.name,
        finding.indicator,
        title_in_tongue(definition),
        definition.unit.value,
        finding.listing.name.lower(),
    )
    for claim in finding.claims:
        if claim.kind is not ClaimKind.PACE:
            yield (*about, *_figures(claim), account.whence, window_note(definition))


def _figures(claim: Claim) -> tuple[object, ...]:
    low, high = claim.interval or (None, None)
    aims = claim.kind is ClaimKind.TARGET  # its first period is the target's year
    return (
        claim.kind.name.lower(),
        claim.group,
        claim.other,
        claim.against.name.lower(),
        claim.value,
        claim.reference,
        claim.reference_unweighted,
        claim.estimate,
        claim.se,
        claim.free if claim.se is not None else None,
        low,
        high,
        claim.margin,
        claim.q_worse,
        claim.q_better,
        int(claim.worse),
        int(claim.better),
        int(claim.uncounted),
        None if aims else claim.first_period or None,
        claim.first_until or None,
        claim.last_from or None,
        claim.period,
        claim.first_period if aims else None,
        claim.points,
        claim.members or None,
        claim.size or None,
        claim.rank or None,
        claim.rank_lower or None,
        claim.rank_upper or None,
        claim.rank_of or None,
        claim.people,
        claim.source.name.lower(),
    )
