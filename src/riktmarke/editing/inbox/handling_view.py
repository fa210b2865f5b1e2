"""What staff do with a message. What cannot be done is said in the form, with what was written kept."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from riktmarke.dialogue import actions
from riktmarke.dialogue.actions import mailing
from riktmarke.dialogue.codes import Status
from riktmarke.dialogue.errors import CannotBeDone, NotKept
from riktmarke.dialogue.models import Message
from riktmarke.dialogue.roles import roles_of
from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.inbox.forms import CHANGED, AnswerForm, EraseForm, ForwardForm, MessageForm, StatusForm
from riktmarke.editing.inbox.message_view import seen, shown
from riktmarke.editing.inbox.reading import message_for

BUSY = "Databasen är upptagen just nu och inget har sparats. Det du skrev står kvar: försök igen om en minut."
QUEUED = "Svaret är lagt i kön och skickas till avsändaren."
WAITS = "Svaret är sparat men inte skickat: installationen har ingen e-postserver. Det skickas när den finns."
NOT_NOW = "Det gick inte: synpunkten är raderad, eller har redan den rollen."


@require_POST
@staff_page(Act.ANSWER)
def answer(request: HttpRequest, reference: str, *, staff: Staff) -> HttpResponse:
    """Answer a message, and go back to it."""
    held = message_for(staff, reference)
    form = AnswerForm(request.POST, message=held, now_seen=seen(held))

    def done(said: dict[str, Any], who: dict[str, Any]) -> str:
        given = actions.answer(message=held, text=said["text"], **who)
        if not given.mailed:
            return "Svaret är sparat. Ingen får det."
        return QUEUED if settings.RIKTMARKE_SMTP_URL else WAITS

    return _done(request, staff, held, form, done)


@require_POST
@staff_page(Act.ANSWER)
def forward(request: HttpRequest, reference: str, *, staff: Staff) -> HttpResponse:
    """Give a message to another role, and go back to it, or to the list when it is not the person's any more."""
    held = message_for(staff, reference)
    form = ForwardForm(request.POST, message=held, roles=roles_of(staff.plan), now_seen=seen(held))

    def done(said: dict[str, Any], who: dict[str, Any]) -> str:
        to = form.roles[said["to"]]
        told = actions.forward(message=held, to=to, note=said["note"], **who)
        how = "" if told else " Ingen e-postadress finns: säg till den som har rollen."
        return f"{held.reference} är lämnad vidare till {to.title}.{how}"

    return _done(request, staff, held, form, done)


@require_POST
@staff_page(Act.ANSWER)
def status(request: HttpRequest, reference: str, *, staff: Staff) -> HttpResponse:
    """Say where a message stands, and go back to it."""
    held = message_for(staff, reference)
    form = StatusForm(request.POST, message=held, now_seen=seen(held))

    def done(said: dict[str, Any], who: dict[str, Any]) -> str:
        actions.set_status(message=held, status=Status(said["status"]), **who)
        return "Status är ändrad."

    return _done(request, staff, held, form, done)


@require_POST
@staff_page(Act.ANSWER)
def erase(request: HttpRequest, reference: str, *, staff: Staff) -> HttpResponse:
    """Erase what is about a person in a message, and go back to what is left."""
    held = message_for(staff, reference)
    staff.need(Act.REMOVE, what=f"radera {held.reference}")
    form = EraseForm(request.POST, now_seen=seen(held))

    def done(said: dict[str, Any], who: dict[str, Any]) -> str:
        actions.erase(message=held, why=said["why"], **who)
        return f"Namn, e-postadress och text i {held.reference} är raderade."

    return _done(request, staff, held, form, done)


@require_POST
@staff_page(Act.ANSWER)
def send_again(request: HttpRequest, reference: str, number: int, *, staff: Staff) -> HttpResponse:
    """Let a mail that was refused wait again, and go back to the message."""
    held = message_for(staff, reference)
    mail = get_object_or_404(held.mails, pk=number)
    if mailing.send_again(mail, by=request.user.get_username(), at=request.now):
        messages.success(request, "Brevet är lagt i kön igen.")
    return redirect("riktmarke_message", area=staff.plan.area, reference=held.reference)


def _done(
    request: HttpRequest,
    staff: Staff,
    held: Message,
    form: MessageForm,
    done: Callable[[dict[str, Any], dict[str, Any]], str],
) -> HttpResponse:
    """Do it if the form is right, and go on; otherwise show the message with what was written and what is wrong."""
    if form.is_valid():
        said = ""
        try:
            with actions.held_still(held):
                if seen(held) == form.now_seen:
                    said = done(form.cleaned_data, {"by": request.user.get_username(), "at": request.now})
                else:  # a colleague was there in the same moment
                    form.add_error(None, CHANGED)
        except NotKept:
            form.add_error(None, BUSY)
        except CannotBeDone:
            form.add_error(None, NOT_NOW)
        if said:
            messages.success(request, said)
            held.refresh_from_db()
            if staff.rights.may_answer(held.role_key):
                return redirect("riktmarke_message", area=staff.plan.area, reference=held.reference)
            return redirect("riktmarke_inbox", area=staff.plan.area)
    return shown(request, staff, held, wrong=form)
