"""The words for codes: groups, units, reasons, where a comparator comes from, and the forms of area names."""

import re
from collections.abc import Mapping

from riktmarke.assessment.findings import Basis
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.language import Language, marked, say, say_as, speaks_english, spoken, spoken_language
from riktmarke.presentation.numbers import years
from riktmarke.presentation.titles import EnglishText, in_tongue
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.reasons import Reason
from riktmarke.vocabulary.units import Unit

GROUP_NAMES: dict[Sex, str] = spoken(
    {Sex.TOTAL: marked("Totalt"), Sex.FEMALE: marked("Kvinnor"), Sex.MALE: marked("Män")}
)

UNIT_NAMES: dict[Unit, str] = spoken(
    {
        Unit.PERCENT: marked("procent"),
        Unit.PERSONS: marked("personer"),
        Unit.YEARS: marked("år"),
        Unit.DAYS: marked("dagar"),
        Unit.DAYS_PER_INSURED: marked("dagar per försäkrad"),
        Unit.PER_100_000: marked("per 100 000 invånare"),
        Unit.PER_10_000: marked("per 10 000 invånare"),
        Unit.PER_1000: marked("per 1 000 invånare"),
        Unit.INDEX: marked("index"),
        Unit.RATIO: "",
        Unit.SEK: marked("kronor"),
        Unit.SEK_THOUSANDS_PER_INHABITANT: marked("tusen kronor per invånare"),
        Unit.TONNES_CO2E: marked("ton koldioxidekvivalenter"),
        Unit.TONNES_CO2E_PER_INHABITANT: marked("ton koldioxidekvivalenter per invånare"),
        Unit.KG_PER_INHABITANT: marked("kg per invånare"),
        Unit.MINUTES_PER_CUSTOMER: marked("minuter per kund"),
        Unit.METRES_PER_INHABITANT: marked("meter per invånare"),
        Unit.KILOMETRES: marked("kilometer"),
        Unit.MWH_PER_INHABITANT: marked("MWh per invånare"),
    }
)


# What the unit is called for exactly one.
SINGULAR_UNITS = {
    "dagar": "dag",
    "personer": "person",
    "procentenheter": "procentenhet",
    "enheter": "enhet",
    "people": "person",
    "years": "year",
    "days": "day",
    "percentage points": "percentage point",
    "units": "unit",
    "metres": "metre",
    "minutes": "minute",
    "kilometres": "kilometre",
    "tonnes": "tonne",
}

# A difference between two shares is not itself a share of anything, nor one between two indices an index.
DIFFERENCE_UNITS: dict[Unit, str] = spoken(
    {**UNIT_NAMES, Unit.PERCENT: marked("procentenheter"), Unit.INDEX: marked("enheter")}
)

POLARITY_TEXTS: dict[Polarity, str] = spoken(
    {
        Polarity.HIGHER_IS_BETTER: marked("Ett högre värde är bättre."),
        Polarity.LOWER_IS_BETTER: marked("Ett lägre värde är bättre."),
        Polarity.NO_JUDGEMENT: marked("Vi säger inte om högt eller lågt är bättre."),
    }
)

STATUS_TEXTS: dict[ObservationStatus, str] = spoken(
    {
        ObservationStatus.NORMAL: marked("publicerat värde"),
        ObservationStatus.PROVISIONAL: marked("preliminärt värde"),
        ObservationStatus.SUPPRESSED: marked("sekretessprövat: för få personer för att visas"),
        ObservationStatus.MISSING: marked("inget värde i källan"),
    }
)

REASON_TEXTS: dict[Reason, str] = spoken(
    {
        Reason.SAID: "",
        Reason.NEVER_PUBLISHED: marked("Källan har inte publicerat något värde."),
        Reason.NO_DEFINITION: marked("Vi har inte gått igenom serien än och räknar därför ingen förändring."),
        Reason.NO_EARLIER_MEASUREMENT: marked("Det finns ingen tidigare oberoende mätning att jämföra med."),
        Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER: marked("Det finns ingen mätning just fem år tidigare."),
        Reason.OVERLAPPING_WINDOWS: marked(
            "Värdena är medelvärden över flera år som delvis är samma, så skillnaden är ingen förändring."
        ),
        Reason.SERIES_BREAK: marked(
            "Mätningen har ändrats däremellan, enligt källan eller vår bedömning av siffrorna, så värdena jämförs inte."
        ),
        Reason.COMPARATOR_NOT_PUBLISHED: marked("Inget värde är publicerat för samma år och grupp."),
        Reason.NOT_APPLICABLE: marked("Jämförelsen är inte tillämplig här."),
        Reason.WHOLE_COUNTY: marked("Kommunen är hela länet, så det finns inget län att jämföra med."),
        Reason.TOO_LITTLE_COVERED: marked("För få kommuner har ett värde för att ett medelvärde ska vara rättvisande."),
        Reason.NO_SIMILAR_GROUP: marked("Ingen grupp av liknande kommuner är publicerad."),
        Reason.NOT_SPLIT_BY_SEX: marked("Källan redovisar inte kvinnor och män var för sig."),
        Reason.NO_WEIGHTS: marked("Det saknas folkmängd för året, så inget vägt medelvärde kan räknas ut."),
        Reason.NOT_AVERAGED: marked("Ett medelvärde av antal i olika kommuner säger inget."),
        Reason.TOO_FEW_AREAS: marked("För få kommuner har ett värde för att dela in dem i fjärdedelar."),
        Reason.NOT_WEIGHED: marked("Måttet gäller inte människor, så ett medelvärde vägt med invånare säger inget."),
    }
)

# More than one of what a scheduled measurement is taken at.
OCCASIONS = {"valet": marked("i valen")}

EXACTLY_ONE = {
    Language.SWEDISH: re.compile("[+\u2212]?1(,0+)?"),
    Language.ENGLISH: re.compile(r"[+\u2212]?1(\.0+)?"),
}
# What leads in a time, and is left out of it in a table.
LEADS_IN = {
    Language.SWEDISH: re.compile("^(?:i genomsnitt )?(?:i |vid )?"),
    Language.ENGLISH: re.compile("^(?:on average )?(?:in |at )?(?:the )?"),
}

# The same reasons in a table cell.
SHORT_REASONS: dict[Reason, str] = spoken(
    {
        Reason.SAID: "",
        Reason.NEVER_PUBLISHED: marked("inget värde"),
        Reason.NO_DEFINITION: marked("räknas inte ut"),
        Reason.NO_EARLIER_MEASUREMENT: marked("första mätningen"),
        Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER: marked("ej mätt då"),
        Reason.OVERLAPPING_WINDOWS: marked("överlappande år"),
        Reason.SERIES_BREAK: marked("nytt mått"),
        Reason.COMPARATOR_NOT_PUBLISHED: marked("inget värde"),
        Reason.NOT_APPLICABLE: marked("ej tillämpligt"),
        Reason.WHOLE_COUNTY: marked("kommunen är hela länet"),
        Reason.TOO_LITTLE_COVERED: marked("för få värden"),
        Reason.NO_SIMILAR_GROUP: marked("ingen grupp"),
        Reason.NOT_SPLIT_BY_SEX: marked("ej könsuppdelat"),
        Reason.NO_WEIGHTS: marked("vikter saknas"),
        Reason.NOT_AVERAGED: marked("medelvärde saknar mening"),
        Reason.TOO_FEW_AREAS: marked("för få värden"),
        Reason.NOT_WEIGHED: marked("vägs inte med invånare"),
    }
)

# Where "Region X" without its first word is not the county, or would be taken for the municipality of that name.
COUNTY_NAMES: dict[str, str] = spoken(
    {
        "0001": marked("Stockholms län"),
        "0003": marked("Uppsala län"),
        "0008": marked("Kalmar län"),
        "0009": marked("Gotlands län"),
        "0014": marked("Västra Götaland"),
        "0023": marked("Jämtlands län"),
    }
)

SWEDEN = marked("Sverige")
# Stands wherever a figure of an invented country is seen: pages, files, charts, the terminal.
EXAMPLE_LABEL = marked("Exempel: påhittade siffror")

# Municipalities that are islands: one lives on them, not in them.
ISLANDS = {"Gotland", "Lidingö", "Orust", "Tjörn", "Öckerö"}


def area_name(area: Area) -> str:
    """Return the name of an area as it stands in a sentence: Hedemora, Dalarna, Sverige."""
    if area.kind is AreaKind.COUNTRY:
        return say(SWEDEN) if area.name == "Riket" else area.name
    if area.kind is AreaKind.REGION:
        return COUNTY_NAMES[area.code] if area.code in COUNTY_NAMES else _county(area.name.removeprefix("Region "))
    return area.name


def _county(name: str) -> str:
    """Return a county's name in the language that is spoken: Jönköpings län, Jönköping County."""
    if not speaks_english() or not name.endswith(" län"):
        return name
    return f"{name.removesuffix(' län').removesuffix('s')} County"


def example_label(about: Mapping[str, object]) -> str:
    """Return what must be said of the figures that a dataset's manifest is about; nothing where they are real."""
    return say(EXAMPLE_LABEL) if about.get("example") else ""


def at_place(name: str) -> str:
    """Return the name with its preposition: i Hedemora, but på Gotland."""
    return say("på {name}", name=name) if name in ISLANDS else say("i {name}", name=name)


def genitive(name: str) -> str:
    """Return the genitive of a name: Hedemoras, Hedemora's; unchanged after s, x and z (Borås)."""
    return name if name.lower().endswith(("s", "x", "z")) else say("{name}s", name=name)


def listed(items: list[str]) -> str:
    """Return the items as a Swedish list: a, b och c."""
    return (
        items[0]
        if len(items) == 1
        else say("{join} och {items}", join=", ".join(items[:-1]), items=items[-1])
        if items
        else ""
    )


def counted(count: int) -> str:
    """Return a small count as a word, as it is written in a sentence: sex, sju; figures from thirteen."""
    words = say("noll en två tre fyra fem sex sju åtta nio tio elva tolv").split()
    return words[count] if 0 <= count < len(words) else str(count)


def capitalised(text: str) -> str:
    """Return the text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def quoted_title(text: str) -> str:
    """Return a title as it stands in a sentence: in English one that exists in Swedish only is quoted."""
    return f"“{text}”" if speaks_english() and not isinstance(text, EnglishText) else text


def uncapitalised(text: str) -> str:
    """Return a title as it stands within a sentence, the rest untouched; still an `EnglishText` where it is one."""
    return type(text)(text[:1].lower() + text[1:])


def occasion(period: int, definition: Definition | None) -> str:
    """Return the time a value stands for, to end a sentence with: "2022", "i genomsnitt 2018–2022", "i valet 2022"."""
    if definition is None:
        return say_as("när", "{period}", period=period)
    measurement = definition.measurement
    if pooled_years(definition) > 1:
        return say("i genomsnitt {years}", years=years(period - pooled_years(definition) + 1, period))
    if measurement.schedule is not None:
        if at := occasion_name(definition):
            return say("i {occasion} {period}", occasion=at, period=period)
        return say("vid mätningen {period}", period=period)
    return say_as("när", "{period}", period=period)


def occasion_name(definition: Definition) -> str:
    """Return what a scheduled measurement is taken at: "valet", in English "election"; empty where nobody says so."""
    return definition.occasion_en if speaks_english() else definition.occasion


def pooled_years(definition: Definition) -> int:
    """Return how many years a value stands for, where they are the same everywhere; otherwise 1."""
    return 1 if window_note(definition) else definition.measurement.window_years


def occasions(first: int, last: int, definition: Definition | None) -> str:
    """Return the time a mean over several measurements stands for: "i genomsnitt 2018–2022", "i genomsnitt i valen …".

    `first` and `last` are the years of the first and the last of them.
    """
    if definition is None:
        return say("i genomsnitt {years}", years=years(first, last))
    if definition.measurement.schedule is not None:
        if speaks_english() and definition.occasion_en:
            return f"on average in the {years(first, last)} {definition.occasion_en}s"
        at = say(OCCASIONS.get(definition.occasion, marked("vid mätningarna")))
        return say("i genomsnitt {occasions} {years}", occasions=at, years=years(first, last))
    return say("i genomsnitt {years}", years=years(first - pooled_years(definition) + 1, last))


def period_label(period: int, definition: Definition | None) -> str:
    """Return the time a value stands for, in a table: "2022", "2018–2022", "valet 2022"."""
    return LEADS_IN[spoken_language()].sub("", occasion(period, definition))


def window_note(definition: Definition | None, language: Language | None = None) -> str:
    """Return what must be said where the years of a value are not the same everywhere, so that no span is shown."""
    return in_tongue(definition.window_note, definition.window_note_en, language) if definition else ""


def stands_for_more_years(definition: Definition | None) -> bool:
    """Return whether a value stands for more years than the one that is shown, in a way that differs between areas."""
    return bool(definition and definition.window_note)


def not_split_note(definition: Definition | None, language: Language | None = None) -> str:
    """Return why women and men are not shown apart; empty where they are, or nobody has said so."""
    return in_tongue(definition.not_split_by_sex, definition.not_split_by_sex_en, language) if definition else ""


def published_as(series: str, definition: Definition | None) -> str:
    """Return the publisher's own ids of what is shown under a series' id: those that an indicator is composed of."""
    return listed(list(definition.all_series)) if definition is not None and definition.composed else series


def unit_name(definition: Definition | None) -> str:
    """Return the unit of the values; nothing where no definition names it."""
    return UNIT_NAMES[definition.unit] if definition else ""


def counted_unit(unit: str, figure: str) -> str:
    """Return the unit as it stands after a figure: one day, but two days."""
    return SINGULAR_UNITS.get(unit, unit) if EXACTLY_ONE[spoken_language()].fullmatch(figure) else unit


def difference_unit(definition: Definition | None) -> str:
    """Return the unit of a difference: percentage points between percentages."""
    return DIFFERENCE_UNITS[definition.unit] if definition else ""


def is_computed(basis: Basis) -> bool:
    """Return whether a comparator's value is our own work, not the publisher's."""
    return basis in {Basis.DENOMINATOR, Basis.POPULATION}


def county_label(county: str, basis: Basis) -> str:
    """Return how a county's value is named: a mean of its municipalities is never called by the county's own name."""
    return say("Medel av kommunerna {at_place}", at_place=at_place(county)) if is_computed(basis) else county


def county_source(basis: Basis, *, publisher: str, members: int, size: int) -> str:
    """Return where a county's value comes from: as published, or computed by us, from how many and how."""
    if is_computed(basis):
        return say(
            "egen bearbetning: {members} av {size} kommuner, {weight_text}",
            members=members,
            size=size,
            weight_text=weight_text(basis),
        )
    return say("enligt {publisher}", publisher=publisher) if basis is Basis.PUBLISHED else ""


def weight_text(basis: Basis) -> str:
    """Return how a mean over municipalities is weighted."""
    return {
        Basis.DENOMINATOR: say("vägt med den befolkning måttet gäller"),
        Basis.POPULATION: say("vägt med befolkningen"),
    }.get(basis, say("ovägt"))
