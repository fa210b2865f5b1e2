"""The page of one series: what it says, the comparisons, the charts and every figure as a table."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.models import Page

from riktmarke.assessment.findings import Finding, Gap
from riktmarke.presentation.labels import (
    UNIT_NAMES,
    genitive,
    published_as,
    window_note,
)
from riktmarke.presentation.language import say
from riktmarke.presentation.sentences import (
    NOT_TESTED,
    Wording,
    age_sentence,
    change_sentence,
    comparison_sentence,
    five_year_sentence,
    gap_sentence,
    latest_sentence,
    peers_sentence,
    spread_sentence,
)
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.beside import beside
from riktmarke.publishing.website.chain.indicator_in_plan import indicator_in_plan
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.challenges.top import in_the_account
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.definition_facts import definition_facts, replaced_series
from riktmarke.publishing.website.elsewhere import elsewhere
from riktmarke.publishing.website.figures import Figures, figures
from riktmarke.publishing.website.latest_value import status_words, uncertainty_text
from riktmarke.publishing.website.outlook.series_section import series_section
from riktmarke.publishing.website.population_groups import groups_beside
from riktmarke.publishing.website.series_lines import series_lines
from riktmarke.publishing.website.series_tables import series_tables
from riktmarke.publishing.website.tested import what_is_tested
from riktmarke.publishing.website.text_dates import day, month
from riktmarke.vocabulary.groups import GROUPS, Sex


@answered
def series(request: HttpRequest, page: Page, code: str, series_id: str) -> HttpResponse:
    """Answer with the page of one series for a municipality, perhaps beside another one (?med=2085)."""
    source = figures()
    place = source.place(code)
    defined = source.definition(series_id)
    if defined is not None and defined.part_of and defined.covers_sex is not None:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"/kommun/{code}/nyckeltal/{defined.part_of}/{query}")
    described = source.dataset().series[series_id]
    findings = source.run().of(code)
    chosen = beside(source, request, place)
    other = chosen["other"]
    panel = source.dataset().panel(series_id)
    tested = what_is_tested(source, place)
    wording = source.wording(described, place, findings, panel=panel, other=other)
    found = found_for(place, findings, series_id, wording.definition)
    crumbs = way_to(
        page, place, Crumb(say("Alla nyckeltal"), f"/kommun/{code}/utforska/"), Crumb(wording.title, swedish=True)
    )
    lead = leading(found)
    head = f"{wording.title} – {chosen['both_names']}"
    context = frame(page, title=wording.title, head=head, place=place, crumbs=crumbs) | figure_dates(source) | chosen
    context |= {
        "series": described,
        "definition": wording.definition,
        "unit": UNIT_NAMES[wording.definition.unit] if wording.definition else "",
        "facts": definition_facts(wording.definition) if wording.definition else (),
        "replaced": replaced_series(wording.definition, source.dataset().series) if wording.definition else (),
        "next_publication": day(described.next_publication),
        "publication_passed": bool(described.next_publication and described.next_publication < request.today),
        "published_as": published_as(series_id, defined),
        "publication_list": _publication_list(source),
        "window_note": window_note(wording.definition),
        "status_text": status_words(panel, place, found, wording),
        "age_text": age_sentence(found, series_last=described.last_period),
        "elsewhere": elsewhere(panel, place, wording) if lead.value is None else None,
        "address": f"/kommun/{code}/nyckeltal/{series_id}/",
        "query": f"?med={other.code}" if other else "",
        "not_tested": say(NOT_TESTED),
        "tested_address": tested.address(defined),
        "place_genitive": genitive(place.name),
        "has_values": lead.value is not None,
    }
    lines = series_lines(panel, place, other, wording.definition)
    context |= _words(wording, found, findings.gap(series_id), lead, without=lines.without)
    context |= series_tables(panel, place, wording, found, lines, other=other, change_tested=tested.change_of(defined))
    known = source.uncertainty(wording.definition) if wording.definition else None
    context |= groups_beside(source, place, findings, wording, known)
    context["uncertainty_text"] = uncertainty_text(known, place, found, wording)
    context |= in_the_account(source, place, series_id)
    context |= series_section(source, place, series_id, request.GET)
    if wording.definition is not None and context["chain"] is not None:
        context |= indicator_in_plan(Planned(request, page, source, place, context["chain"]), wording.definition)
    return render(request, "website/series.html", context)


def leading(found: dict[Sex, Finding]) -> Finding:
    """Return the finding that comparisons in words are about: everyone, or the first group that has a value."""
    return next((f for f in found.values() if f.value is not None), found[Sex.TOTAL])


def _publication_list(source: Figures) -> str:
    """The list that planned publications are read from: it is not fetched together with the figures."""
    listed = month(source.dataset().version.manifest.get("listed"))
    return say("{whose} lista{month}", whose=genitive(source.publisher), month=f" {listed}" if listed else "")


def _gap_text(wording: Wording, gap: Gap, women: Finding, men: Finding) -> str:
    beside = (finding.value if finding.period == gap.gap_period else None for finding in (women, men))
    return gap_sentence(wording, gap, women=next(beside), men=next(beside))


def _words(
    wording: Wording, found: dict[Sex, Finding], gap: Gap, lead: Finding, *, without: frozenset[str]
) -> dict[str, Any]:
    total, women, men = (found[sex] for sex in GROUPS)
    split = women.value is not None or men.value is not None
    # where nobody publishes a value for all, women's and men's are both told: neither stands for the other
    both = lead is women and men.value is not None
    told = (women, men) if both else (lead,)
    changes = [change_sentence(wording, one, split=split) for one in told]
    changes += [] if both else [five_year_sentence(wording, lead)]
    return {
        "lead_sentence": latest_sentence(wording, total=total, women=women, men=men),
        "comparison_text": " ".join(
            filter(None, (comparison_sentence(wording, one, split=split, without=without) for one in told))
        ),
        "change_text": " ".join(filter(None, changes)),
        "peers_text": " ".join(filter(None, (peers_sentence(wording, one) for one in told))),
        "gap_text": _gap_text(wording, gap, women, men) if lead.value is not None else "",
        "spread_text": " ".join(spread_sentence(wording, one) for one in told) if lead.value is not None else "",
    }
