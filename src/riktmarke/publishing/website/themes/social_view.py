"""Social sustainability: four themes and the determinants of health, how it goes in each, for whom, and over time."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from riktmarke.governance.framework_lists import FrameworkList
from riktmarke.publishing.website.answering import Crumb, answered
from riktmarke.publishing.website.challenges.choosing import Chosen
from riktmarke.publishing.website.challenges.top import top_challenges
from riktmarke.publishing.website.themes.plan_words import plan_words
from riktmarke.publishing.website.themes.state import ItemState, item_states
from riktmarke.publishing.website.themes.themed import Themed, themed

THEMES, HEALTH = "social-sustainability-dalarna", "public-health"


@dataclass(frozen=True, slots=True)
class Told:
    """An item with its state, and the list of the challenges that are linked to it."""

    about: ItemState
    challenges: str


@dataclass(frozen=True, slots=True)
class FrameworkTold:
    """A framework item by item, and whether the plan uses it."""

    framework: FrameworkList
    in_plan: bool
    items: list[Told]


@answered
def social_sustainability(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the four themes and the eight areas of public health, each with its state."""
    seen = themed(request, page, code)
    told = [key for key in (THEMES, HEALTH) if seen.told(key)]
    names = {name for key in told for name in seen.definitions(key)}
    return seen.answer(
        "social_sustainability.html",
        title=_("Social hållbarhet"),
        section="social-sustainability",
        crumbs=(Crumb(_("Social hållbarhet")),),
        themes=_told(seen, THEMES) if THEMES in told else None,
        health=_told(seen, HEALTH),
        judged=seen.account is not None,
        plan_words=plan_words(seen, "social", "folkhälsa", "hälsa", frameworks=told),
        **top_challenges(seen.source, seen.place, indicators=names) | _whole(seen),
    )


def _whole(seen: Themed) -> dict[str, Any]:
    """No single choice in the list of challenges is the same as both frameworks: the way there is to all of them."""
    return {"top_address": f"{seen.root}utmaningar/", "top_of_page": False}


def _told(seen: Themed, key: str) -> FrameworkTold | None:
    framework = seen.framework(key)
    if framework is None:
        return None
    items = [
        Told(one, f"{seen.root}utmaningar/{Chosen(item=f'{key}/{one.item.key}').query}#listan")
        for one in item_states(seen, key)
    ]
    return FrameworkTold(framework, seen.in_plan(key), items)
