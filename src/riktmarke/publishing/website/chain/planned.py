"""What every page of a plan shares: the plan, who answers for it, and the answers when something is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Indicator, Plan
from riktmarke.presentation.language import marked, say
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.chain.held import Chain, chain_of
from riktmarke.publishing.website.figures import Figures, Place, figures

VISION = marked("Vision och mål")  # the section that the plan's own pages lie under


class NotInThePlan(LookupError):
    """A page was asked for that the plan does not have. `parent`: the nearest page that it does have."""

    def __init__(self, wanted: str, *, parent: str = "") -> None:
        super().__init__(wanted)
        self.parent = parent


@dataclass(frozen=True)
class Planned:
    """A municipality's plan and figures, and the page that shows them."""

    request: HttpRequest
    page: Page
    source: Figures
    place: Place
    chain: Chain

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.chain.plan

    @property
    def findings(self) -> AreaFindings:
        """Everything that can be said about the municipality's figures."""
        return self.source.run().of(self.place.area.code)

    @property
    def is_own(self) -> bool:
        """Whether the site is this municipality's own, and so its news."""
        return self.place.area.code == self.page.own_area

    @property
    def root(self) -> str:
        """The address that the plan's pages lie under."""
        return f"/kommun/{self.place.area.code}/"

    def definition(self, indicator: Indicator) -> Definition | None:
        """Return the catalogue's definition of an indicator; None when the catalogue no longer has it."""
        return self.source.catalogue.get(indicator.definition)

    def answer(
        self,
        template: str,
        *,
        title: str,
        section: str,
        crumbs: tuple[Crumb, ...],
        **context: Any,
    ) -> HttpResponse:
        """Answer with a page of the plan, in its frame."""
        whole = frame(self.page, title=title, place=self.place, crumbs=way_to(self.page, self.place, *crumbs))
        whole |= figure_dates(self.source)
        whole |= {
            "section": section,
            "root": self.root,
        }
        return render(self.request, f"website/chain/{template}", whole | context)


PlanView = Callable[..., HttpResponse]


def planned(view: PlanView) -> PlanView:
    """Return the view with the plan of the municipality; where it has none, or lacks the page, that is the answer."""

    @wraps(view)
    def answering(request: HttpRequest, page: Page, code: str, *args: str) -> HttpResponse:
        source = figures()
        place = source.place(code)
        chain = chain_of(code)
        if chain is None:
            context = frame(page, title=say("{place_name} har ingen plan här", place_name=place.name), place=place)
            return render(request, "website/chain/no_plan.html", context, status=404)
        try:
            return view(Planned(request, page, source, place, chain), *args)
        except NotInThePlan as error:
            context = frame(page, title=say("Sidan finns inte i planen"), place=place) | {
                "wanted": str(error)[:60],
                "parent": error.parent,
            }
            return render(request, "website/chain/not_in_the_plan.html", context, status=404)

    return answered(answering)
