"""Kolada on this machine: a real server on 127.0.0.1 that answers as version 3 of the API is documented to.

It holds what a test gives it, refuses what the documentation does not allow (more than 25 areas, more than 20 years,
pages of more than 5000), counts what it is asked, and has faults that can be switched on. Its shapes are held against
recorded responses in test_kolada_server.
"""

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

Row = dict[str, Any]
MOST_AREAS, MOST_YEARS, MOST_PER_PAGE = 25, 20, 5000
ENTITIES = ("municipality", "municipality_groups", "kpi", "kpi_groups")


@dataclass
class Told:
    """What Kolada says of one cell: value, status word, and the day it last changed."""

    value: float | None
    status: str = ""
    deleted: bool = False
    changed: date = date(2020, 1, 1)


Cell = tuple[str, str, int, str]  # series, area, year, gender


@dataclass
class Holdings:
    """What the server has: its lists, and its cells."""

    lists: dict[str, list[Row]] = field(default_factory=lambda: {entity: [] for entity in ENTITIES})
    cells: dict[Cell, Told] = field(default_factory=dict)

    _index: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)
    _indexed: int = -1

    def _cells_of(self, kpi: str, area: str) -> list[tuple[int, str]]:
        """Return the years and genders of a series for an area, in order."""
        if self._indexed != len(self.cells):
            self._index, self._indexed = {}, len(self.cells)
            for series, place, year, gender in sorted(self.cells):
                self._index.setdefault((series, place), []).append((year, gender))
        return self._index.get((kpi, area), [])

    def rows(self, series: Sequence[str], areas: Sequence[str], years: Sequence[str], since: date | None) -> list[Row]:
        """Return rows as the API does: one per series, area and year, its values by gender."""
        periods = {int(year) for year in years}
        found: dict[tuple[str, str, int], list[Row]] = {}
        every = ((kpi, area, *cell) for kpi in sorted(series) for area in areas for cell in self._cells_of(kpi, area))
        for kpi, area, year, gender in every:
            told = self.cells[kpi, area, year, gender]
            if (periods and year not in periods) or ((told.changed < since) if since else told.deleted):
                continue
            value = {
                "gender": gender,
                "count": 1,
                "status": told.status,
                "value": told.value,
                "isdeleted": told.deleted,
            }
            found.setdefault((kpi, area, year), []).append(value)
        return [
            {"kpi": kpi, "municipality": area, "period": year, "values": values}
            for (kpi, area, year), values in found.items()
        ]


@dataclass
class Fault:
    """Something that goes wrong for `times` requests whose address holds `where`, after `after` that go well."""

    how: Callable[["Handler", bytes], None]
    where: str = ""
    times: int = 1
    after: int = 0

    def strikes(self, path: str) -> bool:
        """Return whether it is this fault's turn."""
        if self.where not in path or not self.times:
            return False
        if self.after:
            self.after -= 1
            return False
        self.times -= 1
        return True


def answer(status: int, **headers: str) -> Callable[["Handler", bytes], None]:
    """Answer with a status and nothing to read."""
    return lambda handler, _: handler.send(b"", status=status, headers=headers)


def cut_off(handler: "Handler", body: bytes) -> None:
    """Promise the whole page, send half of it, and hang up."""
    handler.send(body[: len(body) // 2], length=len(body))
    handler.close_connection = True


def half_of_it(handler: "Handler", body: bytes) -> None:
    """Send half a page as if it were a whole one."""
    handler.send(body[: len(body) // 2])


def web_page(handler: "Handler", _: bytes) -> None:
    """Send what a maintenance page looks like."""
    handler.send(b"<!doctype html><title>Underhall</title>", headers={"Content-Type": "text/html; charset=utf-8"})


def too_late(seconds: float) -> Callable[["Handler", bytes], None]:
    """Answer, but only after a while."""

    def later(handler: "Handler", body: bytes) -> None:
        time.sleep(seconds)
        with suppress(OSError):  # the client has given up by now
            handler.send(body)

    return later


class KoladaServer(ThreadingHTTPServer):
    """The server. What it is asked is in `asked`; what it should do wrong in `faults` and the switches."""

    daemon_threads = True

    def __init__(self, holdings: Holdings) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.holdings = holdings
        self.faults: list[Fault] = []
        self.asked: list[tuple[float, str]] = []
        self.headers_seen: list[dict[str, str]] = []
        self.lock = threading.Lock()
        self.names_next_url: Callable[[int, int], bool] = lambda page, pages: page < pages
        self.next_url_base: str | None = None
        self.most_per_page = MOST_PER_PAGE
        self.new_field: str | None = None
        self.repeats_rows = False
        self.ends_with_an_empty_page = False
        self.count_is_of_the_page = True

    @property
    def url(self) -> str:
        """The address of the API."""
        return f"http://127.0.0.1:{self.server_port}/v3/"

    def asked_for(self, where: str = "") -> Counter[str]:
        """Return how often each address that holds `where` was asked for."""
        return Counter(path for _, path in self.asked if where in path)

    def forget(self) -> None:
        """Forget what was asked."""
        self.asked.clear()
        self.headers_seen.clear()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that are killed, or give up, hang up."""


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: KoladaServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:  # the name that http.server calls
        """Answer one request."""
        with self.server.lock:
            self.server.asked.append((time.monotonic(), self.path))
            self.server.headers_seen.append(dict(self.headers.items()))
            fault = next((fault for fault in self.server.faults if fault.strikes(self.path)), None)
        rows = self._found()
        if rows is None:
            return
        body = json.dumps(self._envelope(rows), ensure_ascii=False).encode()
        if fault is not None:
            fault.how(self, body)
        else:
            self.send(body)

    def send(
        self, body: bytes, *, status: int = 200, length: int | None = None, headers: dict[str, str] | None = None
    ) -> None:
        """Send an answer, compressed where the client takes that and the whole of it is sent."""
        packed = length is None and "gzip" in self.headers.get("Accept-Encoding", "")
        content = gzip.compress(body, 1) if packed else body
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
            self.send_header(name.replace("_", "-"), value)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _found(self) -> list[Row] | None:
        """Return every row of what was asked for; None when the answer was that it cannot be."""
        parts = urlsplit(self.path).path.removeprefix("/v3/").split("/")
        since = self._parameter("from_date")
        if parts[0] in ENTITIES and len(parts) == 1:
            return self.server.holdings.lists[parts[0]]
        asked = dict(zip(parts[1::2], (part.split(",") for part in parts[2::2]), strict=False))
        allowed = parts[0] == "data" and asked.keys() <= {"kpi", "municipality", "year"} and len(asked) >= 2
        if not allowed:
            return self.send(b"{}", status=404)
        areas, years = asked.get("municipality", []), asked.get("year", [])
        if len(areas) > MOST_AREAS or len(years) > MOST_YEARS or self._per_page() > MOST_PER_PAGE:
            return self.send(b"{}", status=400)
        return self.server.holdings.rows(
            asked.get("kpi", []), areas, years, date.fromisoformat(since) if since else None
        )

    def _envelope(self, rows: list[Row]) -> Row:
        server, page = self.server, int(self._parameter("page") or 1)
        per_page = min(self._per_page(), server.most_per_page)
        pages = max(1, -(-len(rows) // per_page)) + server.ends_with_an_empty_page
        values = rows[(page - 1) * per_page : page * per_page]
        if server.repeats_rows and page > 1:
            values = [*rows[(page - 1) * per_page - 1 : (page - 1) * per_page], *values]
        if server.new_field and urlsplit(self.path).path.startswith("/v3/data/"):
            values = [{**row, server.new_field: "ny"} for row in values]
        return {
            "values": values,
            "count": len(values) if server.count_is_of_the_page else len(rows),
            "next_url": self._address(page + 1) if server.names_next_url(page, pages) else None,
            "previous_url": self._address(page - 1) if page > 1 else None,
        }

    def _address(self, page: int) -> str:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()} | {"page": str(page)}
        base = self.server.next_url_base or self.server.url
        return f"{base}{address.path.removeprefix('/v3/')}?{urlencode(query)}"

    def _per_page(self) -> int:
        return int(self._parameter("per_page") or MOST_PER_PAGE)

    def _parameter(self, name: str) -> str | None:
        return parse_qs(urlsplit(self.path).query).get(name, [None])[0]


@contextmanager
def running(holdings: Holdings) -> Iterator[KoladaServer]:
    """Return a server that answers while the block runs."""
    with KoladaServer(holdings) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
