"""Whoever has been signed out while writing gets the text back: a form that was sent is never lost in the sign-in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

STAFF = "/admin/riktmarke/"
TECHNICAL = {"csrfmiddlewaretoken", "seen"}


class SignedOut:
    """Middleware that answers a form sent by nobody to a staff page with what was in it, in place of the sign-in alone.

    It looks once Django has seen that the form came from the site itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return what the site answers."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Answer with the page that has what was written; None, which goes on, for everything else."""
        sent = request.method == "POST" and request.path.startswith(STAFF)
        if not sent or request.user.is_authenticated:
            return None
        came_from = urlsplit(request.headers.get("Referer", ""))
        back = came_from.path if came_from.path.startswith(STAFF) else reverse("wagtailadmin_home")
        written, short = _sent(request)
        context = {"written": written, "short": short, "back": f"{back}?{came_from.query}" if came_from.query else back}
        answer = render(request, "editing/signed_out.html", context, status=401)
        add_never_cache_headers(answer)
        return answer


def _sent(request: HttpRequest) -> tuple[list[str], list[str]]:
    """Return the texts that were sent, and what is short: without a blank, a word or a figure or a choice's code."""
    values = [value.strip() for name, all_ in request.POST.lists() if name not in TECHNICAL for value in all_]
    words = [value for value in values if any(sign.isspace() for sign in value)]
    return words, list(dict.fromkeys(value for value in values if value and value not in words))
