"""What a definition says of its indicator, as facts: whom it is about, how it is measured, what it can show."""

from riktmarke.governance.definitions import Definition, Measured
from riktmarke.presentation.labels import POLARITY_TEXTS, capitalised, counted_unit, difference_unit, listed
from riktmarke.presentation.numbers import number, with_unit
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


def definition_facts(definition: Definition) -> list[tuple[str, str]]:
    """Return heading and words of each fact, in the order in which they are read."""
    facts = [
        ("Varför det följs", definition.why),
        ("Riktning", POLARITY_TEXTS[definition.polarity]),
        ("Vem det gäller", f"{capitalised(definition.population)}."),
        ("Hur det mäts", measuring(definition)),
        ("Minsta skillnad som spelar roll", _smallest(definition)),
        ("Kvinnor och män", definition.not_split_by_sex or "Redovisas för kvinnor och män var för sig."),
        ("Diskriminerings\u00adgrunder", _grounds(definition)),
        ("Jämförs inte med landet", definition.country_not_comparable),
        ("Att tänka på", definition.note),
        ("Ursprunglig källa", definition.source),
    ]
    return [(heading, words) for heading, words in facts if words]


def measuring(definition: Definition) -> str:
    """Return how the values come about, in one or two sentences."""
    measurement, every = definition.measurement, definition.periodicity_years
    said = {
        Measured.EACH_YEAR: "Mäts varje år." if every == 1 else f"Mäts vart {_ordinal(every)} år.",
        Measured.MOVING_WINDOW: f"Varje värde bygger på {measurement.window_years} år. "
        "Värden som delar år jämförs inte.",
        Measured.ON_SCHEDULE: f"Mäts vart {_ordinal(every)} år; åren emellan upprepar källan värdet.",
        Measured.REPEATED_UNTIL_NEXT: "Källan upprepar värdet tills nästa mätning, som mest "
        f"{measurement.repeats_at_most} år i rad.",
    }[definition.measured]
    if measurement.breaks:
        years = listed([str(year) for year in measurement.breaks])
        said += f" Nytt sätt att mäta från {years}: åren före går inte att jämföra med åren därefter."
    return said


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
