"""What a plan itself says about a theme: its focus areas, goals and documents whose words touch it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.themes.themed import Themed
from riktmarke.statistics.series_search import folded


@dataclass(frozen=True, slots=True)
class PlanWord:
    """A row of the plan: what kind it is, where it is, what it says, and whether it is only a proposal."""

    kind: str | Promise
    title: str
    address: str
    text: str
    proposal: bool
    run_out: bool = False


def plan_words(themed: Themed, *stems: str, frameworks: Iterable[str] = ()) -> list[PlanWord]:
    """Return the rows whose title or text has a word that begins with one of the stems, or that bind to a framework.

    A document that has run out is told as such. Nothing where there is no plan.
    """
    if themed.chain is None:
        return []
    wanted, bound = [folded(stem) for stem in stems], set(frameworks)
    return [
        row
        for row, framework in _rows(themed, themed.chain)
        if framework in bound or any(f" {stem}" in f" {folded(f'{row.title} {row.text}')}" for stem in wanted)
    ]


def _rows(themed: Themed, chain: Chain) -> Iterator[tuple[PlanWord, str]]:
    root = themed.root
    for area in chain.focus_areas:
        yield PlanWord(_("Fokusområde"), area.title, f"{root}fokusomraden/{area.key}/", area.text, area.proposal), ""
    for goal in chain.goals:
        yield PlanWord(_("Mål"), goal.title, f"{root}mal/{goal.key}/", goal.text, goal.proposal), ""
    for document in chain.documents:
        row = PlanWord(
            _("Styrdokument"),
            document.title,
            f"{root}styrdokument/{document.key}/",
            document.text,
            document.proposal,
            run_out=document.has_run_out(on=themed.request.today),
        )
        yield row, document.framework.key if document.framework is not None else ""
