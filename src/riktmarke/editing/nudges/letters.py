"""A letter to each member with what waits: the same as the page says, for those who do not look in by themselves."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from riktmarke.editing.access.permissions import rights_of_member
from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import Membership
from riktmarke.editing.nudges.finding import Nudge
from riktmarke.editing.nudges.gathering import Gathered, gather
from riktmarke.governance.models import Plan

# What waits for somebody's decision is on the page; a letter is for what gets worse by waiting.
PRESSING = (Nudge.RUN_OUT, Nudge.RUNS_OUT, Nudge.NO_FOLLOW_UP, Nudge.OLD_TEXT)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went, how many members had nothing to be told, and how many the mail server did not take."""

    sent: int = 0
    nothing: int = 0
    refused: int = 0


def remind(plan: Plan, *, today: date) -> Sent:
    """Send a letter to every member who can mend something, has an address and has something that presses.

    A reader mends nothing, and is left alone.
    """
    sent = nothing = refused = 0
    members = Membership.objects.filter(plan=plan, user__is_active=True).exclude(level=Level.READER.value)
    for member in members.select_related("user", "plan"):
        text = letter(plan, gather(plan, rights_of_member(member), today=today))
        if not text or not member.user.email:
            nothing += 1
        elif _taken(f"Att se över: {plan.title}", text, member.user.email):
            sent += 1
        else:
            refused += 1
    return Sent(sent, nothing, refused)


def letter(plan: Plan, gathered: Gathered) -> str:
    """Return what the letter says; empty where nothing presses."""
    lines = [f"- Synpunkter som väntar på svar: {gathered.unanswered}"] if gathered.unanswered else []
    for group in gathered.groups:
        if group.nudge in PRESSING:
            lines.append(f"- {group.words.heading}: {len(group.lines)}")
            lines += [f"    {line.title}, {group.words.day} {line.day}" for line in group.first]
    if not lines:
        return ""
    address = settings.WAGTAILADMIN_BASE_URL + reverse("riktmarke_nudges", kwargs={"area": plan.area})
    return "\n".join([f"Det här väntar i {plan.title}:", "", *lines, "", f"Allt, med länkar: {address}", ""])


def _taken(subject: str, text: str, to: str) -> bool:
    try:
        return send_mail(subject, text, None, [to]) == 1
    except OSError:  # which smtplib's errors are too
        return False
