"""Drawing a chart: specification → SVG with a title, a description and our type inside, cached by content."""

import base64
import hashlib
import json
import os
import re
import select
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import IO, Any
from xml.sax.saxutils import escape

from riktmarke.presentation.charts import Chart, Spec
from riktmarke.presentation.language import Language, speaks_english, spoken_language
from riktmarke.presentation.tokens import CHART_FONT

Draw = Callable[[Spec], str]
Png = Callable[[str], bytes]
DRAWING_SECONDS_AT_MOST = 30
HELD_IN_MEMORY = 200
KEPT_ON_DISK = 8000  # 0.2 GB; the pages of a plan have about 2 400 charts in two languages
PNG_SCALE = 2
# Goes into the cache key: raise it when `accessible_svg` changes.
FORMAT = 2
ENGINE = version("vl-convert-python")
# How many charts are drawn between looks at whether the folder holds too many.
BETWEEN_CLEANINGS = 50


class DrawingFailed(RuntimeError):
    """The drawing process did not give a chart back: a fault of ours, with the engine's own words."""


class ChartWorker:
    """One process that draws; started when first needed, started anew if it has died. Threads take turns."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None

    def warm_up(self) -> None:
        """Start the process, so that the first chart does not wait for the engine."""
        with self._lock:
            self._running()

    def draw(self, spec: Spec) -> str:
        """Return the SVG of a specification.

        Raises:
            DrawingFailed: if the engine refuses the specification, dies or takes too long.
        """
        return str(self._asked({"draw": spec})["svg"])

    def png(self, svg: str) -> bytes:
        """Return a picture as PNG, every pixel of the SVG as two by two: enough for paper and slides.

        Raises:
            DrawingFailed: if the engine cannot read the picture, dies or takes too long.
        """
        return base64.b64decode(self._asked({"png": svg, "scale": PNG_SCALE})["png"])

    def _asked(self, question: dict[str, Any]) -> dict[str, str]:
        with self._lock:
            process = self._running()
            assert process.stdin is not None  # both are pipes
            assert process.stdout is not None
            try:
                process.stdin.write(json.dumps(question) + "\n")
                process.stdin.flush()
                _wait_for(process.stdout)
                answer: dict[str, str] = json.loads(process.stdout.readline())
            except (OSError, ValueError) as error:
                self._stop()
                raise DrawingFailed(f"The chart process stopped: {error}") from error
        if "error" in answer:
            raise DrawingFailed(f"The chart could not be drawn: {answer['error']}")
        return answer

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "riktmarke.presentation.chart_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:  # closes the pipes and waits
                self._process = None


def _wait_for(stream: IO[str]) -> None:
    if not select.select([stream], [], [], DRAWING_SECONDS_AT_MOST)[0]:
        raise TimeoutError(f"no chart within {DRAWING_SECONDS_AT_MOST} s")


def _in_tongue(spec: Spec) -> Spec:
    """The specification, which says so where its numbers are to be English."""
    return {**spec, "usermeta": {"language": Language.ENGLISH.value}} if speaks_english() else spec


class ChartCache:
    """Charts by the hash of their content, in memory and in a folder. The same figures give the same file."""

    def __init__(self, folder: Path, draw: Draw, png: Png | None = None) -> None:
        self.folder = folder
        self._draw = draw
        self._png = png
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._drawn = 0
        # the server's threads look things up and push each other's charts out at the same time
        self._holding = threading.Lock()

    def key(self, chart: Chart) -> str:
        """Return the hash of everything that decides how a chart looks; it serves as its ETag."""
        content = [_in_tongue(chart.spec), chart.title, chart.description, FORMAT, ENGINE]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def svg(self, chart: Chart) -> bytes:
        """Return the finished SVG, drawn only if nobody has drawn it before."""
        key = self.key(chart)
        with self._holding:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        file = self.folder / f"{key}.svg"
        try:
            svg = file.read_bytes()
        except OSError:  # not drawn yet, or the cache cannot be read: it is drawn
            svg = accessible_svg(
                self._draw(_in_tongue(chart.spec)), title=chart.title, description=chart.description
            ).encode()
            self._keep(file, svg)
        else:
            with suppress(OSError):  # a folder that may only be read is read
                os.utime(file)  # the folder keeps what was asked for last
        with self._holding:
            self._held[key] = svg
            while len(self._held) > HELD_IN_MEMORY:
                self._held.popitem(last=False)
        return svg

    def png(self, svg: bytes) -> bytes:
        """Return a finished SVG as PNG, made only if nobody has made it before. PNGs are kept on disk alone.

        Raises:
            DrawingFailed: if there is nothing to make it with, or the engine fails.
        """
        file = self.folder / f"{hashlib.sha256(svg).hexdigest()}.png"
        try:
            return file.read_bytes()
        except OSError:  # not made yet, or the cache cannot be read: it is made
            if self._png is None:
                raise DrawingFailed("There is no engine to make a PNG with.") from None
            made = self._png(svg.decode())
            self._keep(file, made)
            return made

    def _keep(self, file: Path, svg: bytes) -> None:
        """Write beside and rename, so that nobody reads half a chart. A full disk only costs drawing it again."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with ExitStack() as unless_kept:
                with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as writing:
                    unless_kept.callback(os.unlink, writing.name)
                    writing.write(svg)
                os.replace(writing.name, file)
                unless_kept.pop_all()
            self._drawn += 1
            if self._drawn % BETWEEN_CLEANINGS == 1:
                kept = sorted(self.folder.glob("*.[sp][vn]g"), key=lambda path: path.stat().st_mtime)
                for old in kept[:-KEPT_ON_DISK]:
                    old.unlink(missing_ok=True)
        except OSError:
            return


def accessible_svg(svg: str, *, title: str, description: str) -> str:
    """Return the SVG as one image with a name and a description, its parts hidden, its type carried along.

    vl-convert labels every inner part in English ("graphics-object", "axis"); a screen reader would read them all.
    """
    opening, rest = svg.split(">", 1)
    body = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", rest.rsplit("</svg>", 1)[0])
    opening = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", opening)
    return (
        f'{opening} role="img" lang="{spoken_language().value}" aria-labelledby="title description">'
        f'<title id="title">{escape(title)}</title><desc id="description">{escape(description)}</desc>'
        f"<style>{embedded_font()}</style>"
        f'<g aria-hidden="true">{body}</g></svg>'
    )


@cache
def embedded_font() -> str:
    """Return the type as CSS: an SVG shown as an image may load nothing, so the letters it needs come along (7 kB)."""
    font = (Path(__file__).parent / "chart_fonts" / "public-sans-chart.woff2").read_bytes()
    return (
        f'@font-face{{font-family:"{CHART_FONT}";'
        f'src:url("data:font/woff2;base64,{base64.b64encode(font).decode()}") format("woff2")}}'
    )
