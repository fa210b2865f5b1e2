"""From a recipe to a whole country: the delivery as any adapter gives it, and the truths behind it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from riktmarke.governance.definitions import Catalogue
from riktmarke.sources.example_country.designs import Design, as_json, designs_of, from_json, population_series
from riktmarke.sources.example_country.figures import NORMAL, Figures, make
from riktmarke.sources.example_country.lives import FLOWS, MOVES, Lives, make_lives, tables_of
from riktmarke.sources.example_country.places import AGES, EVERYBODY, EVERYBODY_TITLE, YEARS_BEFORE, Places, make_places
from riktmarke.sources.example_country.recipe import RECIPE_KEYS, Recipe
from riktmarke.sources.example_country.truths import TRUTHS, Truth, Truths, read_truths
from riktmarke.statistics.observations import Observations, gathered
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.series import SeriesDescription, SeriesGroup
from riktmarke.statistics.snapshots import Snapshot
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import UnexpectedPayload

RECIPE_FILE = "recipe.json"
PUBLISHER = "Riktmärke (påhittade siffror)"
ATTRIBUTION = "Påhittade siffror från Exempellandet"
LICENCE = "Påhittade siffror: fria att använda. De säger ingenting om någon verklig plats."
DESCRIPTION = "Påhittade siffror. Inget av det som serien visar finns på riktigt."
GROUPS_OF_SERIES = {
    "EXBEF": "Påhittad befolkning",
    "EXIND": "Påhittade siffror till katalogens indikatorer",
    "EXGRP": "Påhittade siffror för grupper",
    "EXOSA": "Påhittade osäkerhetstal",
    "EXOVR": "Påhittade serier som ingen har bestämt något om",
}


@dataclass(frozen=True)
class GeneratedCountry:
    """A country made in memory: what an adapter would deliver, and what is true in it."""

    delivery: Delivery
    truths: Truths


def generate(recipe: Recipe, catalogue: Catalogue) -> GeneratedCountry:
    """Return the country of a recipe with series for every definition of a catalogue."""
    designs = designs_of(catalogue, plain=recipe.plain_series)
    places = make_places(recipe)
    truths: list[Truth] = []
    return GeneratedCountry(
        delivery=delivery_of(recipe, designs, places, keep=truths), truths=Truths(places.areas, truths)
    )


def truths(snapshot: Snapshot) -> Truths:
    """Return the truths that were written beside an example country's recipe.

    Raises:
        DamagedFile: if the file does not hold them.
    """
    recipe, _ = read_recipe(snapshot.text(RECIPE_FILE))
    return read_truths(snapshot.file(TRUTHS), make_places(recipe).areas)


def all_truths(recipe: Recipe, designs: Iterable[Design], places: Places) -> Iterator[Truth]:
    """Yield the truths of every series without drawing what chance makes of them."""
    for design in designs:
        yield from make(design, recipe, places, truths_only=True).truths


def delivery_of(
    recipe: Recipe, designs: tuple[Design, ...], places: Places, *, keep: list[Truth] | None = None, **about: Any
) -> Delivery:
    """Return everything a dataset consists of; the truths behind it are added to `keep` where that is given."""
    ids = sorted(
        {*population_series(designs), *FLOWS, *(series for design in designs for series in design.series_titles())}
    )
    place_of = {series: place for place, series in enumerate(ids)}
    return Delivery(
        areas=places.areas,
        descriptions=_descriptions(designs, ids),
        groups=_groups(designs),
        peers=places.peers,
        observations=gathered(_batches(recipe, designs, places, place_of, keep)),
        about={
            "dataset": "example-country",
            "example": True,
            "publisher": PUBLISHER,
            "attribution": ATTRIBUTION,
            "licence": LICENCE,
            "population_series": EVERYBODY,
            **about,
        },
    )


def _batches(
    recipe: Recipe,
    designs: tuple[Design, ...],
    places: Places,
    place_of: dict[str, int],
    keep: list[Truth] | None,
) -> Iterator[Observations]:
    for figures in (*_population(designs, places), *_flows(make_lives(places))):
        yield _observations(figures, place_of[figures.series], recipe)
    for design in designs:
        made = make(design, recipe, places)
        if keep is not None:
            keep += made.truths
        for figures in made.figures:
            yield _observations(figures, place_of[figures.series], recipe)


def _observations(figures: Figures, series: int, recipe: Recipe) -> Observations:
    """Return the rows of one series, ordered by area, group and year."""
    area, group, year = np.nonzero(figures.status)
    return Observations(
        series=np.full(len(area), series, dtype=np.int16),
        area=area.astype(np.int16),
        group=group.astype(np.int8),
        period=(year + recipe.first_year).astype(np.int16),
        value=figures.value[area, group, year],
        status=figures.status[area, group, year],
    )


def _population(designs: tuple[Design, ...], places: Places) -> Iterator[Figures]:
    """Yield the series of population; the total is women and men together."""
    for series in population_series(designs):
        people = places.population(series)
        by_area = places.by_area(np.concatenate([people.sum(axis=0)[None], people]))[:, :, YEARS_BEFORE:]
        value = by_area.transpose(1, 0, 2)
        yield Figures(series, value, np.full(value.shape, NORMAL, dtype=np.int8))


def _flows(lives: Lives) -> Iterator[Figures]:
    """Yield births and deaths, and moves of municipalities alone: who moves within a county has not left it."""
    for series in FLOWS:
        people = lives.flow(series)
        by_area = lives.places.by_area(np.concatenate([people.sum(axis=0)[None], people]))
        value = by_area[:, :, YEARS_BEFORE - 1 :].transpose(1, 0, 2)
        status = np.full(value.shape, NORMAL, dtype=np.int8)
        if series in MOVES:
            status[: -lives.places.municipalities] = 0
        yield Figures(series, value, status)


def population_by_age(snapshot: Snapshot) -> PopulationTables:
    """Return the population by age of the country whose recipe a snapshot holds."""
    recipe, _ = read_recipe(snapshot.text(RECIPE_FILE))
    about = {
        "example": True,
        "publisher": PUBLISHER,
        "attribution": ATTRIBUTION,
        "licence": LICENCE,
        "snapshot": snapshot.id,
        "received": snapshot.manifest["received"],
    }
    return tables_of(make_lives(make_places(recipe)), about)


def _descriptions(designs: tuple[Design, ...], ids: list[str]) -> list[SeriesDescription]:
    titles = dict.fromkeys(population_series(designs), "Påhittad nämnare, antal personer")
    titles |= {EVERYBODY: EVERYBODY_TITLE} | {series: age[0] for series, age in AGES.items()} | FLOWS
    split = dict.fromkeys(titles, True)
    for design in designs:
        titles |= design.series_titles()
        split |= dict.fromkeys(design.series_titles(), design.split_by_sex)
    return [
        SeriesDescription(
            id=series,
            title=titles[series],
            description=DESCRIPTION,
            publisher_source="",
            split_by_sex=split[series],
            still_published=True,
            next_publication=None,
        )
        for series in ids
    ]


def _groups(designs: tuple[Design, ...]) -> list[SeriesGroup]:
    members = {
        "EXBEF": {*population_series(designs), *FLOWS},
        "EXIND": {d.series for d in designs if d.series and not d.series.startswith("X")},
        "EXGRP": {part.series for d in designs for part in d.parts},
        "EXOSA": {d.uncertainty_series for d in designs if d.uncertainty_series},
        "EXOVR": {d.series for d in designs if d.series.startswith("X")},
    }
    return [SeriesGroup(key, title, "", tuple(sorted(members[key]))) for key, title in GROUPS_OF_SERIES.items()]


def recipe_text(recipe: Recipe, designs: Iterable[Design]) -> str:
    """Return a recipe with its indicators as a text that `read_recipe` reads."""
    content = {"recipe": asdict(recipe), "indicators": [as_json(design) for design in designs]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_recipe(file: Path, recipe: Recipe, catalogue: Catalogue) -> Path:
    """Write a recipe and what it needs of a catalogue to a file that the adapter example-country takes."""
    file.write_text(recipe_text(recipe, designs_of(catalogue, plain=recipe.plain_series)), encoding="utf-8")
    return file


def read_recipe(text: str) -> tuple[Recipe, tuple[Design, ...]]:
    """Return the recipe and the indicators that a text holds.

    Raises:
        UnexpectedPayload: if it is not a recipe.
        RiktmarkeError: if it asks for what cannot be made.
    """
    try:
        raw = json.loads(text)
        given, indicators = raw["recipe"], tuple(from_json(design) for design in raw["indicators"])
        return Recipe(**given), indicators
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise UnexpectedPayload(
            f"The recipe of the example country cannot be read: {error}.",
            expected=f"JSON with recipe ({', '.join(RECIPE_KEYS)}) and indicators",
            remedy="make it with riktmarke example; --help explains each part.",
        ) from error
