"""What must hold between the rows of a plan, and between a plan and the catalogue. Pure; tells everything at once."""

from collections.abc import Callable, Iterator
from datetime import date

from riktmarke.governance.circles import in_circles
from riktmarke.governance.codes import ALLOWED, ChallengeParameter, State, TargetOrigin
from riktmarke.governance.known import Known
from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_references import broken_references
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row
from riktmarke.governance.plan_targets import wrong_targets

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


def check_plan(plan: PlanFile, known: Known, *, source: str, today: date | None = None) -> None:
    """Refuse a plan that refers to what does not exist or contradicts itself.

    With `today`, also one that proposes to reach something in a year that is over: wrong on the day it is written, and
    no reason to refuse the same plan when years have passed.

    Raises:
        PlanError: with everything that is wrong.
    """
    wrong = wrong_in_plan(plan, known, today=today)
    if wrong:
        raise PlanError(source, wrong)


def wrong_in_plan(plan: PlanFile, known: Known, *, today: date | None = None) -> list[Wrong]:
    """Return everything that `check_plan` refuses a plan for. A row may hold nothing where something is required."""
    rules: tuple[Callable[[PlanFile], Found], ...] = (
        _header,
        _circles,
        _decided,
        _rests_on_drafts,
        _dates,
        _challenge_rules,
    )
    wrong = [*broken_references(plan, known), *(one for rule in rules for one in rule(plan))]
    return [*wrong, *wrong_targets(plan, known, today=today)]


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
        for place, row in plan.places(table):
            if row.key in round_and_round:
                yield Wrong(
                    f"{place}.{column}",
                    f"= {above[row.key]!r}: goes round in a circle, {_way_round(row.key, above)}.",
                    "rows that end in one without it",
                    f"take {column} away from the row that comes first.",
                    "circle",
                )


def _way_round(start: str, above: dict[str, str]) -> str:
    path = [start, above[start]]
    while path[-1] != start and len(path) < STEPS_SHOWN:
        path.append(above[path[-1]])
    return " → ".join(path if path[-1] == start else [*path, "…", start])


def _decided(plan: PlanFile) -> Found:
    for table in TABLES:
        for place, row in plan.places(table):
            if row.values.get("state") != State.DECIDED:
                continue
            if not row.values["decision"]:
                yield Wrong(
                    f"{place}.decision",
                    'is missing, though state = "decided".',
                    "the key of the decision",
                    'name it, or say state = "draft".',
                    "no_decision",
                )
            if row.values.get("proposal") or row.values.get("origin") == TargetOrigin.PROPOSAL:
                yield Wrong(
                    f"{place}.state",
                    '= "decided" for a proposal.',
                    'a proposal with state = "draft"',
                    "say which of the two it is.",
                    "decided_proposal",
                )


def _rests_on_drafts(plan: PlanFile) -> Found:
    for table, column, to in RESTS_ON:
        drafts = {row.key for row in plan.tables[to] if not _shown(row)}
        for place, row in plan.places(table):
            if _shown(row) and row.values[column] in drafts:
                yield Wrong(
                    f"{place}.{column}",
                    f"= {row.values[column]!r}, a draft, though the row itself is shown.",
                    "a row that is decided or a proposal",
                    "decide that one first, or make this one a draft too.",
                    "rests_on_draft",
                )


def _shown(row: Row) -> bool:
    proposed = row.values.get("proposal") or row.values.get("origin") == TargetOrigin.PROPOSAL
    return bool(proposed or row.values["state"] == State.DECIDED)


def _dates(plan: PlanFile) -> Found:
    for table, first, last in IN_ORDER:
        for place, row in plan.places(table):
            start, end = row.values[first], row.values[last]
            if start and end and end < start:
                what = f"= {end}, before {first} = {start}."
                yield Wrong(f"{place}.{last}", what, "the two in order", "mend one.", "not_in_order")
    decided = {row.key: row.values["decided_on"] for row in plan.tables["decisions"]}
    for table, columns in SPEAKS_OF.items():
        for place, row in plan.places(table):
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
                "before_decision",
                (str(on),),
            )
    start = row.values.get("valid_from")
    # what is decided during a year may be said to hold from its first day, but not for years gone by
    if start is not None and start.year < on.year:
        yield Wrong(
            f"{place}.valid_from",
            f"= {start}, a year before its decision {row.values['decision']!r} of {on}.",
            f"a day in {on.year} or later",
            "correct the date, or the decision.",
            "before_decision",
            (str(on),),
        )


def _challenge_rules(plan: PlanFile) -> Found:
    for place, row in plan.places("challenge_rules"):
        parameter, indicator = ChallengeParameter(row.values["parameter"]), row.values["indicator"]
        of_one = parameter is ChallengeParameter.SMALLEST_DIFFERENCE
        if bool(indicator) is not of_one:
            yield Wrong(
                f"{place}.indicator",
                "is missing." if of_one else f"= {indicator!r}, but {parameter.value} is for all indicators alike.",
                f"an indicator with parameter = {ChallengeParameter.SMALLEST_DIFFERENCE.value!r}, and with no other",
                "add it." if of_one else "take it away, or correct the parameter.",
                "missing" if of_one else "rule_of_all",
            )
        if row.values["value"] is not None and row.values["value"] not in ALLOWED[parameter]:
            yield Wrong(
                f"{place}.value",
                f"= {row.values['value']}, which {parameter.value} cannot be.",
                str(ALLOWED[parameter]),
                "mend the value, or take the row away for the default.",
                "rule_out_of_range",
                (parameter.value,),
            )
