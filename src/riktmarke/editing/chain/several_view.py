"""Several rows changed in one go: who answers for them, what is followed, and the decision that they were made by."""

from typing import Any

from django import forms
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages

from riktmarke.editing.access.guarding import NotPermitted, Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.choices import Choices
from riktmarke.editing.chain.deciding_view import NEW_DECISION, DecisionForm
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.reading import PlanRead, becoming, known_table, read_plan
from riktmarke.editing.chain.row_lists import NOBODY, Asked, asked_of, filters, found, line
from riktmarke.editing.chain.row_words import state_word
from riktmarke.editing.chain.saying import BUSY
from riktmarke.editing.chain.words import TABLE_WORDS, label
from riktmarke.governance.actions.changing import ChangedMeanwhile, DatabaseBusy, Writing, wrong_if
from riktmarke.governance.actions.rows import change_rows
from riktmarke.governance.history import last_entry
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_schema import TABLES, Row

UNCHANGED = ("", "Ändra inte")
FOLLOWED = (("nej", "Bara förslag"), ("ja", "Kommunen har beslutat att följa dem"))
NO_ROWS = "Kryssa i minst en rad."
NO_CHANGE = "Välj vad som ska ändras."
NOT_CONFIRMED = "Något av det du har kryssat i är beslutat. Kryssa i rutan om att du vill ändra det, eller ta bort det."
NOT_YOURS = "Du får bara arbeta med det som din egen enhet ansvarar för."
MEANWHILE = "Någon annan har ändrat någon av raderna medan du hade sidan öppen. Titta på dem, och spara sedan igen."


def several_address(staff: Staff, table: str, asked: Asked) -> str:
    """Return where rows of a table are changed together; empty where they are not, or the person may not."""
    if not _common(table) or not staff.may(Act.ADD, table=table):
        return ""
    return reverse("riktmarke_rows_several", args=(staff.plan.area, table)) + asked.query


class SeveralForm(DecisionForm):
    """Which rows, and what becomes of all of them. What is left as `UNCHANGED` stays as each row has it."""

    def __init__(self, read: PlanRead, table: str, rows: list[Row], *, data: Any = None) -> None:
        super().__init__(read, data=data, required=False, draft=UNCHANGED[1], seen=last_entry(read.plan))
        self.rows = {row.key: row for row in rows}
        decides = "state" in _common(table) and read.staff.may(Act.DECIDE, table=table)
        if not decides:
            for name in ("decision", *NEW_DECISION):
                del self.fields[name]
        self.fields["rad"] = forms.MultipleChoiceField(
            choices=[(key, key) for key in self.rows], error_messages={"required": NO_ROWS}
        )
        if "responsible" in _common(table):
            roles = [(NOBODY, "Ingen ansvarig"), *Choices(read.words).rows("roles")]
            self._choose("responsible", label(table, "responsible"), roles)
        if "followed" in _common(table):
            self._choose("followed", "Läge", list(FOLLOWED))
        if any(state_word(table, row) == "Beslutat" for row in rows):
            self.fields["confirm_decided"] = forms.BooleanField(
                label="Jag vill ändra även det som är beslutat", required=False
            )

    def _choose(self, name: str, words: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=words, choices=[UNCHANGED, *choices], required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was chosen; there must be something to change, and decided rows are changed on purpose."""
        cleaned = super().clean()
        chosen = [self.rows[key] for key in cleaned.get("rad", ())]
        cleaned = dict(cleaned)  # what was chosen can be read, though it is not allowed
        if not any(cleaned.get(name) for name in ("responsible", "followed", "decision")):
            self.add_error(None, NO_CHANGE)
        elif any(row.values.get("state") == "decided" for row in chosen) and not cleaned.get("confirm_decided"):
            self.add_error("confirm_decided", NOT_CONFIRMED)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what all the rows get, as a plan file would have it; their decision apart."""
        values: dict[str, Any] = {}
        if role := self.cleaned_data.get("responsible"):
            values["responsible"] = None if role == NOBODY else role
        if followed := self.cleaned_data.get("followed"):
            values["proposal"] = None if followed == "ja" else True
        return values


@staff_page(Act.VIEW)
def several(request: HttpRequest, *, staff: Staff, table: str) -> HttpResponse:
    """Answer with the rows that may be changed and what they may get, or change those that are ticked."""
    if not _common(known_table(table)):
        raise Http404
    if not staff.may(Act.ADD, table=table):
        raise NotPermitted(Act.CHANGE)
    read, asked = read_plan(staff), asked_of(request)
    rows = [
        row
        for row in found(read, table, asked)
        if staff.may(Act.CHANGE, table=table, row=row) and state_word(table, row) != "Ersatt"
    ]
    form = SeveralForm(read, table, rows, data=request.POST or None)
    if form.is_bound and _nothing_wrong(request, read, form) and _written(request, read, form):
        number = len(form.cleaned_data["rad"])
        many = f"{number} rader är ändrade. Alla på en gång, eller var och en,"
        what = "1 rad är ändrad. Den" if number == 1 else many
        history = reverse("riktmarke_row_history", args=(staff.plan.area, table, form.cleaned_data["rad"][0]))
        messages.success(
            request, f"{what} kan ångras i historiken.", buttons=[messages.button(history, "Till historiken")]
        )
        return redirect(request.get_full_path())
    return _shown(request, read, table, rows, form)


def _common(table: str) -> set[str]:
    """Return what the rows of a table can be given together."""
    columns = {column.name for column in TABLES[table].columns}
    followed = {"followed"} if "proposal" in columns and "state" not in columns else set()
    return columns & {"responsible", "state"} | followed


def _nothing_wrong(request: HttpRequest, read: PlanRead, form: SeveralForm) -> bool:
    """Whether the rows can be changed so; everything that is wrong is told in the form."""
    form.full_clean()
    table = request.resolver_match.kwargs["table"]
    found = wrong_if(lambda tried: _change(read, table, form, tried), writing_of(request), plan=read.file)
    if not _all_own(read.staff, table, form):
        form.add_error("responsible", NOT_YOURS)
    form.refuse(found, read)
    return not form.errors


def _all_own(staff: Staff, table: str, form: SeveralForm) -> bool:
    """Whether the rows stay with whoever changes them."""
    rows = [form.rows[key] for key in form.cleaned_data.get("rad", ())]
    return all(
        staff.rights.may_change(table=table, before=row, after=becoming(table, form.values(), row)) for row in rows
    )


def _change(read: PlanRead, table: str, form: SeveralForm, writing: Writing) -> None:
    change_rows(
        plan=read.plan,
        table=table,
        keys=form.cleaned_data.get("rad", ()),
        values=form.values(),
        decision=form.key(read, writing) if form.cleaned_data.get("decision") else "",
        writing=writing,
        since=form.cleaned_data.get("seen") or 0,
    )


def _written(request: HttpRequest, read: PlanRead, form: SeveralForm) -> bool:
    try:
        with transaction.atomic():  # a new decision that nothing comes of is not left behind
            _change(read, request.resolver_match.kwargs["table"], form, writing_of(request))
    except PlanError as refused:  # by what somebody else has saved this very moment
        form.refuse(refused.wrong, read)
    except ChangedMeanwhile:
        form.add_error(None, MEANWHILE)
        form.data = form.data.copy()
        form.data["seen"] = str(last_entry(read.plan))
    except (DatabaseBusy, OperationalError):  # the one is said by an action, the other by the transaction around it
        form.add_error(None, BUSY)
    else:
        return True
    return False


def _shown(request: HttpRequest, read: PlanRead, table: str, rows: list[Row], form: SeveralForm) -> HttpResponse:
    asked = asked_of(request)
    ticked = set(form.data.getlist("rad")) if form.is_bound else set()
    if request.method == "GET" and "alla" in request.GET:
        ticked = set(form.rows)
    context = {
        "staff": read.staff,
        "page_title": f"Ändra flera: {TABLE_WORDS[table].many.lower()}",
        "table": table,
        "table_words": TABLE_WORDS[table],
        "lines": [(line(read, table, row), row.key in ticked) for row in rows],
        "count": len(rows),
        "asked": asked,
        "filtered": bool(asked),
        "here": request.path,
        "all_ticked": f"{asked.query or '?'}{'&' if asked else ''}alla=1",
        "form": form,
        "new_fields": [form[name] for name in NEW_DECISION if name in form.fields],
        "wrong": bool(form.is_bound and form.errors),
    }
    return render(request, "editing/chain/several.html", context | filters(read, table))
