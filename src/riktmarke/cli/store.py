"""`riktmarke store`: the versions in the store, and going back to one."""

from typing import Annotated

import typer
from rich.table import Table

from riktmarke.cli.terminal import configured_store, counted, out
from riktmarke.statistics.versions import VersionedFolder
from riktmarke.vocabulary.errors import DamagedFile, RiktmarkeError

app = typer.Typer(help="The versions of figures and findings in the store.", no_args_is_help=True)


@app.command("list")
def list_versions() -> None:
    """List the versions that are kept, and which one is current."""
    store = configured_store()
    table = Table("What", "Version", "Current", "Holds", box=None, pad_edge=False)
    for what, folder in (("figures", store.dataset_versions), ("findings", store.run_versions)):
        for name in folder.names():
            table.add_row(what, name, "yes" if name == folder.current_name() else "", _holds(folder, name))
    out.print(table if table.row_count else "The store is empty. Next: riktmarke import kolada-bulk DIR")


def _holds(folder: VersionedFolder, name: str) -> str:
    try:
        about = folder.version(name).manifest
    except DamagedFile as error:
        return f"damaged: {error.what}"
    return (
        f"{counted(about['values'])} values" if "values" in about else f"findings of figures {about['dataset_version']}"
    )


@app.command("use")
def use_version(version: Annotated[str, typer.Argument(help="a version that `riktmarke store list` shows")]) -> None:
    """Go back (or forward) to a version, after checking that it is whole.

    The site shows findings: going back to earlier figures goes back to the findings made from them, if they are kept.
    """
    store = configured_store()
    if version in store.dataset_versions.names():
        store.dataset_versions.switch_to(version)
        out.print(f"Now using the figures {version}.")
        made_from_it = [name for name in store.run_versions.names() if _figures_of(store.run_versions, name) == version]
        if made_from_it:
            store.run_versions.switch_to(made_from_it[-1])
            out.print(f"Now showing the findings {made_from_it[-1]}, made from them.")
        else:
            out.print("No findings made from them are kept. Next: riktmarke assess --all")
        out.print("riktmarke up with data given (--data or RIKTMARKE_DATA) imports those again if they differ.")
        return
    if version in store.run_versions.names():
        store.run_versions.switch_to(version)
        out.print(f"Now showing the findings {version}.")
        return
    raise RiktmarkeError(
        f"There is no version {version!r} in {store.root}.",
        expected="one that `riktmarke store list` shows",
        remedy="run riktmarke store list.",
    )


def _figures_of(runs: VersionedFolder, name: str) -> str | None:
    try:
        return str(runs.version(name).manifest["dataset_version"])
    except DamagedFile:
        return None
