"""`riktmarke example`: an invented country into the store, to try things out on."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from riktmarke.cli.terminal import configured_catalogue, configured_store, counted, now, out, progress_shown
from riktmarke.operations.example import import_example
from riktmarke.sources.example_country.generating import write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import RiktmarkeError

USUAL = Recipe()


def example(
    *,
    municipalities: Annotated[int, typer.Option(help="how many invented municipalities")] = USUAL.municipalities,
    counties: Annotated[int, typer.Option(help="in how many invented counties")] = USUAL.counties,
    series: Annotated[
        int, typer.Option(help="how many series that no definition knows of, beside the catalogue's own")
    ] = USUAL.plain_series,
    years: Annotated[str, typer.Option(help="first and last year")] = f"{USUAL.first_year}-{USUAL.last_year}",
    seed: Annotated[int, typer.Option(help="another seed gives another country; the same gives the same")] = USUAL.seed,
    replace: Annotated[
        bool, typer.Option("--replace", help="even where the store holds real figures; riktmarke store use goes back")
    ] = False,
) -> None:
    """Bring in the example country: invented figures for places that do not exist.

    For trying Riktmärke out, teaching, testing and measuring. Every page, file and chart says that the figures are
    invented. What is true behind them is written beside them, so that what the engine says can be scored;
    docs/example-country.md tells how. Real figures in the store are never replaced unless you say so.

    Examples:
      riktmarke example
      riktmarke example --municipalities 290 --counties 21 --series 2000     (about 50 million values)
      riktmarke example --seed 7 --years 2010-2024 --replace
    """
    first, last = _years(years)
    recipe = Recipe(
        seed=seed,
        municipalities=municipalities,
        counties=counties,
        first_year=first,
        last_year=last,
        plain_series=series,
    )
    store, catalogue = configured_store(), configured_catalogue()
    with TemporaryDirectory() as folder, progress_shown() as told:
        file = write_recipe(Path(folder) / "recipe.json", recipe, catalogue)
        dataset = import_example(store, file, at=now(), progress=told, replace=replace)
    about = dataset.version.manifest
    first_of_all = dataset.areas.of_kind(AreaKind.MUNICIPALITY)[0]
    out.print(
        f"Invented figures: {counted(about['values'])} values of {counted(about['series'])} series for "
        f"{len(dataset.areas)} places that do not exist, {about['first_period']}–{about['last_period']}. "
        f"Version {about['version']}."
    )
    out.print(f"Next: riktmarke up --area {first_of_all.code}   ({first_of_all.name})")


def _years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})[-–](\d{4})", text.strip())
    if found is None:
        raise RiktmarkeError(
            f"--years {text}: not two years.",
            expected="the first and the last year, such as 2000-2025",
            remedy="give both, with a hyphen between.",
        )
    return int(found[1]), int(found[2])
