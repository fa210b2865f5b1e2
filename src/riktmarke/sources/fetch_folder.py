"""A fetch of many pages that may be killed at any point and goes on where it was.

Every page is written into a work folder as soon as it has come, exactly as received (compressed), under a name that
the order it belongs to gives it. A fetch is the same walk over the same addresses each time: what is in the folder is
read there, and only what is not is asked for.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from riktmarke.sources.client import Answer, shown
from riktmarke.statistics.full_disk import full_disk_explained
from riktmarke.vocabulary.errors import RiktmarkeError, UnexpectedPayload

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page as the snapshot's manifest tells of it: where it came from, when, its size and checksum as received."""

    file: str
    url: str
    at: str
    bytes: int
    sha256: str
    rows: int


class FetchFolder:
    """The work folder of one fetch. `get` asks the publisher; it is called once for each page, ever.

    `publisher` names whom: it is asked by one process at a time, so that all together keep to its manners.
    """

    def __init__(self, folder: Path, get: Callable[[str], Answer], *, publisher: str) -> None:
        self.folder = folder
        self._publisher = publisher
        self.kept: list[KeptPage] = []
        self._get = get

    @contextmanager
    def only_user(self) -> Iterator[None]:
        """Make the folder, and keep other processes from asking the publisher while the block runs.

        Raises:
            RiktmarkeError: if another process is at it.
            DiskFull: if there is no room for what comes.
        """
        with full_disk_explained(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                with FileLock(self.folder.with_name(f"{self._publisher}.lock"), timeout=0):
                    for half_written in self.folder.glob(".*"):
                        half_written.unlink()
                    yield
            except Timeout:
                raise RiktmarkeError(
                    f"Another process is fetching from {self._publisher} into {self.folder.parent}.",
                    remedy="wait until it has finished, then run this again.",
                ) from None

    def rows(self, name: str, first: str, *, following: Callable[[int], str], per_page: int) -> Iterator[list[Row]]:
        """Return the rows of a paged answer, a page at a time, each kept before it is returned.

        `first` is the address of page 1 and `following` gives that of page 2, 3 …: it is used where the publisher
        does not name the next page itself. Then a full page, or a count that has not been reached, means one more.

        Raises:
            UnexpectedPayload: if a page is not the documented envelope, or leads back to one that was read.
        """
        url: str | None = first
        seen: set[str] = set()
        rows = number = 0
        while url is not None:
            number += 1
            seen.add(shown(url))
            page = self._page(f"{name}-{number:03}.json.gz", url)
            found = envelope_values(page)
            rows += len(found)
            self.kept[-1] = replace(self.kept[-1], rows=len(found))
            yield found
            url = _next(page.content, found, rows, per_page, following(number + 1))
            if url is not None and shown(url) in seen:
                raise UnexpectedPayload(
                    f"{page.url} says that the next page is {shown(url)}, which was read already.",
                    expected="pages that come to an end",
                    remedy="try again later; if it stays, report it to the publisher.",
                )

    def empty(self) -> None:
        """Throw away what an earlier fetch left here."""
        for file in self.folder.iterdir():
            file.unlink()

    def write(self, name: str, content: object) -> None:
        """Keep something of our own beside the pages, such as what was asked for."""
        _write(self.folder / name, json.dumps(content, ensure_ascii=False, indent=1).encode())

    def read(self, name: str) -> Any:
        """Return what `write` kept, or None."""
        body = _whole(self.folder / name)
        return None if body is None else json.loads(body)

    def manifest(self) -> list[dict[str, object]]:
        """Return every page of the walk so far, as the manifest tells of them."""
        return [asdict(page) for page in self.kept]

    def _page(self, name: str, url: str) -> Answer:
        file = self.folder / name
        body = _whole(file)
        answer = Answer(shown(url), body, json.loads(body)) if body is not None else self._get(url)
        if body is None:
            envelope_values(answer)  # what is no page is not kept: the next fetch asks for it again
            _write(file, answer.body)
        received = datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")
        checksum = hashlib.sha256(answer.body).hexdigest()
        self.kept.append(KeptPage(name, answer.url, received, len(answer.body), checksum, 0))
        return answer


def envelope_values(page: Answer) -> list[Row]:
    """Return the rows in a page's envelope.

    Raises:
        UnexpectedPayload: if there are none to be found in it.
    """
    values = page.content.get("values")
    if isinstance(values, list) and all(isinstance(row, dict) for row in values):
        return values
    raise UnexpectedPayload(
        f"{page.url}: the answer has no list of values; its keys are {', '.join(map(repr, page.content))}.",
        expected="an envelope with values, count and next_url",
        remedy="the publisher has changed its format: the adapter must be changed with it.",
    )


def _next(content: Row, found: list[Row], rows: int, per_page: int, following: str) -> str | None:
    if not found:
        return None
    if content.get("next_url"):
        return str(content["next_url"])
    count = content.get("count")
    more = len(found) >= per_page or (isinstance(count, int) and count > rows)
    return following if more else None


def _whole(file: Path) -> bytes | None:
    """Return what a kept file holds; None where there is none, or the power failed while it was written."""
    try:
        return gzip.decompress(file.read_bytes())
    except (FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile):
        return None


def _write(file: Path, body: bytes) -> None:
    written = file.with_name(f".{file.name}")
    # mtime=0: the same content gives the same bytes
    written.write_bytes(gzip.compress(body, compresslevel=6, mtime=0))
    os.replace(written, file)
