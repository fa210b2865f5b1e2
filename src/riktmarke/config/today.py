"""The day a visitor reads a page: the one place where the web reads the clock, so that pages are testable."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

Respond = Callable[[HttpRequest], HttpResponse]


class Today:
    """Middleware that gives every request the day, in Swedish time, as `request.today`."""

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request that knows its day."""
        request.today = localdate()
        return self._respond(request)
