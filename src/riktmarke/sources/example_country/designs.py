"""Designs: what a definition says that an invented series must follow. A snapshot keeps them beside the recipe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riktmarke.governance.definitions import Catalogue, Definition
from riktmarke.sources.example_country.lives import FLOWS
from riktmarke.sources.example_country.places import AGES, EVERYBODY
from riktmarke.vocabulary.groups import Dimension
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit

# Which direction is bad: a higher value, a lower one, or nobody has said.
BAD_DIRECTION = {Polarity.LOWER_IS_BETTER: 1, Polarity.HIGHER_IS_BETTER: -1, Polarity.NO_JUDGEMENT: 0}
PLAIN_UNITS = (Unit.PERCENT, Unit.PERCENT, Unit.PER_100_000, Unit.DAYS, Unit.SEK, Unit.PERSONS)


@dataclass(frozen=True, slots=True)
class Part:
    """A group that a series of its own shows: dimension and category as in the catalogue's cuts."""

    dimension: Dimension
    category: str
    series: str


@dataclass(frozen=True, slots=True)
class Design:
    """An indicator to invent figures for.

    `series` is its own, empty where it is composed of one for women and one for men (`parts` by sex).
    `bad_direction`: 1 where a higher value is worse, -1 where a lower one is, 0 where nobody has said.
    `smallest_difference` 0 means that none is declared: then a fifth of the spread between municipalities is.
    """

    id: str
    series: str
    title: str
    unit: Unit
    decimals: int
    bad_direction: int
    averaged: bool
    split_by_sex: bool
    covers_sex: str = ""
    parts: tuple[Part, ...] = ()
    denominators: tuple[str, ...] = ()
    smallest_difference: float = 0.0
    window_years: int = 1
    schedule: tuple[int, int] | None = None
    repeats_at_most: int = 1
    periodicity_years: int = 1
    breaks: tuple[int, ...] = ()
    uncertainty_series: str = ""

    @property
    def composed(self) -> bool:
        """Whether there is no series of its own."""
        return not self.series

    def series_titles(self) -> dict[str, str]:
        """Return every series that the design makes, with its title."""
        own = {} if self.composed else {self.series: self.title}
        parts = {part.series: f"{self.title}, {part.category}" for part in self.parts}
        return {**own, **parts, **self._uncertainty_title()}

    def _uncertainty_title(self) -> dict[str, str]:
        return {self.uncertainty_series: f"Osäkerhetstal – {self.title}"} if self.uncertainty_series else {}


def designs_of(catalogue: Catalogue, *, plain: int = 0) -> tuple[Design, ...]:
    """Return a design per definition and for that many series that no definition knows of, ordered by id.

    Series of population are not among them, nor births, deaths and moves, nor any denominator: they are the
    population itself.
    """
    population = {EVERYBODY, *AGES, *FLOWS, *(series for d in catalogue.values() for series in d.denominators)}
    defined = [_design(definition) for definition in catalogue.values() if definition.series not in population]
    return tuple(sorted([*defined, *(_plain(number) for number in range(plain))], key=lambda design: design.id))


def population_series(designs: Iterable[Design]) -> tuple[str, ...]:
    """Return the series of population: everybody, the age groups, and whatever else the designs divide by."""
    return tuple(sorted({EVERYBODY, *AGES, *(series for design in designs for series in design.denominators)}))


def _design(d: Definition) -> Design:
    measurement = d.measurement
    return Design(
        id=d.series,
        series="" if d.composed else d.series,
        title=d.title,
        unit=d.unit,
        decimals=d.decimals,
        bad_direction=BAD_DIRECTION[d.polarity],
        averaged=d.averaged,
        split_by_sex=d.split_by_sex,
        covers_sex=d.covers_sex.value if d.covers_sex else "",
        parts=tuple(Part(cut.dimension, cut.category, cut.series) for cut in d.cuts),
        denominators=d.denominators,
        smallest_difference=d.smallest_difference,
        window_years=measurement.window_years,
        schedule=measurement.schedule,
        repeats_at_most=measurement.repeats_at_most,
        periodicity_years=1 if measurement.schedule or measurement.repeats_at_most > 1 else d.periodicity_years,
        breaks=measurement.breaks,
        uncertainty_series="" if d.composed else d.uncertainty_series,
    )


def _plain(number: int) -> Design:
    unit = PLAIN_UNITS[number % len(PLAIN_UNITS)]
    return Design(
        id=f"X{number + 1:05d}",
        series=f"X{number + 1:05d}",
        title=f"Påhittad serie {number + 1} som ingen har bestämt något om",
        unit=unit,
        decimals=0 if unit in {Unit.PERSONS, Unit.PER_100_000, Unit.SEK} else 1,
        bad_direction=0,
        averaged=unit is not Unit.PERSONS,
        split_by_sex=number % 3 != 2,
        uncertainty_series=f"Y{number + 1:05d}" if number % 5 == 0 else "",
    )


def as_json(design: Design) -> dict[str, object]:
    """Return a design as a snapshot keeps it; what says nothing is left out."""
    plain = Design("", "", "", Unit.PERCENT, 0, 0, averaged=True, split_by_sex=True)
    said: dict[str, object] = {}
    for name in Design.__slots__:
        value = getattr(design, name)
        if name in REQUIRED or value != getattr(plain, name):
            said[name] = value
    said["parts"] = [[part.dimension, part.category, part.series] for part in design.parts]
    return said


REQUIRED = ("id", "series", "title", "unit", "decimals", "bad_direction", "averaged", "split_by_sex")
TUPLES = ("denominators", "schedule", "breaks")


def from_json(raw: Mapping[str, object]) -> Design:
    """Return the design that `as_json` wrote."""
    parts = raw.get("parts", [])
    assert isinstance(parts, list)
    given = {name: tuple(value) if name in TUPLES else value for name, value in raw.items()}  # type: ignore[arg-type]
    given["unit"] = Unit(str(raw["unit"]))
    given["parts"] = tuple(Part(Dimension(dimension), category, series) for dimension, category, series in parts)
    return Design(**given)  # type: ignore[arg-type]  # named as the fields
