"""The frameworks: what the plan has linked to each item, what nothing steers on, and what is not its task."""

from dataclasses import dataclass

from django.http import HttpResponse

from riktmarke.governance.linked import LinkedItem
from riktmarke.governance.models import Framework
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.planned import NotInThePlan, Planned, planned
from riktmarke.publishing.website.chain.target_lines import target_lines
from riktmarke.publishing.website.chain.vision_view import table_of
from riktmarke.publishing.website.templatetags.plan_words import in_address

FRAMEWORKS = "Ramverk"
GLOBAL_GOALS = "agenda-2030"


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """A framework in a list, and how many of its items the plan steers on."""

    address: str
    title: str
    source: str
    items: int
    steered: int
    not_our_task: int


@planned
def frameworks(planned: Planned) -> HttpResponse:
    """Answer with the frameworks that the plan uses."""
    chain = planned.chain
    return planned.answer(
        "frameworks.html",
        title=FRAMEWORKS,
        section="frameworks",
        crumbs=(Crumb(FRAMEWORKS),),
        responsible=None,
        frameworks=[_line(planned, framework, chain.linked[framework.pk]) for framework in chain.frameworks],
    )


@planned
def framework(planned: Planned, key: str) -> HttpResponse:
    """Answer with a framework: every item, what is linked to it, and what nothing steers on."""
    found = _framework(planned, key)
    items = planned.chain.linked[found.pk]
    targets = [part for item in items for part in item.parts]
    return planned.answer(
        "framework.html",
        title=found.title,
        section=key,
        crumbs=(Crumb(FRAMEWORKS, f"{planned.root}ramverk/"), Crumb(found.short_title or found.title)),
        responsible=None,
        framework=found,
        address=f"{planned.root}ramverk/{found.key}/",
        items=items,
        count=len(items),
        steered=sum(item.steered for item in items),
        target_count=len(targets),
        targets_steered=sum(part.steered for part in targets),
        refused=sum(linked.not_our_task is not None for linked in (*items, *targets)),
        is_global=key == GLOBAL_GOALS,
    )


@planned
def item(planned: Planned, key: str, item_key: str) -> HttpResponse:
    """Answer with one item of a framework: its parts, goals, indicators, documents and actions."""
    found = _framework(planned, key)
    items = planned.chain.linked[found.pk]
    wanted, above = _find(items, item_key)
    short, address = found.short_title or found.title, f"{planned.root}ramverk/{found.key}/"
    way = [Crumb(FRAMEWORKS, f"{planned.root}ramverk/"), Crumb(short, address)]
    if above is not None:
        way.append(Crumb(f"{above.item.key}. {above.item.title}", f"{address}{in_address(above.item.key)}/"))
    indicators = wanted.all_indicators
    beside = items if above is None else above.parts
    place = beside.index(wanted)
    return planned.answer(
        "framework_item.html",
        title=wanted.item.title,
        section=key,
        crumbs=(*way, Crumb(wanted.item.title)),
        responsible=None,
        framework=found,
        address=address,
        short=short,
        linked=wanted,
        above=above,
        goals=wanted.all_goals,
        actions=wanted.actions,
        targets=target_lines(planned, indicators),
        proposals=any(indicator.proposal for indicator in indicators),
        before=beside[place - 1].item if place else None,
        after=beside[place + 1].item if place + 1 < len(beside) else None,
        is_global=key == GLOBAL_GOALS,
        **table_of(planned, indicators),
    )


def _framework(planned: Planned, key: str) -> Framework:
    found = next((row for row in planned.chain.frameworks if row.key == key), None)
    if found is None:
        raise NotInThePlan(key)
    return found


def _find(items: list[LinkedItem], key: str) -> tuple[LinkedItem, LinkedItem | None]:
    for linked in items:
        if in_address(linked.item.key) == key:
            return linked, None
        for part in linked.parts:
            if in_address(part.item.key) == key:
                return part, linked
    raise NotInThePlan(key)


def _line(planned: Planned, framework: Framework, items: list[LinkedItem]) -> FrameworkLine:
    return FrameworkLine(
        address=f"{planned.root}ramverk/{framework.key}/",
        title=framework.title,
        source=framework.source,
        items=len(items),
        steered=sum(item.steered for item in items),
        not_our_task=sum(item.not_our_task is not None for item in items),
    )
