"""Gender equality: the national goal and its sub-goals, with women, men and the gap, and what cannot be measured."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from riktmarke.governance.group_coverage import group_coverage
from riktmarke.presentation.group_words import percent, sex_sentence
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.answering import Crumb, answered
from riktmarke.publishing.website.challenges.choosing import Chosen
from riktmarke.publishing.website.challenges.top import top_challenges
from riktmarke.publishing.website.themes.gap_rows import Rows, gap_rows
from riktmarke.publishing.website.themes.limits import NOT_MEASURED
from riktmarke.publishing.website.themes.origin_rows import origin_rows
from riktmarke.publishing.website.themes.plan_words import plan_words
from riktmarke.publishing.website.themes.state import ItemState, item_states, state_of
from riktmarke.publishing.website.themes.themed import Themed, themed

FRAMEWORK = "gender-equality"


@dataclass(frozen=True, slots=True)
class SubGoal:
    """A sub-goal: its state, its indicators with women and men, and what cannot be measured of it."""

    about: ItemState
    rows: Rows
    limit: str | Promise
    challenges: str


@answered
def gender_equality(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the national goal of gender equality and its six sub-goals."""
    seen = themed(request, page, code)
    definitions = seen.definitions(FRAMEWORK)
    coverage = group_coverage(definitions)
    framework = seen.framework(FRAMEWORK)
    top = framework.goals[0] if framework is not None and framework.goals else None
    state = state_of(seen.account, definitions)
    return seen.answer(
        "gender_equality.html",
        title=_("Jämställdhet"),
        section=FRAMEWORK,
        crumbs=(Crumb(_("Jämställdhet")),),
        framework=framework,
        national_goal=title_in_tongue(top) if top is not None else "",
        in_plan=seen.in_plan(FRAMEWORK),
        state=state,
        sub_goals=[_sub_goal(seen, one) for one in item_states(seen, FRAMEWORK)],
        sex_words=sex_sentence(coverage),
        sex_share=percent(coverage.share(coverage.with_sex), in_words=True) if coverage.indicators else "",
        origin=origin_rows(seen, definitions.values()),
        plan_words=plan_words(seen, "jämställd", "könsuppdel", frameworks=(FRAMEWORK, "cemr")),
        **top_challenges(
            seen.source,
            seen.place,
            indicators=set(definitions),
            chosen=Chosen(item=f"{FRAMEWORK}/{top.id}" if top is not None else ""),
        ),
    )


def _sub_goal(seen: Themed, about: ItemState) -> SubGoal:
    reference = f"{FRAMEWORK}/{about.item.key}"
    return SubGoal(
        about=about,
        rows=gap_rows(seen, about.item.definitions),
        limit=NOT_MEASURED.get(reference, ""),
        challenges=f"{seen.root}utmaningar/{Chosen(item=reference).query}#listan",
    )
