"""The address alone says the language: no cookie, no header of the browser's, so that one answer serves everybody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation

from riktmarke.presentation.language import Language
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.languages.addresses import ENGLISH_ROOT, in_english, is_english, links_in_english
from riktmarke.publishing.website.languages.quotations import quotations_marked

Respond = Callable[[HttpRequest], HttpResponse]


class LanguageOfTheAddress:
    """Middleware: /en/… is answered as the Swedish address after it, in English and with links to English.

    A view sees the Swedish address in `request.path_info`, the whole of it in `request.path`, and `request.language`.
    """

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the address's language."""
        if request.path_info == ENGLISH_ROOT:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{ENGLISH_ROOT}/{'?' if query else ''}{query}")
        english = is_english(request.path_info)
        request.language = (Language.ENGLISH if english else Language.SWEDISH).value
        if english:
            request.path_info = request.path_info.removeprefix(ENGLISH_ROOT)
        with translation.override(request.language):
            response = self._respond(request)
        return _kept_in_english(response) if english else response


def _kept_in_english(response: HttpResponse) -> HttpResponse:
    """Return the answer with its links, and the address it may send the reader on to, in English.

    What it quotes in Swedish is marked as that.
    """
    if "Location" in response.headers:
        response.headers["Location"] = in_english(response.headers["Location"])
    if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
        html = quotations_marked(response.content.decode(response.charset), titles=figures().quoted_titles)
        response.content = links_in_english(html).encode(response.charset)
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
    return response
