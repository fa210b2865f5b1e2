"""What staff choose among in a column: rows of the plan, items of frameworks, groups, definitions, codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from riktmarke.editing.chain.code_words import CODE_WORDS
from riktmarke.editing.chain.row_words import RowWords, group_word, state_word
from riktmarke.governance.plan_references import own_items
from riktmarke.governance.plan_schema import Column, Kind, Row
from riktmarke.statistics.series_search import folded

# A value with its words, or a group of them under a heading.
Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose among in one plan."""

    words: RowWords

    def of(self, column: Column, *, chosen: Any, without: str = "", indicator: str = "") -> list[Group]:
        """Return what may be chosen, under headings; what is chosen already is always there, known or not.

        `without`: a row that cannot be chosen, as none points at itself; `indicator`: whose groups a target is for.
        """
        groups = self._of(column, without, indicator)
        there = {value for _, choices in groups for value, _ in choices}
        taken = chosen if isinstance(chosen, list | tuple) else (chosen,) if chosen else ()
        lost = [(str(one), f"{one} (finns inte längre)") for one in taken if str(one) not in there]
        return [*groups, ("Finns inte längre", lost)] if lost else groups

    def _of(self, column: Column, without: str, indicator: str) -> list[Group]:
        known = self.words.known.known
        if column.kind in {Kind.ITEM, Kind.ITEMS}:
            return self.items()
        choices: list[Choice] = []
        if column.codes is not None:
            choices = [(code.value, word) for code, word in CODE_WORDS[column.codes].items()]
        elif column.kind in {Kind.ROW, Kind.ROWS}:
            choices = self.rows(column.to, without=without)
        elif column.kind is Kind.FRAMEWORK:
            used = [*self.words.plan.header["frameworks"], *self.words.plan.keys("frameworks")]
            choices = [(key, self.words.framework(key)) for key in used]
        elif column.kind is Kind.FRAMEWORKS:
            choices = [(key, shared.title) for key, shared in self.words.known.frameworks.items()]
        elif column.kind is Kind.COMPOSITE:
            choices = list(known.composites.items())
        elif column.kind is Kind.DEFINITION:
            choices = [(key, indicator.title) for key, indicator in known.indicators.items()]
        elif column.kind is Kind.GROUP:
            choices = self.groups(indicator)
        return [("", choices)]

    def rows(self, table: str, *, without: str = "") -> list[Choice]:
        """Return the rows of a table but one, with what is not decided marked so."""
        rows = self.words.plan.tables[table]
        return [(row.key, self._row(table, row)) for row in rows if row.key != without]

    def _row(self, table: str, row: Row) -> str:
        title, state = self.words.title_of(table, row), state_word(table, row)
        if table == "roles" and row.values["unit"]:
            return f"{title}, {self.words.title('units', row.values['unit'])}"
        if table == "decisions":
            return ", ".join(filter(None, (title, row.values["body"], str(row.values["decided_on"] or ""))))
        return f"{title} ({state.lower()})" if state in {"Utkast", "Förslag", "Ersatt"} else title

    def items(self) -> list[Group]:
        """Return the items of the plan's frameworks, each framework under its title."""
        shared = self.words.known.frameworks
        groups = [
            (shared[key].title, [(f"{key}/{item.id}", f"{item.id} {item.title}") for item in shared[key].items])
            for key in self.words.plan.header["frameworks"]
            if key in shared
        ]
        own = [
            (self.words.framework(key), [(f"{key}/{item}", self.words.item(f"{key}/{item}")) for item in items])
            for key, items in own_items(self.words.plan).items()
        ]
        return [*groups, *own]

    def groups(self, indicator: str) -> list[Choice]:
        """Return the groups that a target of the indicator can be for, and what a gap can be between."""
        row = self.words.plan.row("indicators", indicator)
        known = self.words.known.known.indicators.get(row.values["definition"]) if row else None
        keys = (*known.groups, *known.dimensions) if known else ("_T", "F", "M", "sex")
        return [(key, group_word(key)) for key in keys]


def found_among(groups: Iterable[Group], words: str) -> set[str]:
    """Return the values whose own words or heading hold every one of the words, whatever case and accents."""
    wanted = folded(words).split()
    return {
        value
        for heading, choices in groups
        for value, text in choices
        if all(one in folded(f"{heading} {text} {value}") for one in wanted)
    }
