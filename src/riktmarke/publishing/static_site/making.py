"""One file of the export: asked for, rewritten, written, and what it needs told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from riktmarke.publishing.static_site.asking import Asker, Got
from riktmarke.publishing.static_site.places import file_of
from riktmarke.publishing.static_site.rewriting import SHOWN_ANYWHERE, Rewriter

# Exists nowhere, so what is answered is what most servers of files show for an address that does not exist.
ERROR_PAGE = f"/{SHOWN_ANYWHERE}"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an address: its status, whether it is a page, its bytes, and the addresses it needs."""

    address: str
    status: int
    is_page: bool
    bytes: int
    needs: tuple[str, ...]


class Maker:
    """Makes the files of an export in a folder; without one, only what the site itself keeps of them."""

    def __init__(self, folder: Path | None, asker: Asker, rewriter: Rewriter) -> None:
        self._folder = folder
        self._asker = asker
        self._rewriter = rewriter

    def make(self, address: str) -> Made:
        """Ask for an address and write its file; no file where the answer is an error."""
        got = self._asker.get(address)
        page = got.kind.startswith("text/html")
        if got.status != (404 if address == ERROR_PAGE else 200):
            return Made(address, got.status, page, 0, ())
        needs: list[str] = []
        body = self._rewritten(address, got, needs.append)
        if self._folder is not None:
            file = self._folder / file_of(address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        # what the error page needs every page needs, but for itself in the other language
        needed = () if address == ERROR_PAGE else tuple(dict.fromkeys(needs))
        return Made(address, got.status, page, len(body), needed)

    def _rewritten(self, address: str, got: Got, needs: Callable[[str], None]) -> bytes:
        if got.kind.startswith("text/html"):
            return self._rewriter.page(got.body.decode(), address, needs).encode()
        if got.kind.startswith("text/css"):
            self._rewriter.style_sheet(got.body.decode(), address, needs)
        return got.body
