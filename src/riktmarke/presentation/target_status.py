"""How a target stands, in words: reached or not, how far, at which pace, for whom, and as others would judge it.

Never how likely: a pace seen is no forecast.
"""

from collections.abc import Mapping, Sequence

from riktmarke.assessment.targets.kinds import Scheme, Standing, TargetRole, WhyNot
from riktmarke.assessment.targets.pace import AsOthers, Pace
from riktmarke.assessment.targets.standings import GapSeen
from riktmarke.assessment.targets.status import TargetStatus
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Target
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.labels import capitalised, counted_unit, difference_unit, occasion, period_label, unit_name
from riktmarke.presentation.language import Language, marked, say, spoken_language
from riktmarke.presentation.numbers import decimals_to_see, number, with_unit, years
from riktmarke.presentation.targets import COMPARATOR_NAMES, REACHED, distance_sentence, others_sentence

SV, EN = Language.SWEDISH, Language.ENGLISH
STANDINGS: Mapping[Language, Mapping[Standing, str]] = {
    SV: {
        Standing.CANNOT_SAY: "Går inte att säga",
        Standing.REACHED: "På målnivån",
        Standing.NOT_REACHED: "Inte nått än",
        Standing.PASSED_REACHED: "Nåddes",
        Standing.PASSED_NOT_REACHED: "Nåddes inte",
        Standing.AWAITED: "Väntar på siffror",
    },
    EN: {
        Standing.CANNOT_SAY: "Cannot be said",
        Standing.REACHED: "At the target level",
        Standing.NOT_REACHED: "Not reached yet",
        Standing.PASSED_REACHED: "Was reached",
        Standing.PASSED_NOT_REACHED: "Was not reached",
        Standing.AWAITED: "Awaiting figures",
    },
}
WHY_NOT: Mapping[Language, Mapping[WhyNot, str]] = {
    SV: {
        WhyNot.SAID: "",
        WhyNot.NOT_PUBLISHED: "Inget värde är publicerat för gruppen här.",
        WhyNot.SUPPRESSED: "Det senaste värdet är dolt, för få står bakom det.",
        WhyNot.NOT_AVERAGED: "Ett antal kan inte jämföras mellan kommuner av olika storlek.",
        WhyNot.COUNTRY_NOT_COMPARABLE: "Rikets värde räknas på ett annat sätt än kommunens.",
        WhyNot.NOBODY_TO_COMPARE: "Det finns ingen att jämföra med.",
        WhyNot.COMPARATOR_NOT_PUBLISHED: "För få av dem som målet jämför med har ett värde för samma år.",
        WhyNot.NO_BASE: "Inget var mätt det år som förändringen räknas från, eller tidigare.",
        WhyNot.NOTHING_SINCE_BASE: "Inget är mätt sedan det år som förändringen räknas från.",
        WhyNot.SERIES_BREAK: "Sättet att räkna har ändrats sedan det år som förändringen räknas från.",
        WhyNot.OUTDATED: "Det senaste värdet är många år äldre än andra kommuners.",
    },
    EN: {
        WhyNot.SAID: "",
        WhyNot.NOT_PUBLISHED: "No value is published for the group here.",
        WhyNot.SUPPRESSED: "The latest value is hidden, as too few stand behind it.",
        WhyNot.NOT_AVERAGED: "A count cannot be compared between municipalities of different sizes.",
        WhyNot.COUNTRY_NOT_COMPARABLE: "The country's value is counted in another way than the municipality's.",
        WhyNot.NOBODY_TO_COMPARE: "There is nobody to compare with.",
        WhyNot.COMPARATOR_NOT_PUBLISHED: "Too few of those the target compares with have a value for the same year.",
        WhyNot.NO_BASE: "Nothing was measured in or before the year that the change counts from.",
        WhyNot.NOTHING_SINCE_BASE: "Nothing has been measured since the year that the change counts from.",
        WhyNot.SERIES_BREAK: "The way of counting has changed since the year that the change counts from.",
        WhyNot.OUTDATED: "The latest value is many years older than that of other municipalities.",
    },
}
ROLES: Mapping[Language, Mapping[TargetRole, str]] = {
    SV: {TargetRole.FINAL: "", TargetRole.INTERIM: "Delmål", TargetRole.PATH: "Del av en bana"},
    EN: {TargetRole.FINAL: "", TargetRole.INTERIM: "Interim target", TargetRole.PATH: "Point of a path"},
}
SCHEMES: Mapping[Language, Mapping[Scheme, str]] = {
    SV: {
        Scheme.EUROSTAT: "Eurostat",
        Scheme.OPEN_SDG: "Open SDG",
        Scheme.SDSN: "SDSN",
        Scheme.GERMAN_STRATEGY: "Tysklands hållbarhetsstrategi",
    },
    EN: {
        Scheme.EUROSTAT: "Eurostat",
        Scheme.OPEN_SDG: "Open SDG",
        Scheme.SDSN: "SDSN",
        Scheme.GERMAN_STRATEGY: "Germany's sustainability strategy",
    },
}
CATEGORIES: Mapping[Language, Mapping[str, str]] = {
    SV: {
        "significant_progress": "betydande framsteg",
        "moderate_progress": "måttliga framsteg",
        "insufficient_progress": "otillräckliga framsteg",
        "movement_away": "bort från målet",
        "on_track": "på väg att nås",
        "acceleration_needed": "behöver gå fortare",
        "limited_progress": "begränsade framsteg",
        "deterioration": "försämring",
        "target_achieved": "målet är nått",
        "on_track_or_maintaining": "på väg att nås, eller nått",
        "moderately_improving": "förbättras måttligt",
        "stagnating": "står stilla",
        "decreasing": "försämras",
        "sun": "sol (bäst av fyra väder: målet nås eller är nästan nått)",
        "slightly_cloudy": "lätt molnigt (näst bäst av fyra väder)",
        "clouded": "molnigt (tredje av fyra väder: rätt håll, men målet missas med mycket)",
        "thunderstorm": "åska (sämst av fyra väder: går inte åt rätt håll)",
    },
    EN: {},
}
SUBJECTS = {
    TargetKind.LEVEL: marked("värdet"),
    TargetKind.GAP: marked("skillnaden"),
    TargetKind.AS_GOOD_AS: marked("avståndet till {others}"),
}
OPEN_YET = (Standing.REACHED, Standing.NOT_REACHED, Standing.AWAITED)
MEAN_REACHED = marked("För alla tillsammans ligger värdet på målnivån.")
NO_PACE = marked("Färre än tre jämförbara mätningar: takten hittills går inte att säga.")


def standing_label(standing: Standing, language: Language | None = None) -> str:
    """Return how a target stands as a label: "Inte nått än"."""
    language = language or spoken_language()
    return STANDINGS[language][standing]


def why_not_sentence(why_not: WhyNot, language: Language | None = None) -> str:
    """Return why nothing can be said, as a sentence; empty where something can."""
    language = language or spoken_language()
    return WHY_NOT[language][why_not]


def role_label(role: TargetRole, language: Language | None = None) -> str:
    """Return what a target is beside others of the same indicator and group: "Delmål"; empty for the last one."""
    language = language or spoken_language()
    return ROLES[language][role]


def now_words(status: TargetStatus, definition: Definition) -> str:
    """Return the value that decides, with its time: "65,4 procent 2022", for a gap its width; empty where none is."""
    if status.year is None or status.own is None or status.value is None:
        return ""
    time = period_label(status.year, definition)
    if status.asked.kind is TargetKind.GAP:
        return f"{_difference(status.value, definition)} {time}"
    return f"{_figure(status.own, definition)} {time}"


def distance_words(
    target: Target, definition: Definition, status: TargetStatus, *, worst: TargetStatus | None = None
) -> str:
    """Return how far it is to the target, or was in its year; with what others have where it compares with them.

    `worst`: the one of women and men who is furthest from a target for everyone.
    """
    if status.value is None or status.own is None:
        return ""
    if status.asked.kind is TargetKind.AS_GOOD_AS:
        assert status.other is not None  # what it is compared with
        return others_sentence(target, definition, status.own, status.other)
    far = distance_sentence(target, definition, status.value)
    if far == say(REACHED) and worst is not None and worst.ahead is not None and worst.ahead < 0:
        return say(MEAN_REACHED)
    return (
        far
        if status.standing in OPEN_YET
        else far.replace(say(REACHED), "").replace(say("Det skiljer"), say("Det skilde"))
    )


def furthest_sentence(status: TargetStatus) -> str:
    """Return that this group is the one furthest from its target."""
    return say(
        "Av grupperna med målvärden är {group_label} längst från sitt.", group_label=group_label(status.groups[0].key)
    )


def change_sentence(status: TargetStatus, definition: Definition) -> str:
    """Return how the value has changed since the year a direction counts from; empty for other targets."""
    if status.since is None or status.value is None:
        return ""
    since = period_label(status.since, definition)
    if status.value == 0:
        return say("Värdet är detsamma som {since}.", since=since)
    return say(
        "Sedan {since} har värdet {went} med {difference}.",
        since=since,
        went=_went(status.value),
        difference=_difference(status.value, definition),
    )


def pace_sentences(status: TargetStatus, definition: Definition) -> tuple[str, ...]:
    """Return the pace that is needed and the pace seen, a sentence each; none where the target needs no more of it."""
    kind = status.asked.kind
    if status.needed is None or kind is TargetKind.DIRECTION:
        return ()
    others = COMPARATOR_NAMES[status.asked.comparator] if status.asked.comparator else ""
    subject = say(SUBJECTS[kind], others=others)
    # how far it is to others shrinks when the difference goes in the good direction
    sign = (-1 if status.asked.at_least else 1) if kind is TargetKind.AS_GOOD_AS else 1
    rises = sign * status.needed.per_year > 0
    needed = say(
        "För att nå målet behöver {subject} {change} med {difference} om året till {year}.",
        subject=subject,
        change=say("öka") if rises else say("minska"),
        difference=_difference(status.needed.per_year, definition),
        year=status.asked.year,
    )
    return needed, _seen(
        status.seen, sign, definition, pronoun=say("det") if kind is not TargetKind.GAP else say("den")
    )


def _seen(pace: Pace | None, sign: int, definition: Definition, *, pronoun: str) -> str:
    if pace is None:
        return say(NO_PACE)
    span = years(pace.first_year, pace.last_year)
    if pace.per_year == 0:
        return say("{span} har {pronoun} varken ökat eller minskat.", span=span, pronoun=pronoun)
    return say(  # a fitted slope, not the difference between the first and the last year
        "I en rak linje genom åren {span} har {pronoun} {went} med omkring {difference} om året.",
        span=span,
        pronoun=pronoun,
        went=_went(sign * pace.per_year),
        difference=_difference(pace.per_year, definition),
    )


def worst_sentence(status: TargetStatus, definition: Definition) -> str:
    """Return who is furthest from a target that was set for everyone, and with which value."""
    who = capitalised(group_label(status.groups[0].key))
    if status.ahead is not None and status.ahead >= 0:
        whose = group_label(status.groups[0].key)
        return say("Närmast gränsen är {whose}: {now}.", whose=whose, now=now_words(status, definition))
    others = ""
    if status.asked.kind is TargetKind.AS_GOOD_AS and status.other is not None:
        figure = _figure(status.other, definition)
        others = say(", jämfört med {figure} bland dem som målet jämför med", figure=figure)
    now = now_words(status, definition)
    return say("Målet är satt för alla. {who} är längst från det: {now}{others}.", who=who, now=now, others=others)


def gap_sentence(gap: GapSeen, definition: Definition) -> str:
    """Return the gap between women and men: "Kvinnor har 2,5 procentenheter högre värde än män 2022."."""
    time = occasion(gap.year, definition)
    if gap.value == 0:
        return say("Kvinnor och män har samma värde {time}.", time=time)
    side = say("högre") if gap.value > 0 else say("lägre")
    far = _difference(gap.value, definition)
    return say("Kvinnor har {difference} {side} värde än män {time}.", difference=far, side=side, time=time)


def others_words(others: Sequence[AsOthers], language: Language | None = None) -> tuple[str, ...]:
    """Return what each of the others would say, and from which year to which they look: "Eurostat: sol, 2017–2022"."""
    language = language or spoken_language()
    return tuple(
        f"{SCHEMES[language][one.scheme]}: {_category(one.category, language)}, {years(one.first.year, one.last.year)}"
        for one in others
    )


def _category(category: str, language: Language) -> str:
    return CATEGORIES[language].get(category, category.replace("_", " "))


def _went(change: float) -> str:
    return say("ökat") if change > 0 else say("minskat")


def _figure(value: float, definition: Definition) -> str:
    figure = number(value, decimals=definition.decimals)
    return with_unit(figure, counted_unit(unit_name(definition), figure))


def _difference(value: float, definition: Definition) -> str:
    """Return the size of a difference with its unit, never as nothing where it is something."""
    figure = number(abs(value), decimals=decimals_to_see(value, decimals=definition.decimals))
    return with_unit(figure, counted_unit(difference_unit(definition), figure))
