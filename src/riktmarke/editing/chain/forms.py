"""The form for a row of any table, made from the schema. What it leaves alone stays as it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from riktmarke.editing.chain.choices import Choices
from riktmarke.editing.chain.fields import field_of, read_value, shown_value
from riktmarke.editing.chain.pick_many import SEARCH, SEARCHED, PickMany
from riktmarke.editing.chain.problem_words import sentence
from riktmarke.editing.chain.row_words import RowWords
from riktmarke.editing.chain.words import TABLE_WORDS, label
from riktmarke.governance.codes import State
from riktmarke.governance.plan_errors import Wrong
from riktmarke.governance.plan_file import Unread
from riktmarke.governance.plan_schema import HEADER, LISTS, TABLES, Column, Row, Table

# What has pages of its own: deciding, and one target in the place of another.
LEFT_ALONE = {"state", "decision", "superseded_by"}
HEADER_LEFT_ALONE = {"name", "area", "template_of"}
FOLLOWS = "links_follow"
LONGEST_WORDS = 100
SEEN = "seen"


class RowForm(forms.Form):
    """A row's values. `row`: the one edited, None for a new one; `given`: what the form begins with in place of them.

    `fixed`: the columns that are decided before the form is opened; `seen`: the number of the row's last entry.
    """

    error_css_class = "staff-error"
    required_css_class = "staff-required"

    def __init__(
        self,
        table: str,
        words: RowWords,
        *,
        row: Row | None = None,
        given: Mapping[str, Any] | None = None,
        fixed: frozenset[str] = frozenset(),
        data: QueryDict | None = None,
        seen: int = 0,
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        self.table = table
        self.schema: Table = HEADER if table == HEADER.name else TABLES[table]
        self.row = row
        self.words = words
        self.fixed = fixed if row is None or self.schema.key_given else frozenset(self.schema.key_from)
        begins = {column.name: column.nothing for column in self.schema.columns}
        begins |= {**(row.values if row else {}), **(given or {})}
        self.begins = begins
        self.unread: frozenset[str] = frozenset()
        for column in self.columns:
            self._add_field(column, begins)
        self.fields[SEEN] = forms.IntegerField(widget=forms.HiddenInput, initial=seen, required=False)

    @property
    def columns(self) -> list[Column]:
        """The columns that the form has, in the order of the schema."""
        names = {column.name for column in self.schema.columns}
        left = HEADER_LEFT_ALONE if self.schema is HEADER else LEFT_ALONE if "state" in names else frozenset()
        return [column for column in self.schema.columns if column.name not in left and self._fits(column)]

    def _fits(self, column: Column) -> bool:
        """A proposal is not yet decided; what is decided has no box for it."""
        decided = self.row is not None and self.row.values.get("state") == State.DECIDED
        return not (column.name == "proposal" and decided)

    def _add_field(self, column: Column, begins: dict[str, Any]) -> None:
        value = begins[column.name]
        choices = Choices(self.words).of(
            column,
            chosen=value,
            without=self.row.key if self.row and column.to == self.table else "",
            indicator=begins.get("indicator", ""),
        )
        if column.name in self.fixed and column.kind not in LISTS:
            held = str(value)
            choices = [("", [choice for _, group in choices for choice in group if choice[0] == held])]
        field = field_of(self.table, column, shown=shown_value(column, value), choices=choices)
        if column.open:
            self.fields[FOLLOWS] = forms.BooleanField(
                label="Följ katalogens länkar",
                help_text="Länkarna ändras då med katalogen, och de som är valda nedan används inte.",
                initial=value is None,
                required=False,
            )
        field.disabled = column.name in self.fixed
        self.fields[column.name] = field

    def searching(self, data: QueryDict) -> bool:
        """Return whether somebody looks for what to link to, and remember the words; nothing is then saved.

        Words that no search has been made for yet are one, too: Enter in the field is enough.
        """
        asked = SEARCH in data
        for name, field in self.fields.items():
            if isinstance(field.widget, PickMany):
                words = data.get(f"{name}{SEARCH}", "").strip()[:LONGEST_WORDS]
                field.widget.searched = words
                asked |= bool(words) and words != data.get(f"{name}{SEARCHED}", "")
        if not asked:
            return False
        self._errors = forms.utils.ErrorDict()
        return True

    def clean(self) -> dict[str, Any]:
        """Return what a plan file would say, by column; None where it would say nothing."""
        cleaned = super().clean() or {}
        for column in self.columns:
            if column.name not in cleaned:
                continue
            try:
                cleaned[column.name] = read_value(column, cleaned[column.name])
            except ValidationError as error:
                self.add_error(column.name, f"{self.fields[column.name].label}: {error.messages[0]}")
        if cleaned.get(FOLLOWS):
            cleaned["links"] = None
        elif FOLLOWS in self.fields and "links" in cleaned:
            cleaned["links"] = cleaned["links"] or []
        self.unread = frozenset(column.name for column in self.columns if column.name not in cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the columns' values as a plan file has them; `UNREAD` where what is written cannot be read."""
        return {column.name: self.cleaned_data.get(column.name, Unread.UNREAD) for column in self.columns}

    @property
    def seen(self) -> int:
        """The number of the row's last entry when the form was opened."""
        return int(self.cleaned_data.get(SEEN) or 0)

    def refuse(self, found: Iterable[Wrong]) -> None:
        """Put what is wrong with the plan at the fields that it is about, and the rest above the form.

        A field that cannot be read has said so itself.
        """
        own = _own_place(self.schema.name, self.row, self.words)
        for wrong in found:
            place, _, column = wrong.place.rpartition(".")
            mine = place in own or (place == "" and wrong.place in own)
            if mine and column in self.unread:
                continue
            if mine and column in self.fields:
                kind = self.schema.column(column).kind
                self.add_error(column, sentence(wrong, label=label(self.table, column), kind=kind))
            elif mine:
                self.add_error(None, sentence(wrong, label=_label_at(self.table, column)))
            else:
                self.add_error(None, elsewhere(wrong, self.words))


def elsewhere(wrong: Wrong, words: RowWords) -> str:
    """Return what is wrong with another row than the one at hand, naming it."""
    place, _, column = wrong.place.rpartition(".")
    table, _, number = (place or wrong.place).partition("[")
    rows = words.plan.tables.get(table, ())
    index = int(number.rstrip("]")) if number.rstrip("]").isdigit() else 0
    named = f"{words.title_of(table, rows[index - 1])}: " if 0 < index <= len(rows) else ""
    return f"{named}{sentence(wrong, label=_label_at(table, column))}"


def rests_on_it(wrong: Wrong, words: RowWords) -> str:
    """Return what stands in the way of a row's removal: which other row names it, and where."""
    place, _, column = wrong.place.rpartition(".")
    table, _, number = place.partition("[")
    rows = words.plan.tables.get(table, ())
    index = int(number.rstrip("]")) if number.rstrip("]").isdigit() else 0
    if wrong.code != "not_there" or not 0 < index <= len(rows):
        return elsewhere(wrong, words)
    one = TABLE_WORDS[table].one.capitalize()
    return f"{one} ”{words.title_of(table, rows[index - 1])}” har den under {label(table, column)}."


def _label_at(table: str, column: str) -> str:
    return label(table, column) if column and "[" not in column else ""


def _own_place(table: str, row: Row | None, words: RowWords) -> set[str]:
    """Return how an error names the row: by table while it is read, by number in the plan, by key where it is found."""
    if table == HEADER.name:
        return {table}
    keys = words.plan.keys(table)
    number = keys.index(row.key) + 1 if row and row.key in keys else len(keys) + 1
    return {table, f"{table}[{number}]", *([f"{table}.{row.key}"] if row else [])}
