"""What the list of challenges links to as files: its picture as SVG, and every claim as CSV."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import HttpRequest, HttpResponse

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.presentation.challenge_chart import challenge_chart
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.challenges.account import Account, selected
from riktmarke.publishing.website.challenges.choosing import narrowing
from riktmarke.publishing.website.challenges.picture import picture_points
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_files import csv_file, drawn_chart, frame_of, or_not_found

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
    "worse_by",
    "worse_by_low_95",
    "worse_by_high_95",
    "smallest_difference",
    "q_worse",
    "q_better",
    "found_worse",
    "found_better",
    "first_year",
    "year",
    "points",
    "persons",
    "uncertainty",
    "source",
)


@or_not_found
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the picture of the challenges that the same choices as the list's keep."""
    source = figures()
    place = source.place(code)
    account = Account(source, place, source.challenges())
    chain = chain_of(code) if "omrade" in request.GET else None
    narrowed = narrowing(request.GET, source.catalogue, source.frameworks, chain)
    found = account.findings.together(selected(account, narrowed).challenges)
    points = picture_points(account, [findings[0] for findings in found])
    chart = challenge_chart(points, title=f"Utmaningar: {place.name}", frame=frame_of(request))
    return drawn_chart(request, source, chart, f"riktmarke-{code}-utmaningar.svg")


@or_not_found
def claims_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with every claim about the municipality for programs: codes, full precision, what stands and what not."""
    del request
    source = figures()
    account = Account(source, source.place(code), source.challenges())
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for finding in account.findings.by_indicator.values():
        writer.writerows(_rows(account, finding))
    return csv_file(text.getvalue(), f"riktmarke-{code}-utmaningar.csv")


def _rows(account: Account, finding: IndicatorFinding) -> Iterator[tuple[object, ...]]:
    """One row per claim. Rows leave their file and are read alone: each says where invented figures are invented."""
    source, definition = account.source, account.source.catalogue[finding.indicator]
    own_work = f"Egen bearbetning av {source.attribution.removeprefix('Källa: ')}"
    whence = f"{source.example}. {own_work}" if source.example else own_work
    area = account.place.area
    about = (
        area.code,
        area.name,
        finding.indicator,
        definition.title,
        definition.unit.value,
        finding.listing.name.lower(),
    )
    for claim in finding.claims:
        yield (*about, *_figures(claim), whence)


def _figures(claim: Claim) -> tuple[object, ...]:
    low, high = claim.interval or (None, None)
    return (
        claim.kind.name.lower(),
        claim.group,
        claim.other,
        claim.against.name.lower(),
        claim.value,
        claim.reference,
        claim.estimate,
        low,
        high,
        claim.margin,
        claim.q_worse,
        claim.q_better,
        int(claim.worse),
        int(claim.better),
        claim.first_period or None,
        claim.period,
        claim.points,
        claim.people,
        claim.source.name.lower(),
    )
