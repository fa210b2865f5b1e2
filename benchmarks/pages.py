"""How long pages take: a real server on the store, asked over the loopback one request after another."""

import contextlib
import http.client
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from measuring import python

from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind

REQUESTS_PER_KIND = 60
RUSH_PER_SECOND, RUSH_SECONDS = 200, 15
HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "catalogue"
# A file that pages rest on: when it is another, every page is made anew.
OF_EVERY_PAGE = "accessibility.toml"
WORDS = ["skola", "vatten", "hälsa", "arbetslöshet", "äldre", "klimat", "barn", "bredband"]
# Hedemora's plan, which `riktmarke up` loads; the start above is of municipalities without one.
PLAN_PAGES = {
    "start of a municipality with a plan": ("",),
    "vision and goals": ("vision/", "mal/", "overgripande-mal/invanare-2038/", "overgripande-mal/trygg-plats/"),
    "focus areas": ("fokusomraden/", *(f"fokusomraden/{key}/" for key in ("jamlik-halsa", "inkludering", "miljo"))),
    "frameworks": ("ramverk/", "ramverk/agenda-2030/", "ramverk/public-health/", "ramverk/gender-equality/"),
    "a global goal or target": tuple(f"ramverk/agenda-2030/{key}/" for key in (3, 5, 11, 16, "3-4", "16-7")),
    "challenges of a municipality with a plan": tuple(
        f"utmaningar/{choice}" for choice in ("", "?grupp=kvinnor", "?ram=agenda-2030/3", "?visa=tabell", "?alla=1")
    ),
    "one challenge": tuple(f"utmaningar/{key}/" for key in ("N00957", "N01454", "N05401", "N02267")),
    "documents": ("styrdokument/", "styrdokument/hallbarhetsstrategi/"),
    "an indicator in the plan": tuple(f"nyckeltal/{key}/" for key in ("N00957", "N05401", "medellivslangd", "N01951")),
}


@dataclass(frozen=True)
class Pages:
    """Milliseconds per kind of page, made and from memory; the seconds to the first page; what came of a rush.

    `made`: asked for the first time since something that every page rests on was changed. `held`: asked for again.
    """

    made: dict[str, list[float]]
    held: dict[str, list[float]]
    first_page_s: float
    rush: dict[str, Any]


def measure_pages(store: Path, folder: Path) -> Pages:
    """Start a server, wait for its first page, then ask for varied pages of each kind."""
    catalogue = folder / "catalogue"
    shutil.copytree(CATALOGUE, catalogue)
    environment = {
        **os.environ,
        "RIKTMARKE_STORE": str(store),
        "RIKTMARKE_DATABASE": str(folder / "site.sqlite3"),
        "RIKTMARKE_CATALOGUE": str(catalogue),
        "RIKTMARKE_DATA": "",
        "RIKTMARKE_DRAW_AHEAD": "0",  # nothing else is at work while pages are timed
    }
    _serve_once(environment)  # makes the database, as the first start on a machine does
    with _server(environment) as (port, started):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        _ask(connection, "/kommun/2083/nyckeltal/N00957/")
        first = time.perf_counter() - started
        made: dict[str, list[float]] = {}
        held: dict[str, list[float]] = {}
        for asked in _rounds(Store(store)):
            (catalogue / OF_EVERY_PAGE).touch()
            for kind, address in asked:
                made.setdefault(kind, []).append(_ask(connection, address))
                held.setdefault(kind, []).append(_ask(connection, address))
        return Pages(made, held, first, _rush(port))


def _rush(port: int) -> dict[str, Any]:
    """A news day: the start, the plan and its indicators, asked for by many at once."""
    addresses = [f"/kommun/2083/{choice}" for choices in PLAN_PAGES.values() for choice in choices if "?" not in choice]
    told = subprocess.check_output(python(HERE / "load.py", port, RUSH_PER_SECOND, RUSH_SECONDS, "/", *addresses))
    found: dict[str, Any] = json.loads(told)
    return found


def _rounds(store: Store) -> Iterator[list[tuple[str, str]]]:
    """Yield one round after the other, each with a page of every kind."""
    dice = random.Random(2083)
    dataset = store.dataset()
    areas = [area.code for area in dataset.areas.of_kind(AreaKind.MUNICIPALITY)]
    for _ in range(REQUESTS_PER_KIND):
        area, other = dice.sample(areas, 2)
        series = dice.choice(dataset.series.ids)
        word = quote(dice.choice(WORDS))
        yield [
            ("start", f"/kommun/{area}/"),
            ("series", f"/kommun/{area}/nyckeltal/{series}/"),
            ("series beside another municipality", f"/kommun/{area}/nyckeltal/{series}/?med={other}"),
            ("challenges of any municipality", f"/kommun/{area}/utmaningar/"),
            ("explore", f"/kommun/{area}/utforska/?q={word}&med={other}"),
            ("about", "/om-siffrorna/"),
            ("search", f"/sok/?q={word}&kommun={area}"),
            *((kind, f"/kommun/2083/{dice.choice(choices)}") for kind, choices in PLAN_PAGES.items()),
        ]


def _ask(connection: http.client.HTTPConnection, address: str) -> float:
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    spent = (time.perf_counter() - started) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return spent


def _serve_once(environment: dict[str, str]) -> None:
    with _server(environment) as (port, _):
        _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=300), "/")


@contextlib.contextmanager
def _server(environment: dict[str, str]):  # noqa: ANN202  # a port and when it was started
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    command = [sys.executable, "-m", "riktmarke", "up", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        _wait_until_it_listens(port, process)
        yield port, started
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)


def _wait_until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    said = process.stdout.read().decode(errors="replace") if process.stdout else ""
    raise RuntimeError(f"the server ended with {process.returncode}:\n{said}")


def summary(spent: list[float]) -> tuple[float, float, float]:
    """Return median, 95th percentile and largest."""
    return statistics.median(spent), float(np.quantile(spent, 0.95)), max(spent)
