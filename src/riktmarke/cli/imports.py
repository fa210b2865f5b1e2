"""`riktmarke import`: figures from files into the store."""

from pathlib import Path
from typing import Annotated

import typer

from riktmarke.cli.terminal import configured_store, counted, now, out, progress_shown
from riktmarke.operations.figures import kolada_folder
from riktmarke.sources.ingest import import_from


def import_figures(
    source: Annotated[str, typer.Argument(help="what kind of files it is: kolada-bulk")],
    folder: Annotated[Path, typer.Argument(help="the folder with the files", metavar="DIR")],
) -> None:
    """Import official figures from a folder of files into the store.

    The files are first kept exactly as received, then read into a new version of the store, which replaces the
    earlier one in a single step. If anything goes wrong, or the power goes, the earlier version is still there.

    Example: riktmarke import kolada-bulk ../shared/data/kolada
    """
    store = configured_store()
    with progress_shown() as told:
        dataset = import_from(source, kolada_folder(folder), store, at=now(), progress=told)
    about = dataset.version.manifest
    out.print(
        f"{counted(about['values'])} values of {counted(about['series'])} series for {len(dataset.areas)} areas, "
        f"{about['first_period']}–{about['last_period']}. Version {about['version']}."
    )
    out.print("Next: riktmarke assess --all")
