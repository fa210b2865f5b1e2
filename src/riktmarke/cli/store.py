"""`riktmarke store`: the versions in the store, and going back to one."""

from contextlib import suppress
from typing import Annotated

import typer
from rich.table import Table

from riktmarke.cli.terminal import configured_store, counted, out
from riktmarke.statistics.population import of_one_country
from riktmarke.statistics.store import Store
from riktmarke.statistics.versions import VersionedFolder
from riktmarke.vocabulary.errors import DamagedFile, RiktmarkeError

app = typer.Typer(help="The versions of figures and findings in the store.", no_args_is_help=True)


@app.command("list")
def list_versions() -> None:
    """List the versions that are kept, and which one is current."""
    store = configured_store()
    table = Table("What", "Version", "Current", "Holds", box=None, pad_edge=False)
    for what, folder in (
        ("figures", store.dataset_versions),
        ("population", store.population_versions),
        ("findings", store.run_versions),
        ("challenges", store.challenge_versions),
    ):
        for name in folder.names():
            table.add_row(what, name, "yes" if name == folder.current_name() else "", _holds(folder, name))
    out.print(table if table.row_count else "The store is empty. Next: riktmarke import kolada-bulk DIR")


def _holds(folder: VersionedFolder, name: str) -> str:
    try:
        about = folder.version(name).manifest
    except DamagedFile as error:
        return f"damaged: {error.what}"
    return (
        f"{counted(about['values'])} values" if "values" in about else f"made from figures {about['dataset_version']}"
    )


@app.command("use")
def use_version(version: Annotated[str, typer.Argument(help="a version that `riktmarke store list` shows")]) -> None:
    """Go back (or forward) to a version, after checking that it is whole.

    The site shows findings and challenges: going back to earlier figures goes back to those made from them, if they
    are kept.
    """
    store = configured_store()
    made = {"findings": store.run_versions, "challenges": store.challenge_versions}
    population = version in store.population_versions.names()
    if population:  # what was imported at once has one name
        store.population_versions.switch_to(version)
        out.print(f"Now using the population {version}.")
    if version in store.dataset_versions.names():
        store.dataset_versions.switch_to(version)
        out.print(f"Now using the figures {version}.")
        if not population:
            _population_of_the_same_country(store)
        for what, folder in made.items():
            _go_along(what, folder, version)
        out.print("riktmarke up with data given (--data or RIKTMARKE_DATA) imports those again if they differ.")
        return
    for what, folder in made.items():
        if version in folder.names():
            folder.switch_to(version)
            out.print(f"Now showing the {what} {version}.")
            return
    if population:
        return
    raise RiktmarkeError(
        f"There is no version {version!r} in {store.root}.",
        expected="one that `riktmarke store list` shows",
        remedy="run riktmarke store list.",
    )


def _population_of_the_same_country(store: Store) -> None:
    """Use the latest population of the country that the figures are of; leave it where there is none."""
    figures, folder = store.dataset().version.manifest, store.population_versions
    for name in reversed(folder.names()):
        with suppress(DamagedFile):
            if of_one_country(folder.version(name).manifest, figures):
                if name != folder.current_name():
                    folder.switch_to(name)
                    out.print(f"Now using the population {name}.")
                return


def _go_along(what: str, folder: VersionedFolder, figures: str) -> None:
    """Show what was made from these figures, the latest of it."""
    made_from_them = [name for name in folder.names() if _figures_of(folder, name) == figures]
    if made_from_them:
        folder.switch_to(made_from_them[-1])
        out.print(f"Now showing the {what} {made_from_them[-1]}, made from them.")
    else:
        out.print(f"No {what} made from them are kept. Next: riktmarke assess --all")


def _figures_of(runs: VersionedFolder, name: str) -> str | None:
    try:
        return str(runs.version(name).manifest["dataset_version"])
    except DamagedFile:
        return None
