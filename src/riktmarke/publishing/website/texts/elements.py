"""The pages of a municipality that a text can stand on: every page type, and every element of the plan that has one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin

from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.templatetags.plan_words import in_address, numbered


class Kind(StrEnum):
    """What sort of page it is, in the words that staff see."""

    START = "Startsida"
    VISION = "Vision"
    OVERARCHING_GOAL = "Övergripande mål"
    GOAL = "Mål"
    FOCUS_AREA = "Fokusområde"
    DOCUMENT = "Styrdokument"
    FRAMEWORK = "Ramverk"
    FRAMEWORK_ITEM = "Punkt i ramverk"
    THEME = "Tema"
    FIGURES = "Siffror"
    SITE = "Om webbplatsen"


@dataclass(frozen=True, slots=True)
class Element:
    """A page that a text can stand on. `ready`: staff find an empty text for it; the others are made when wanted."""

    address: str
    title: str
    kind: Kind
    ready: bool = True


# The pages that every municipality has, below its code. One that the site does not have (yet) is left out.
WITHIN = (
    ("hallbarhet/", "Hållbarhet", Kind.THEME),
    ("jamstalldhet/", "Jämställdhet", Kind.THEME),
    ("mangfald/", "Mångfald", Kind.THEME),
    ("social-hallbarhet/", "Social hållbarhet", Kind.THEME),
    ("utmaningar/", "Våra utmaningar", Kind.FIGURES),
    ("befolkning/", "Befolkningen framåt", Kind.FIGURES),
    ("jamfor/", "Jämför kommuner", Kind.FIGURES),
    ("karta/", "Karta", Kind.FIGURES),
    ("utforska/", "Alla nyckeltal", Kind.FIGURES),
)
LISTS = (
    ("vision/", "Vision och mål", Kind.VISION),
    ("mal/", "Alla mål", Kind.GOAL),
    ("fokusomraden/", "Fokusområden", Kind.FOCUS_AREA),
    ("styrdokument/", "Styrdokument", Kind.DOCUMENT),
    ("ramverk/", "Ramverk", Kind.FRAMEWORK),
    ("konsuppdelning/", "Alltid kön, aldrig bara kön", Kind.THEME),
)
OF_THE_SITE = (
    ("/om-siffrorna/", "Om siffrorna", Kind.SITE),
    ("/kommuner/", "Kommuner", Kind.SITE),
    ("/tillganglighet/", "Tillgänglighet", Kind.SITE),
    ("/personuppgifter/", "Personuppgifter", Kind.SITE),
    ("/om/prognoser/", "Hur bra är våra prognoser?", Kind.SITE),
)


def elements(site: RoutablePageMixin, code: str, chain: Chain | None) -> list[Element]:
    """Return every page of a municipality that a text can stand on, in the order that staff look for them."""
    own = code == site.own_area
    root = f"/kommun/{code}/"
    found = [] if own else [Element(root, "Startsida", Kind.START)]  # our own start is a page of its own in Wagtail
    if chain is not None:
        found += _of_the_plan(root, chain)
    fixed = [Element(f"{root}{end}", title, kind) for end, title, kind in WITHIN]
    if own:
        fixed += [Element(address, title, kind) for address, title, kind in OF_THE_SITE]
    return [*found, *(element for element in fixed if _has_page(site, element.address))]


def _of_the_plan(root: str, chain: Chain) -> Iterator[Element]:
    yield from (Element(f"{root}{end}", title, kind) for end, title, kind in LISTS)
    for goal in chain.overarching_goals:
        yield Element(f"{root}overgripande-mal/{goal.key}/", goal.title, Kind.OVERARCHING_GOAL)
    for area in chain.focus_areas:
        yield Element(f"{root}fokusomraden/{area.key}/", area.title, Kind.FOCUS_AREA)
    for goal in chain.goals:
        yield Element(f"{root}mal/{goal.key}/", goal.title, Kind.GOAL)
    for document in chain.documents:
        yield Element(f"{root}styrdokument/{document.key}/", document.title, Kind.DOCUMENT)
    for framework in chain.frameworks:
        yield Element(f"{root}ramverk/{framework.key}/", framework.title, Kind.FRAMEWORK)
        for linked in chain.linked[framework.pk]:
            for item in (linked.item, *(part.item for part in linked.parts)):
                yield Element(
                    f"{root}ramverk/{framework.key}/{in_address(item.key)}/",
                    f"{framework.short_title or framework.title} {numbered(item.key)} {item.title}".replace("  ", " "),
                    Kind.FRAMEWORK_ITEM,
                    ready=False,
                )


def _has_page(site: RoutablePageMixin, address: str) -> bool:
    try:
        site.resolve_subpage(address)
    except Http404:
        return False
    return True
