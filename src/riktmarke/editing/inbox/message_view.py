"""One message: what was written, to whom it goes, what has happened, and the forms for what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.dialogue.codes import Happening, Kind, MailKind, MailState, Status
from riktmarke.dialogue.mails import page_address
from riktmarke.dialogue.models import Message
from riktmarke.dialogue.roles import address_for, roles_of
from riktmarke.dialogue.words import KIND_WORDS, MAIL_WORDS, STATE_WORDS, STATUS_WORDS, happened_in_words
from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.inbox.forms import AnswerForm, EraseForm, ForwardForm, MessageForm, StatusForm
from riktmarke.editing.inbox.reading import message_for

# What a colleague may have done meanwhile; that a mail has gone changes nothing for whoever writes an answer.
DONE_BY_STAFF = [Happening.ANSWERED, Happening.FORWARDED, Happening.STATUS, Happening.ERASED]
BEFORE_SENT = {MailState.WAITS, MailState.SENDING, MailState.REFUSED, MailState.UNCERTAIN}


@require_safe
@staff_page(Act.ANSWER)
def message(request: HttpRequest, reference: str, *, staff: Staff) -> HttpResponse:
    """Answer with a message."""
    return shown(request, staff, message_for(staff, reference))


def seen(held: Message) -> int:
    """Return how many things staff have done with a message."""
    return int(held.events.filter(what__in=[one.value for one in DONE_BY_STAFF]).count())


def shown(request: HttpRequest, staff: Staff, held: Message, *, wrong: MessageForm | None = None) -> HttpResponse:
    """Return the page of a message; `wrong` is the form that was sent and not taken."""
    context = {
        "page_title": held.reference,
        "staff": staff,
        "message": held,
        "kind": KIND_WORDS[Kind(held.kind)],
        "status": STATUS_WORDS[Status(held.status)],
        "page_address": page_address(held),
        "told_at": address_for(role_email=held.role_email, area=held.area),
        "answers": list(held.answers.all()),
        "events": [{"event": event, "words": happened_in_words(event.what, event.told)} for event in held.events.all()],
        "mails": [_mail(mail) for mail in held.mails.all() if mail.state in BEFORE_SENT],
        "may_erase": staff.may(Act.REMOVE),
        "wrong": wrong,
        **({} if held.erased_at else _forms(staff, held, wrong)),
    }
    return render(request, "editing/inbox/message.html", context, status=422 if wrong is not None else 200)


def _forms(staff: Staff, held: Message, wrong: MessageForm | None) -> dict[str, Any]:
    now_seen = seen(held)
    forms = {
        "answer_form": AnswerForm(message=held, now_seen=now_seen),
        "forward_form": ForwardForm(message=held, roles=roles_of(staff.plan), now_seen=now_seen),
        "status_form": StatusForm(message=held, now_seen=now_seen),
        "erase_form": EraseForm(now_seen=now_seen),
    }
    return {name: wrong if type(wrong) is type(form) else form for name, form in forms.items()}


def _mail(mail: Any) -> dict[str, Any]:
    settled = mail.state in {MailState.REFUSED.value, MailState.UNCERTAIN.value}
    return {
        "mail": mail,
        "what": MAIL_WORDS[MailKind(mail.kind)].capitalize(),
        "state": STATE_WORDS[MailState(mail.state)],
        "again": settled and bool(mail.to and mail.body),
    }
