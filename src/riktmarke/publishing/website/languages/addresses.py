"""Addresses in two languages: a Swedish one, and the same below /en."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.safestring import SafeString

ENGLISH_ROOT = "/en"
# What has no language: files, the editor, uploaded documents, and what programs ask for at the root.
WITHOUT_LANGUAGE = re.compile(
    r"/(?:/|en(?:[/?#]|$)|(?:static|media|admin|dokument)(?:[/?#]|$)|(?:robots\.txt|sitemap\.xml|favicon\.ico)$)"
)
# A tag with its attributes: a ">" inside quotation marks does not end it.
TAG = re.compile(r"<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
ADDRESS = re.compile(r"(?<=\s)((?:href|src|srcset|action|formaction)=[\"'])(/[^\"']*)")
OF_ANOTHER_LANGUAGE = re.compile(r"\shreflang=[\"']sv[\"']")


def is_english(path: str) -> bool:
    """Return whether a path belongs to the English pages; what has no language has none below /en either."""
    return path.startswith(f"{ENGLISH_ROOT}/") and not WITHOUT_LANGUAGE.match(path.removeprefix(ENGLISH_ROOT))


def in_english(address: str) -> str:
    """Return the English address of one of our pages or files; unchanged where it has no language, or is not ours."""
    path = urlsplit(address).path if address.startswith("/") else ""
    return f"{ENGLISH_ROOT}{address}" if path and not WITHOUT_LANGUAGE.match(address) else address


def links_in_english(html: str) -> str:
    """Return a page whose links, forms and pictures lead to English; a link with hreflang="sv" leads where it says."""
    return TAG.sub(_tag_in_english, html)


def _tag_in_english(tag: re.Match[str]) -> str:
    text = tag[0]
    if ('="/' not in text and "='/" not in text) or OF_ANOTHER_LANGUAGE.search(text):
        return text
    return ADDRESS.sub(lambda found: found[1] + in_english(found[2]), text)


def addresses(request: HttpRequest) -> dict[str, str]:
    """Return the page's language and its addresses in both: what the frame of a page says, as a context processor."""
    path = escape_uri_path(request.path_info)
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    asked = f"{path}?{query}" if query else path
    root = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    language = getattr(request, "language", "sv")
    return {
        "language": language,
        # stands in the tag of what is Swedish on any page
        "sv": SafeString(' lang="sv"') if language == "en" else "",
        "in_swedish": asked,
        "in_english": in_english(asked),
        "swedish_page": f"{root}{path}",
        "english_page": f"{root}{in_english(path)}",
        "this_page": f"{root}{in_english(path) if language == 'en' else path}",
    }
