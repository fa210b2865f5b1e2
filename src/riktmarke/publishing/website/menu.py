"""The main menu: a few sections that any reader knows the words for, and the pages of the section that one is in.

A section with several pages shows them in a row of its own below the menu, so that nothing has to be opened: the whole
menu works without scripts, in any width, and is heard as two short lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from riktmarke.publishing.website.languages.addresses import ENGLISH_ROOT

PAGE, WITHIN = "page", "true"  # of aria-current: this page, and a page within this section


@dataclass(frozen=True, slots=True)
class Door:
    """A page in the menu; `sections` are the words by which pages say that they belong to it."""

    title: str | Promise
    address: str
    sections: tuple[str, ...] = ()
    pages: tuple["Door", ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; `current` is what aria-current says, empty where the reader is elsewhere."""

    title: str | Promise
    address: str
    current: str


@dataclass(frozen=True, slots=True)
class Menu:
    """The main menu, and the pages of the section that the reader is in (none where it has no others)."""

    entries: tuple[Entry, ...]
    section_title: str | Promise
    section_pages: tuple[Entry, ...]


def sections(code: str, *, planned: bool, global_goals: bool) -> tuple[Door, ...]:
    """Return the sections of a municipality's site, each with its pages.

    Args:
        code: the municipality's.
        planned: whether it has a plan.
        global_goals: whether the plan uses Agenda 2030.
    """
    root = f"/kommun/{code}/"
    plan = Door(
        _("Vision och mål"),
        f"{root}vision/",
        pages=(
            Door(_("Visionen"), f"{root}vision/", ("vision",)),
            Door(_("Fokusområden"), f"{root}fokusomraden/", ("focus",)),
            Door(_("Alla mål"), f"{root}mal/"),
            Door(_("Styrdokument"), f"{root}styrdokument/", ("documents",)),
        ),
    )
    agenda = Door(_("Agenda 2030"), f"{root}ramverk/agenda-2030/", ("agenda-2030",))
    frameworks = Door(_("Alla ramverk"), f"{root}ramverk/", ("frameworks", "cemr", "vagen-in"))
    sustainability = Door(
        _("Hållbarhet"),
        f"{root}hallbarhet/",
        pages=(
            Door(_("Hållbarhet i korthet"), f"{root}hallbarhet/", ("sustainability",)),
            *((agenda,) if global_goals else ()),
            Door(_("Social hållbarhet"), f"{root}social-hallbarhet/", SOCIAL),
            Door(_("Jämställdhet"), f"{root}jamstalldhet/", ("gender-equality",)),
            Door(_("Mångfald"), f"{root}mangfald/", ("diversity",)),
            *((frameworks,) if planned else ()),
        ),
    )
    return (
        Door(_("Översikt"), root, ("start",)),
        Door(_("Utmaningar"), f"{root}utmaningar/", ("challenges",)),
        *((plan,) if planned else ()),
        sustainability,
        Door(_("Alla nyckeltal"), f"{root}utforska/", ("explore",)),
        Door(
            _("Jämför"),
            f"{root}jamfor/",
            pages=(
                Door(_("Jämför kommuner"), f"{root}jamfor/", ("compare",)),
                Door(_("Karta"), f"{root}karta/", ("map",)),
                Door(_("Alla kommuner"), "/kommuner/", ("places",)),
            ),
        ),
    )


SOCIAL = ("social-sustainability", "public-health", "social-sustainability-dalarna")
WITHOUT_A_PLACE = (Door(_("Kommuner"), "/kommuner/", ("places",)),)
EVERYWHERE = (
    Door(_("Nyheter"), "/nyheter/", ("news",)),
    Door(_("Om siffrorna"), "/om-siffrorna/", ("about",)),
)


def menu(doors: Iterable[Door], *, section: str, path: str) -> Menu:
    """Return the menu as a reader meets it on the page at `path`, which belongs to `section`."""
    found = tuple(doors)
    here = next((door for door in found if _holds(door, section, path)), None)
    pages = tuple(_entry(page, section, path) for page in here.pages) if here else ()
    return Menu(
        entries=tuple(_entry(door, section, path) for door in found),
        section_title=here.title if here else "",
        section_pages=pages,
    )


def _entry(door: Door, section: str, path: str) -> Entry:
    current = PAGE if _is_at(door, path) else WITHIN if _holds(door, section, path) else ""
    return Entry(door.title, door.address, current)


def _is_at(door: Door, path: str) -> bool:
    # A page has the language before its address where it is not the first language.
    return path in {door.address, f"{ENGLISH_ROOT}{door.address}"}


def _holds(door: Door, section: str, path: str) -> bool:
    return (
        (bool(section) and section in door.sections)
        or _is_at(door, path)
        or any(_holds(page, section, path) for page in door.pages)
    )
