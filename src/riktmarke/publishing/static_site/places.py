"""Which addresses become files, what the files are called, and which addresses stay with the live service."""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

# What only a running service can answer: forms, searches, and staff's own part; and what is made when somebody asks,
# as a chart as PNG takes a third of a second: the same stands in the export as SVG and CSV.
ONLY_LIVE = re.compile(
    r"^/(en/)?kommun/.*\.(png|xlsx)$|^/(en/)?(admin|django-admin|dokument|sok|synpunkter|kommun/\d{4}/utforska)(/|$)|/(scenario|sok)$|^/(en/)?kommun/$"
)
OF_A_MUNICIPALITY = re.compile(r"^/(?:en/)?kommun/(\d{4})/")
FILE = re.compile(r"\.[a-z0-9]{2,5}$")
LONGEST_NAME = 80
INDICATOR = re.compile(r"/(?:nyckeltal|utmaningar)/([^/]+)/")


@dataclass(frozen=True, slots=True)
class Scope:
    """What an export holds: one municipality's pages, those that are about none, and the files of both.

    `files`: which files, by how their names end; all of them where it is empty.
    """

    area: str
    languages: tuple[str, ...] = ("sv", "en")
    files: str = ""

    def holds(self, address: str) -> bool:
        """Return whether an address (a path, perhaps with a query) becomes a file of the export."""
        split = urlsplit(address)
        if split.netloc or not split.path.startswith("/") or ONLY_LIVE.search(split.path):
            return False
        if split.path.startswith("/en/") and "en" not in self.languages:
            return False
        municipality = OF_A_MUNICIPALITY.match(split.path)
        if municipality and municipality[1] != self.area:
            return False
        if is_file(split.path):
            return split.path.endswith(self.files)
        return not split.query  # a page with a choice in its address is one of too many


def is_file(path: str) -> bool:
    """Return whether a path names a file, such as a picture, rather than a page."""
    return FILE.search(path) is not None


def about(address: str) -> str:
    """Return what an address is about: its indicator, otherwise the page in either language."""
    indicator = INDICATOR.search(address)
    return indicator[1] if indicator else urlsplit(address).path.removeprefix("/en")


def file_of(address: str) -> PurePosixPath:
    """Return the file, from the top of the export, that an address is written to.

    A page becomes `index.html` in a folder of its own. A query becomes a part of the file's name, since a server of
    files takes no notice of it; what is under /static/ has a query only to be fetched anew, which is left out.
    """
    split = urlsplit(address)
    path = unquote(split.path).lstrip("/")
    if not is_file(split.path):
        return PurePosixPath(path) / "index.html"
    if not split.query or split.path.startswith("/static/"):
        return PurePosixPath(path)
    plain = PurePosixPath(path)
    choices = [part for pair in parse_qsl(split.query, keep_blank_values=True) for part in pair if part]
    said = "-".join(re.sub(r"[^\w.]+", "_", part) for part in choices)
    if len(said) > LONGEST_NAME:
        said = hashlib.sha256(split.query.encode()).hexdigest()[:16]
    return plain.with_name(f"{plain.stem}~{said}{plain.suffix}")


def link(to: str, *, seen_from: PurePosixPath) -> str:
    """Return how the file of one page links to the file of an address: relative, so that the export lies anywhere."""
    split = urlsplit(to)
    target = file_of(to)
    relative = posixpath.relpath(target, seen_from.parent)
    if target.name == "index.html":
        relative = relative.removesuffix("index.html") or "./"
    fragment = f"#{split.fragment}" if split.fragment else ""
    anew = f"?{split.query}" if split.path.startswith("/static/") and split.query else ""
    return f"{relative}{anew}{fragment}"
