"""The frameworks: what the plan has linked to each item, what nothing steers on, and what is not its task."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from riktmarke.governance.linked import LinkedItem
from riktmarke.governance.models import Framework, Indicator, NotOurTask
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.titles import numbered_title, short_title_in_tongue, title_in_tongue
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.groups_view import sex_words
from riktmarke.publishing.website.chain.item_lines import ItemLine, Tally, item_line, tally
from riktmarke.publishing.website.chain.planned import NotInThePlan, Planned, planned
from riktmarke.publishing.website.chain.target_lines import earlier_lines, target_lines
from riktmarke.publishing.website.chain.vision_view import table_of
from riktmarke.publishing.website.challenges.account import account_of
from riktmarke.publishing.website.challenges.choosing import Chosen, linked_to
from riktmarke.publishing.website.challenges.top import challenges_by_item, top_challenges
from riktmarke.publishing.website.templatetags.plan_words import in_address, numbered
from riktmarke.publishing.website.themes.limits import NOT_MEASURED
from riktmarke.publishing.website.themes.state import ThemeState, state_of

FRAMEWORKS = marked("Ramverk")
GLOBAL_GOALS = "agenda-2030"


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """A framework in a list, and how much of it the plan has decided or proposed something for."""

    address: str
    title: str
    source: str
    tally: Tally


@planned
def frameworks(planned: Planned) -> HttpResponse:
    """Answer with the frameworks that the plan uses."""
    return planned.answer(
        "frameworks.html",
        title=say(FRAMEWORKS),
        section="frameworks",
        crumbs=(Crumb(say(FRAMEWORKS)),),
        frameworks=[_line(planned, framework) for framework in planned.chain.frameworks],
    )


@planned
def framework(planned: Planned, key: str) -> HttpResponse:
    """Answer with a framework: every item, what is decided and proposed for it, and what nothing is linked to."""
    found = _framework(planned, key)
    items = _lines(planned, found)
    challenged = challenges_by_item(planned.source, planned.place, planned.source.frameworks.get(key))
    parts = tally(part for item in items for part in item.parts)
    return planned.answer(
        "framework.html",
        title=title_in_tongue(found),
        section=key,
        crumbs=(
            Crumb(say(FRAMEWORKS), f"{planned.root}ramverk/"),
            Crumb(short_title_in_tongue(found), swedish=True),
        ),
        framework=found,
        address=f"{planned.root}ramverk/{found.key}/",
        items=[(line, challenged.get(line.key)) for line in items],
        tally=tally(items),
        part_tally=parts,
        is_global=key == GLOBAL_GOALS,
        sex_words=sex_words(planned, _all_indicators(planned, found)),
    )


@planned
def item(planned: Planned, key: str, item_key: str) -> HttpResponse:
    """Answer with one item of a framework: its parts, goals, indicators, documents and actions."""
    found = _framework(planned, key)
    items = planned.chain.linked[found.pk]
    short, address = short_title_in_tongue(found), f"{planned.root}ramverk/{found.key}/"
    wanted, above = _find(items, item_key, address)
    way = [Crumb(say(FRAMEWORKS), f"{planned.root}ramverk/"), Crumb(short, address, swedish=True)]
    if above is not None:
        way.append(
            Crumb(
                _named(above),
                f"{address}{in_address(above.item.key)}/",
                swedish=True,
            )
        )
    indicators = wanted.all_indicators
    beside = items if above is None else above.parts
    place = beside.index(wanted)
    return planned.answer(
        "framework_item.html",
        title=_named(wanted),
        section=key,
        crumbs=(*way, Crumb(_named(wanted), swedish=True)),
        framework=found,
        address=address,
        short=short,
        linked=wanted,
        line=item_line(wanted, planned.request.today, refused=_refused(above)),
        refusal=_refusal(wanted, above),
        above=above,
        goals=wanted.all_goals,
        actions=wanted.actions,
        targets=target_lines(planned, indicators),
        earlier_targets=earlier_lines(planned, indicators),
        proposals=any(indicator.proposal for indicator in indicators),
        before=beside[place - 1].item if place else None,
        after=beside[place + 1].item if place + 1 < len(beside) else None,
        is_global=key == GLOBAL_GOALS,
        limit=NOT_MEASURED.get(f"{key}/{wanted.item.key}", ""),
        state=_state(planned, indicators) if key != GLOBAL_GOALS else None,
        **_challenges(planned, found, wanted),
        **table_of(planned, indicators),
    )


def _named(linked: LinkedItem) -> str:
    return numbered_title(numbered(linked.item.key), title_in_tongue(linked.item))


def _state(planned: Planned, indicators: Iterable[Indicator]) -> ThemeState | None:
    """How it goes by the item's indicators, as the pages of themes tell it."""
    names = [indicator.definition for indicator in indicators]
    return state_of(account_of(planned.source, planned.place), names)


def _challenges(planned: Planned, framework: Framework, wanted: LinkedItem) -> dict[str, Any]:
    """The first challenges among the indicators that the catalogue links to the item, as the list of challenges has."""
    reference = f"{framework.key}/{wanted.item.key}"
    lists, catalogue = planned.source.frameworks, planned.source.catalogue
    item = lists[framework.key].item(wanted.item.key) if framework.key in lists else None
    if item is None:
        return {"top_known": False}
    linked = linked_to(catalogue, lists[framework.key], item)
    return top_challenges(planned.source, planned.place, indicators=linked, chosen=Chosen(item=reference))


def _framework(planned: Planned, key: str) -> Framework:
    found = next((row for row in planned.chain.frameworks if row.key == key), None)
    if found is None:
        raise NotInThePlan(key)
    return found


def _all_indicators(planned: Planned, framework: Framework) -> list[Indicator]:
    """The indicators linked to anything in the framework, each once."""
    found = {i.pk: i for linked in planned.chain.linked[framework.pk] for i in linked.all_indicators}
    return list(found.values())


def _find(items: list[LinkedItem], key: str, address: str) -> tuple[LinkedItem, LinkedItem | None]:
    for linked in items:
        if in_address(linked.item.key) == key:
            return linked, None
        for part in linked.parts:
            if in_address(part.item.key) == key:
                return part, linked
    raise NotInThePlan(key, parent=address)


def _lines(planned: Planned, framework: Framework) -> list[ItemLine]:
    """The framework's points; where one heading holds all of them, they are the points."""
    tops = [item_line(linked, planned.request.today) for linked in planned.chain.linked[framework.pk]]
    return [tops[0], *tops[0].parts] if len(tops) == 1 else tops


def _refused(above: LinkedItem | None) -> bool:
    return above is not None and above.not_our_task is not None


def _refusal(linked: LinkedItem, above: LinkedItem | None) -> NotOurTask | None:
    return linked.not_our_task or (above.not_our_task if above is not None else None)


def _line(planned: Planned, framework: Framework) -> FrameworkLine:
    return FrameworkLine(
        address=f"{planned.root}ramverk/{framework.key}/",
        title=title_in_tongue(framework),
        source=framework.source,
        tally=tally(_lines(planned, framework)),
    )
