"""Diversity: the seven grounds of discrimination, what figures can and cannot show of each, and by which indicators."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from riktmarke.governance.definitions import Definition
from riktmarke.governance.group_coverage import group_coverage
from riktmarke.presentation.group_words import GROUND_TITLES, percent
from riktmarke.publishing.website.answering import Crumb, answered
from riktmarke.publishing.website.themes.limits import OF_GROUNDS
from riktmarke.publishing.website.themes.plan_words import plan_words
from riktmarke.publishing.website.themes.state import ThemeState, state_of
from riktmarke.publishing.website.themes.themed import themed
from riktmarke.vocabulary.groups import Ground

GROUNDS = "discrimination-grounds"
IN_SIGHT = 6  # indicators that are named before the rest has to be opened


@dataclass(frozen=True, slots=True)
class GroundShown:
    """A ground: what can be shown and what cannot, the indicators that show it, and how it goes by them."""

    key: str
    title: str
    shown: str | Promise
    not_shown: str | Promise
    count: int
    share: str
    first: tuple[Definition, ...]
    rest: tuple[Definition, ...]
    state: ThemeState | None


@answered
def diversity(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the seven grounds, each with what can be shown, what cannot, and why."""
    seen = themed(request, page, code)
    definitions = seen.every_definition
    coverage = group_coverage(definitions)
    grounds = []
    for ground in Ground:
        names = coverage.by_ground[ground]
        found = tuple(definitions[name] for name in names)
        shown, not_shown = OF_GROUNDS[ground]
        grounds.append(
            GroundShown(
                key=ground.value.replace("_", "-"),
                title=GROUND_TITLES[ground],
                shown=shown,
                not_shown=not_shown,
                count=len(names),
                share=percent(coverage.share(names)),
                first=found[:IN_SIGHT],
                rest=found[IN_SIGHT:],
                state=state_of(seen.account, names) if names else None,
            )
        )
    return seen.answer(
        "diversity.html",
        title=_("Mångfald"),
        section="diversity",
        crumbs=(Crumb(_("Mångfald")),),
        grounds=grounds,
        silent=[ground for ground in grounds if not ground.count],
        total=len(definitions),
        of_plan=bool(seen.chain is not None and seen.chain.indicators),
        framework=seen.framework(GROUNDS),
        plan_words=plan_words(seen, "mångfald", "rasism", "diskriminering", "inkludering", frameworks=(GROUNDS,)),
    )
