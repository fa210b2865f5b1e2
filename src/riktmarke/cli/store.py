"""`riktmarke store`: the versions in the store, and going back to one."""

from typing import Annotated

import typer
from rich.table import Table

from riktmarke.cli.terminal import configured_store, out
from riktmarke.vocabulary.errors import RiktmarkeError

app = typer.Typer(help="The versions of figures and findings in the store.", no_args_is_help=True)


@app.command("list")
def list_versions() -> None:
    """List the versions that are kept, and which one is current."""
    store = configured_store()
    table = Table("What", "Version", "Current", "Holds", box=None, pad_edge=False)
    for what, folder in (("figures", store.dataset_versions), ("findings", store.run_versions)):
        for name in folder.names():
            about = folder.version(name).manifest
            holds = f"{about['values']:,} values" if "values" in about else f"figures {about['dataset_version']}"
            table.add_row(what, name, "yes" if name == folder.current_name() else "", holds)
    out.print(table if table.row_count else "The store is empty. Next: riktmarke import kolada-bulk DIR")


@app.command("use")
def use_version(version: Annotated[str, typer.Argument(help="a version that `riktmarke store list` shows")]) -> None:
    """Go back (or forward) to a version, after checking that it is whole.

    After going back to other figures, run riktmarke assess --all or riktmarke up: the findings follow.
    """
    store = configured_store()
    for folder in (store.dataset_versions, store.run_versions):
        if version in folder.names():
            folder.switch_to(version)
            out.print(f"Now using {version}.")
            return
    raise RiktmarkeError(
        f"There is no version {version!r} in {store.root}.",
        expected="one that `riktmarke store list` shows",
        remedy="run riktmarke store list.",
    )
