"""What must hold of the targets in a plan: that they can be reached, and that somebody can tell when they are. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from riktmarke.governance.codes import State, TargetKind, TargetOrigin
from riktmarke.governance.known import Known, KnownIndicator
from riktmarke.governance.plan_errors import Wrong, nearest
from riktmarke.governance.plan_schema import PlanFile, Row

Found = Iterator[Wrong]
ASKS_VALUE = (TargetKind.LEVEL, TargetKind.GAP)
MAY_HAVE_VALUE = (*ASKS_VALUE, TargetKind.AS_GOOD_AS)
# What a value of each kind that is no level is, for its errors.
WIDTHS = {
    TargetKind.GAP: "the width of a gap, 0 or more",
    TargetKind.AS_GOOD_AS: "how far from the others is still as good, 0 or more",
}


def wrong_targets(plan: PlanFile, known: Known, *, today: date | None = None) -> Found:
    """Yield what is wrong with the targets; with `today`, also years that were over before anybody decided on them."""
    definition_of = {row.key: row.values["definition"] for row in plan.tables["indicators"]}
    indicator_of = {row.key: row.values["indicator"] for row in plan.tables["targets"]}
    for place, row in plan.places("targets"):
        yield from _by_itself(place, row)
        if today is not None:
            yield from _over(place, row, today)
        indicator = known.indicators.get(definition_of.get(row.values["indicator"], ""))
        if indicator is not None:  # otherwise said where the reference stands
            yield from _of_indicator(place, row, indicator)
            yield from _within_the_scale(place, row, indicator)
            yield from _replaced(place, row, indicator_of)
    yield from _same_target(plan)


def _by_itself(place: str, row: Row) -> Found:
    kind, value = TargetKind(row.values["kind"]), row.values["value"]
    allowed = {
        "value": (kind in ASKS_VALUE, kind in MAY_HAVE_VALUE),
        "comparator": (kind is TargetKind.AS_GOOD_AS,) * 2,
        "base_year": (False, kind is TargetKind.DIRECTION),
    }
    for column, (asked, may) in allowed.items():
        given = row.values[column] not in {None, ""}
        if (asked and not given) or (given and not may):
            yield Wrong(
                f"{place}.{column}",
                "is missing." if asked else f"= {row.values[column]}.",
                f"{column} {'with' if asked else 'only with another kind than'} kind = {kind.value!r}",
                "add it." if asked else "take it away, or correct the kind.",
                "missing" if asked else "not_with_kind",
                (kind.value,),
            )
    if row.values["reach"] and kind is not TargetKind.LEVEL:
        what = f"= {row.values['reach']!r}."
        yield Wrong(f"{place}.reach", what, "reach with a level alone", "take it away.", "not_with_kind", (kind.value,))
    if kind in WIDTHS and isinstance(value, Decimal) and value < 0:
        yield Wrong(f"{place}.value", f"= {value}.", WIDTHS[kind], "mend the value.", "negative_width")
    base_year, year = row.values["base_year"], row.values["year"]
    if base_year is not None and year is not None and base_year >= year:
        yield Wrong(
            f"{place}.base_year",
            f"= {base_year}, not before year = {year}.",
            "a year before that of the target, to count the change from",
            "correct one of them.",
            "base_year_late",
        )


def _over(place: str, row: Row, today: date) -> Found:
    """A decided target whose year has passed is history, and so is one that another has taken the place of."""
    history = row.values["state"] == State.DECIDED or bool(row.values["superseded_by"])
    if not history and row.values["origin"] != TargetOrigin.REFERENCE and row.values["year"] < today.year:
        yield Wrong(
            f"{place}.year",
            f"= {row.values['year']}, a year that is over, in a target that nobody has decided on yet.",
            f"{today.year} or later",
            'correct the year; or, if it was decided in its time, say state = "decided" and name the decision.',
            "year_over",
        )


def _of_indicator(place: str, row: Row, indicator: KnownIndicator) -> Found:
    kind, group = TargetKind(row.values["kind"]), row.values["group"]
    there = indicator.dimensions if kind is TargetKind.GAP else indicator.groups
    if group not in there:
        yield Wrong(
            f"{place}.group",
            f"= {group!r}, which {row.values['indicator']} ({indicator.title}) does not have.",
            f"one of {', '.join(there)}" if there else "another indicator: this one is not published by group",
            f"correct the group ({nearest(group, there)}).",
            "group_not_there",
        )
    if not indicator.judged and not _judged_by_itself(row, kind):
        yield Wrong(
            f"{place}.kind",
            f"= {kind.value!r}, but {row.values['indicator']} ({indicator.title}) has no good direction.",
            'kind = "level" with reach = "at_least" or "at_most", or kind = "gap"',
            "choose one of them.",
            "no_direction",
        )
    if indicator.judged and row.values["reach"] and kind is TargetKind.LEVEL:
        yield Wrong(
            f"{place}.reach",
            f"= {row.values['reach']!r}, but the catalogue says which direction is good.",
            "reach only for an indicator without a good direction",
            "take it away.",
            "reach_known",
        )
    if kind is TargetKind.AS_GOOD_AS and indicator.judged and not indicator.averaged:
        yield Wrong(
            f"{place}.kind",
            f"= {kind.value!r}, but {row.values['indicator']} ({indicator.title}) is a count, which is large where "
            "many live: others' counts say nothing of how good one is.",
            'kind = "level", "gap" or "direction", or a share or rate of the same',
            "choose one of them.",
            "count_not_compared",
        )


def _judged_by_itself(row: Row, kind: TargetKind) -> bool:
    return kind is TargetKind.GAP or (kind is TargetKind.LEVEL and bool(row.values["reach"]))


def _within_the_scale(place: str, row: Row, indicator: KnownIndicator) -> Found:
    value, level = row.values["value"], row.values["kind"] == TargetKind.LEVEL
    if not isinstance(value, Decimal):
        return
    below = level and indicator.lowest is not None and value < Decimal(indicator.lowest)
    above = indicator.highest is not None and value > Decimal(indicator.highest)
    if below or above:
        ends = f"from {indicator.lowest or 0:g}" + ("" if indicator.highest is None else f" to {indicator.highest:g}")
        yield Wrong(
            f"{place}.value",
            f"= {value}, which {row.values['indicator']} ({indicator.title}) can never be.",
            f"a value {ends}",
            "mend the value; a value is given in the indicator's own unit, a share as 85, not 0.85.",
            "off_scale",
            (f"{indicator.lowest or 0:g}", "" if indicator.highest is None else f"{indicator.highest:g}"),
        )


def _replaced(place: str, row: Row, indicator_of: dict[str, str]) -> Found:
    replaced_by = indicator_of.get(row.values["superseded_by"], row.values["indicator"])
    if replaced_by and replaced_by != row.values["indicator"]:
        yield Wrong(
            f"{place}.superseded_by",
            f"= {row.values['superseded_by']!r}, a target for {replaced_by}.",
            f"a target for {row.values['indicator']}",
            "correct the key.",
            "superseded_by_other",
        )


def _same_target(plan: PlanFile) -> Found:
    def what(row: Row) -> tuple[str, str, int]:
        return row.values["indicator"], row.values["group"], row.values["year"]

    current = Counter(what(row) for row in plan.tables["targets"] if not row.values["superseded_by"])
    for place, row in plan.places("targets"):
        if current[what(row)] > 1 and not row.values["superseded_by"]:
            indicator, group, year = what(row)
            yield Wrong(
                place,
                f"is one of {current[what(row)]} targets for {indicator}, group {group}, {year}.",
                "one current target for an indicator, group and year",
                "take one away, or say in the earlier one superseded_by = the key of the other.",
                "same_target",
            )
