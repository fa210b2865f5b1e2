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
