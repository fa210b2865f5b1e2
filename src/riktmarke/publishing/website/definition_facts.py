"""What a definition says of its indicator, as facts: whom it is about, how it is measured, what it can show."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.governance.definitions import BreakSource, Definition, Measured
from riktmarke.presentation.explained_words import quoted
from riktmarke.presentation.labels import (
    POLARITY_TEXTS,
    capitalised,
    counted_unit,
    difference_unit,
    listed,
    not_split_note,
    window_note,
)
from riktmarke.presentation.language import marked, say, spoken, spoken_language
from riktmarke.presentation.numbers import number, with_unit
from riktmarke.presentation.titles import in_tongue
from riktmarke.presentation.value_words import window_words, years_words
from riktmarke.publishing.website.languages.titles import swedish_text
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.groups import Ground

GROUND_NAMES = spoken(
    {
        Ground.SEX: marked("kön"),
        Ground.GENDER_IDENTITY: marked("könsöverskridande identitet eller uttryck"),
        Ground.ETHNICITY: marked("etnisk tillhörighet (i grova drag, genom födelseland)"),
        Ground.RELIGION: marked("religion eller annan trosuppfattning"),
        Ground.DISABILITY: marked("funktionsnedsättning"),
        Ground.SEXUAL_ORIENTATION: marked("sexuell läggning"),
        Ground.AGE: marked("ålder"),
    }
)


ORDINALS = {
    2: marked("annat"),
    3: marked("tredje"),
    4: marked("fjärde"),
    5: marked("femte"),
    6: marked("sjätte"),
}
BREAK_SOURCES = spoken(
    {
        BreakSource.PUBLISHER: marked("Det är källans besked."),
        BreakSource.FIGURES: marked("Det är vår slutsats av siffrorna, inte källans besked."),
    }
)


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
    told = [(say("Ersätter"), one) for one in definition.replaces] + [
        (say("Ersätts av"), one) for one in definition.replaced_by
    ]
    return [
        ReplacedSeries(
            heading,
            one.series,
            register[one.series].title if one.series in register else "",
            say(
                "från och med {from_year}. {reason}",
                from_year=one.from_year,
                reason=quoted(in_tongue(one.reason, one.reason_en), spoken_language()),
            ),
        )
        for heading, one in told
    ]


def definition_facts(definition: Definition) -> list[tuple[str, tuple[str, ...]]]:
    """Return heading and paragraphs of each fact in the order they are read, as a page has them: Swedish is marked."""
    facts = [
        (say("Varför det följs"), _in_tongue(definition.why, definition.why_en)),
        (say("Riktning"), POLARITY_TEXTS[definition.polarity]),
        (
            say("Vem det gäller"),
            _in_tongue(_as_sentence(definition.population), _as_sentence(definition.population_en)),
        ),
        (say("Hur det mäts"), measuring(definition)),
        (say("Serien bryts"), *_breaks(definition)),
        (say("Minsta skillnad som spelar roll"), _smallest(definition)),
        (
            say("Kvinnor och män"),
            swedish_text(not_split_note(definition)) or say("Redovisas för kvinnor och män var för sig."),
        ),
        (say("Diskriminerings­grunder"), _grounds(definition)),
        (
            say("Jämförs inte med landet"),
            _in_tongue(definition.country_not_comparable, definition.country_not_comparable_en),
        ),
        (say("Att tänka på"), _in_tongue(definition.note, definition.note_en)),
        (say("Ursprunglig källa"), _in_tongue(definition.source, capitalised(definition.source_en))),
    ]
    return [(heading, told) for heading, *words in facts if (told := tuple(filter(None, words)))]


def _in_tongue(swedish: str, english: str) -> str:
    """The English where it is spoken and there is one, otherwise the Swedish, marked on an English page."""
    return swedish_text(in_tongue(swedish, english))


def _as_sentence(words: str) -> str:
    return words and f"{capitalised(words)}."


def measuring(definition: Definition) -> str:
    """Return how the values come about, in one or two sentences."""
    measurement, every = definition.measurement, definition.periodicity_years
    return {
        Measured.EACH_YEAR: say("Mäts varje år.")
        if every == 1
        else say("Mäts vart {ordinal} år.", ordinal=_ordinal(every)),
        Measured.MOVING_WINDOW: window_words(definition)
        if window_note(definition)
        else say("Varje värde bygger på {years} år. Värden som delar år jämförs inte.", years=measurement.window_years),
        Measured.ON_SCHEDULE: say(
            "Mäts vart {ordinal} år; åren emellan upprepar källan värdet.", ordinal=_ordinal(every)
        ),
        Measured.REPEATED_UNTIL_NEXT: say(
            "Källan upprepar värdet tills nästa mätning, som mest {repeats_at_most} år i rad.",
            repeats_at_most=measurement.repeats_at_most,
        ),
    }[definition.measured]


def _breaks(definition: Definition) -> list[str]:
    return [
        say(
            "Åren före {first_year} jämförs inte med åren därefter. {reason} {break_sources}",
            first_year=one.first_year,
            reason=quoted(in_tongue(one.reason, one.reason_en), spoken_language()),
            break_sources=BREAK_SOURCES[one.source],
        )
        for one in definition.series_breaks
    ]


def _ordinal(number: int) -> str:
    return say(ORDINALS[number]) if number in ORDINALS else say("{number}:e", number=number)


def _smallest(definition: Definition) -> str:
    value = definition.smallest_difference
    decimals = next((d for d in range(7) if round(value, d) == value), 6)
    figure = number(value, decimals=decimals)
    unit = counted_unit(difference_unit(definition), figure)
    own = in_tongue(definition.smallest_difference_why, definition.smallest_difference_why_en)
    why = quoted(own, spoken_language()) or say("Satt efter hur mycket kommunerna skiljer sig åt; en egen bedömning.")
    return f"{with_unit(figure, unit)}. {why}"


def _grounds(definition: Definition) -> str:
    if not definition.grounds:
        return say("Siffrorna kan inte visa skillnader efter någon av de sju grunderna.")
    can = listed([GROUND_NAMES[ground] for ground in definition.grounds])
    sexes = say(" Statistiken känner två kön.") if Ground.SEX in definition.grounds else ""
    return say("Siffrorna kan visa skillnader efter {can}, inte efter de andra grunderna.{sexes}", can=can, sexes=sexes)


def years_fact(definition: Definition | None) -> str:
    """Return which years values are of, where areas are set beside each other, for a page; empty for single years."""
    return swedish_text(years_words(definition)) if window_note(definition) else years_words(definition)
