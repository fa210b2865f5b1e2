"""The overview of the themes: one page from which everything about sustainability is found, in a few words each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from riktmarke.publishing.website.answering import answered
from riktmarke.publishing.website.themes.state import ThemeState, state_of
from riktmarke.publishing.website.themes.themed import SUSTAINABILITY, Themed, themed
from riktmarke.vocabulary.groups import Ground

GLOBAL_GOALS, EQUALITY = "agenda-2030", "gender-equality"
THEMES, HEALTH = "social-sustainability-dalarna", "public-health"


@dataclass(frozen=True, slots=True)
class ThemeDoor:
    """A theme: what it is about, what it holds, and how it goes by its indicators (None where that is not counted)."""

    title: str | Promise
    address: str
    text: str | Promise
    count: str
    state: ThemeState | None


@answered
def overview(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the themes of sustainability."""
    seen = themed(request, page, code)
    return seen.answer(
        "overview.html",
        title=str(SUSTAINABILITY),
        section="sustainability",
        doors=list(_doors(seen)),
        judged=seen.account is not None,
    )


def _doors(seen: Themed) -> Iterator[ThemeDoor]:
    if seen.in_plan(GLOBAL_GOALS):
        yield _door(
            seen,
            GLOBAL_GOALS,
            title=_("Agenda 2030"),
            address=f"{seen.root}ramverk/{GLOBAL_GOALS}/",
            text=_("De 17 globala målen: social, ekologisk och ekonomisk hållbarhet tillsammans."),
        )
    yield _door(
        seen,
        HEALTH,
        title=_("Social hållbarhet"),
        address=f"{seen.root}social-hallbarhet/",
        text=_("Hälsan och vad som påverkar den: uppväxt, skola, arbete, inkomst, boende och delaktighet."),
    )
    yield _door(
        seen,
        EQUALITY,
        title=_("Jämställdhet"),
        address=f"{seen.root}jamstalldhet/",
        text=_("Det nationella målet och de sex delmålen, med kvinnor, män och skillnaden mellan dem."),
    )
    yield ThemeDoor(
        title=_("Mångfald"),
        address=f"{seen.root}mangfald/",
        text=_("De sju diskrimineringsgrunderna: vad siffrorna kan visa om var och en, och vad de inte kan visa."),
        count=_("%d grunder") % len(Ground),
        state=None,
    )


def _door(seen: Themed, framework: str, *, title: str, address: str, text: str) -> ThemeDoor:
    definitions = seen.definitions(framework)
    count = len(definitions)
    return ThemeDoor(
        title=title,
        address=address,
        text=text,
        count=ngettext("%d indikator", "%d indikatorer", count) % count,
        state=state_of(seen.account, definitions),
    )
