"""What is told at the foot of a page, worked out from its address alone: who answers for it, and when it was changed.

The same function answers when a form comes in, so that nobody can choose the receiver by editing the page.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings

from riktmarke.dialogue.roles import NOBODY, ResponsibleRole, as_responsible
from riktmarke.governance import queries
from riktmarke.governance.models import Plan, Role
from riktmarke.publishing.website.chain.held import Chain, chain_of
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.languages.addresses import ENGLISH_ROOT, is_english
from riktmarke.publishing.website.menu import EVERYWHERE, Door, sections
from riktmarke.publishing.website.searching.site_pages import OF_A_MUNICIPALITY as IN_A_MUNICIPALITY
from riktmarke.publishing.website.searching.site_pages import OF_A_PLAN, OF_THE_SITE
from riktmarke.publishing.website.texts.held import responsible_named, text_updated
from riktmarke.vocabulary.errors import NoFigures, UnknownSeries

LONGEST_ADDRESS = 500
# An address such as this site has, and nothing that a browser could take for another one's, or a mail reader for a
# sentence: it is written in mail to whoever is said to have sent the form.
LOCAL = re.compile(r"/(?!/)[\w\-./~%]*")
OF_A_MUNICIPALITY = re.compile(r"^/kommun/(?P<area>\d{4})/(?:(?P<section>[\w-]+)/(?:(?P<key>[^/]+)/)?)?")

Rows = Callable[[Chain], Iterable[Any]]
# The section of an address, the table of the plan file that its rows are in, and how the plan lists them. A room that
# has pages of rows of its own adds its section here.
ROWS_OF: dict[str, tuple[str, Rows]] = {
    "overgripande-mal": ("overarching_goals", lambda chain: chain.overarching_goals),
    "mal": ("goals", lambda chain: chain.goals),
    "fokusomraden": ("focus_areas", lambda chain: chain.focus_areas),
    "styrdokument": ("documents", lambda chain: chain.documents),
    "nyckeltal": ("indicators", lambda chain: chain.indicators.values()),
    "utmaningar": ("indicators", lambda chain: chain.indicators.values()),
}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page and who answers for it. `responsible` is NOBODY where the plan names no role for it.

    `area`: the plan that the answer is a matter of; `title`: the row's own, empty where the page is about no row;
    `changed`: when the row, or else the plan, was last written to.
    """

    address: str
    area: str
    plan: Plan | None
    responsible: ResponsibleRole
    phone: str
    for_the_row: bool
    title: str
    changed: datetime | None


def local_address(written: str) -> str:
    """Return the Swedish address of a page of this site; the start page's where it is not one."""
    known = written.removeprefix(ENGLISH_ROOT) if is_english(written) else written
    return known if len(known) <= LONGEST_ADDRESS and LOCAL.fullmatch(known) else "/"


def facts_of(address: str, *, own_area: str) -> PageFacts:
    """Return what is known of the page at this address.

    A page about a municipality without a plan here is answered for by the one whose site it is. Where staff have
    written a text on the page, the role that it names answers, and the text's day counts as a change.
    """
    facts = _facts_of(address, own_area=own_area)
    updated = max(filter(None, (facts.changed, text_updated(facts.area, address))), default=None)
    named = responsible_named(address)
    role = queries.role(facts.plan, named) if facts.plan is not None and named else None
    if role is None:
        return replace(facts, changed=updated)
    return replace(facts, changed=updated, responsible=as_responsible(role), phone=role.phone, for_the_row=True)


def _facts_of(address: str, *, own_area: str) -> PageFacts:
    parts = OF_A_MUNICIPALITY.match(address)
    area = parts["area"] if parts else own_area
    chain = chain_of(area) if area else None
    if chain is None:
        chain = chain_of(own_area) if own_area else None
        return _of_the_plan(address, own_area, chain)
    row, table = _row(chain, parts["section"], parts["key"]) if parts else (None, "")
    if row is None:
        return _of_the_plan(address, area, chain)
    role: Role | None = row.responsible or chain.contact
    return PageFacts(
        address=address,
        area=area,
        plan=chain.plan,
        responsible=as_responsible(role) if role else NOBODY,
        phone=role.phone if role else "",
        for_the_row=row.responsible is not None,
        title=getattr(row, "title", ""),
        changed=chain.changes.get((table, row.key)),
    )


def title_of(address: str) -> str:
    """Return what the page at an address is called, in the language that is spoken; empty where nobody has said.

    That is what the menu calls it, else the search; a page about an indicator is called what the indicator is.
    """
    parts = OF_A_MUNICIPALITY.match(address)
    doors = (*EVERYWHERE, *(sections(parts["area"], planned=True, global_goals=True) if parts else ()))
    title = next((str(door.title) for door in _all(doors) if door.address == address), "")
    if title:
        return title
    if parts and parts["key"]:
        of_an_indicator = ROWS_OF.get(parts["section"], ("",))[0] == "indicators"
        return _title_of_indicator(parts["key"]) if of_an_indicator else ""
    below = address.removeprefix(f"/kommun/{parts['area']}/") if parts else address
    searched = (*OF_A_PLAN, *IN_A_MUNICIPALITY) if parts else OF_THE_SITE
    return next((str(title) for end, title, *_ in searched if end == below), "")


def _title_of_indicator(series: str) -> str:
    known = figures()
    definition = known.definition(series)
    try:
        return definition.title if definition else known.dataset().series[series].title
    except (NoFigures, UnknownSeries):
        return ""


def mail_to(responsible: ResponsibleRole) -> str:
    """Return an address that can be written to beside the form: the role's own, else RIKTMARKE_CONTACT_EMAIL."""
    own = responsible.email if not responsible.email.rpartition("@")[2].startswith("example.") else ""
    return own or settings.RIKTMARKE_CONTACT_EMAIL


def _of_the_plan(address: str, area: str, chain: Chain | None) -> PageFacts:
    role = chain.contact if chain is not None else None
    of_a_municipality = bool(OF_A_MUNICIPALITY.match(address)) or address == "/"
    return PageFacts(
        address=address,
        area=area,
        plan=chain.plan if chain is not None else None,
        responsible=as_responsible(role) if role else NOBODY,
        phone=role.phone if role else "",
        for_the_row=False,
        title="",
        changed=chain.changed if chain is not None and of_a_municipality else None,
    )


def _row(chain: Chain, section: str | None, key: str | None) -> tuple[Any, str]:
    if not section or not key or section not in ROWS_OF:
        return None, ""
    table, rows = ROWS_OF[section]
    wanted = "definition" if table == "indicators" else "key"
    return next((row for row in rows(chain) if getattr(row, wanted) == key), None), table


def _all(doors: Iterable[Door]) -> Iterable[Door]:
    for door in doors:
        yield from door.pages  # a section has the address of its first page, which has the better name
        yield door
