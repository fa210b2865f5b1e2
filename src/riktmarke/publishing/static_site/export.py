"""The export: from the start page along every link that stays within it, all of it or nothing in the folder."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from riktmarke.publishing.static_site.making import ERROR_PAGE
from riktmarke.publishing.static_site.places import Scope
from riktmarke.publishing.static_site.processes import Submit
from riktmarke.publishing.static_site.unfinished import set_aside, unfinished
from riktmarke.publishing.static_site.walking import Progress, Walk, Walked, starts
from riktmarke.vocabulary.errors import RiktmarkeError

MARKER = "riktmarke-export.json"
Makers = Callable[[Path], AbstractContextManager[Sequence[Submit]]]


class NotAnExport(RiktmarkeError):
    """A folder that holds something else than an earlier export, and is not written over."""


def export_site(
    folder: Path, makers: Makers, *, scope: Scope, told: Mapping[str, object], progress: Progress
) -> Walked:
    """Write the site into the folder, in the place of an earlier export, and return what was written.

    Everything is written beside the folder first and put in its place by a rename: a web server that carries the
    folder never sees half of it, and an export that fails or is ended leaves the earlier one as it was.

    Args:
        folder: must not exist, be empty, or hold an earlier export.
        makers: starts those that make the files in a folder.
        scope: which addresses become files.
        told: what the marker file tells of the export.
        progress: told how many addresses are done, of how many known so far.

    Raises:
        NotAnExport: if the folder holds anything else.
    """
    _refuse_another(folder)
    with unfinished(folder) as making:
        with makers(making) as ready:
            exported = Walk(ready, progress).run([*starts(scope), ERROR_PAGE])
        (making / MARKER).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        making.chmod(0o755)
        if folder.exists():
            os.replace(folder, set_aside(making))
        os.replace(making, folder)
    return exported


def _refuse_another(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise NotAnExport(
            f"{folder} holds something else than an earlier export.",
            expected=f"a folder that is empty, does not exist, or has {MARKER} in it",
            remedy="choose another folder, or empty this one yourself.",
        )
    if folder.exists() and not folder.is_dir():
        raise NotAnExport(f"{folder} is a file.", expected="a folder", remedy="choose another name.")


<<<<<<< HEAD
class _Export:
    """The addresses that are known, waiting and being made."""

    def __init__(self, makers: Sequence[Submit], progress: Progress) -> None:
        self._makers = makers
        self._progress = progress
        self._exported = Exported()
        self._known: set[str] = set()
        self._waiting: list[list[str]] = [[] for _ in makers]
        self._going: dict[Future[Made], int] = {}

    def run(self, starts: Iterable[str]) -> Exported:
        """Make the starts and everything that they need."""
        self._add(starts)
        while True:
            self._give()
            if not self._going:
                return self._exported
            ended, _ = wait(self._going, return_when=FIRST_COMPLETED)
            for future in ended:
                del self._going[future]
                self._take(future.result())
            self._progress(len(self._known) - len(self._going) - sum(map(len, self._waiting)), len(self._known))

    def _add(self, addresses: Iterable[str]) -> None:
        """Let what is about the same wait for the same maker: it has just worked with those figures."""
        for address in addresses:
            if address not in self._known:
                self._known.add(address)
                self._waiting[crc32(about(address).encode()) % len(self._makers)].append(address)

    def _give(self) -> None:
        """Keep every maker busy, with what the others have most of where it has nothing left itself."""
        for number, submit in enumerate(self._makers):
            while sum(of == number for of in self._going.values()) < AT_ONCE:
                waiting = self._waiting[number] or max(self._waiting, key=len)
                if not waiting:
                    break
                self._going[submit(waiting.pop())] = number

    def _take(self, made: Made) -> None:
        self._add(made.needs)
        if made.address == ERROR_PAGE:
            return
        if made.status != 200:
            self._exported.broken[made.address] = made.status
        elif made.is_page:
            self._exported.pages += 1
        else:
            self._exported.files += 1
        self._exported.bytes += made.bytes
=======
def _switch(made: Path, folder: Path) -> None:
    earlier = made.with_name(f"{made.name}-earlier")
    if folder.exists():
        os.replace(folder, earlier)
    os.replace(made, folder)
    shutil.rmtree(earlier, ignore_errors=True)
>>>>>>> 3d64bd5 (Charts of the municipality's own pages are drawn ahead by a process that gives way; a page in the tests has loaded before it is measured)
