"""Words for what a value is: repeated, provisional, suppressed or missing, and how uncertain it is."""

from collections.abc import Iterable, Mapping

from riktmarke.assessment.challenges.kinds import UncertaintySource
from riktmarke.assessment.value_uncertainty import ValueUncertainty
from riktmarke.governance.definitions import Definition
from riktmarke.governance.suppression import threshold_of
from riktmarke.presentation.challenge_labels import SOURCES
from riktmarke.presentation.explained_words import quoted
from riktmarke.presentation.labels import counted, listed, occasion, period_label, unit_name, window_note
from riktmarke.presentation.language import marked, say, spoken, spoken_language
from riktmarke.presentation.numbers import number, with_unit
from riktmarke.presentation.titles import in_tongue
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

REPEATED, PROVISIONAL = marked("upprepat"), marked("preliminärt")
TOO_FEW = marked("för få för att visas")
OF_GROUPS = spoken({Sex.TOTAL: marked("alla"), Sex.FEMALE: marked("kvinnor"), Sex.MALE: marked("män")})


def repeated(measured_in: int | None) -> str:
    """Return what is said of a value that the source shows again, and when it was measured where that is known."""
    said = say(REPEATED)
    return (
        said if measured_in is None else say("{repeated}: mättes {measured_in}", repeated=said, measured_in=measured_in)
    )


def revised(measured_in: int) -> str:
    """Return what is said of a value that is no new measurement, and yet not what was measured."""
    return say("ändrat sedan mätningen {measured_in}", measured_in=measured_in)


def suppressed(definition: Definition | None) -> str:
    """Return what stands in place of a value that the source does not show, with its threshold where that is known."""
    return say("sekretess: {too_few}", too_few=_too_few(definition))


def absent_words(status: ObservationStatus) -> str:
    """Return why there is no value, in a few words: what the source does not show is something else than no value."""
    if status is ObservationStatus.SUPPRESSED:
        return say("visas inte av källan: för få")
    return say("inget värde")


def suppression_note(definition: Definition | None) -> str:
    """Return why values are suppressed, and how the threshold is known, as a sentence or two."""
    rule = threshold_of(definition) if definition else None
    if rule is None:
        return say("Sekretess: källan visar inte värden som för få står bakom. Vid vilket antal är inte känt.")
    return say(
        "Sekretess: källan visar inte värden som färre än {threshold} {value} står bakom (känt genom: {said_by}).",
        threshold=rule.threshold,
        value=say(rule.of.value),
        said_by=quoted(in_tongue(rule.said_by, rule.said_by_en), spoken_language()),
    )


def window_words(definition: Definition | None) -> str:
    """Return that values pool several years, where they do.

    Where they do in some areas only, or nobody says which years, only what follows for comparisons.
    """
    if definition is None or definition.measurement.window_years == 1:
        return ""
    years = counted(definition.measurement.window_years)
    if window_note(definition):
        return say("Värden som ligger närmare varandra än {years} år kan dela år och jämförs inte.", years=years)
    return say("Varje värde bygger på {years} år, så värden nära varandra delar år och jämförs inte.", years=years)


def years_words(definition: Definition | None) -> str:
    """Return which years values are of, where areas are set beside each other; empty where each is of a single year.

    Where areas differ the catalogue says how.
    """
    return window_note(definition) or window_words(definition)


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
    time = occasion(period, definition).replace(say("i genomsnitt"), say("åren"))
    if Sex.TOTAL not in whose:
        of = say(" för {listed}", listed=listed([OF_GROUPS[sex] for sex in whose]))
    one = len(whose) == 1
    subject = f"{say('Värdet') if one else say('Värdena')}{of} {time}"
    if status is ObservationStatus.SUPPRESSED:
        hidden = say(
            "{subject} visas inte av källan ({suppressed}).", subject=subject, suppressed=suppressed(definition)
        )
        return (
            hidden
            if shown is None
            else say(
                "{hidden} Det senaste som visas gäller {period_label}.",
                hidden=hidden,
                period_label=period_label(shown, definition),
            )
        )
    if status is not ObservationStatus.PROVISIONAL:
        return ""
    if one:
        said = say("{subject} är preliminärt: källan kan ändra det.", subject=subject)
    else:
        said = say("{subject} är preliminära: källan kan ändra dem.", subject=subject)
    older = shown is not None and shown < period
    return (
        say("{said} Här visas mätningen från {period_label}.", said=said, period_label=period_label(shown, definition))
        if older and shown
        else said
    )


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
            say("Slumpen gör att ett värde kunde ha blivit ett annat."),
            say("Räknat med den låg nivån{time} troligen {listed}.", time=time, listed=listed(parts)),
            say("I 95 fall av 100 rymmer sådana gränser den nivå som slumpen svänger kring."),
            *(_source(source, values) for source in dict.fromkeys(found.source for found in values.values())),
        ]
    if unknown:
        whose = say(" för {listed}", listed=listed(unknown)) if len(periods) > 1 else ""
        said.append(say("Hur osäkert det senaste värdet{whose} är går inte att räkna ut.", whose=whose))
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
    whose = say(" för {of_groups}", of_groups=OF_GROUPS[sex]) if len(periods) > 1 else ""
    time = f" {occasion(periods[sex], definition)}" if dated else ""
    return say(
        "mellan {low} och {with_unit}{whose}{time}",
        low=low,
        with_unit=with_unit(high, unit_name(definition)),
        whose=whose,
        time=time,
    )


def _source(source: UncertaintySource, values: Mapping[Sex, ValueUncertainty]) -> str:
    whose = [OF_GROUPS[sex] for sex, found in values.items() if found.source is source]
    of = say(" för {listed}", listed=listed(whose)) if len(whose) < len(values) else ""
    return say("Osäkerheten{of} är {sources}.", of=of, sources=SOURCES[spoken_language()][source])


def _too_few(definition: Definition | None) -> str:
    rule = threshold_of(definition) if definition else None
    return (
        say("färre än {threshold} {value}", threshold=rule.threshold, value=say(rule.of.value))
        if rule
        else say(TOO_FEW)
    )
