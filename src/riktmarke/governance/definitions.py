"""Definitions of indicators: what is measured, for whom, which direction is good, which values are measurements.

A definition is a TOML file in `catalogue/indicators/`, read by `definition_files`. Nothing in it is guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from riktmarke.vocabulary.groups import Dimension, Ground, Sex
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit


class Measured(StrEnum):
    """How a series' values come about."""

    EACH_YEAR = "each_year"
    MOVING_WINDOW = "moving_window"
    ON_SCHEDULE = "on_schedule"
    REPEATED_UNTIL_NEXT = "repeated_until_next"


@dataclass(frozen=True, slots=True)
class Measurement:
    """Which of a series' values are measurements of their own.

    `window_years`: years pooled in each value; `schedule`: (first year, years between) when something is only
    measured then and repeated in between (elections); `repeats_at_most`: how many years in a row one measurement
    may stand repeated (surveys that reach each municipality every second year); `breaks`: first years of a new
    definition, not comparable with the years before; a definition's `series_breaks` say why.
    """

    window_years: int = 1
    schedule: tuple[int, int] | None = None
    repeats_at_most: int = 1
    breaks: tuple[int, ...] = ()


class BreakSource(StrEnum):
    """Who says that a series breaks: the publisher or the source it takes the figures from, or we from the figures."""

    PUBLISHER = "publisher"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A year whose values are not compared with those of the years before, and why, in one Swedish sentence."""

    first_year: int
    reason: str
    source: BreakSource
    reason_en: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The other of two series of which one came after the other, the year it did so, and why, in one Swedish sentence.

    `series` is the publisher's id; `from_year` the first year of the newer series.
    """

    series: str
    from_year: int
    reason: str
    reason_en: str = field(default="", repr=False)


class CountedUnit(StrEnum):
    """What there are too few of behind a suppressed value, in the word that readers meet."""

    PERSONS = "personer"
    PUPILS = "elever"
    ANSWERS = "svar"


@dataclass(frozen=True, slots=True)
class SuppressionRule:
    """Values with fewer than `threshold` of something behind them are suppressed; `said_by`: whence that is known."""

    threshold: int
    of: CountedUnit
    said_by: str
    said_by_en: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """One group of an indicator that its publisher has as a series of its own: foreign-born, the lowest fifth."""

    dimension: Dimension
    category: str
    series: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A curated indicator: an official series and what is needed to say something about it.

    `series` is the publisher's id, or the id of an indicator composed of a series for women and one for men (`cuts`
    by sex). `phrase` is the definite form used in sentences ("ohälsotalet"); `population` says in words whom it is a
    share or rate of, and `denominators` are the series whose sum counts them; empty when no such series is published.
    `averaged` is False where a mean over municipalities has no meaning (counts). `smallest_difference` is the
    smallest that matters, in the unit. `links` are framework items ("agenda-2030/3.4"); `grounds` the grounds of
    discrimination that the figures can show. `occasion` is what a scheduled measurement is taken at ("valet").
    `covers_sex`: the only sex a series is about, though it is published as a total; `compares_sexes`: each value is
    itself a comparison of women and men, such as women's income as a share of men's. `open_scale`: values can lie below
    zero, and shares above 100, as changes, balances and ratios do. `country_not_comparable`: why a
    municipality is not set beside the country. `weighed_by_inhabitants` is False for shares of lakes and land.
    `window_note` says in words which years a value stands for, where they differ between areas; the period is then
    shown as the plain year.
    `series_breaks` are the records behind `measurement.breaks`; `replaces` and `replaced_by` the series before and
    after. `suppressed_below` is the rule that the series' own description gives, `source_suppression` that of its
    source; `suppression.threshold_of` says which of them holds.
    `description_read` is the fingerprint of the publisher's description that the definition was checked against.
    What ends in `_en` is our own English, empty where there is none: the publisher's titles are Swedish. `source_en` is
    the name that `catalogue/sources.toml` gives; the others stand in the definition's file. No finding rests on them.
    `part_of`: for a group of an indicator, the indicator. `family`: what several indicators show the same thing about,
    so that it is told once.
    """

    series: str
    title: str
    phrase: str
    unit: Unit
    decimals: int
    polarity: Polarity
    averaged: bool
    source: str
    measured: Measured
    measurement: Measurement
    periodicity_years: int
    split_by_sex: bool
    not_split_by_sex: str
    population: str
    denominators: tuple[str, ...]
    smallest_difference: float
    links: tuple[str, ...]
    grounds: tuple[Ground, ...]
    why: str
    author: str
    next_review: date
    occasion: str = ""
    window_note: str = ""
    covers_sex: Sex | None = None
    compares_sexes: bool = False
    open_scale: bool = False
    country_not_comparable: str = ""
    weighed_by_inhabitants: bool = True
    uncertainty_series: str = ""
    smallest_difference_why: str = ""
    series_breaks: tuple[SeriesBreak, ...] = ()
    replaces: tuple[Replacement, ...] = ()
    replaced_by: tuple[Replacement, ...] = ()
    suppressed_below: SuppressionRule | None = None
    source_suppression: SuppressionRule | None = None
    note: str = ""
    cuts: tuple[Cut, ...] = ()
    checked_by: str = ""
    checked_on: date | None = None
    description_read: str = ""
    part_of: str = ""
    family: str = ""
    # not in `repr`, which the runs are known by: a translation makes no run anew
    title_en: str = field(default="", repr=False)
    phrase_en: str = field(default="", repr=False)
    source_en: str = field(default="", repr=False)
    not_split_by_sex_en: str = field(default="", repr=False)
    population_en: str = field(default="", repr=False)
    smallest_difference_why_en: str = field(default="", repr=False)
    why_en: str = field(default="", repr=False)
    note_en: str = field(default="", repr=False)
    occasion_en: str = field(default="", repr=False)
    window_note_en: str = field(default="", repr=False)
    country_not_comparable_en: str = field(default="", repr=False)

    def by(self, dimension: Dimension) -> dict[str, str]:
        """Return the series of each category of a dimension, in the order of the categories."""
        return {cut.category: cut.series for cut in self.cuts if cut.dimension is dimension}

    @property
    def lowest(self) -> float | None:
        """The lowest value there can be; None where there is none."""
        return None if self.open_scale else 0.0

    @property
    def highest(self) -> float | None:
        """The highest value there can be; None where there is none."""
        return 100.0 if self.unit is Unit.PERCENT and not (self.open_scale or self.compares_sexes) else None

    @property
    def composed(self) -> bool:
        """Whether the indicator has no series of its own, but one for women and one for men."""
        return bool(self.by(Dimension.SEX))

    @property
    def all_series(self) -> tuple[str, ...]:
        """The publisher's series that the indicator needs, without denominators."""
        own = () if self.composed else (self.series,)
        return (*own, *(cut.series for cut in self.cuts))


Catalogue = Mapping[str, Definition]

# What the groups are called after an indicator's title.
CATEGORY_NAMES = {
    Sex.FEMALE: "kvinnor",
    Sex.MALE: "män",
    "native_born": "inrikes födda",
    "foreign_born": "utrikes födda",
    "primary": "personer med förgymnasial utbildning",
    "secondary": "personer med gymnasial utbildning",
    "tertiary": "personer med eftergymnasial utbildning",
    "quintile_1": "femtedelen med lägst inkomst",
    "quintile_2": "femtedelen med näst lägst inkomst",
    "quintile_3": "den mellersta inkomstfemtedelen",
    "quintile_4": "femtedelen med näst högst inkomst",
    "quintile_5": "femtedelen med högst inkomst",
}
ENGLISH_CATEGORY_NAMES = {
    Sex.FEMALE: "women",
    Sex.MALE: "men",
    "native_born": "people born in Sweden",
    "foreign_born": "people born abroad",
    "primary": "people without upper secondary education",
    "secondary": "people with upper secondary education",
    "tertiary": "people with post-secondary education",
    "quintile_1": "people in the fifth with the lowest incomes",
    "quintile_2": "people in the fifth with the second lowest incomes",
    "quintile_3": "people in the middle fifth by income",
    "quintile_4": "people in the fifth with the second highest incomes",
    "quintile_5": "people in the fifth with the highest incomes",
}


def with_parts(catalogue: Catalogue) -> dict[str, Definition]:
    """Return the definitions by series, with one for each series that is a group of an indicator."""
    found = dict(catalogue)
    for definition in catalogue.values():
        found |= {part.series: part for part in _parts(definition)}
    return found


def series_needed(catalogue: Catalogue) -> tuple[str, ...]:
    """Return every series that the catalogue's indicators rest on, ordered: their own, their groups', denominators."""
    needed = {series for d in catalogue.values() for series in (*d.all_series, *d.denominators)}
    needed |= {d.uncertainty_series for d in catalogue.values() if d.uncertainty_series}
    return tuple(sorted(needed))


def _parts(definition: Definition) -> Iterator[Definition]:
    for cut in definition.cuts:
        name, name_en = CATEGORY_NAMES[cut.category], ENGLISH_CATEGORY_NAMES[cut.category]
        part = replace(
            definition,
            series=cut.series,
            title=f"{definition.title}, {name}",
            title_en=definition.title_en and f"{definition.title_en}, {name_en}",
            phrase=f"{definition.phrase} ({name})",
            phrase_en=definition.phrase_en and f"{definition.phrase_en} ({name_en})",
            denominators=(),
            uncertainty_series="",
            replaces=(),
            replaced_by=(),
            cuts=(),
            part_of=definition.series,
        )
        if cut.dimension is Dimension.SEX:
            part = replace(
                part,
                covers_sex=Sex(cut.category),
                split_by_sex=False,
                not_split_by_sex=f"Serien gäller {name}.",
                not_split_by_sex_en=f"The series is about {name_en}.",
            )
        yield part
