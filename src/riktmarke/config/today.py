"""The day and the moment of a request: the one place where the web reads the clock, so that pages are testable."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now

Respond = Callable[[HttpRequest], HttpResponse]


class Today:
    """Middleware that gives every request the day, in Swedish time, as `request.today`, and the moment, `request.now`.

    Pages that are kept may use the day alone; what is written has the moment.
    """

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request that knows its day."""
        request.now = now()
        request.today = localdate()
        return self._respond(request)
