"""The page about one indicator of the account: what is said, for whom, how many people, and how that is known."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.models import Page

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.presentation.as_others import kolada_sentence
from riktmarke.presentation.challenge_sentences import (
    finding_sentence,
    gap_finding_sentence,
    improvement_sentence,
    people_sentence,
)
from riktmarke.presentation.claim_rows import claim_columns, claim_rows
from riktmarke.presentation.how_we_know import how_we_know
from riktmarke.presentation.labels import at_place
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.challenges.account import Account, account_of
from riktmarke.publishing.website.challenges.lines import groups_of, reasons_of
from riktmarke.publishing.website.challenges.list_view import CRUMB, SECTION
from riktmarke.publishing.website.challenges.verdicts import VERDICTS
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_lines import series_lines
from riktmarke.publishing.website.series_tables import chart_over_time
from riktmarke.publishing.website.text_dates import day
from riktmarke.vocabulary.errors import UnknownSeries


@answered
def challenge(request: HttpRequest, page: Page, code: str, indicator: str) -> HttpResponse:
    """Answer with the page about one indicator; of a group of an indicator, with that of the whole."""
    source = figures()
    place = source.place(code)
    defined = source.definition(indicator)
    if defined is not None and defined.part_of:
        return redirect(f"/kommun/{code}/utmaningar/{defined.part_of}/")
    if defined is None:
        raise UnknownSeries(f"{indicator} has no definition.", remedy="choose one in the list of challenges.")
    crumbs = way_to(page, place, Crumb(CRUMB, f"/kommun/{code}/utmaningar/"), Crumb(defined.title))
    head = f"{defined.title}: {CRUMB.lower()} – {place.name}"
    context = frame(page, title=defined.title, head=head, place=place, crumbs=crumbs) | figure_dates(source)
    context |= {"section": SECTION, "same_page": f"utmaningar/{indicator}", "indicator": indicator}
    context |= {"at_place": at_place(place.name)}
    account = account_of(source, place)
    if account is None:
        return render(request, "website/challenges/none_yet.html", context, status=503)
    wording = account.wording(indicator)
    context |= _told(account, account.findings.by_indicator[indicator], wording) | _drawn(account, wording, indicator)
    return render(request, "website/challenges/one.html", context)


def _told(account: Account, finding: IndicatorFinding, wording: Wording) -> dict[str, Any]:
    is_challenge = finding.listing is Listing.CHALLENGE
    others = (gap_finding_sentence(wording, finding), improvement_sentence(wording, finding))
    lead = finding_sentence(wording, finding)
    return {
        "root": account.root,
        "lead_sentence": lead,
        "verdict": VERDICTS[finding.listing],
        "reasons": reasons_of(finding),
        "people": people_sentence(wording, finding.people) if is_challenge and finding.people is not None else "",
        "groups": groups_of(finding),
        "more": [sentence for sentence in others if sentence and sentence not in lead],
        "explained": how_we_know(wording, finding),
        "as_kolada": _as_kolada(account, finding.indicator),
        "claim_columns": claim_columns(),
        "claims": claim_rows(wording, finding),
        "made": day(account.run.version.manifest.get("created")),
        "figures_address": f"/kommun/{account.place.area.code}/nyckeltal/{finding.indicator}/",
    }


def _as_kolada(account: Account, indicator: str) -> str:
    """What colour Kolada gives the value; nothing where the figures are not Kolada's."""
    definition = account.source.definition(indicator)
    if definition is None or account.source.example:
        return ""
    return kolada_sentence(account.source.run().of(account.place.area.code).finding(indicator), definition)


def _drawn(account: Account, wording: Wording, indicator: str) -> dict[str, Any]:
    """The chart over time of the indicator's own page; nothing where it has no figures."""
    dataset = account.source.dataset()
    if indicator not in dataset.series:
        return {"chart_drawn": False, "has_page": False}
    panel = dataset.panel(indicator)
    lines = series_lines(panel, account.place, None, wording.definition)
    return chart_over_time(panel, lines, wording) | {"has_page": True}
