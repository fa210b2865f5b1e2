"""The published texts as pages read them, held in memory until something is published or taken away."""

from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.rich_text import expand_db_html

from riktmarke.governance.history import Stamp, stamp_of
from riktmarke.publishing.website.one_answer import once_an_answer
from riktmarke.publishing.website.texts.written import Written

# What changes what visitors see. Drafts are not among them.
SEEN = (
    *("wagtail.publish", "wagtail.publish.scheduled", "wagtail.unpublish", "wagtail.unpublish.scheduled"),
    *("wagtail.delete", "wagtail.move"),
    *("wagtail.view_restriction.create", "wagtail.view_restriction.edit", "wagtail.view_restriction.delete"),
)
SWEDISH, ENGLISH = "sv", "en"
Version = tuple[Stamp, Stamp]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text in the language of the page, or in Swedish where there is no other: `language` says which it is in."""

    introduction: SafeString
    body: SafeString
    language: str
    responsible: str = ""
    updated: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.introduction or self.body)


NOTHING = Shown(SafeString(""), SafeString(""), SWEDISH)


def shown(written: Written, language: str) -> Shown:
    """Return what a text shows on a page in a language, as HTML."""
    english = language == ENGLISH and bool(written.introduction_en or written.body_en)
    introduction = written.introduction_en if english else written.introduction
    body = written.body_en if english else written.body
    return Shown(
        introduction=SafeString(expand_db_html(introduction)) if introduction else SafeString(""),
        body=SafeString(render_to_string("website/texts/blocks.html", {"blocks": body})) if body else SafeString(""),
        language=ENGLISH if english else SWEDISH,
        responsible=getattr(written, "responsible", ""),
        updated=written.last_published_at,
    )


@dataclass
class _Held:
    version: Version
    texts: dict[str, Written]
    html: dict[tuple[str, str], Shown] = field(default_factory=dict)


_held: dict[str, _Held] = {}


@once_an_answer
def texts_version() -> Version:
    """Return what is another as soon as a text or a piece of news is published, changed or taken away.

    So it is when what a text shows changes without the text: a picture put in the place of another, a document. Two
    small queries on an index: for the keys of caches.
    """
    return (
        stamp_of(PageLogEntry, moment="timestamp", only=("action", SEEN)),
        stamp_of(ModelLogEntry, moment="timestamp"),
    )


def text_at(address: str, language: str) -> Shown:
    """Return the published text of the page at an address; what shows nothing where there is none."""
    held = _current()
    if address not in held.texts:
        return NOTHING
    found = held.html.get((address, language))
    if found is None:
        found = held.html[address, language] = shown(held.texts[address], language)
    return found


def text_updated(area: str, address: str) -> datetime | None:
    """Return when the text of a page was last published; None where nobody has written one."""
    texts = _current().texts
    found = texts.get(address) or texts.get(f"/kommun/{area}{address}")
    return found.last_published_at if found is not None and _says_something(found) else None


def responsible_named(address: str) -> str:
    """Return the key of the role that the text of a page names as responsible; empty where it names none."""
    return getattr(_current().texts.get(address), "responsible", "")


def forget_texts() -> None:
    """Hold nothing any longer: for tests, whose databases go back in time."""
    _held.clear()


def _current() -> _Held:
    version = texts_version()
    held = _held.get("texts")
    if held is None or held.version != version:
        held = _held["texts"] = _Held(version=version, texts=_published())
    return held


def _published() -> dict[str, Written]:
    # imported here: the models import the views, which show texts
    from riktmarke.publishing.website.models import NewsPage, PageText, StartPage

    found: dict[str, Written] = {text.address: text for text in PageText.objects.live().public()}
    found |= {f"/nyheter/{piece.slug}/": piece for piece in NewsPage.objects.live().public()}
    start = StartPage.objects.live().public().first()
    if start is not None:
        found["/"] = found[f"/kommun/{start.own_area}/"] = start
    return found


def _says_something(text: Written) -> bool:
    return any((text.introduction, text.body, text.introduction_en, text.body_en))
