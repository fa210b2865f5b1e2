"""A draft that is decided, by a decision that is there or is written down at once; and taken back to a draft."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.choices import Choices
from riktmarke.editing.chain.fields import NOT_A_DAY
from riktmarke.editing.chain.forms import elsewhere
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.problem_words import sentence
from riktmarke.editing.chain.reading import PlanRead, free_key, known_table, read_plan
from riktmarke.editing.chain.row_words import state_word
from riktmarke.editing.chain.saying import BUSY, NOT_DONE, said
from riktmarke.editing.chain.words import TABLE_WORDS, help_text, label
from riktmarke.governance.actions.changing import ChangedMeanwhile, DatabaseBusy, Writing, wrong_if
from riktmarke.governance.actions.rows import add_row, change_row, decide
from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_file import Unread
from riktmarke.governance.plan_schema import TABLES, Row

NEW = "nytt"
BACK_TO_DRAFT = "utkast"
NEW_DECISION = ("title", "body", "decided_on", "reference", "source")
MEANWHILE = "Någon annan har ändrat raden medan du hade sidan öppen. Titta på den som den är nu, och spara sedan igen."


class DecisionForm(forms.Form):
    """Which decision: one of the plan's, or a new one that is added with it."""

    def __init__(
        self,
        read: PlanRead,
        *,
        data: Any = None,
        required: bool = True,
        draft: str = "",
        chosen: str = "",
        seen: int = 0,
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        self.unread: frozenset[str] = frozenset()
        held = Choices(read.words).rows("decisions")
        first = [("", draft)] if draft else []
        self.fields["decision"] = forms.ChoiceField(
            label="Beslut",
            choices=[*first, *held, (NEW, "Ett nytt beslut, som skrivs här under")],
            widget=forms.RadioSelect,
            required=required,
            initial=chosen or ("" if draft else NEW if not held else None),
            error_messages={"required": "Välj vilket beslut det är, eller skriv ett nytt."},
        )
        for name in NEW_DECISION:
            column = TABLES["decisions"].column(name)
            self.fields[name] = forms.CharField(
                label=label("decisions", name),
                help_text=help_text("decisions", name),
                max_length=column.longest or None,
                required=False,
            )
        self.fields["decided_on"] = forms.DateField(
            label=label("decisions", "decided_on"),
            help_text=help_text("decisions", "decided_on"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": NOT_A_DAY},
            required=False,
        )
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=seen, required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was chosen; a new decision needs a title and somebody who decided."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == NEW:
            for name in ("title", "body"):
                if not cleaned.get(name):
                    self.add_error(name, f"{label('decisions', name)} saknas. Fyll i fältet.")
        self.unread = frozenset(self.fields) - frozenset(cleaned)
        return cleaned

    def said(self, name: str) -> Any:
        """Return what a field says; `UNREAD` where what is written cannot be read."""
        return self.cleaned_data.get(name, Unread.UNREAD)

    def key(self, read: PlanRead, writing: Writing) -> Any:
        """Return the key of the decision, added first if it is new; empty where none was chosen.

        Raises:
            PlanError: if a new one is refused.
        """
        if self.said("decision") != NEW:
            return self.said("decision")
        values = {name: said for name in NEW_DECISION if (said := self.said(name))}
        values["key"] = free_key(read, "decisions", values)
        return add_row(plan=read.plan, table="decisions", values=values, writing=writing)

    def refuse(self, found: Iterable[Wrong], read: PlanRead) -> None:
        """Put what is wrong with a new decision at its fields, and the rest above the form."""
        for wrong in found:
            place, _, column = wrong.place.rpartition(".")
            if self.has_said(wrong):
                continue
            if place.startswith("decisions") and column in NEW_DECISION and column in self.fields:
                self.add_error(column, of_decision(wrong, column))
            else:
                self.add_error(None, elsewhere(wrong, read.words))

    def has_said(self, wrong: Wrong) -> bool:
        """Whether a field that cannot be read has said so itself: one of the new decision, or which decision it is."""
        place, _, column = wrong.place.rpartition(".")
        return column in self.unread and (column == "decision" or place.startswith("decisions"))


def of_decision(wrong: Wrong, column: str) -> str:
    """Return what is wrong with a column of a decision, in words."""
    return sentence(wrong, label=label("decisions", column), kind=TABLES["decisions"].column(column).kind)


@staff_page(Act.VIEW)
def decision(request: HttpRequest, *, staff: Staff, table: str, key: str) -> HttpResponse:
    """Answer with the choice of a decision for a row, or make the row decided by it."""
    read = read_plan(staff)
    row = read.row(known_table(table), key)
    if "state" not in row.values:
        raise Http404
    staff.need(Act.DECIDE, table=table, row=row, what=read.title(table, key))
    chosen, seen = row.values["decision"], read.seen(table, key)
    form = DecisionForm(read, data=request.POST or None, chosen=chosen, seen=seen)
    if request.method == "POST" and BACK_TO_DRAFT in request.POST:
        return _back_to_draft(request, read, table, row, form)
    if form.is_bound and _nothing_wrong(request, read, table, row, form):
        try:
            with transaction.atomic():  # a new decision that nothing comes of is not left behind
                _decide(read, table, row, form, writing_of(request))
        except PlanError as refused:  # by what somebody else has saved this very moment
            form.refuse(refused.wrong, read)
        except ChangedMeanwhile:
            _told_meanwhile(form, read, table, key)
        except (DatabaseBusy, OperationalError):  # the one is said by an action, the other by the transaction around it
            form.add_error(None, BUSY)
        else:
            said(request, read_plan(staff), table, key, "är beslutat")
            return redirect("riktmarke_row", area=staff.plan.area, table=table, key=key)
    return _shown(request, read, table, row, form)


def _nothing_wrong(request: HttpRequest, read: PlanRead, table: str, row: Row, form: DecisionForm) -> bool:
    """Whether the row can be decided so; everything that is wrong is told in the form."""
    form.full_clean()
    writing = writing_of(request)
    form.refuse(wrong_if(lambda tried: _decide(read, table, row, form, tried), writing, plan=read.file), read)
    return not form.errors


def _decide(read: PlanRead, table: str, row: Row, form: DecisionForm, writing: Writing) -> None:
    seen = form.cleaned_data.get("seen") or 0
    decide(plan=read.plan, table=table, key=row.key, decision=form.key(read, writing), writing=writing, seen=seen)


def _back_to_draft(request: HttpRequest, read: PlanRead, table: str, row: Row, form: DecisionForm) -> HttpResponse:
    number = request.POST.get("seen", "")
    seen = int(number) if number.isascii() and number.isdigit() else 0
    values = {"state": None, "decision": None}
    try:
        change_row(plan=read.plan, table=table, key=row.key, values=values, writing=writing_of(request), seen=seen)
    except PlanError as refused:
        form.full_clean()
        form.errors.clear()
        form.unread = frozenset()
        form.refuse(refused.wrong, read)
    except ChangedMeanwhile:
        form.full_clean()
        form.errors.clear()
        _told_meanwhile(form, read, table, row.key)
    except DatabaseBusy:
        form.full_clean()
        form.errors.clear()
        form.add_error(None, NOT_DONE)
    else:
        said(request, read_plan(read.staff), table, row.key, "är ett utkast igen")
        return redirect("riktmarke_row", area=read.plan.area, table=table, key=row.key)
    return _shown(request, read, table, row, form)


def _told_meanwhile(form: DecisionForm, read: PlanRead, table: str, key: str) -> None:
    form.add_error(None, MEANWHILE)
    form.data = form.data.copy()
    form.data["seen"] = str(read.seen(table, key))


def _shown(request: HttpRequest, read: PlanRead, table: str, row: Row, form: DecisionForm) -> HttpResponse:
    context = {
        "staff": read.staff,
        "page_title": f"Besluta: {read.words.title_of(table, row)}",
        "table": table,
        "table_words": TABLE_WORDS[table],
        "row": row,
        "title": read.words.title_of(table, row),
        "state": state_word(table, row),
        "decided": row.values["state"] == "decided",
        "decision": read.words.title("decisions", row.values["decision"]) if row.values["decision"] else "",
        "form": form,
        "new_fields": [form[name] for name in NEW_DECISION],
        "wrong": bool(form.is_bound and form.errors),
    }
    return render(request, "editing/chain/decide.html", context)
