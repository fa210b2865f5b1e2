"""The example country as a source: what is received is a recipe, and what it makes is figures with known truths."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from riktmarke.governance.definition_files import load_catalogue
from riktmarke.sources.example_country.designs import designs_of
from riktmarke.sources.example_country.generating import (
    ATTRIBUTION,
    LICENCE,
    PUBLISHER,
    RECIPE_FILE,
    all_truths,
    delivery_of,
    read_recipe,
    recipe_text,
)
from riktmarke.sources.example_country.places import make_places
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.example_country.truths import TRUTHS, write_truths
from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import RiktmarkeError


class ExampleCountry:
    """The adapter `example-country`."""

    def fetch(self, where: Path, register: SnapshotRegister, *, at: datetime) -> Snapshot:
        """Keep a recipe, and the truths that it plants, as a snapshot.

        `where` is a file that `write_recipe` wrote, or the folder of a catalogue: then the recipe is the usual one.

        Raises:
            RiktmarkeError: if there is neither.
        """
        recipe, designs = read_recipe(_recipe_at(where))
        places = make_places(recipe)
        with TemporaryDirectory() as folder:
            recipe_file, truths_file = Path(folder) / RECIPE_FILE, Path(folder) / TRUTHS
            recipe_file.write_text(recipe_text(recipe, designs), encoding="utf-8")
            write_truths(all_truths(recipe, designs, places), places.areas, recipe.years, truths_file)
            describe = {
                "publisher": PUBLISHER,
                "attribution": ATTRIBUTION,
                "licence": LICENCE,
                "fetched": at.date().isoformat(),
                "example": True,
            }
            return register.take([recipe_file, truths_file], at=at, describe=describe)

    def parse(self, snapshot: Snapshot) -> Delivery:
        """Return the country that the recipe makes."""
        recipe, designs = read_recipe(snapshot.text(RECIPE_FILE))
        fetched = snapshot.manifest["fetched"]
        return delivery_of(recipe, designs, make_places(recipe), snapshot=snapshot.id, fetched=fetched, listed=fetched)


def _recipe_at(where: Path) -> str:
    if where.is_dir():
        recipe = Recipe()
        return recipe_text(recipe, designs_of(load_catalogue(where), plain=recipe.plain_series))
    if not where.is_file():
        raise RiktmarkeError(
            f"There is no recipe {where}.",
            expected="a recipe file, or the folder of the catalogue",
            remedy="make an example country with riktmarke example.",
        )
    return where.read_text(encoding="utf-8")
