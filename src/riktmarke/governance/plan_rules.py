"""What must hold between the rows of a plan, and between a plan and the catalogue. Pure; tells everything at once."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from riktmarke.governance.circles import in_circles
from riktmarke.governance.codes import ALLOWED, ChallengeParameter, State, TargetKind, TargetOrigin
from riktmarke.governance.known import Known
from riktmarke.governance.plan_errors import PlanError, Wrong, nearest
from riktmarke.governance.plan_references import broken_references
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row

# What may not go round in a circle: table and column.
TREES = (
    ("units", "parent"),
    ("goals", "parent"),
    ("visions", "replaces"),
    ("documents", "replaces"),
    ("targets", "superseded_by"),
)
# The last year or day that a row speaks of: it cannot be before its decision.
SPEAKS_OF = {
    "visions": ("year", "valid_to"),
    "overarching_goals": ("year",),
    "goals": ("to_year",),
    "documents": ("valid_to",),
    "targets": ("year",),
    "actions": ("ends",),
}
IN_ORDER = (
    ("visions", "valid_from", "valid_to"),
    ("documents", "valid_from", "valid_to"),
    ("goals", "from_year", "to_year"),
    ("actions", "starts", "ends"),
)
# What a row rests on is shown with it, so it cannot be a draft that nobody but staff may see.
RESTS_ON = (
    ("visions", "replaces", "visions"),
    ("overarching_goals", "vision", "visions"),
    ("goals", "parent", "goals"),
    ("documents", "replaces", "documents"),
    ("targets", "superseded_by", "targets"),
)
NOT_OF_MUNICIPALITIES = "00"  # the country is 0000, and a county 00 with two digits
RESERVED = "template"  # the folder of the template
STEPS_SHOWN = 10  # of a circle
Found = Iterator[Wrong]


def check_plan(plan: PlanFile, known: Known, *, source: str) -> None:
    """Refuse a plan that refers to what does not exist or contradicts itself.

    Raises:
        PlanError: with everything that is wrong.
    """
    rules: tuple[Callable[[PlanFile], Found], ...] = (
        _header,
        _circles,
        _decided,
        _rests_on_drafts,
        _dates,
        _targets,
        _same_target,
        _challenge_rules,
    )
    wrong = [*broken_references(plan, known), *(one for rule in rules for one in rule(plan))]
    wrong += _targets_of_indicators(plan, known)
    if wrong:
        raise PlanError(source, wrong)


def places(plan: PlanFile, table: str) -> Iterator[tuple[str, Row]]:
    """Yield each row of a table with its key path."""
    yield from ((f"{table}[{number}]", row) for number, row in enumerate(plan.tables[table], start=1))


def _header(plan: PlanFile) -> Found:
    four_digits = len(plan.area) == 4 and plan.area.isascii() and plan.area.isdigit()
    if not four_digits or plan.area.startswith(NOT_OF_MUNICIPALITIES):
        yield Wrong("plan.area", f"= {plan.area!r}.", "a municipality's four digits, such as 2083", "correct it.")
    if plan.name.lower() == RESERVED:
        yield Wrong("plan.name", f"= {plan.name!r}.", "a name that is not the template's", "choose another name.")
    if not all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in plan.name):
        yield Wrong("plan.name", f"= {plan.name!r}.", "letters a–z, digits, - and _", "choose such a name.")


def _circles(plan: PlanFile) -> Found:
    for table, column in TREES:
        above = {row.key: str(row.values[column]) for row in plan.tables[table]}
        round_and_round = in_circles(above)
        for place, row in places(plan, table):
            if row.key in round_and_round:
                yield Wrong(
                    f"{place}.{column}",
                    f"= {above[row.key]!r}: goes round in a circle, {_way_round(row.key, above)}.",
                    "rows that end in one without it",
                    f"take {column} away from the row that comes first.",
                )


def _way_round(start: str, above: dict[str, str]) -> str:
    path = [start, above[start]]
    while path[-1] != start and len(path) < STEPS_SHOWN:
        path.append(above[path[-1]])
    return " → ".join(path if path[-1] == start else [*path, "…", start])


def _decided(plan: PlanFile) -> Found:
    for table in TABLES:
        for place, row in places(plan, table):
            if row.values.get("state") != State.DECIDED:
                continue
            if not row.values["decision"]:
                yield Wrong(
                    f"{place}.decision",
                    'is missing, though state = "decided".',
                    "the key of the decision",
                    'name it, or say state = "draft".',
                )
            if row.values.get("proposal") or row.values.get("origin") == TargetOrigin.PROPOSAL:
                yield Wrong(
                    f"{place}.state",
                    '= "decided" for a proposal.',
                    'a proposal with state = "draft"',
                    "say which of the two it is.",
                )


def _rests_on_drafts(plan: PlanFile) -> Found:
    for table, column, to in RESTS_ON:
        drafts = {row.key for row in plan.tables[to] if not _shown(row)}
        for place, row in places(plan, table):
            if _shown(row) and row.values[column] in drafts:
                yield Wrong(
                    f"{place}.{column}",
                    f"= {row.values[column]!r}, a draft, though the row itself is shown.",
                    "a row that is decided or a proposal",
                    "decide that one first, or make this one a draft too.",
                )


def _shown(row: Row) -> bool:
    proposed = row.values.get("proposal") or row.values.get("origin") == TargetOrigin.PROPOSAL
    return bool(proposed or row.values["state"] == State.DECIDED)


def _dates(plan: PlanFile) -> Found:
    for table, first, last in IN_ORDER:
        for place, row in places(plan, table):
            start, end = row.values[first], row.values[last]
            if start and end and end < start:
                yield Wrong(f"{place}.{last}", f"= {end}, before {first} = {start}.", "the two in order", "mend one.")
    decided = {row.key: row.values["decided_on"] for row in plan.tables["decisions"]}
    for table, columns in SPEAKS_OF.items():
        for place, row in places(plan, table):
            on = decided.get(row.values["decision"])
            if on is not None:
                yield from _before(place, row, columns, on)


def _before(place: str, row: Row, columns: tuple[str, ...], on: date) -> Found:
    for column in columns:
        said = row.values[column]
        if said is not None and (said < on.year if isinstance(said, int) else said < on):
            yield Wrong(
                f"{place}.{column}",
                f"= {said}, before its decision {row.values['decision']!r} of {on}.",
                f"{on.year} or later",
                "correct the date, or the decision.",
            )
    start = row.values.get("valid_from")
    # what is decided during a year may be said to hold from its first day, but not for years gone by
    if start is not None and start.year < on.year:
        yield Wrong(
            f"{place}.valid_from",
            f"= {start}, a year before its decision {row.values['decision']!r} of {on}.",
            f"a day in {on.year} or later",
            "correct the date, or the decision.",
        )


def _targets(plan: PlanFile) -> Found:
    for place, row in places(plan, "targets"):
        kind, value = TargetKind(row.values["kind"]), row.values["value"]
        asks_value = kind in {TargetKind.LEVEL, TargetKind.GAP}
        for column, asked in (("value", asks_value), ("comparator", kind is TargetKind.AS_GOOD_AS)):
            if (row.values[column] not in {None, ""}) is not asked:
                yield Wrong(
                    f"{place}.{column}",
                    "is missing." if asked else f"= {row.values[column]}.",
                    f"{column} {'with' if asked else 'only with another kind than'} kind = {kind.value!r}",
                    "add it." if asked else "take it away, or correct the kind.",
                )
        if row.values["reach"] and kind is not TargetKind.LEVEL:
            yield Wrong(f"{place}.reach", f"= {row.values['reach']!r}.", "reach with a level alone", "take it away.")
        if kind is TargetKind.GAP and isinstance(value, Decimal) and value < 0:
            yield Wrong(f"{place}.value", f"= {value}.", "the width of a gap, 0 or more", "mend the value.")


def _same_target(plan: PlanFile) -> Found:
    def what(row: Row) -> tuple[str, str, int]:
        return row.values["indicator"], row.values["group"], row.values["year"]

    current = Counter(what(row) for row in plan.tables["targets"] if not row.values["superseded_by"])
    for place, row in places(plan, "targets"):
        if current[what(row)] > 1 and not row.values["superseded_by"]:
            indicator, group, year = what(row)
            yield Wrong(
                place,
                f"is one of {current[what(row)]} targets for {indicator}, group {group}, {year}.",
                "one current target for an indicator, group and year",
                "take one away, or say in the earlier one superseded_by = the key of the other.",
            )


def _challenge_rules(plan: PlanFile) -> Found:
    for place, row in places(plan, "challenge_rules"):
        parameter, indicator = ChallengeParameter(row.values["parameter"]), row.values["indicator"]
        of_one = parameter is ChallengeParameter.SMALLEST_DIFFERENCE
        if bool(indicator) is not of_one:
            yield Wrong(
                f"{place}.indicator",
                "is missing." if of_one else f"= {indicator!r}, but {parameter.value} is for all indicators alike.",
                f"an indicator with parameter = {ChallengeParameter.SMALLEST_DIFFERENCE.value!r}, and with no other",
                "add it." if of_one else "take it away, or correct the parameter.",
            )
        if row.values["value"] not in ALLOWED[parameter]:
            yield Wrong(
                f"{place}.value",
                f"= {row.values['value']}, which {parameter.value} cannot be.",
                str(ALLOWED[parameter]),
                "mend the value, or take the row away for the default.",
            )


def _targets_of_indicators(plan: PlanFile, known: Known) -> Found:
    definition_of = {row.key: row.values["definition"] for row in plan.tables["indicators"]}
    indicator_of = {row.key: row.values["indicator"] for row in plan.tables["targets"]}
    for place, row in places(plan, "targets"):
        indicator = known.indicators.get(definition_of.get(row.values["indicator"], ""))
        if indicator is None:
            continue  # said where the reference stands
        kind, group = TargetKind(row.values["kind"]), row.values["group"]
        there = indicator.dimensions if kind is TargetKind.GAP else indicator.groups
        if group not in there:
            yield Wrong(
                f"{place}.group",
                f"= {group!r}, which {row.values['indicator']} ({indicator.title}) does not have.",
                f"one of {', '.join(there)}" if there else "another indicator: this one is not published by group",
                f"correct the group ({nearest(group, there)}).",
            )
        if not indicator.judged and not _judged_by_itself(row, kind):
            yield Wrong(
                f"{place}.kind",
                f"= {kind.value!r}, but {row.values['indicator']} ({indicator.title}) has no good direction.",
                'kind = "level" with reach = "at_least" or "at_most", or kind = "gap"',
                "choose one of them.",
            )
        if indicator.judged and row.values["reach"] and kind is TargetKind.LEVEL:
            yield Wrong(
                f"{place}.reach",
                f"= {row.values['reach']!r}, but the catalogue says which direction is good.",
                "reach only for an indicator without a good direction",
                "take it away.",
            )
        replaced_by = indicator_of.get(row.values["superseded_by"], row.values["indicator"])
        if replaced_by != row.values["indicator"]:
            yield Wrong(
                f"{place}.superseded_by",
                f"= {row.values['superseded_by']!r}, a target for {replaced_by}.",
                f"a target for {row.values['indicator']}",
                "correct the key.",
            )


def _judged_by_itself(row: Row, kind: TargetKind) -> bool:
    return kind is TargetKind.GAP or (kind is TargetKind.LEVEL and bool(row.values["reach"]))
