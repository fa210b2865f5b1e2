"""The page about one indicator of the account: what is said, for whom, how many people, and how that is known."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.models import Page

from riktmarke.assessment.challenges.choosing import EVERYONE, about
from riktmarke.assessment.challenges.kinds import ChallengeReason, Listing
from riktmarke.presentation.as_others import kolada_sentence
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.challenge_reasons import reason_sentences
from riktmarke.presentation.challenge_sentences import (
    finding_sentence,
    gap_finding_sentence,
    improvement_sentence,
    people_sentence,
)
from riktmarke.presentation.chart_words import PAGE_OF_FIGURES
from riktmarke.presentation.how_we_know import how_we_know
from riktmarke.presentation.labels import at_place
from riktmarke.presentation.language import say
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.challenges.account import Account, account_of
from riktmarke.publishing.website.challenges.choosing import Chosen, group_asked
from riktmarke.publishing.website.challenges.claim_tables import claim_table_columns, claim_tables, units_sentence
from riktmarke.publishing.website.challenges.lines import groups_sentence, reasons_of
from riktmarke.publishing.website.challenges.list_view import CRUMB, SECTION
from riktmarke.publishing.website.challenges.shown import Shown, shown_of
from riktmarke.publishing.website.challenges.verdicts import VERDICTS
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_lines import series_lines
from riktmarke.publishing.website.series_tables import chart_over_time
from riktmarke.publishing.website.text_dates import day
from riktmarke.vocabulary.errors import UnknownSeries

STANDS = (Listing.CHALLENGE, Listing.STRENGTH, Listing.LARGE_UNCERTAIN)  # by something that is found of somebody


@answered
def challenge(request: HttpRequest, page: Page, code: str, indicator: str) -> HttpResponse:
    """Answer with the page about one indicator; ?grupp= tells a group first.

    Of a series that is a group of an indicator, the answer is that of the whole.
    """
    source = figures()
    place = source.place(code)
    defined = source.definition(indicator)
    if defined is not None and defined.part_of:
        return redirect(f"/kommun/{code}/utmaningar/{defined.part_of}/{Chosen(group=group_asked(request.GET)).query}")
    if defined is None:
        raise UnknownSeries(f"{indicator} has no definition.", remedy="choose one in the list of challenges.")
    title = title_in_tongue(defined)
    crumbs = way_to(page, place, Crumb(say(CRUMB), f"/kommun/{code}/utmaningar/"), Crumb(title, swedish=True))
    head = f"{title}: {say(CRUMB).lower()} – {place.name}"
    context = frame(page, title=title, head=head, place=place, crumbs=crumbs) | figure_dates(source)
    context |= {"section": SECTION, "same_page": f"utmaningar/{indicator}", "indicator": indicator}
    context |= {"at_place": at_place(place.name)}
    account = account_of(source, place)
    if account is None:
        return render(request, "website/challenges/none_yet.html", context, status=503)
    shown, wording = shown_of(account.findings, indicator, group_asked(request.GET)), account.wording(indicator)
    context |= _told(account, shown, wording) | _drawn(account, wording, indicator)
    if context["group_words"]:
        context["head"] = f"{title}, {context['group_words']}: {say(CRUMB).lower()} – {place.name}"
    return render(request, "website/challenges/one.html", context)


def _told(account: Account, shown: Shown, wording: Wording) -> dict[str, Any]:
    """What is said: of the group that was asked for where something stands for it, otherwise of the whole."""
    finding, group = shown.finding, shown.group
    is_challenge = finding.listing is Listing.CHALLENGE
    lead = finding_sentence(wording, finding)
    first = finding.lead.group if finding.lead is not None else EVERYONE
    return {
        "root": account.root,
        "whole_address": account.address(finding.indicator) if shown.asked != EVERYONE else "",
        "group_words": group_label(group) if group != EVERYONE else "",
        "asked_words": group_label(shown.asked),
        "stands_somewhere": finding.listing in STANDS,
        "group_query": Chosen(group=shown.asked).query,
        "lead_sentence": lead,
        "verdict": VERDICTS[finding.listing],
        "reasons": reasons_of(finding),
        "people": people_sentence(wording, finding.people) if is_challenge and finding.people is not None else "",
        "groups": groups_sentence(finding, chosen=group),
        "more": _more(wording, shown, lead),
        "explained": how_we_know(wording, shown.with_every_gap),
        "as_kolada": _as_kolada(account, finding.indicator),
        "claim_columns": claim_table_columns(),
        "units": units_sentence(wording),
        "claim_tables": claim_tables(wording, shown.whole, first=first),
        "newest": max((claim.period for claim in shown.whole.claims), default=None),
        "other_figures": account.other_figures,
        "made": day(account.run.version.manifest.get("created")),
        "figures_address": f"/kommun/{account.place.area.code}/nyckeltal/{finding.indicator}/",
    }


def _more(wording: Wording, shown: Shown, lead: str) -> list[str]:
    """What the first sentences leave out: every other reason, the widest gap, and what has become better."""
    finding, of_asked = shown.finding, about(shown.whole, shown.asked)
    told = [sentence for _, sentence in reason_sentences(wording, finding, told=lead) if sentence]
    gaps_told = {ChallengeReason.WIDER_GAP, ChallengeReason.WIDENING_GAP}.intersection(finding.reasons)
    others = ("" if gaps_told else gap_finding_sentence(wording, of_asked), improvement_sentence(wording, of_asked))
    return [*told, *(sentence for sentence in others if sentence and sentence not in lead)]


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
    return chart_over_time(panel, lines, wording, where=PAGE_OF_FIGURES) | {"has_page": True}
