"""What is held about a person: found, handed out, erased. The address is sent, never part of the page's own address."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from riktmarke.dialogue import actions
from riktmarke.dialogue import person as held_person
from riktmarke.dialogue.errors import NotKept
from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.inbox.handling_view import BUSY

FILES = {"text": (held_person.as_text, "text/plain", "txt"), "json": (held_person.as_json, "application/json", "json")}


class PersonForm(forms.Form):
    """Whose data."""

    email = forms.EmailField(
        label="Personens e-postadress",
        error_messages={"required": "Skriv en e-postadress.", "invalid": "Skriv en hel adress, som namn@example.org."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="person_%s", label_suffix="", **kwargs)


class ErasePersonForm(PersonForm):
    """Why they are erased."""

    email = forms.EmailField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Varför uppgifterna raderas",
        max_length=500,
        help_text="Sparas med vem som raderade och när. Skriv inga namn.",
        error_messages={"required": "Skriv varför uppgifterna raderas."},
    )
    sure = forms.BooleanField(
        label="Jag förstår att det inte går att ångra",
        error_messages={"required": "Kryssa i att du förstår att det inte går att ångra."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Act.ANSWER)
def person(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with what is held about a person, as a page or a file; or erase it."""
    staff.need(Act.REMOVE, what="se allt som sparats om en person")
    do = request.POST.get("do", "")
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, staff, form)
    held = held_person.held_about(form.cleaned_data["email"], area=staff.plan.area)
    if do in FILES:
        written, kind, ending = FILES[do]
        response = HttpResponse(written(held), content_type=f"{kind}; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="uppgifter.{ending}"'
        return response
    erase_form = ErasePersonForm(request.POST if do == "erase" else None, initial={"email": held.email})
    if do == "erase" and erase_form.is_valid():
        try:
            done = actions.erase_person(
                email=held.email,
                area=staff.plan.area,
                by=request.user.get_username(),
                at=request.now,
                why=erase_form.cleaned_data["why"],
            )
        except NotKept:
            erase_form.add_error(None, BUSY)
        else:
            messages.success(request, f"Raderade {len(done.erased)}: {', '.join(done.erased)}.")
            return redirect("riktmarke_inbox_person", area=staff.plan.area)
    return _page(request, staff, form, held=held, erase_form=erase_form)


def _page(request: HttpRequest, staff: Staff, form: PersonForm, **more: Any) -> HttpResponse:
    wrong = bool(form.errors or (more.get("erase_form") is not None and more["erase_form"].errors))
    context = {
        "page_title": "Uppgifter om en person",
        "staff": staff,
        "form": form,
        "wrong": wrong,
        "kept": held_person.WHAT_IS_KEPT,
        "not_searched": held_person.WHAT_IS_NOT_SEARCHED,
        **more,
    }
    return render(request, "editing/inbox/person.html", context, status=422 if wrong else 200)
