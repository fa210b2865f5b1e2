"""What a plan holds, as entries: the vision, goals, focus areas, documents, actions and the items of its frameworks."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from riktmarke.governance.framework_lists import FrameworkListItem, FrameworkLists
from riktmarke.governance.linked import LinkedItem
from riktmarke.governance.models import Framework, FrameworkItem, Goal, OverarchingGoal
from riktmarke.presentation.language import speaks_english
from riktmarke.presentation.titles import numbered_title, short_title_in_tongue, title_in_tongue
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.searching.entries import Entry, Kind
from riktmarke.publishing.website.templatetags.plan_words import in_address, numbered

MAPPED = ("gender-equality", "public-health")  # national: they have pages where no plan uses them
BELOW = -4.0  # one of 169 targets after the goals themselves, and after what the municipality's plan says


def plan_entries(chain: Chain, code: str, titles: Mapping[str, str]) -> Iterator[Entry]:
    """Return an entry for each row of a plan that has a page, and for each item of the frameworks it uses.

    `titles`: what indicators are called, by definition; a goal is found by what measures it too.
    """
    root = f"/kommun/{code}/"
    if chain.vision is not None:
        yield Entry(
            Kind.PLAN, chain.vision.title, f"{root}vision/", _("Vision"), chain.vision.text, "vision framtid", 1.0
        )
    for goal in chain.overarching_goals:
        address = f"{root}overgripande-mal/{goal.key}/"
        yield Entry(Kind.PLAN, goal.title, address, _("Övergripande mål"), goal.text, _measured(goal, titles), 1.0)
    for area in chain.focus_areas:
        yield Entry(Kind.PLAN, area.title, f"{root}fokusomraden/{area.key}/", _("Fokusområde"), area.text, lift=1.0)
    for goal in chain.goals:
        yield Entry(
            Kind.PLAN, goal.title, f"{root}mal/{goal.key}/", _("Mål"), goal.text, keywords=_measured(goal, titles)
        )
    for document in chain.documents:
        yield Entry(Kind.PLAN, document.title, f"{root}styrdokument/{document.key}/", _("Styrdokument"), document.text)
    for action in chain.actions:
        address = next((f"{root}mal/{goal.key}/" for goal in action.goals.all()), "")
        area = next(iter(action.focus_areas.all()), None)
        address = address or (f"{root}fokusomraden/{area.key}/" if area is not None else "")
        if address:
            yield Entry(Kind.PLAN, action.title, address, _("Åtgärd"), action.text)
    for framework in chain.frameworks:
        yield from _framework(framework, chain.linked[framework.pk], root)


def _measured(goal: OverarchingGoal | Goal, titles: Mapping[str, str]) -> str:
    return " ".join(titles.get(indicator.definition, "") for indicator in goal.indicators.all())


def mapped_entries(lists: FrameworkLists, code: str, without: frozenset[str]) -> Iterator[Entry]:
    """Return the items of the frameworks that have pages where no plan uses them."""
    for key in MAPPED:
        if key in lists and key not in without:
            for item in lists[key].items:
                if item.parent or len(lists[key].goals) > 1:
                    yield _item(item, item.id, f"/kommun/{code}/ramverk/{key}/", short_title_in_tongue(lists[key]))


def _framework(framework: Framework, tops: list[LinkedItem], root: str) -> Iterator[Entry]:
    address = f"{root}ramverk/{framework.key}/"
    short, keywords = short_title_in_tongue(framework), f"{framework.short_title} {framework.short_title_en}"
    title = title_in_tongue(framework)
    yield Entry(Kind.FRAMEWORK, title, address, _("Ramverk"), framework.source, keywords, 0.5)
    for linked in tops:
        yield _item(linked.item, linked.item.key, address, short)
        for part in linked.parts:
            yield _item(part.item, part.item.key, address, short, BELOW if len(tops) > 1 else 0.0)


def _item(item: FrameworkItem | FrameworkListItem, key: str, address: str, framework: str, lift: float = 0.0) -> Entry:
    named = numbered_title(numbered(key), title_in_tongue(item))
    # The title in the other language is looked in, and never shown: a page says which language each of its texts is in.
    keywords = f"{framework} {item.title if speaks_english() else item.title_en}"
    return Entry(Kind.FRAMEWORK, named, f"{address}{in_address(key)}/", framework, keywords=keywords, lift=lift)
