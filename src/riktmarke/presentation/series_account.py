"""What the long account says of a series itself: how it is measured, its breaks, its source and what it hides.

All of it is from the definition. Texts of the catalogue that have no English are quoted in English.
"""

from riktmarke.governance.definitions import BreakSource, CountedUnit, Definition
from riktmarke.governance.suppression import threshold_of
from riktmarke.presentation.explained_words import EXPLAINED_WORDS, quoted, within
from riktmarke.presentation.labels import window_note
from riktmarke.presentation.language import Language
from riktmarke.presentation.titles import in_tongue
from riktmarke.presentation.tongues import TONGUES
from riktmarke.vocabulary.groups import Ground

ENGLISH_COUNTED = {CountedUnit.PERSONS: "people", CountedUnit.PUPILS: "pupils", CountedUnit.ANSWERS: "answers"}


def measured_sentences(definition: Definition, language: Language) -> tuple[str, ...]:
    """Return how the values come about: how often, over how many years, and what is only repeated."""
    return tuple(
        said for said in (_how_often(definition, language), quoted(window_note(definition, language), language)) if said
    )


def series_sentences(definition: Definition, language: Language) -> tuple[str, ...]:
    """Return the breaks of a series, the series before and after it, and what else is noted."""
    words = EXPLAINED_WORDS[language]
    breaks = [
        words.break_.format(
            year=one.first_year,
            said_by=words.said_by_publisher if one.source is BreakSource.PUBLISHER else words.said_by_us,
            reason=quoted(in_tongue(one.reason, one.reason_en, language), language),
        )
        for one in definition.series_breaks
    ]
    others = [
        pattern.format(
            year=one.from_year,
            series=one.series,
            reason=quoted(in_tongue(one.reason, one.reason_en, language), language),
        )
        for pattern, known in ((words.replaces, definition.replaces), (words.replaced_by, definition.replaced_by))
        for one in known
    ]
    return (*breaks, *others, quoted(in_tongue(definition.note, definition.note_en, language), language))


def source_sentences(definition: Definition, language: Language, *, publisher: str) -> tuple[str, ...]:
    """Return whence the figures are, and what is our own work."""
    words = EXPLAINED_WORDS[language]
    source = within(in_tongue(definition.source, definition.source_en, language), language)
    return words.from_source.format(publisher=publisher, source=source), words.own_work


def hidden_sentences(definition: Definition, language: Language) -> tuple[str, ...]:
    """Return what the figures cannot show: values of too few, and grounds of discrimination."""
    words, said = EXPLAINED_WORDS[language], []
    rule = threshold_of(definition)
    if rule is not None:
        of = rule.of.value if language is Language.SWEDISH else ENGLISH_COUNTED[rule.of]
        said_by = within(in_tongue(rule.said_by, rule.said_by_en, language), language)
        said.append(words.suppressed.format(threshold=rule.threshold, of=of, said_by=said_by))
    missing = [words.grounds[ground] for ground in Ground if ground not in definition.grounds]
    if missing:
        said.append(words.grounds_missing.format(grounds=TONGUES[language].listed(missing)))
    return tuple(said)


def _how_often(definition: Definition, language: Language) -> str:
    measurement, words, count = definition.measurement, EXPLAINED_WORDS[language], TONGUES[language].count
    if measurement.schedule is not None:
        return words.on_schedule.format(count=count(measurement.schedule[1]))
    if measurement.window_years > 1:
        return "" if window_note(definition) else words.pooled.format(count=count(measurement.window_years))
    if measurement.repeats_at_most > 1:
        return words.repeated.format(count=count(measurement.repeats_at_most))
    return words.each_year if definition.periodicity_years == 1 else ""
