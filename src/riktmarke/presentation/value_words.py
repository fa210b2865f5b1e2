"""Swedish words for what a value is: repeated, provisional, suppressed or missing, and how uncertain it is."""

from collections.abc import Iterable, Mapping

from riktmarke.assessment.challenges.kinds import UncertaintySource
from riktmarke.assessment.value_uncertainty import ValueUncertainty
from riktmarke.governance.definitions import Definition
from riktmarke.governance.suppression import threshold_of
from riktmarke.presentation.challenge_labels import SOURCES
from riktmarke.presentation.labels import counted, listed, occasion, period_label, unit_name
from riktmarke.presentation.language import Language
from riktmarke.presentation.numbers import number, with_unit
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

REPEATED, PROVISIONAL = "upprepat", "preliminärt"
TOO_FEW = "för få för att visas"
OF_GROUPS = {Sex.TOTAL: "alla", Sex.FEMALE: "kvinnor", Sex.MALE: "män"}


def repeated(measured_in: int | None) -> str:
    """Return what is said of a value that the source shows again, and when it was measured where that is known."""
    return REPEATED if measured_in is None else f"{REPEATED}: mättes {measured_in}"


def revised(measured_in: int) -> str:
    """Return what is said of a value that is no new measurement, and yet not what was measured."""
    return f"ändrat sedan mätningen {measured_in}"


def suppressed(definition: Definition | None) -> str:
    """Return what stands in place of a value that the source does not show, with its threshold where that is known."""
    return f"sekretess: {_too_few(definition)}"


def suppression_note(definition: Definition | None) -> str:
    """Return why values are suppressed, and how the threshold is known, as a sentence or two."""
    rule = threshold_of(definition) if definition else None
    if rule is None:
        return "Sekretess: källan visar inte värden som för få står bakom. Vid vilket antal är inte känt."
    return (
        f"Sekretess: källan visar inte värden som färre än {rule.threshold} {rule.of.value} står bakom "
        f"(känt genom: {rule.said_by})."
    )


def window_words(definition: Definition | None) -> str:
    """Return that values pool several years, where they do."""
    if definition is None or definition.measurement.window_years == 1:
        return ""
    years = counted(definition.measurement.window_years)
    return f"Varje värde bygger på {years} år, så värden nära varandra delar år och jämförs inte."


def later_sentence(
    status: ObservationStatus,
    period: int,
    groups: Iterable[Sex],
    definition: Definition | None,
    *,
    shown: int | None,
) -> str:
    """Return what the latest value is, where it is not what leads the page or not final; otherwise nothing.

    Args:
        status: what is known of the latest value.
        period: its year.
        groups: whose value it is.
        definition: the indicator's.
        shown: the year of the value that leads the page, None where there is none.
    """
    whose, of = list(groups), ""
    time = occasion(period, definition).replace("i genomsnitt", "åren")
    if Sex.TOTAL not in whose:
        of = f" för {listed([OF_GROUPS[sex] for sex in whose])}"
    one = len(whose) == 1
    subject = f"{'Värdet' if one else 'Värdena'}{of} {time}"
    if status is ObservationStatus.SUPPRESSED:
        hidden = f"{subject} visas inte av källan ({suppressed(definition)})."
        return hidden if shown is None else f"{hidden} Det senaste som visas gäller {period_label(shown, definition)}."
    if status is not ObservationStatus.PROVISIONAL:
        return ""
    said = f"{subject} är {'preliminärt' if one else 'preliminära'}: källan kan ändra {'det' if one else 'dem'}."
    older = shown is not None and shown < period
    return f"{said} Här visas mätningen från {period_label(shown, definition)}." if older and shown else said


def uncertainty_words(
    values: Mapping[Sex, ValueUncertainty], periods: Mapping[Sex, int], definition: Definition, *, decimals: int
) -> str:
    """Return between which limits the latest values lie when chance is allowed for, and where that is known from.

    `periods` holds the year of every group that has a value; those without uncertainty are said to have none.
    """
    together = len(set(periods.values())) == 1
    parts = [_limits(sex, found, periods, definition, decimals, dated=not together) for sex, found in values.items()]
    unknown = [OF_GROUPS[sex] for sex in periods if sex not in values]
    said = []
    if parts:
        time = f" {occasion(next(iter(periods.values())), definition)}" if together else ""
        said = [
            "Slumpen gör att ett värde kunde ha blivit ett annat.",
            f"Räknat med den låg nivån{time} troligen {listed(parts)}.",
            "I 95 fall av 100 rymmer sådana gränser den nivå som slumpen svänger kring.",
            *(_source(source, values) for source in dict.fromkeys(found.source for found in values.values())),
        ]
    if unknown:
        whose = f" för {listed(unknown)}" if len(periods) > 1 else ""
        said.append(f"Hur osäkert det senaste värdet{whose} är går inte att räkna ut.")
    return " ".join(said)


def _limits(
    sex: Sex,
    found: ValueUncertainty,
    periods: Mapping[Sex, int],
    definition: Definition,
    decimals: int,
    *,
    dated: bool,
) -> str:
    low, high = (number(value, decimals=decimals) for value in (found.low, found.high))
    whose = f" för {OF_GROUPS[sex]}" if len(periods) > 1 else ""
    time = f" {occasion(periods[sex], definition)}" if dated else ""
    return f"mellan {low} och {with_unit(high, unit_name(definition))}{whose}{time}"


def _source(source: UncertaintySource, values: Mapping[Sex, ValueUncertainty]) -> str:
    whose = [OF_GROUPS[sex] for sex, found in values.items() if found.source is source]
    of = f" för {listed(whose)}" if len(whose) < len(values) else ""
    return f"Osäkerheten{of} är {SOURCES[Language.SWEDISH][source]}."


def _too_few(definition: Definition | None) -> str:
    rule = threshold_of(definition) if definition else None
    return f"färre än {rule.threshold} {rule.of.value}" if rule else TOO_FEW
