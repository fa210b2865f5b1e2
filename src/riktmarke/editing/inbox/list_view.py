"""The list of messages, by where they stand, role and page; those that wait first to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.dialogue import queries
from riktmarke.dialogue.codes import OPEN, Kind, MailState, Status
from riktmarke.dialogue.models import Message
from riktmarke.dialogue.words import KIND_WORDS, STATUS_WORDS
from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.inbox.reading import notices, overdue_before

ON_A_PAGE = 50
WAITING, ALL = "oppna", "alla"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the inbox somebody wants to see."""

    status: str
    role: str
    page: str
    overdue: bool
    refused: bool

    @property
    def statuses(self) -> Sequence[Status]:
        """The statuses that are shown; none: all."""
        if self.overdue or self.status == ALL:
            return ()
        return OPEN if self.status == WAITING else (Status(self.status),)


def chosen(asked: QueryDict) -> Chosen:
    """Return what an address asks for; what it cannot mean is the usual: those that wait."""
    status = asked.get("status", WAITING)
    known = {WAITING, ALL, *(one.value for one in Status)}
    return Chosen(
        status=status if status in known else WAITING,
        role=asked.get("roll", ""),
        page=asked.get("sida", ""),
        overdue=asked.get("forfallna") == "1",
        refused=asked.get("avvisade") == "1",
    )


@require_safe
@staff_page(Act.ANSWER)
def inbox(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the messages that the person may answer, as chosen in the address."""
    want, own = chosen(request.GET), staff.rights.own_roles
    mine = queries.inbox(staff.plan.area, role_keys=own)
    found = queries.inbox(
        staff.plan.area,
        statuses=want.statuses,
        role_keys=own,
        page=want.page,
        overdue_before=overdue_before(request.now) if want.overdue else None,
    )
    if want.role:
        found = found.filter(role_key=want.role)
    if want.refused:
        found = found.filter(mails__state=MailState.REFUSED.value).distinct()
    if want.statuses == OPEN:
        found = found.order_by("received_at", "id")  # whoever has waited longest is answered first
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("nr"))
    rest = request.GET.copy()
    rest.pop("nr", None)
    context = {
        "page_title": "Synpunkter",
        "staff": staff,
        "notices": notices(staff, at=request.now),
        "chosen": want,
        "statuses": [
            (WAITING, "Som väntar på svar"),
            (ALL, "Alla"),
            *((one.value, STATUS_WORDS[one]) for one in Status),
        ],
        "roles": mine.order_by("role_title").values_list("role_key", "role_title").distinct(),
        "pages": dict(mine.order_by("page_title").values_list("page", "page_title").distinct()).items(),
        "rows": [_row(message, request) for message in shown],
        "shown": shown,
        "rest": rest.urlencode(),
        "may_export": staff.may(Act.REMOVE),
    }
    return render(request, "editing/inbox/list.html", context)


def _row(message: Message, request: HttpRequest) -> dict[str, object]:
    return {
        "message": message,
        "status": STATUS_WORDS[Status(message.status)],
        "kind": KIND_WORDS[Kind(message.kind)] if message.kind != Kind.FEEDBACK else "",
        "days": (request.now - message.received_at).days if message.is_open else None,
    }
