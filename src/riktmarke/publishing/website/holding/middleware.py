"""The public pages from memory: read by everybody alike, made once for each state of what they show.

A page is held by its address, the day and the state of the site (`state.py`), so that nothing has to be emptied: what
has changed has another key, and what nobody asks for falls out. Who has signed in is always answered anew.

Pages that are asked for with a query can be made up without end, so they have a memory of their own: whoever tries
every query pushes out other queries, and never the pages themselves.
"""

import gzip
from collections.abc import Callable
from contextlib import nullcontext
from hashlib import blake2b

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from riktmarke.publishing.static_site.asking import MARK
from riktmarke.publishing.website.holding.memory import Answer, Memory
from riktmarke.publishing.website.holding.parameters import known_part
from riktmarke.publishing.website.holding.state import state_of_the_site
from riktmarke.publishing.website.one_answer import one_answer
from riktmarke.vocabulary.errors import RiktmarkeError

Respond = Callable[[HttpRequest], HttpResponse]

READING = ("GET", "HEAD")
ELSEWHERE = ("/admin/", "/django-admin/", "/static/", "/media/", "/dokument/")
# Charts are kept drawn, and files are asked for by few: they need neither the memory nor the database.
FILES = (".svg", ".png", ".csv", ".xlsx", ".css")
LONGEST_ADDRESS = 600
LONGEST_HELD = 2_000_000  # bytes of one answer
GZIP_LEVEL = 6
KEPT = ("text/html", "application/atom+xml", "application/xml", "text/plain")
NOT_KEPT = ("no-store", "private", "no-cache")

SHARE_OF_QUERIES = 0.25
_BYTES = settings.RIKTMARKE_HELD_PAGES_MB * 1_000_000
OF_QUERIES = Memory(int(_BYTES * SHARE_OF_QUERIES))
MEMORY = Memory(_BYTES - OF_QUERIES.most_bytes)


class HeldPages:
    """Middleware that answers a reader from memory where it can."""

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory, or answer and remember."""
        with one_answer() if request.method in READING else nullcontext():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if not asked_alike(request):
            return self._respond(request)
        request.META["QUERY_STRING"] = known_part(request.META.get("QUERY_STRING", ""))
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return self._respond(request)
        try:
            state = state_of_the_site()
        except (RiktmarkeError, DatabaseError, OSError):
            return self._respond(request)  # the page says itself what is wrong
        key = (request.scheme, request.get_host(), request.get_full_path(), request.today, state)
        made: list[HttpResponse] = []

        def make() -> Answer | None:
            made.append(self._respond(request))
            return _to_hold(made[0])

        memory = OF_QUERIES if request.META["QUERY_STRING"] else MEMORY
        answer = memory.answer(key, make)
        if answer is None:
            return made[0] if made else self._respond(request)
        return _sent(request, answer)


def forget() -> None:
    """Forget every page."""
    MEMORY.forget()
    OF_QUERIES.forget()


def asked_alike(request: HttpRequest) -> bool:
    """Return whether everybody who asks this is answered the same."""
    return (
        request.method == "GET"
        and not request.path.startswith(ELSEWHERE)
        and not request.path.endswith(FILES)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Range" not in request.headers
        and MARK not in request.META
        and not getattr(request, "is_dummy", False)  # the editor's preview of a draft
    )


def _to_hold(response: HttpResponse) -> Answer | None:
    """Return what is to be held of an answer; None where it is an error, someone's own, or too large."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return None
    control = response.headers.get("Cache-Control", "")
    kind = response.headers.get("Content-Type", "")
    if any(word in control for word in NOT_KEPT) or not kind.startswith(KEPT):
        return None
    if len(response.content) > LONGEST_HELD or response.has_header("Content-Encoding"):
        return None
    headers = tuple((name, value) for name, value in response.headers.items() if name != "Content-Length")
    # of the content itself: a new version of the program, or another setting, makes another page of the same state
    etag = f'W/"{blake2b(response.content, digest_size=12).hexdigest()}"'
    return Answer(headers, response.content, gzip.compress(response.content, GZIP_LEVEL, mtime=0), etag)


def _sent(request: HttpRequest, answer: Answer) -> HttpResponse:
    if answer.etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        zipped = "gzip" in request.headers.get("Accept-Encoding", "") and len(answer.gzipped) < len(answer.plain)
        response = HttpResponse(answer.gzipped if zipped else answer.plain)
        if zipped:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
    for name, value in answer.headers:
        if not (response.status_code == 304 and name == "Content-Type"):
            response[name] = value
    patch_vary_headers(response, ("Accept-Encoding",))
    response.setdefault("ETag", answer.etag)
    response.setdefault("Cache-Control", "public, no-cache")  # kept by browsers, and asked for again: 304 costs nothing
    return response
