"""Targets in words: what is aimed at, for whom, by when, and how far it is; `outlook_sentences` says how likely."""

from decimal import Decimal

from riktmarke.assessment.targets.asked import reach
from riktmarke.governance.codes import Comparator, Reach, TargetKind, TargetOrigin
from riktmarke.governance.definitions import CATEGORY_NAMES, Definition
from riktmarke.governance.models import Target
from riktmarke.presentation.labels import counted_unit, difference_unit, unit_name
from riktmarke.presentation.numbers import decimals_to_see, number, rounded, with_unit
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity

ORIGIN_NAMES = {
    TargetOrigin.DECIDED.value: "Beslutat",
    TargetOrigin.STATUTORY.value: "Enligt lag",
    TargetOrigin.REFERENCE.value: "Riktpunkt från annan",
    TargetOrigin.PROPOSAL.value: "Förslag",
}
COMPARATOR_NAMES = {
    Comparator.SIMILAR_MUNICIPALITIES.value: "liknande kommuner",
    Comparator.COUNTY.value: "de andra kommunerna i länet",
    Comparator.COUNTRY.value: "riket",
    Comparator.BEST_IN_COUNTY.value: "den bästa av de andra kommunerna i länet",
}
DIMENSION_NAMES = {
    "sex": "mellan kvinnor och män",
    "origin": "mellan inrikes och utrikes födda",
    "education": "mellan utbildningsnivåer",
    "income": "mellan inkomstfemtedelar",
}
REACHED = "Det senaste värdet ligger på målnivån."
EXACT = 9  # decimals: differences of decimals have no exact binary form
SIDES = {Reach.AT_LEAST: "minst", Reach.AT_MOST: "högst"}


def group_name(group: str) -> str:
    """Return whom a target is for; empty for everyone."""
    if group == Sex.TOTAL:
        return ""
    return DIMENSION_NAMES.get(group) or CATEGORY_NAMES[group.partition(":")[2] or Sex(group)]


def target_sentence(target: Target, definition: Definition) -> str:
    """Return what is aimed at and by when: "minst 17 500 personer 2038"."""
    if target.kind == TargetKind.AS_GOOD_AS:
        return f"{_as_good(target, definition)} {COMPARATOR_NAMES[target.comparator]} {target.year}"
    if target.kind == TargetKind.DIRECTION:
        better = {Polarity.HIGHER_IS_BETTER: "högre", Polarity.LOWER_IS_BETTER: "lägre"}
        than = target.base_year or "när målet sattes"
        return f"{better.get(definition.polarity, 'en förändring')} {target.year} än {than}"
    figure = _figure(target.value, definition)
    if target.kind == TargetKind.GAP:
        unit = counted_unit(difference_unit(definition), figure)
        return f"en skillnad på högst {with_unit(figure, unit)} {target.year}"
    unit = counted_unit(unit_name(definition), figure)
    side = reach(target, definition)
    if definition.polarity is Polarity.NO_JUDGEMENT and side is Reach.AT_LEAST:
        side = None  # "17 500 inhabitants" is what was decided; that more would do too is how it is judged
    return f"{SIDES[side] + ' ' if side else ''}{with_unit(figure, unit)} {target.year}"


def distance_sentence(target: Target, definition: Definition, value: float) -> str:
    """Return how far it is from the latest value, or the latest gap, to a level or a width; empty for other targets."""
    if target.value is None or target.kind == TargetKind.AS_GOOD_AS:
        return ""
    far, side = float(target.value) - value, reach(target, definition)
    # judged on the value as published: rounded for show, 99,6 would reach 100
    if far == 0 or (side is not None and (far < 0) is (side is Reach.AT_LEAST)):
        return REACHED
    decimals = max(definition.decimals, _decimals(target.value))
    figure = number(abs(far), decimals=decimals)
    if rounded(abs(far), decimals=decimals) == 0:
        figure = f"mindre än {number(10.0**-decimals, decimals=decimals)}"
    unit = counted_unit(difference_unit(definition), figure)
    return f"Det skiljer {with_unit(figure, unit)}."


def others_sentence(target: Target, definition: Definition, value: float, other: float) -> str:
    """Return what those have that a target compares with, and whether it is reached, or what lies between."""
    figure = number(other, decimals=definition.decimals)
    name = COMPARATOR_NAMES[target.comparator]
    said = f"{name[:1].upper()}{name[1:]}: {with_unit(figure, counted_unit(unit_name(definition), figure))}."
    side, behind = reach(target, definition), float(target.value or 0)
    ahead = round((value - other) * (1 if side is Reach.AT_LEAST else -1) + behind, EXACT)
    if side is not None and ahead >= 0:
        return f"{said} {REACHED}"
    far = number(abs(value - other), decimals=decimals_to_see(value - other, decimals=definition.decimals))
    return f"{said} Det skiljer {with_unit(far, counted_unit(difference_unit(definition), far))}."


def _as_good(target: Target, definition: Definition) -> str:
    if not target.value:
        return "minst lika bra som"
    figure = _figure(target.value, definition)
    return f"högst {with_unit(figure, counted_unit(difference_unit(definition), figure))} sämre än"


def _figure(value: Decimal | None, definition: Definition) -> str:
    """Return the value as it was set, with all its decimals, and at least those of the indicator."""
    assert value is not None  # a level and a gap have one: the database holds it
    whole = value == value.to_integral()
    return number(float(value), decimals=max(_decimals(value), 0 if whole else definition.decimals))


def _decimals(value: Decimal) -> int:
    _, _, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)  # it is a number
    return max(-exponent, 0)
