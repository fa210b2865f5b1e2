"""What a target asks for, as the engine takes it: without keys, texts or a database."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riktmarke.governance.codes import Comparator, Reach, TargetKind, TargetOrigin
from riktmarke.governance.definitions import Definition
from riktmarke.vocabulary.polarity import Polarity

if TYPE_CHECKING:
    from riktmarke.governance.models import Target

GOOD_SIDE = {Polarity.HIGHER_IS_BETTER: Reach.AT_LEAST, Polarity.LOWER_IS_BETTER: Reach.AT_MOST}


@dataclass(frozen=True, slots=True)
class TargetAsked:
    """A target of an indicator for a group and a year.

    `group`: `_T`, `F`, `M` or a group of a cut such as `origin:foreign_born`; for a gap the dimension it is between
    (`sex`, `origin`). `value`: the level, the width of the gap, or how far from the comparator is still as good (None
    is nothing), in the indicator's unit. `at_least`: whether the good side is upwards; a gap is narrowed whatever it
    says. `base_year`: the year a direction counts from; None is the latest measurement.
    """

    indicator: str
    group: str
    year: int
    kind: TargetKind
    at_least: bool
    value: float | None = None
    comparator: Comparator | None = None
    base_year: int | None = None
    origin: TargetOrigin = TargetOrigin.DECIDED


def reach(target: "Target", definition: Definition) -> Reach | None:
    """Return on which side a target is reached: a gap below, a level on the good side, else where the target says.

    None where nobody has said which side is good.
    """
    if target.kind == TargetKind.GAP:
        return Reach.AT_MOST
    return GOOD_SIDE.get(definition.polarity) or (Reach(target.reach) if target.reach else None)


def asked_by(target: "Target", definition: Definition) -> TargetAsked | None:
    """Return what a plan's target asks for; None where nobody has said which side of it is good.

    A direction without a base year counts from the year it was decided.
    """
    side = reach(target, definition)
    if side is None:
        return None
    decided_on = target.decision.decided_on if target.decision is not None else None
    return TargetAsked(
        indicator=definition.series,
        group=target.group,
        year=target.year,
        kind=TargetKind(target.kind),
        at_least=side is Reach.AT_LEAST,
        value=None if target.value is None else float(target.value),
        comparator=Comparator(target.comparator) if target.comparator else None,
        base_year=_base_year(target, decided_on.year if decided_on is not None else None),
        origin=TargetOrigin(target.origin),
    )


def _base_year(target: "Target", decided: int | None) -> int | None:
    if target.kind != TargetKind.DIRECTION:
        return None
    year: int | None = target.base_year or decided
    return year
