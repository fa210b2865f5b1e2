"""The foot that every page has: was it of help, the feedback form, who answers for it, when it was changed, sharing."""

from collections.abc import Mapping
from typing import Any

from django import template

from riktmarke.publishing.static_site.asking import MARK
from riktmarke.publishing.website.feedback import tokens
from riktmarke.publishing.website.feedback.answers import known_facts, nothing_known, receiver
from riktmarke.publishing.website.feedback.written import Written
from riktmarke.publishing.website.text_dates import day, iso_day

register = template.Library()


@register.inclusion_tag("website/feedback/foot.html", takes_context=True)
def page_foot(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the foot shows, by the page's address; without a site around it, no plan is asked about."""
    request = context["request"]
    own_area, title = context.get("own_area", ""), context.get("title", "")
    facts = known_facts(request.path_info, own_area) if own_area else nothing_known(request.path_info)
    updated = day(facts.changed) or context.get("text_updated", "")
    return receiver(facts) | {
        "written": Written(),
        "slip": tokens.sign(tokens.Slip(request.path_info, title)),
        "updated": updated,
        "updated_iso": iso_day(facts.changed) or context.get("text_updated_iso", ""),
        "head": context.get("head", title),
        "link": request.build_absolute_uri(),
        "without_form": context.get("without_form", False),
        "lies_as_file": MARK in request.META,
    }
