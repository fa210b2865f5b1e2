"""An empty text, seen by nobody, for every page of a municipality: staff find the page and write."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from riktmarke.operations.migrating import by_one_process
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.models import NewsIndex, PageText, StartPage, TextFolder
from riktmarke.publishing.website.texts.elements import Element, Kind, elements
from riktmarke.publishing.website.texts.pages import TITLE_LENGTH
from riktmarke.vocabulary.errors import NoFigures, UnknownArea


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many texts were made, and how many followed a new title of their page."""

    made: int
    renamed: int


@by_one_process()
@transaction.atomic
def ensure_texts(area: str) -> Seeded:
    """Make the texts that are missing, and let the titles of the others follow the plan. What is written is kept.

    A text whose page is gone is kept as well: the list of texts says that it has no page.
    """
    site = StartPage.objects.first()
    if site is None:
        return Seeded(0, 0)
    folder = _folder(site, area)
    wanted = elements(site, area, chain_of(area))
    # by address alone: a page about no municipality keeps its text when the site becomes another municipality's
    held = {text.address: text for text in PageText.objects.filter(address__in=[e.address for e in wanted])}
    made = [text_for(folder, element) for element in wanted if element.ready and element.address not in held]
    renamed = [_rename(held[e.address], e) for e in wanted if e.address in held and held[e.address].title != _title(e)]
    return Seeded(len(made), len(renamed))


def text_for(folder: TextFolder, element: Element) -> PageText:
    """Return a new, empty text for a page, in its municipality's folder. It is published by somebody, or never."""
    text: PageText = folder.add_child(
        instance=PageText(
            title=_title(element),
            slug=slugify(element.address.replace("/", " ")) or "start",
            area=folder.area,
            address=element.address,
            kind=element.kind.name,
            live=False,
        )
    )
    return text


def text_at_address(area: str, address: str) -> PageText | None:
    """Return the text of a page of a municipality, made if it is not there; None where there is no such page."""
    site = StartPage.objects.first()
    found: PageText | None = PageText.objects.filter(address=address).first()
    if found is not None:
        return found if found.area == area or found.kind == Kind.SITE.name else None
    if site is None:
        return None
    element = next((e for e in elements(site, area, chain_of(area)) if e.address == address), None)
    return text_for(_folder(site, area), element) if element is not None else None


def ensure_news(site: StartPage) -> NewsIndex:
    """Return the list of news, made if it is not there."""
    found: NewsIndex | None = NewsIndex.objects.first()
    if found is None:
        found = site.add_child(instance=NewsIndex(title="Nyheter", slug="nyheter"))
        found.save_revision().publish()
    return found


def _folder(site: StartPage, area: str) -> TextFolder:
    found: TextFolder | None = TextFolder.objects.filter(area=area).first()
    if found is None:
        title = f"Texter för {_name(area)}"
        found = site.add_child(instance=TextFolder(title=title, slug=f"texter-{area}", area=area))
    return found


def _name(area: str) -> str:
    try:
        return figures().dataset().areas[area].name
    except (NoFigures, UnknownArea):
        return area


def _title(element: Element) -> str:
    return element.title[:TITLE_LENGTH]


def _rename(text: PageText, element: Element) -> PageText:
    text.title = text.draft_title = _title(element)
    text.save(update_fields=["title", "draft_title"])
    return text
