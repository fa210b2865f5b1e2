"""Targets in words: what is aimed at, for whom, by when, and how far it is; `outlook_sentences` says how likely."""

from decimal import Decimal

from riktmarke.assessment.targets.asked import reach
from riktmarke.governance.codes import Comparator, Reach, TargetKind, TargetOrigin
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Target
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.labels import counted_unit, difference_unit, unit_name
from riktmarke.presentation.language import marked, say, say_as, spoken
from riktmarke.presentation.numbers import decimals_to_see, number, rounded, with_unit
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity

ORIGIN_NAMES = spoken(
    {
        TargetOrigin.DECIDED.value: marked("Beslutat"),
        TargetOrigin.STATUTORY.value: marked("Enligt lag"),
        TargetOrigin.REFERENCE.value: marked("Riktpunkt från annan"),
        TargetOrigin.PROPOSAL.value: marked("Förslag"),
    }
)
COMPARATOR_NAMES = spoken(
    {
        Comparator.SIMILAR_MUNICIPALITIES.value: marked("liknande kommuner"),
        Comparator.COUNTY.value: marked("de andra kommunerna i länet"),
        Comparator.COUNTRY.value: marked("riket"),
        Comparator.BEST_IN_COUNTY.value: marked("den bästa av de andra kommunerna i länet"),
    }
)
DIMENSION_NAMES = spoken(
    {
        "sex": marked("mellan kvinnor och män"),
        "origin": marked("mellan inrikes och utrikes födda"),
        "education": marked("mellan utbildningsnivåer"),
        "income": marked("mellan inkomstfemtedelar"),
    }
)
REACHED = marked("Det senaste värdet ligger på målnivån.")
EXACT = 9  # decimals: differences of decimals have no exact binary form


def group_name(group: str) -> str:
    """Return whom a target is for; empty for everyone."""
    if group == Sex.TOTAL:
        return ""
    if group in DIMENSION_NAMES:
        return DIMENSION_NAMES[group]
    return group_label(group)


def target_sentence(target: Target, definition: Definition) -> str:
    """Return what is aimed at and by when: "minst 17 500 personer 2038"."""
    if target.kind == TargetKind.AS_GOOD_AS:
        aim = f"{_as_good(target, definition)} {COMPARATOR_NAMES[target.comparator]}"
        return say("{aim} {year}", aim=aim, year=target.year)
    if target.kind == TargetKind.DIRECTION:
        better = {Polarity.HIGHER_IS_BETTER: say("högre"), Polarity.LOWER_IS_BETTER: say("lägre")}
        than = target.base_year or say("när målet sattes")
        which_way = better.get(definition.polarity, say("en förändring"))
        return say("{better} {year} än {than}", better=which_way, year=target.year, than=than)
    figure = _figure(target.value, definition)
    if target.kind == TargetKind.GAP:
        unit = counted_unit(difference_unit(definition), figure)
        return say("en skillnad på högst {with_unit} {year}", with_unit=with_unit(figure, unit), year=target.year)
    unit = counted_unit(unit_name(definition), figure)
    side = reach(target, definition)
    if definition.polarity is Polarity.NO_JUDGEMENT and side is Reach.AT_LEAST:
        side = None  # "17 500 inhabitants" is what was decided; that more would do too is how it is judged
    sides = {Reach.AT_LEAST: say_as("gräns", "minst"), Reach.AT_MOST: say_as("gräns", "högst")}
    aim = f"{sides[side]} {with_unit(figure, unit)}" if side else with_unit(figure, unit)
    return say("{aim} {year}", aim=aim, year=target.year)


def distance_sentence(target: Target, definition: Definition, value: float) -> str:
    """Return how far it is from the latest value, or the latest gap, to a level or a width; empty for other targets."""
    if target.value is None or target.kind == TargetKind.AS_GOOD_AS:
        return ""
    far, side = float(target.value) - value, reach(target, definition)
    # judged on the value as published: rounded for show, 99,6 would reach 100
    if far == 0 or (side is not None and (far < 0) is (side is Reach.AT_LEAST)):
        return say(REACHED)
    decimals = max(definition.decimals, _decimals(target.value))
    figure = number(abs(far), decimals=decimals)
    if rounded(abs(far), decimals=decimals) == 0:
        figure = say("mindre än {number}", number=number(10.0**-decimals, decimals=decimals))
    unit = counted_unit(difference_unit(definition), figure)
    return say("Det skiljer {with_unit}.", with_unit=with_unit(figure, unit))


def others_sentence(target: Target, definition: Definition, value: float, other: float) -> str:
    """Return what those have that a target compares with, and whether it is reached, or what lies between."""
    figure = number(other, decimals=definition.decimals)
    name = COMPARATOR_NAMES[target.comparator]
    said = f"{name[:1].upper()}{name[1:]}: {with_unit(figure, counted_unit(unit_name(definition), figure))}."
    side, behind = reach(target, definition), float(target.value or 0)
    ahead = round((value - other) * (1 if side is Reach.AT_LEAST else -1) + behind, EXACT)
    if side is not None and ahead >= 0:
        return f"{said} {say(REACHED)}"
    far = number(abs(value - other), decimals=decimals_to_see(value - other, decimals=definition.decimals))
    return say(
        "{said} Det skiljer {with_unit}.",
        said=said,
        with_unit=with_unit(far, counted_unit(difference_unit(definition), far)),
    )


def _as_good(target: Target, definition: Definition) -> str:
    if not target.value:
        return say("minst lika bra som")
    figure = _figure(target.value, definition)
    return say(
        "högst {with_unit} sämre än", with_unit=with_unit(figure, counted_unit(difference_unit(definition), figure))
    )


def _figure(value: Decimal | None, definition: Definition) -> str:
    """Return the value as it was set, with all its decimals, and at least those of the indicator."""
    assert value is not None  # a level and a gap have one: the database holds it
    whole = value == value.to_integral()
    return number(float(value), decimals=max(_decimals(value), 0 if whole else definition.decimals))


def _decimals(value: Decimal) -> int:
    _, _, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)  # it is a number
    return max(-exponent, 0)
