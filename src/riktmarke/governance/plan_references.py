"""Whether what a plan points at exists: rows of the same plan, indicators of the catalogue, items of frameworks."""

import re
from collections.abc import Iterator, Mapping, Sequence

from riktmarke.governance.circles import in_circles
from riktmarke.governance.known import Known
from riktmarke.governance.plan_errors import Wrong, nearest
from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile

Items = Mapping[str, Sequence[str]]
# To look for the nearest word takes long among thousands; who has mistyped more than this needs no more of them.
MOST_SUGGESTED = 10
ITEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def own_items(plan: PlanFile) -> dict[str, list[str]]:
    """Return the items of the plan's own frameworks."""
    own: dict[str, list[str]] = {key: [] for key in plan.keys("frameworks")}
    for row in plan.tables["framework_items"]:
        own.setdefault(row.values["framework"], []).append(row.values["item"])
    return own


def broken_references(plan: PlanFile, known: Known) -> Iterator[Wrong]:
    """Yield every reference that leads nowhere."""
    looked_up = _LookUp(plan, known)
    for column in HEADER.columns:
        yield from looked_up.broken(column, f"plan.{column.name}", plan.header[column.name])
    for table in TABLES.values():
        for number, row in enumerate(plan.tables[table.name], start=1):
            for column in table.columns:
                place = f"{table.name}[{number}].{column.name}"
                yield from looked_up.broken(column, place, row.values[column.name])
    yield from _own_frameworks(plan, known)


class _LookUp:
    """What there is to point at, by kind of reference."""

    def __init__(self, plan: PlanFile, known: Known) -> None:
        own = own_items(plan)
        self.suggested = 0
        self.keys = {table: dict.fromkeys(plan.keys(table)) for table in TABLES}
        self.known = known
        self.used: Items = {**{key: known.frameworks.get(key, ()) for key in plan.header["frameworks"]}, **own}
        self.items = [f"{framework}/{item}" for framework, items in self.used.items() for item in items]
        self.item_set = set(self.items)

    def broken(self, column: Column, place: str, value: object) -> Iterator[Wrong]:
        """Yield what is wrong with one value."""
        given = value if isinstance(value, tuple) else (value,) if value else ()
        for one in map(str, given):
            wrong = self._broken(column, place, one)
            if wrong is not None:
                yield wrong

    def _broken(self, column: Column, place: str, one: str) -> Wrong | None:
        there: Mapping[str, object]
        if column.kind in {Kind.ROW, Kind.ROWS}:
            there, expected = self.keys[column.to], f"the key of a row in {column.to}"
        elif column.kind is Kind.DEFINITION:
            there, expected = self.known.indicators, "the id of an indicator in the catalogue"
        elif column.kind is Kind.COMPOSITE:
            there, expected = self.known.composites, "the id of a composite in catalogue/composites"
        elif column.kind is Kind.FRAMEWORKS:
            there, expected = self.known.frameworks, "the key of a framework in catalogue/frameworks"
        elif column.kind is Kind.FRAMEWORK:
            there, expected = self.used, "a framework that the plan uses: one of plan.frameworks, or its own"
        elif column.kind in {Kind.ITEM, Kind.ITEMS}:
            return self._broken_item(place, one)
        else:
            return None
        if one in there:
            return None
        remedy = self._correct(one, list(there))
        return Wrong(place, f"= {one!r}, which does not exist.", expected, remedy, "not_there", (one,))

    def _broken_item(self, place: str, one: str) -> Wrong | None:
        if one in self.item_set:
            return None
        framework, _, item = one.partition("/")
        if item in self.known.frameworks.get(framework, ()):
            return Wrong(
                place,
                f"= {one!r}, of a framework that the plan does not use.",
                f"one of {', '.join(self.used)}",
                f"add {framework!r} to plan.frameworks, or take the link away.",
                "framework_not_used",
                (one,),
            )
        return Wrong(
            place,
            f"= {one!r}, which does not exist.",
            "framework/item, such as agenda-2030/3.4",
            self._correct(one, self.items),
            "not_there",
            (one,),
        )

    def _correct(self, one: str, there: Sequence[str]) -> str:
        self.suggested += 1
        return f"correct it ({nearest(one, there)})." if self.suggested <= MOST_SUGGESTED else "correct it."


def _own_frameworks(plan: PlanFile, known: Known) -> Iterator[Wrong]:
    for number, row in enumerate(plan.tables["frameworks"], start=1):
        if row.key in known.frameworks:
            yield Wrong(
                f"frameworks[{number}].key",
                f"= {row.key!r}, which is a shared framework.",
                "a key of the plan's own",
                "choose another key, or use the shared one: plan.frameworks.",
                "exists",
            )
    yield from _own_items_of_their_shape(plan)
    yield from _own_items_in_two_levels(plan)


def _own_items_of_their_shape(plan: PlanFile) -> Iterator[Wrong]:
    """Yield the items that cannot have an address on the site. That no two have the same, their keys see to."""
    for number, row in enumerate(plan.tables["framework_items"], start=1):
        place, item = f"framework_items[{number}].item", row.values["item"]
        if not ITEM.fullmatch(item):
            shape = "letters a–z, digits, . and -, such as 3.4"
            yield Wrong(place, f"= {item!r}.", shape, "number the item so.", "item_shape")


def _own_items_in_two_levels(plan: PlanFile) -> Iterator[Wrong]:
    rows = plan.tables["framework_items"]
    above = {
        (row.values["framework"], row.values["item"]): (row.values["framework"], row.values["parent"])
        for row in rows
        if row.values["item"]  # nothing is what an item without a parent has above it
    }
    round_and_round, suggested = in_circles(above), 0
    for number, row in enumerate(rows, start=1):
        framework, parent = row.values["framework"], row.values["parent"]
        place = f"framework_items[{number}].parent"
        if framework and parent and (framework, parent) not in above:
            suggested += 1
            own = [item for of, item in above if of == framework] if suggested <= MOST_SUGGESTED else []
            near = f" ({nearest(parent, own)})" if own else ""
            what, expected = f"= {parent!r}, which does not exist.", f"an item of {framework}"
            yield Wrong(place, what, expected, f"correct it{near}.", "not_there", (parent,))
        elif (framework, row.values["item"]) in round_and_round:
            yield Wrong(
                place,
                f"= {parent!r}: goes round in a circle.",
                "items that end in one without a parent",
                "take the parent away from the item that comes first.",
                "circle",
            )
        elif framework and parent and above[(framework, parent)][1]:
            yield Wrong(
                place,
                f"= {parent!r}, which is itself a part of {above[(framework, parent)][1]!r}.",
                "two levels at most: items, and their parts",
                f"make it a part of {above[(framework, parent)][1]!r}.",
                "three_levels",
            )
