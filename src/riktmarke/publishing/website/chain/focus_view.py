"""The focus areas, which run through all operations and cross the goals, and a page for each."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import get_language

from riktmarke.governance import queries
from riktmarke.governance.models import FocusArea
from riktmarke.presentation.language import marked, say
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.decided import standing
from riktmarke.publishing.website.chain.planned import NotInThePlan, Planned, planned
from riktmarke.publishing.website.chain.target_lines import earlier_lines, target_lines
from riktmarke.publishing.website.chain.vision_view import table_of
from riktmarke.publishing.website.challenges.choosing import Chosen
from riktmarke.publishing.website.challenges.strips import summary_spine
from riktmarke.publishing.website.challenges.top import top_challenges
from riktmarke.publishing.website.news.listed import latest_news

FOCUS_AREAS = marked("Fokusområden")


@dataclass(frozen=True, slots=True)
class FocusLine:
    """A focus area in a list: how much hangs on it, and how much of that is split by sex."""

    address: str
    title: str
    text: str
    proposal: bool
    proposed: bool
    goals: int
    indicators: int
    by_sex: int
    actions: int


@planned
def focus_areas(planned: Planned) -> HttpResponse:
    """Answer with the focus areas."""
    return planned.answer(
        "focus_areas.html",
        title=say(FOCUS_AREAS),
        section="focus",
        crumbs=(Crumb(say(FOCUS_AREAS)),),
        areas=focus_lines(planned),
    )


@planned
def focus_area(planned: Planned, key: str) -> HttpResponse:
    """Answer with one focus area: goals, indicators, actions."""
    area = next((area for area in planned.chain.focus_areas if area.key == key), None)
    if area is None:
        raise NotInThePlan(key)
    indicators = list(area.indicators.all())
    return planned.answer(
        "focus_area.html",
        title=area.title,
        section="focus",
        crumbs=(Crumb(say(FOCUS_AREAS), f"{planned.root}fokusomraden/"), Crumb(area.title, swedish=True)),
        area=area,
        standing=standing(area),
        goals=list(area.goals.all()),
        actions=queries.actions_of(planned.plan, focus_area=area),
        latest_news=latest_news(get_language()[:2], focus_area=key) if planned.is_own else (),
        targets=target_lines(planned, indicators),
        earlier_targets=earlier_lines(planned, indicators),
        proposals=any(indicator.proposal for indicator in indicators),
        **summary_spine(planned.source, planned.place, filter(None, map(planned.definition, indicators))),
        **top_challenges(
            planned.source,
            planned.place,
            indicators={indicator.definition for indicator in indicators},
            chosen=Chosen(focus=key),
        ),
        **table_of(planned, indicators),
    )


def focus_lines(planned: Planned) -> list[FocusLine]:
    """Return the focus areas, with how much hangs on each."""
    return [_line(planned, area) for area in planned.chain.focus_areas]


def _line(planned: Planned, area: FocusArea) -> FocusLine:
    defined = [d for d in map(planned.definition, area.indicators.all()) if d is not None]
    return FocusLine(
        address=f"{planned.root}fokusomraden/{area.key}/",
        title=area.title,
        text=area.text,
        proposal=area.proposal,
        proposed=any(indicator.proposal for indicator in area.indicators.all()),
        goals=len(area.goals.all()),
        indicators=len(defined),
        by_sex=sum(d.split_by_sex or d.compares_sexes for d in defined),
        actions=len(area.actions.all()),
    )
