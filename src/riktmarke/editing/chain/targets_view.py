"""The targets of one indicator set in one go: for everybody, for women and for men, and decided at once if they are."""

from typing import Any

from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.admin import messages

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.deciding_view import NEW_DECISION
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.latest_figures import latest_figures
from riktmarke.editing.chain.public_links import public_link
from riktmarke.editing.chain.reading import PlanRead, becoming, read_plan
from riktmarke.editing.chain.row_words import group_word, number_text, state_word
from riktmarke.editing.chain.saying import BUSY
from riktmarke.editing.chain.targets_form import TargetsForm
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.governance.actions.changing import DatabaseBusy, Writing, wrong_if
from riktmarke.governance.actions.rows import set_targets
from riktmarke.governance.codes import State
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_schema import Row
from riktmarke.presentation.labels import POLARITY_TEXTS, UNIT_NAMES


@staff_page(Act.VIEW)
def set_all(request: HttpRequest, *, staff: Staff, key: str) -> HttpResponse:
    """Answer with the form for an indicator's targets, or set them."""
    read = read_plan(staff)
    indicator = read.row("indicators", key)
    known = read.words.known.known.indicators.get(indicator.values["definition"])
    if known is None:
        raise Http404
    staff.need(Act.ADD, table="targets", row=_a_draft(key), what=read.words.title_of("indicators", indicator))
    today = localtime(request.now).date()
    form = TargetsForm(read, indicator, known, data=request.POST or None, year=_year(request, read, key), today=today)
    if form.is_bound:
        answer = _set(request, read, indicator, form)
        if answer is not None:
            return answer
    return _shown(request, read, indicator, form)


def _set(request: HttpRequest, read: PlanRead, indicator: Row, form: TargetsForm) -> HttpResponse | None:
    form.full_clean()
    staff, targets, writing = read.staff, form.targets(), writing_of(request)

    def save(writing: Writing) -> list[str]:
        decision = form.key(read, writing) if form.cleaned_data.get("decision") else ""
        more = {"state": State.DECIDED.value, "decision": decision} if decision else {}
        return set_targets(plan=read.plan, targets=[target | more for target in targets], writing=writing)

    found = wrong_if(save, writing, plan=read.file)
    form.refuse_overwriting()
    form.refuse_targets(found)
    if form.errors:
        return None
    for target in targets:
        staff.need(Act.ADD, table="targets", row=becoming("targets", target))
    if form.cleaned_data["decision"]:
        staff.need(Act.DECIDE, table="targets")
    try:
        with transaction.atomic():  # a new decision that nothing comes of is not left behind
            keys = save(writing)
    except PlanError as refused:  # by what somebody else has saved this very moment
        form.refuse_targets(refused.wrong)
        return None
    except (DatabaseBusy, OperationalError):  # the one is said by an action, the other by the transaction around it
        form.add_error(None, BUSY)
        return None
    after = read_plan(staff)
    rows = [row for key in keys if (row := after.file.row("targets", key))]
    link = public_link(after.file, "targets", rows[0]) if rows else ""
    state = state_word("targets", rows[0]).lower() if rows else ""
    buttons = [messages.button(link, "Se på webbplatsen")] if link else []
    who = ", ".join(group_word(row.values["group"]).lower() for row in rows)
    messages.success(request, f"Målvärden är sparade för {who}, som {state}.", buttons=buttons)
    return redirect("riktmarke_targets", area=read.plan.area, key=indicator.key)


def _a_draft(indicator: str) -> Row:
    return becoming("targets", {"indicator": indicator})


def _year(request: HttpRequest, read: PlanRead, indicator: str) -> int | None:
    """Return the year that the form begins with: the one asked for, or of the indicator's last target."""
    text = request.GET.get("ar", "")
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    held = [row.values["year"] for row in read.file.tables["targets"] if row.values["indicator"] == indicator]
    return max(held, default=None)


def _shown(request: HttpRequest, read: PlanRead, indicator: Row, form: TargetsForm) -> HttpResponse:
    title = read.words.title_of("indicators", indicator)
    definition = read.words.known.catalogue.get(indicator.values["definition"])
    held = [row for row in read.file.tables["targets"] if row.values["indicator"] == indicator.key]
    new = reverse("riktmarke_row_new", args=(read.plan.area, "targets"))
    context: dict[str, Any] = {
        "staff": read.staff,
        "page_title": f"Målvärden: {title}",
        "table": "targets",
        "table_words": TABLE_WORDS["targets"],
        "indicator": indicator,
        "title": title,
        "unit": UNIT_NAMES[definition.unit] if definition else "",
        "latest": latest_figures(read.plan.area, definition) if definition else None,
        "on_site": public_link(read.file, "indicators", indicator),
        "polarity": POLARITY_TEXTS[definition.polarity] if definition else "",
        "held": [
            {
                "key": row.key,
                "year": row.values["year"],
                "group": group_word(row.values["group"]),
                "value": number_text(row.values["value"]),
                "state": state_word("targets", row),
            }
            for row in sorted(held, key=lambda row: (row.values["year"], bool(row.values["superseded_by"])))
        ],
        "another": f"{new}?indicator={indicator.key}",
        "form": form,
        "new_fields": [form[name] for name in NEW_DECISION],
        "may_decide": read.staff.may(Act.DECIDE, table="targets"),
        "wrong": bool(form.is_bound and form.errors),
    }
    return render(request, "editing/chain/targets.html", context)
