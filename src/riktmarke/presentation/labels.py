"""The Swedish words for codes: groups, units, reasons, where a comparator comes from, and the forms of area names."""

import re
from collections.abc import Mapping

from riktmarke.assessment.findings import Basis
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.numbers import years
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.reasons import Reason
from riktmarke.vocabulary.units import Unit

GROUP_NAMES: dict[Sex, str] = {Sex.TOTAL: "Totalt", Sex.FEMALE: "Kvinnor", Sex.MALE: "Män"}

UNIT_NAMES: dict[Unit, str] = {
    Unit.PERCENT: "procent",
    Unit.PERSONS: "personer",
    Unit.YEARS: "år",
    Unit.DAYS: "dagar",
    Unit.DAYS_PER_INSURED: "dagar per försäkrad",
    Unit.PER_100_000: "per 100 000 invånare",
    Unit.PER_10_000: "per 10 000 invånare",
    Unit.PER_1000: "per 1 000 invånare",
    Unit.INDEX: "index",
    Unit.RATIO: "",
    Unit.SEK: "kronor",
    Unit.SEK_THOUSANDS_PER_INHABITANT: "tusen kronor per invånare",
    Unit.TONNES_CO2E: "ton koldioxidekvivalenter",
    Unit.TONNES_CO2E_PER_INHABITANT: "ton koldioxidekvivalenter per invånare",
    Unit.KG_PER_INHABITANT: "kg per invånare",
    Unit.MINUTES_PER_CUSTOMER: "minuter per kund",
    Unit.METRES_PER_INHABITANT: "meter per invånare",
    Unit.KILOMETRES: "kilometer",
    Unit.MWH_PER_INHABITANT: "MWh per invånare",
}

# What the unit is called for exactly one.
SINGULAR_UNITS = {"dagar": "dag", "personer": "person", "procentenheter": "procentenhet", "enheter": "enhet"}

# A difference between two shares is not itself a share of anything, nor one between two indices an index.
DIFFERENCE_UNITS: dict[Unit, str] = {**UNIT_NAMES, Unit.PERCENT: "procentenheter", Unit.INDEX: "enheter"}

POLARITY_TEXTS: dict[Polarity, str] = {
    Polarity.HIGHER_IS_BETTER: "Ett högre värde är bättre.",
    Polarity.LOWER_IS_BETTER: "Ett lägre värde är bättre.",
    Polarity.NO_JUDGEMENT: "Vi säger inte om högt eller lågt är bättre.",
}

STATUS_TEXTS: dict[ObservationStatus, str] = {
    ObservationStatus.NORMAL: "publicerat värde",
    ObservationStatus.PROVISIONAL: "preliminärt värde",
    ObservationStatus.SUPPRESSED: "sekretessprövat: för få personer för att visas",
    ObservationStatus.MISSING: "inget värde i källan",
}

REASON_TEXTS: dict[Reason, str] = {
    Reason.SAID: "",
    Reason.NEVER_PUBLISHED: "Källan har inte publicerat något värde.",
    Reason.NO_DEFINITION: "Vi har inte gått igenom serien än och räknar därför ingen förändring.",
    Reason.NO_EARLIER_MEASUREMENT: "Det finns ingen tidigare oberoende mätning att jämföra med.",
    Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER: "Det finns ingen mätning just fem år tidigare.",
    Reason.OVERLAPPING_WINDOWS: "Värdena är medelvärden över flera år som delvis är samma, så skillnaden är ingen "
    "förändring.",
    Reason.SERIES_BREAK: "Mätningen har ändrats däremellan, enligt källan eller vår bedömning av siffrorna, "
    "så värdena jämförs inte.",
    Reason.COMPARATOR_NOT_PUBLISHED: "Inget värde är publicerat för samma år och grupp.",
    Reason.NOT_APPLICABLE: "Jämförelsen är inte tillämplig här.",
    Reason.WHOLE_COUNTY: "Kommunen är hela länet, så det finns inget län att jämföra med.",
    Reason.TOO_LITTLE_COVERED: "För få kommuner har ett värde för att ett medelvärde ska vara rättvisande.",
    Reason.NO_SIMILAR_GROUP: "Ingen grupp av liknande kommuner är publicerad.",
    Reason.NOT_SPLIT_BY_SEX: "Källan redovisar inte kvinnor och män var för sig.",
    Reason.NO_WEIGHTS: "Det saknas folkmängd för året, så inget vägt medelvärde kan räknas ut.",
    Reason.NOT_AVERAGED: "Ett medelvärde av antal i olika kommuner säger inget.",
    Reason.TOO_FEW_AREAS: "För få kommuner har ett värde för att dela in dem i fjärdedelar.",
    Reason.NOT_WEIGHED: "Måttet gäller inte människor, så ett medelvärde vägt med invånare säger inget.",
}

# More than one of what a scheduled measurement is taken at.
OCCASIONS = {"valet": "i valen"}

EXACTLY_ONE = re.compile("[+\u2212]?1(,0+)?")

# The same reasons in a table cell.
SHORT_REASONS: dict[Reason, str] = {
    Reason.SAID: "",
    Reason.NEVER_PUBLISHED: "inget värde",
    Reason.NO_DEFINITION: "räknas inte ut",
    Reason.NO_EARLIER_MEASUREMENT: "första mätningen",
    Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER: "ej mätt då",
    Reason.OVERLAPPING_WINDOWS: "överlappande år",
    Reason.SERIES_BREAK: "nytt mått",
    Reason.COMPARATOR_NOT_PUBLISHED: "inget värde",
    Reason.NOT_APPLICABLE: "ej tillämpligt",
    Reason.WHOLE_COUNTY: "kommunen är hela länet",
    Reason.TOO_LITTLE_COVERED: "för få värden",
    Reason.NO_SIMILAR_GROUP: "ingen grupp",
    Reason.NOT_SPLIT_BY_SEX: "ej könsuppdelat",
    Reason.NO_WEIGHTS: "vikter saknas",
    Reason.NOT_AVERAGED: "medelvärde saknar mening",
    Reason.TOO_FEW_AREAS: "för få värden",
    Reason.NOT_WEIGHED: "vägs inte med invånare",
}

# Where "Region X" without its first word is not the county, or would be taken for the municipality of that name.
COUNTY_NAMES: dict[str, str] = {
    "0001": "Stockholms län",
    "0003": "Uppsala län",
    "0008": "Kalmar län",
    "0009": "Gotlands län",
    "0014": "Västra Götaland",
    "0023": "Jämtlands län",
}

SWEDEN = "Sverige"
# Stands wherever a figure of an invented country is seen: pages, files, charts, the terminal.
EXAMPLE_LABEL = "Exempel: påhittade siffror"

# Municipalities that are islands: one lives on them, not in them.
ISLANDS = {"Gotland", "Lidingö", "Orust", "Tjörn", "Öckerö"}


# What the publisher calls the country, and what a sentence does.
COUNTRY_NAMES = {"Riket": SWEDEN}


def area_name(area: Area) -> str:
    """Return the name of an area as it stands in a sentence: Hedemora, Dalarna, Sverige."""
    if area.kind is AreaKind.COUNTRY:
        return COUNTRY_NAMES.get(area.name, area.name)
    if area.kind is AreaKind.REGION:
        return COUNTY_NAMES.get(area.code, area.name.removeprefix("Region "))
    return area.name


def example_label(about: Mapping[str, object]) -> str:
    """Return what must be said of the figures that a dataset's manifest is about; nothing where they are real."""
    return EXAMPLE_LABEL if about.get("example") else ""


def at_place(name: str) -> str:
    """Return the name with its preposition: i Hedemora, but på Gotland."""
    return f"på {name}" if name in ISLANDS else f"i {name}"


def genitive(name: str) -> str:
    """Return the genitive of a name: Hedemoras; unchanged after s, x and z (Borås)."""
    return name if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def listed(items: list[str]) -> str:
    """Return the items as a Swedish list: a, b och c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} och {items[-1]}" if items else ""


def counted(count: int) -> str:
    """Return a small count as a word, as it is written in a sentence: sex, sju; figures from thirteen."""
    words = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
    return words[count] if 0 <= count < len(words) else str(count)


def capitalised(text: str) -> str:
    """Return the text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return a title as it stands within a sentence, the rest untouched."""
    return text[:1].lower() + text[1:]


def occasion(period: int, definition: Definition | None) -> str:
    """Return the time a value stands for, to end a sentence with: "2022", "i genomsnitt 2018–2022", "i valet 2022"."""
    if definition is None:
        return str(period)
    measurement = definition.measurement
    if pooled_years(definition) > 1:
        return f"i genomsnitt {years(period - pooled_years(definition) + 1, period)}"
    if measurement.schedule is not None:
        return f"i {definition.occasion} {period}" if definition.occasion else f"vid mätningen {period}"
    return str(period)


def pooled_years(definition: Definition) -> int:
    """Return how many years a value stands for, where they are the same everywhere; otherwise 1."""
    return 1 if window_note(definition) else definition.measurement.window_years


def occasions(first: int, last: int, definition: Definition | None) -> str:
    """Return the time a mean over several measurements stands for: "i genomsnitt 2018–2022", "i genomsnitt i valen …".

    `first` and `last` are the years of the first and the last of them.
    """
    if definition is None:
        return f"i genomsnitt {years(first, last)}"
    if definition.measurement.schedule is not None:
        return f"i genomsnitt {OCCASIONS.get(definition.occasion, 'vid mätningarna')} {years(first, last)}"
    return f"i genomsnitt {years(first - pooled_years(definition) + 1, last)}"


def period_label(period: int, definition: Definition | None) -> str:
    """Return the time a value stands for, in a table: "2022", "2018–2022", "valet 2022"."""
    return occasion(period, definition).removeprefix("i genomsnitt ").removeprefix("i ").removeprefix("vid ")


def window_note(definition: Definition | None) -> str:
    """Return what must be said where the years of a value are not the same everywhere, so that no span is shown."""
    return str(getattr(definition, "window_note", ""))


def unit_name(definition: Definition | None) -> str:
    """Return the unit of the values; nothing where no definition names it."""
    return UNIT_NAMES[definition.unit] if definition else ""


def counted_unit(unit: str, figure: str) -> str:
    """Return the unit as it stands after a figure: one day, but two days."""
    return SINGULAR_UNITS.get(unit, unit) if EXACTLY_ONE.fullmatch(figure) else unit


def difference_unit(definition: Definition | None) -> str:
    """Return the unit of a difference: percentage points between percentages."""
    return DIFFERENCE_UNITS[definition.unit] if definition else ""


def is_computed(basis: Basis) -> bool:
    """Return whether a comparator's value is our own work, not the publisher's."""
    return basis in {Basis.DENOMINATOR, Basis.POPULATION}


def county_label(county: str, basis: Basis) -> str:
    """Return how a county's value is named: a mean of its municipalities is never called by the county's own name."""
    return f"Medel av kommunerna {at_place(county)}" if is_computed(basis) else county


def county_source(basis: Basis, *, publisher: str, members: int, size: int) -> str:
    """Return where a county's value comes from: as published, or computed by us, from how many and how."""
    if is_computed(basis):
        return f"egen bearbetning: {members} av {size} kommuner, {weight_text(basis)}"
    return f"enligt {publisher}" if basis is Basis.PUBLISHED else ""


def weight_text(basis: Basis) -> str:
    """Return how a mean over municipalities is weighted."""
    return {
        Basis.DENOMINATOR: "vägt med den befolkning måttet gäller",
        Basis.POPULATION: "vägt med befolkningen",
    }.get(basis, "ovägt")
