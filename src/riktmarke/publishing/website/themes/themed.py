"""What every page of a theme shares: the municipality, its plan where it has one, and whose links are followed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.governance.definitions import Definition
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem
from riktmarke.governance.group_coverage import defined
from riktmarke.governance.linked import LinkedItem
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.answering import Crumb, figure_dates, frame, way_to
from riktmarke.publishing.website.chain.held import Chain, chain_of
from riktmarke.publishing.website.challenges.account import Account, account_of
from riktmarke.publishing.website.challenges.choosing import linked_to
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.templatetags.plan_words import in_address, numbered

SUSTAINABILITY = _("Hållbarhet")
NATIONAL = ("gender-equality", "public-health")


@dataclass(frozen=True, slots=True)
class ThemeItem:
    """One item of a framework with the indicators that are linked to it or to anything below it."""

    key: str
    number: str
    title: str
    address: str
    definitions: tuple[Definition, ...]

    @property
    def names(self) -> frozenset[str]:
        """The indicators by id."""
        return frozenset(definition.series for definition in self.definitions)


@dataclass(frozen=True)
class Themed:
    """A municipality's figures seen by theme; `chain` is its plan's, None where it has none."""

    request: HttpRequest
    page: Page
    source: Figures
    place: Place
    chain: Chain | None

    @property
    def root(self) -> str:
        """The address that the municipality's pages lie under."""
        return f"/kommun/{self.place.area.code}/"

    @cached_property
    def findings(self) -> AreaFindings:
        """Everything that can be said about the municipality's figures."""
        return self.source.run().of(self.place.area.code)

    @cached_property
    def account(self) -> Account | None:
        """The account of challenges; None until a run has been made."""
        return account_of(self.source, self.place)

    def framework(self, key: str) -> FrameworkList | None:
        """Return a framework of the catalogue; None where the installation has no such list."""
        return self.source.frameworks.get(key)

    def in_plan(self, key: str) -> bool:
        """Return whether the plan uses the framework, so that it is the plan's links that are followed."""
        return key in self._linked

    def told(self, key: str) -> bool:
        """Return whether a framework is told of here: one that the plan uses, a national one, or the own county's."""
        return (
            self.in_plan(key) or key in NATIONAL or self.place.county_name in getattr(self.framework(key), "title", "")
        )

    def items(self, key: str) -> tuple[ThemeItem, ...]:
        """Return the items of a framework with their indicators: the plan's where it uses it, else the catalogue's.

        A single heading over all the others is left out: its parts are the items.
        """
        if key in self._linked:
            tops = self._linked[key]
            return tuple(self._planned(key, one) for one in (tops[0].parts if len(tops) == 1 else tops))
        framework = self.framework(key)
        if framework is None:
            return ()
        goals = framework.goals
        below = framework.children(goals[0].id) if len(goals) == 1 else goals
        return tuple(self._mapped(framework, item) for item in below)

    def item(self, framework: FrameworkList, key: str) -> ThemeItem | None:
        """Return any item of a framework by its key as in an address, with the catalogue's links; None if unknown."""
        found = next((item for item in framework.items if in_address(item.id) == key), None)
        return self._mapped(framework, found) if found is not None else None

    def definitions(self, key: str) -> dict[str, Definition]:
        """Return all indicators linked to anything in the framework, each once."""
        return {d.series: d for item in self.items(key) for d in item.definitions}

    @cached_property
    def every_definition(self) -> dict[str, Definition]:
        """The plan's indicators, or the whole catalogue's where there is no plan or it has none."""
        names: Iterable[str] = self.chain.indicators if self.chain is not None else ()
        return defined(names, self.source.catalogue) or dict(self.source.catalogue)

    @cached_property
    def _linked(self) -> dict[str, list[LinkedItem]]:
        chain = self.chain
        return {f.key: chain.linked[f.pk] for f in chain.frameworks} if chain is not None else {}

    def _planned(self, framework: str, linked: LinkedItem) -> ThemeItem:
        known = defined((indicator.definition for indicator in linked.all_indicators), self.source.catalogue)
        return self._made(framework, linked.item.key, title_in_tongue(linked.item), known.values())

    def _mapped(self, framework: FrameworkList, item: FrameworkListItem) -> ThemeItem:
        names = linked_to(self.source.catalogue, framework, item)
        found = (d for name, d in self.source.catalogue.items() if name in names)
        return self._made(framework.id, item.id, title_in_tongue(item), found)

    def _made(self, framework: str, key: str, title: str, found: Iterable[Definition]) -> ThemeItem:
        address = f"{self.root}ramverk/{framework}/{in_address(key)}/"
        return ThemeItem(key, numbered(key), title, address, tuple(found))

    def answer(
        self,
        template: str,
        *,
        title: str,
        section: str,
        crumbs: tuple[Crumb, ...] = (),
        **context: Any,
    ) -> HttpResponse:
        """Answer with a page of the themes, in its frame."""
        above = Crumb(str(SUSTAINABILITY), f"{self.root}hallbarhet/") if crumbs else Crumb(str(SUSTAINABILITY))
        way = way_to(self.page, self.place, above, *crumbs)
        whole = frame(self.page, title=title, place=self.place, crumbs=way) | figure_dates(self.source)
        whole |= {
            "section": section,
            "root": self.root,
        }
        return render(self.request, f"website/themes/{template}", whole | context)


def themed(request: HttpRequest, page: Page, code: str) -> Themed:
    """Return the municipality seen by theme.

    Raises:
        NoFigures: when nothing has been imported and assessed yet.
        UnknownArea: when there is no such municipality.
    """
    source = figures()
    return Themed(request, page, source, source.place(code), chain_of(code))
