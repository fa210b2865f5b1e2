"""The export: from the start page along every link that stays within it, all of it or nothing in the folder."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from riktmarke.publishing.static_site.asking import Asker, Got
from riktmarke.publishing.static_site.places import Scope, file_of
from riktmarke.publishing.static_site.rewriting import SHOWN_ANYWHERE, Rewriter
from riktmarke.vocabulary.errors import RiktmarkeError

MARKER = "riktmarke-export.json"
# Pages are made in this process and charts in another: a few threads keep both at work.
THREADS = 4
Progress = Callable[[int, int], None]


class NotAnExport(RiktmarkeError):
    """A folder that holds something else than an earlier export, and is not written over."""


@dataclass(slots=True)
class Exported:
    """What was written: how many pages and other files, their bytes, and the links that led nowhere."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    broken: dict[str, int] = field(default_factory=dict)


def export_site(
    folder: Path, asker: Asker, *, scope: Scope, live: str, about: Mapping[str, object], progress: Progress
) -> Exported:
    """Write the site into the folder, in the place of an earlier export, and return what was written.

    Everything is written beside the folder first and put in its place by a rename: a web server that carries the
    folder never sees half of it, and an export that fails leaves the earlier one as it was.

    Args:
        folder: must not exist, be empty, or hold an earlier export.
        asker: answers addresses.
        scope: which addresses become files.
        live: the address of the live service, that forms and everything else lead to.
        about: what the marker file tells of the export.
        progress: told how many addresses are done, of how many known so far.

    Raises:
        NotAnExport: if the folder holds anything else.
    """
    _refuse_another(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        exported = _Export(making, asker, Rewriter(scope, live), progress).run(["/", *_starts(scope)])
        (making / MARKER).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        making.chmod(0o755)
        _switch(making, folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return exported


def _starts(scope: Scope) -> list[str]:
    own = f"/kommun/{scope.area}/"
    return [own, *(["/en/", f"/en{own}"] if "en" in scope.languages else [])]


def _refuse_another(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise NotAnExport(
            f"{folder} holds something else than an earlier export.",
            expected=f"a folder that is empty, does not exist, or has {MARKER} in it",
            remedy="choose another folder, or empty this one yourself.",
        )
    if folder.exists() and not folder.is_dir():
        raise NotAnExport(f"{folder} is a file.", expected="a folder", remedy="choose another name.")


def _switch(made: Path, folder: Path) -> None:
    earlier = made.with_name(f"{made.name}-earlier")
    if folder.exists():
        os.replace(folder, earlier)
    os.replace(made, folder)
    shutil.rmtree(earlier, ignore_errors=True)


class _Export:
    def __init__(self, folder: Path, asker: Asker, rewriter: Rewriter, progress: Progress) -> None:
        self.folder = folder
        self.asker = asker
        self.rewriter = rewriter
        self.progress = progress
        self.exported = Exported()
        self.known: set[str] = set()

    def run(self, starts: list[str]) -> Exported:
        waiting = list(dict.fromkeys(starts))
        self.known.update(waiting)
        going: set[Future[tuple[str, Got, list[str]]]] = set()
        done = 0
        with ThreadPoolExecutor(THREADS) as threads:
            while waiting or going:
                while waiting and len(going) < 2 * THREADS:
                    going.add(threads.submit(self._one, waiting.pop()))
                ended, going = wait(going, return_when=FIRST_COMPLETED)
                for future in ended:
                    needed = self._take(*future.result())
                    waiting += needed
                    done += 1
                self.progress(done, len(self.known))
        self._error_page()
        return self.exported

    def _one(self, address: str) -> tuple[str, Got, list[str]]:
        """Fetch an address and write its file; return what it needs."""
        got = self.asker.get(address)
        if got.status != 200:
            return address, got, []
        needed: list[str] = []
        got = self._rewritten(address, got, needed.append)
        file = self.folder / file_of(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(got.body)
        return address, got, needed

    def _rewritten(self, address: str, got: Got, needs: Callable[[str], None]) -> Got:
        if got.kind.startswith("text/html"):
            page = self.rewriter.page(got.body.decode(), address, needs)
            return Got(got.status, got.kind, page.encode())
        if got.kind.startswith("text/css"):
            self.rewriter.style_sheet(got.body.decode(), address, needs)
        return got

    def _take(self, address: str, got: Got, needed: list[str]) -> list[str]:
        if got.status != 200:
            self.exported.broken[address] = got.status
            return []
        if got.kind.startswith("text/html"):
            self.exported.pages += 1
        else:
            self.exported.files += 1
        self.exported.bytes += len(got.body)
        new = [one for one in dict.fromkeys(needed) if one not in self.known]
        self.known.update(new)
        return new

    def _error_page(self) -> None:
        """What most servers of files show for an address that does not exist."""
        got = self.asker.get("/finns-inte-pa-den-har-webbplatsen/")
        page = self.rewriter.page(got.body.decode(), f"/{SHOWN_ANYWHERE}", lambda _: None)
        (self.folder / SHOWN_ANYWHERE).write_text(page, encoding="utf-8")
