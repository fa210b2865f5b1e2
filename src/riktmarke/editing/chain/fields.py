"""A column of the schema as a form's field: what it shows of a value, and what value it reads back."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from riktmarke.editing.chain.choices import Group
from riktmarke.editing.chain.pick_many import PickMany
from riktmarke.editing.chain.row_words import day_or_year, number_text
from riktmarke.editing.chain.words import help_text, label
from riktmarke.governance.plan_schema import LISTS, Column, Kind

# Texts that take more than a line.
LONG = {"text", "introduction", "note", "not_measurable", "origin_text", "follow_up", "reason"}
CHOSEN = {Kind.CODE, Kind.GROUP, Kind.DEFINITION, Kind.COMPOSITE, Kind.ROW, Kind.ITEM, Kind.FRAMEWORK}
WRITTEN_AS: dict[Kind, tuple[str, dict[str, str]]] = {
    Kind.EMAIL: ("email", {"autocomplete": "off"}),
    Kind.URL: ("url", {"autocomplete": "off"}),
    Kind.DATE: ("date", {}),
    Kind.YEAR: ("text", {"inputmode": "numeric", "size": "6"}),
    Kind.NUMBER: ("text", {"inputmode": "decimal", "size": "12"}),
    Kind.FIRST_DAY: ("text", {"size": "12"}),
    Kind.LAST_DAY: ("text", {"size": "12"}),
}
LONGEST_TEXT = 50_000  # about twenty pages: more is a document of its own, or pasted by mistake
NOT_CHOSEN = ("", "Inget valt")
BLANKS = re.compile(r"[\s\u00a0\u202f]")
NOT_A_YEAR = "Skriv ett år med fyra siffror, till exempel 2038."
NOT_A_DAY = "Skriv en dag som år-månad-dag, till exempel 2027-06-30."
NOT_A_DAY_OR_YEAR = "Skriv ett år, 2027, eller en dag, 2027-06-30."
NOT_A_NUMBER = "Skriv ett tal, till exempel 12,5."
TOO_LONG = "Texten är för lång: högst %(limit_value)d tecken får plats, och den har %(show_value)d."


def field_of(table: str, column: Column, *, shown: Any, choices: Sequence[Group] = ()) -> forms.Field:
    """Return the field for a column. `shown`: the text or texts that it begins with, from `shown_value`."""
    words = {"label": label(table, column.name), "help_text": help_text(table, column.name), "initial": shown}
    words |= {"required": column.required}
    messages = {"required": f"{words['label']} saknas. Fyll i fältet."}
    if column.kind is Kind.SWITCH:
        return forms.BooleanField(**words | {"required": False})
    if column.kind in LISTS:
        messages["invalid_choice"] = "Välj bland det som finns i listan."
        field = forms.MultipleChoiceField(choices=list(choices), widget=PickMany, error_messages=messages, **words)
        field.widget.groups = list(choices)
        return field
    if column.kind in CHOSEN:
        offered = [] if column.required or column.absent is not None else [NOT_CHOSEN]
        return forms.ChoiceField(choices=_offered(offered, choices), error_messages=messages, **words)
    return _written(column, words, messages)


def shown_value(column: Column, value: Any) -> Any:
    """Return what a field shows of a row's value."""
    if column.kind in LISTS:
        return list(value or ())
    if column.kind is Kind.NUMBER:
        return number_text(value)
    if isinstance(value, date):
        return day_or_year(column, value)
    return "" if value is None else value


def read_value(column: Column, given: Any) -> Any:
    """Return what a plan file would say for what a field holds; None where it says nothing.

    Raises:
        ValidationError: if what is written cannot be read as what the column holds.
    """
    if column.kind is Kind.SWITCH:
        return bool(given) or None
    if column.kind in LISTS:
        return list(given) or None
    text = str(given).strip()
    return READERS.get(column.kind, str)(text) if text else None


def _written(column: Column, words: dict[str, Any], messages: dict[str, str]) -> forms.Field:
    kind, attributes = WRITTEN_AS.get(column.kind, ("text", {}))
    widget: forms.Widget = forms.TextInput(attrs={"type": kind, **attributes})
    widget.input_type = kind
    if column.name in LONG or "\n" in str(words["initial"]):
        widget = forms.Textarea(attrs={"rows": "6" if column.name in {"text", "introduction"} else "3"})
    field = forms.CharField(widget=widget, error_messages=messages, max_length=column.longest or LONGEST_TEXT, **words)
    field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted and say nothing
    for validator in field.validators:
        if getattr(validator, "code", "") == "max_length":
            validator.message = TOO_LONG
    return field


def _offered(first: list[tuple[str, str]], groups: Sequence[Group]) -> list[Any]:
    plain = [choice for heading, choices in groups if not heading for choice in choices]
    return [*first, *plain, *((heading, choices) for heading, choices in groups if heading and choices)]


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValidationError(NOT_A_YEAR)
    return int(text)


def _day(text: str, message: str = NOT_A_DAY) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(message) from error


def _day_or_year(text: str) -> date | int:
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else _day(text, NOT_A_DAY_OR_YEAR)


def _number(text: str) -> Decimal:
    plain = BLANKS.sub("", text).replace("\u2212", "-").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise ValidationError(NOT_A_NUMBER) from error
    if not re.fullmatch(r"[-+]?[0-9]*\.?[0-9]*", plain):
        raise ValidationError(NOT_A_NUMBER)
    return number


READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.YEAR: _year,
    Kind.DATE: _day,
    Kind.FIRST_DAY: _day_or_year,
    Kind.LAST_DAY: _day_or_year,
    Kind.NUMBER: _number,
}
