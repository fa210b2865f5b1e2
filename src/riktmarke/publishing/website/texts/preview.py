"""A page as visitors will see it, with what is being written on it: the page's own view answers, in either language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from riktmarke.publishing.website.texts.written import Written

SWEDISH_ONLY, IN_ENGLISH = "", "en"
MODES = [(SWEDISH_ONLY, "På svenska"), (IN_ENGLISH, "På engelska")]


def previewed(
    request: HttpRequest, written: Written, mode: str, answer: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """Return what a view answers where the text of its page is the one that is being written."""
    request.previewed_text = written
    request.language = mode or "sv"
    with override(request.language):
        response = answer(request)
        return response.render() if hasattr(response, "render") else response
