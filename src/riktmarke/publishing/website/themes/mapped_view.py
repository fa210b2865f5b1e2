"""An item of a framework that no plan here uses: its indicators by the catalogue's links, said to be our mapping."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from riktmarke.governance.group_coverage import group_coverage
from riktmarke.presentation.group_words import sex_sentence
from riktmarke.presentation.titles import numbered_title
from riktmarke.publishing.website.answering import Crumb, answered
from riktmarke.publishing.website.chain import frameworks_view
from riktmarke.publishing.website.challenges.choosing import Chosen
from riktmarke.publishing.website.challenges.top import top_challenges
from riktmarke.publishing.website.indicator_rows import indicator_table
from riktmarke.publishing.website.themes.limits import NOT_MEASURED
from riktmarke.publishing.website.themes.state import state_of
from riktmarke.publishing.website.themes.themed import Themed, themed

# The page that tells of a whole framework where no plan does.
TOLD_ON = {
    "gender-equality": ("Jämställdhet", "jamstalldhet"),
    "public-health": ("Social hållbarhet", "social-hallbarhet"),
    "social-sustainability-dalarna": ("Social hållbarhet", "social-hallbarhet"),
}


@answered
def item(request: HttpRequest, page: Page, code: str, framework: str, key: str) -> HttpResponse:
    """Answer with an item of a framework: the plan's page of it, or the catalogue's where the plan does not use it."""
    seen = themed(request, page, code)
    if framework not in TOLD_ON or seen.in_plan(framework) or not seen.told(framework):
        return frameworks_view.item(request, page, code, framework, key)
    return _mapped(seen, framework, key) or frameworks_view.item(request, page, code, framework, key)


def _mapped(seen: Themed, framework: str, key: str) -> HttpResponse | None:
    whole = seen.framework(framework)
    about = seen.item(whole, key) if whole is not None else None
    if whole is None or about is None:
        return None
    title, slug = TOLD_ON[framework]
    heading = numbered_title(about.number, about.title)
    known = seen.source.dataset().series
    return seen.answer(
        "mapped_item.html",
        title=heading,
        section=framework,
        crumbs=(Crumb(_(title), f"{seen.root}{slug}/"), Crumb(heading, swedish=True)),
        framework=whole,
        item=about,
        limit=NOT_MEASURED.get(f"{framework}/{about.key}", ""),
        state=state_of(seen.account, about.names),
        without_figures=[d for d in about.definitions if d.series not in known],
        labelled_by="matt",
        sex_words=sex_sentence(group_coverage({d.series: d for d in about.definitions})),
        **indicator_table(seen.source, seen.place, seen.findings, about.definitions),
        **top_challenges(
            seen.source,
            seen.place,
            indicators=about.names,
            chosen=Chosen(item=f"{framework}/{about.key}"),
        ),
    )
