"""The text of the page that is asked for, for its template; nothing is read before the template shows it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from riktmarke.publishing.website.texts.held import Shown, shown, text_at

ENGLISH_ROOT = "/en/"


def page_text(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """Return `page_text` for a template: the published text of its page, or the draft where one is previewed."""
    return {"page_text": SimpleLazyObject(lambda: text_of(request))}


def text_of(request: HttpRequest) -> Shown:
    """Return the text of the page that is asked for."""
    language = (get_language() or "sv")[:2]
    previewed = getattr(request, "previewed_text", None)
    if previewed is not None:
        return shown(previewed, language)
    return text_at(address_of(request), language)


def address_of(request: HttpRequest) -> str:
    """Return the address of the page, the same in both languages."""
    path: str = request.path_info
    return path.removeprefix("/en") if path.startswith(ENGLISH_ROOT) else path
