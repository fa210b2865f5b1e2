"""English number formats, units and times, and what is measured: the phrase, or the title in quotation marks."""

import re

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import EXACTLY_ONE, SINGULAR_UNITS, pooled_years
from riktmarke.presentation.language import Language
from riktmarke.presentation.numbers import MINUS, NO_BREAK_SPACE, rounded, years
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.vocabulary.units import Unit

UNITS: dict[Unit, str] = {
    Unit.PERCENT: "percent",
    Unit.PERSONS: "people",
    Unit.YEARS: "years",
    Unit.DAYS: "days",
    Unit.DAYS_PER_INSURED: "days per insured person",
    Unit.PER_100_000: "per 100,000 inhabitants",
    Unit.PER_10_000: "per 10,000 inhabitants",
    Unit.PER_1000: "per 1,000 inhabitants",
    Unit.INDEX: "",
    Unit.RATIO: "",
    Unit.SEK: "kronor",
    Unit.SEK_THOUSANDS_PER_INHABITANT: "thousand kronor per inhabitant",
    Unit.TONNES_CO2E: "tonnes of carbon dioxide equivalents",
    Unit.TONNES_CO2E_PER_INHABITANT: "tonnes of carbon dioxide equivalents per inhabitant",
    Unit.KG_PER_INHABITANT: "kg per inhabitant",
    Unit.MINUTES_PER_CUSTOMER: "minutes per customer",
    Unit.METRES_PER_INHABITANT: "metres per inhabitant",
    Unit.KILOMETRES: "kilometres",
    Unit.MWH_PER_INHABITANT: "MWh per inhabitant",
}
DIFFERENCE_UNITS: dict[Unit, str] = {**UNITS, Unit.PERCENT: "percentage points"}
# What a phrase need not say when the unit after the value says it.
SAID_BY_UNIT = re.compile(r" per (?:[\d,]+ )?(?:inhabitants?|customer|insured person)$")
COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def english_number(value: float, *, decimals: int) -> str:
    """Return the value in English: 1,234.5 with a real minus sign."""
    shown = rounded(value, decimals=decimals)
    return f"{MINUS if shown < 0 else ''}{abs(shown):,f}"


def english_with_unit(figure: str, unit: str) -> str:
    """Return the figure held to its unit's first word, in the singular for exactly one; the figure where none is."""
    if EXACTLY_ONE[Language.ENGLISH].fullmatch(figure):
        unit = SINGULAR_UNITS.get(unit, unit)
    return f"{figure}{NO_BREAK_SPACE}{unit}" if unit else figure


def english_phrase(definition: Definition) -> str:
    """Return what is measured as it stands within a sentence: "the ill-health rate", or the title where none is."""
    phrase = definition.phrase_en
    if not phrase:
        return f"“{title_in_tongue(definition, Language.ENGLISH)}”"
    return SAID_BY_UNIT.sub("", phrase) if SAID_BY_UNIT.search(f" {UNITS[definition.unit]}") else phrase


def english_count(count: int) -> str:
    """Return a small count as a word, as it is written in a sentence; figures from thirteen."""
    return COUNTED[count] if 0 <= count < len(COUNTED) else str(count)


def english_occasion(period: int, definition: Definition | None) -> str:
    """Return the time a value stands for, to end a sentence with: "in 2022", "in the 2022 election"."""
    label = english_period(period, definition)
    if definition is not None and definition.measurement.schedule is not None:
        return f"{'in' if definition.occasion_en else 'at'} {label}"
    pooled = definition is not None and pooled_years(definition) > 1
    return f"{'on average ' if pooled else ''}in {label}"


def english_period(period: int, definition: Definition | None) -> str:
    """Return the same time after "since": "2022", "2018–2022", "the 2022 election"."""
    if definition is None:
        return str(period)
    if definition.measurement.schedule is not None:
        return f"the {period} {definition.occasion_en or 'measurement'}"
    return years(period - pooled_years(definition) + 1, period)


def english_occasions(first: int, last: int, definition: Definition | None) -> str:
    """Return the time a mean over several measurements stands for: "on average in 2018–2022"."""
    if definition is None:
        return f"on average in {years(first, last)}"
    if definition.measurement.schedule is not None:
        return f"on average in the {years(first, last)} {definition.occasion_en or 'measurement'}s"
    return f"on average in {years(first - pooled_years(definition) + 1, last)}"
