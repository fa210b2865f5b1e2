"""Whether what a plan points at exists: rows of the same plan, indicators of the catalogue, items of frameworks."""

from collections.abc import Iterator, Mapping, Sequence

from riktmarke.governance.known import Known
from riktmarke.governance.plan_errors import Wrong, nearest
from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile

Items = Mapping[str, Sequence[str]]


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
        self.keys = {table: plan.keys(table) for table in TABLES}
        self.known = known
        self.shared = list(known.frameworks)
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
        if column.kind in {Kind.ROW, Kind.ROWS}:
            there, expected = self.keys[column.to], f"the key of a row in {column.to}"
        elif column.kind is Kind.DEFINITION:
            there, expected = list(self.known.indicators), "the id of an indicator in the catalogue"
        elif column.kind is Kind.FRAMEWORKS:
            there, expected = self.shared, "the key of a framework in catalogue/frameworks"
        elif column.kind is Kind.FRAMEWORK:
            there, expected = list(self.used), "a framework that the plan uses: one of plan.frameworks, or its own"
        elif column.kind in {Kind.ITEM, Kind.ITEMS}:
            return self._broken_item(place, one)
        else:
            return None
        if one in there:
            return None
        return Wrong(place, f"= {one!r}, which does not exist.", expected, f"correct it ({nearest(one, there)}).")

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
            )
        return Wrong(
            place,
            f"= {one!r}, which does not exist.",
            "framework/item, such as agenda-2030/3.4",
            f"correct it ({nearest(one, self.items)}).",
        )


def _own_frameworks(plan: PlanFile, known: Known) -> Iterator[Wrong]:
    for number, row in enumerate(plan.tables["frameworks"], start=1):
        if row.key in known.frameworks:
            yield Wrong(
                f"frameworks[{number}].key",
                f"= {row.key!r}, which is a shared framework.",
                "a key of the plan's own",
                "choose another key, or use the shared one: plan.frameworks.",
            )
    own = own_items(plan)
    above = {
        (row.values["framework"], row.values["item"]): row.values["parent"] for row in plan.tables["framework_items"]
    }
    for number, row in enumerate(plan.tables["framework_items"], start=1):
        framework, parent = row.values["framework"], row.values["parent"]
        if parent and parent not in own[framework]:
            yield Wrong(
                f"framework_items[{number}].parent",
                f"= {parent!r}, which does not exist.",
                f"an item of {framework}",
                f"correct it ({nearest(parent, own[framework])}).",
            )
        seen = {row.values["item"]}
        while parent and parent not in seen:
            seen.add(parent)
            parent = above.get((framework, parent), "")
        if parent == row.values["item"]:
            yield Wrong(
                f"framework_items[{number}].parent",
                f"= {row.values['parent']!r}: goes round in a circle.",
                "items that end in one without a parent",
                "take the parent away from the item that comes first.",
            )
