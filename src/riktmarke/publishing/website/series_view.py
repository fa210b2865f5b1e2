"""The page of one series: what it says, the comparisons, the charts and every figure as a table."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.presentation.charts import starts_above_zero
from riktmarke.presentation.labels import (
    GROUP_NAMES,
    POLARITY_TEXTS,
    UNIT_NAMES,
    county_basis_text,
    genitive,
    weight_text,
)
from riktmarke.presentation.sentences import (
    NOT_TESTED,
    Wording,
    change_sentence,
    comparison_sentence,
    five_year_sentence,
    gap_sentence,
    latest_sentence,
    peers_sentence,
    spread_sentence,
)
from riktmarke.presentation.spine import spine_height
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.comparison_table import comparison_rows, group_columns
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.series_lines import chart_lines
from riktmarke.publishing.website.text_dates import day
from riktmarke.publishing.website.year_table import year_table
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import GROUPS, Sex


@answered
def series(request: HttpRequest, page: Page, code: str, series_id: str) -> HttpResponse:
    """Answer with the page of one series for a municipality, perhaps beside another one (?med=2085)."""
    source = figures()
    place = source.place(code)
    described = source.dataset().series[series_id]
    findings = source.run().of(code)
    wording = source.wording(described, place, findings)
    found = {sex: findings.finding(series_id, sex) for sex in GROUPS}
    other = other_municipality(source, request.GET.get("med", ""), place)
    crumbs = way_to(page, place, Crumb("Alla nyckeltal", f"/kommun/{code}/utforska/"), Crumb(wording.title))
    lead = leading(found)
    context = frame(page, title=wording.title, place=place, crumbs=crumbs) | figure_dates(source)
    context |= {
        "series": described,
        "definition": wording.definition,
        "unit": UNIT_NAMES[wording.definition.unit] if wording.definition else "",
        "polarity": POLARITY_TEXTS[wording.definition.polarity] if wording.definition else "",
        "next_publication": day(described.next_publication),
        "address": f"/kommun/{code}/nyckeltal/{series_id}/",
        "other": other,
        "query": f"?med={other.code}" if other else "",
        "options": source.choices().municipality_options,
        "not_tested": NOT_TESTED,
        "place_genitive": genitive(place.name),
        "has_values": lead.value is not None,
    }
    context |= _words(wording, found, findings.gap(series_id), lead)
    context |= _tables(source, place, wording, found, other=other)
    context |= _notes(source, place, lead)
    return render(request, "website/series.html", context)


def other_municipality(source: Figures, code: str, place: Place) -> Area | None:
    """Return the municipality to set beside, None when none, itself or an unknown one is asked for."""
    areas = source.dataset().areas
    if code not in areas or code == place.area.code or areas[code].kind is not AreaKind.MUNICIPALITY:
        return None
    return areas[code]


def leading(found: dict[Sex, Finding]) -> Finding:
    """Return the finding that comparisons in words are about: everyone, or the first group that has a value."""
    return next((f for f in found.values() if f.value is not None), found[Sex.TOTAL])


def _words(wording: Wording, found: dict[Sex, Finding], gap: Any, lead: Finding) -> dict[str, Any]:
    total, women, men = (found[sex] for sex in GROUPS)
    split = women.value is not None or men.value is not None
    changes = (change_sentence(wording, lead, split=split), five_year_sentence(wording, lead))
    return {
        "lead_sentence": latest_sentence(wording, total=total, women=women, men=men),
        "comparison_text": comparison_sentence(wording, lead, split=split),
        "change_text": " ".join(filter(None, changes)),
        "peers_text": peers_sentence(wording, lead),
        "gap_text": gap_sentence(wording, gap) if lead.value is not None else "",
        "spread_text": spread_sentence(wording, lead) if lead.value is not None else "",
        "about_group": GROUP_NAMES[lead.group],
    }


def _tables(
    source: Figures, place: Place, wording: Wording, found: dict[Sex, Finding], *, other: Area | None
) -> dict[str, Any]:
    series_id = found[Sex.TOTAL].series
    panel = source.dataset().panel(series_id)
    lines = chart_lines(panel, place, other)
    shown = [value for line in lines for value in panel.of(line.area, line.group).values()]
    strips = sum(1 for f in found.values() if f.value is not None and f.kind_minimum is not None)
    return {
        "columns": group_columns(found, wording),
        "comparison": comparison_rows(found, wording, place, panel=panel, other=other),
        "years": year_table(panel, lines, wording, place),
        "axis_above_zero": starts_above_zero(shown),
        "chart_drawn": bool(shown),
        "spine_drawn": strips > 0,
        "spine_height": spine_height(strips, narrow=False),
        "spine_height_narrow": spine_height(strips, narrow=True),
    }


def _notes(source: Figures, place: Place, lead: Finding) -> dict[str, Any]:
    basis = county_basis_text(
        basis=lead.county_basis,
        county=place.county_name,
        publisher=source.publisher,
        members=lead.county_members,
        size=lead.county_size,
    )
    weighted = lead.peers_basis in {Basis.DENOMINATOR, Basis.POPULATION}
    return {
        "county_basis": basis,
        "county_computed": lead.county_basis in {Basis.DENOMINATOR, Basis.POPULATION},
        "peers_weight": weight_text(lead.peers_basis) if weighted else "",
        "peer_members": lead.peers_members,
        "any_computed": lead.peers_unweighted is not None or lead.county_basis > Basis.PUBLISHED,
    }
