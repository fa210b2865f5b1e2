"""`riktmarke import`: figures from files into the store."""

from pathlib import Path
from typing import Annotated

import typer

from riktmarke.cli.terminal import configured_store, counted, now, out, progress_shown
from riktmarke.operations.figures import kolada_folder, population_folder
from riktmarke.sources.adapters import is_population_adapter
from riktmarke.sources.ingest import import_from, import_population
from riktmarke.statistics.store import Store


def import_figures(
    source: Annotated[
        str, typer.Argument(help="what kind of files it is: kolada-bulk; scb-population for population by age")
    ],
    folder: Annotated[Path, typer.Argument(help="the folder with the files", metavar="DIR")],
) -> None:
    """Import official figures from a folder of files into the store.

    The files are first kept exactly as received, then read into a new version of the store, which replaces the
    earlier one in a single step. If anything goes wrong, or the power goes, the earlier version is still there.

    Population by age comes after Kolada's figures, which know the municipalities' codes.

    Examples:
      riktmarke import kolada-bulk ../shared/data/kolada
      riktmarke import scb-population ../shared/data/population
    """
    store = configured_store()
    if is_population_adapter(source):
        _population(store, source, folder)
        return
    with progress_shown() as told:
        dataset = import_from(source, kolada_folder(folder), store, at=now(), progress=told)
    about = dataset.version.manifest
    out.print(
        f"{counted(about['values'])} values of {counted(about['series'])} series for {len(dataset.areas)} areas, "
        f"{about['first_period']}–{about['last_period']}. Version {about['version']}."
    )
    out.print("Next: riktmarke assess --all")


def _population(store: Store, source: str, folder: Path) -> None:
    with progress_shown() as told:
        tables = import_population(source, population_folder(folder), store, at=now(), progress=told)
    county, national = tables.county.years, tables.national
    out.print(
        f"Population by sex and age: {len(tables.municipal.areas)} municipalities at the end of {tables.base_year}, "
        f"{len(tables.county.areas)} counties {county[0]}–{county[-1]}, the country {national.years[0]}–"
        f"{national.years[-1]} (a projection from {national.projected_from} on). Version {tables.about['version']}."
    )
