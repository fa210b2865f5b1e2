"""What a definition says of its indicator, as facts: whom it is about, how it is measured, what it can show."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.governance.definitions import BreakSource, Definition, Measured
from riktmarke.presentation.labels import POLARITY_TEXTS, capitalised, counted_unit, difference_unit, listed
from riktmarke.presentation.numbers import number, with_unit
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.groups import Ground

GROUND_NAMES = {
    Ground.SEX: "kön",
    Ground.GENDER_IDENTITY: "könsöverskridande identitet eller uttryck",
    Ground.ETHNICITY: "etnisk tillhörighet (i grova drag, genom födelseland)",
    Ground.RELIGION: "religion eller annan trosuppfattning",
    Ground.DISABILITY: "funktionsnedsättning",
    Ground.SEXUAL_ORIENTATION: "sexuell läggning",
    Ground.AGE: "ålder",
}


BREAK_SOURCES = {
    BreakSource.PUBLISHER: "Det är källans besked.",
    BreakSource.FIGURES: "Det är vår slutsats av siffrorna, inte källans besked.",
}


@dataclass(frozen=True, slots=True)
class ReplacedSeries:
    """A series that came before or after this one: the publisher's id and title for it, and when and why, in words.

    `title` is empty where the store has no such series: there is then no page to lead to.
    """

    heading: str
    series: str
    title: str
    words: str


def replaced_series(definition: Definition, register: Mapping[str, Series]) -> list[ReplacedSeries]:
    """Return the series that the definition's own replaces and those that replace it; `register` is the store's."""
    told = [("Ersätter", one) for one in definition.replaces] + [("Ersätts av", one) for one in definition.replaced_by]
    return [
        ReplacedSeries(
            heading,
            one.series,
            register[one.series].title if one.series in register else "",
            f"från och med {one.from_year}. {one.reason}",
        )
        for heading, one in told
    ]


def definition_facts(definition: Definition) -> list[tuple[str, tuple[str, ...]]]:
    """Return heading and paragraphs of each fact, in the order in which they are read."""
    facts = [
        ("Varför det följs", definition.why),
        ("Riktning", POLARITY_TEXTS[definition.polarity]),
        ("Vem det gäller", f"{capitalised(definition.population)}."),
        ("Hur det mäts", measuring(definition)),
        ("Serien bryts", *_breaks(definition)),
        ("Minsta skillnad som spelar roll", _smallest(definition)),
        ("Kvinnor och män", definition.not_split_by_sex or "Redovisas för kvinnor och män var för sig."),
        ("Diskriminerings\u00adgrunder", _grounds(definition)),
        ("Jämförs inte med landet", definition.country_not_comparable),
        ("Att tänka på", definition.note),
        ("Ursprunglig källa", definition.source),
    ]
    return [(heading, told) for heading, *words in facts if (told := tuple(filter(None, words)))]


def measuring(definition: Definition) -> str:
    """Return how the values come about, in one or two sentences."""
    measurement, every = definition.measurement, definition.periodicity_years
    return {
        Measured.EACH_YEAR: "Mäts varje år." if every == 1 else f"Mäts vart {_ordinal(every)} år.",
        Measured.MOVING_WINDOW: f"Varje värde bygger på {measurement.window_years} år. "
        "Värden som delar år jämförs inte.",
        Measured.ON_SCHEDULE: f"Mäts vart {_ordinal(every)} år; åren emellan upprepar källan värdet.",
        Measured.REPEATED_UNTIL_NEXT: "Källan upprepar värdet tills nästa mätning, som mest "
        f"{measurement.repeats_at_most} år i rad.",
    }[definition.measured]


def _breaks(definition: Definition) -> list[str]:
    return [
        f"Åren före {one.first_year} jämförs inte med åren därefter. {one.reason} {BREAK_SOURCES[one.source]}"
        for one in definition.series_breaks
    ]


def _ordinal(number: int) -> str:
    return {2: "annat", 3: "tredje", 4: "fjärde", 5: "femte", 6: "sjätte"}.get(number, f"{number}:e")


def _smallest(definition: Definition) -> str:
    value = definition.smallest_difference
    decimals = next((d for d in range(7) if round(value, d) == value), 6)
    figure = number(value, decimals=decimals)
    unit = counted_unit(difference_unit(definition), figure)
    why = definition.smallest_difference_why or "Satt efter hur mycket kommunerna skiljer sig åt; en egen bedömning."
    return f"{with_unit(figure, unit)}. {why}"


def _grounds(definition: Definition) -> str:
    if not definition.grounds:
        return "Siffrorna kan inte visa skillnader efter någon av de sju grunderna."
    can = listed([GROUND_NAMES[ground] for ground in definition.grounds])
    sexes = " Statistiken känner två kön." if Ground.SEX in definition.grounds else ""
    return f"Siffrorna kan visa skillnader efter {can}, inte efter de andra grunderna.{sexes}"
