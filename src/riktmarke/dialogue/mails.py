"""The mails' texts: plain text, in the sender's language, without anything that the sender has chosen.

Whoever writes somebody else's address in the form must not be able to send words of their own there: a receipt holds
neither name nor comment. Notices to the municipality's own roles hold the comment, and neither name nor address: those
stand in Riktmärke, where they can be erased.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from riktmarke.dialogue.codes import Kind, MailKind
from riktmarke.dialogue.models import Message
from riktmarke.dialogue.roles import ResponsibleRole

SWEDISH = "sv"


@dataclass(frozen=True, slots=True)
class Text:
    """What a mail says."""

    kind: MailKind
    language: str
    subject: str
    body: str


def receipt(message: Message, *, responsible: ResponsibleRole) -> Text:
    """Return the receipt to the sender."""
    with override(message.language):
        return _to_the_sender(
            message,
            MailKind.RECEIPT,
            _("Vi har tagit emot det du skrev (%(reference)s)"),
            _("Vi har tagit emot det du skrev på vår webbplats. Ditt ärendenummer är %(reference)s."),
            _about(message),
            _goes_to(responsible),
            _("Svaret kommer till den här adressen. Du behöver inte göra något mer."),
            _("Var det inte du som skrev? Då har någon angett din adress, och du kan bortse från brevet."),
            _automatic(),
        )


def answer(message: Message, *, text: str) -> Text:
    """Return the answer to the sender."""
    with override(message.language):
        return _to_the_sender(
            message,
            MailKind.ANSWER,
            _("Svar på det du skrev (%(reference)s)"),
            _("Här är svaret på det du skrev på vår webbplats. Ditt ärendenummer är %(reference)s."),
            text,
            _signed(message),
            _about(message),
            _("Vill du skriva mer? Använd formuläret på sidan och ange ärendenumret."),
        )


def forwarded(message: Message, *, to: ResponsibleRole) -> Text:
    """Return the word to the sender that another role answers from now on."""
    with override(message.language):
        return _to_the_sender(
            message,
            MailKind.FORWARDED,
            _("Det du skrev har lämnats vidare (%(reference)s)"),
            _("Det du skrev på vår webbplats, med ärendenummer %(reference)s, har lämnats vidare."),
            _goes_to(to),
            _about(message),
            _("Svaret kommer till den här adressen. Du behöver inte göra något mer."),
            _automatic(),
        )


def notice(message: Message, *, note: str = "") -> Text:
    """Return the notice to the role that answers."""
    subject = (
        "Brist i tillgänglighet anmäld (%(reference)s)"
        if message.kind == Kind.ACCESSIBILITY
        else "Ny synpunkt att besvara (%(reference)s)"
    )
    return Text(
        kind=MailKind.NOTICE,
        language=SWEDISH,
        subject=subject % {"reference": message.reference},
        body=_paragraphs(
            f"Någon har skrivit på en sida som {message.role_title or 'kommunen'} svarar för. "
            f"Ärendenumret är {message.reference}.",
            f"Sida: {message.page_title}\n{page_address(message)}",
            f"Kollegan som lämnade vidare skriver:\n{note}" if note else "",
            f"Det som skrevs:\n{message.comment}",
            "Avsändaren lämnade en e-postadress och väntar på svar."
            if message.email
            else "Avsändaren lämnade ingen e-postadress och kan inte få något svar.",
            f"Läs, svara eller lämna vidare här:\n{staff_address(message)}",
            "Svara inte på det här brevet: svaret når då inte avsändaren.",
        ),
    )


def reminder(message: Message) -> Text:
    """Return the word to the role that a message's time is over though it waits for an answer."""
    return Text(
        kind=MailKind.REMINDER,
        language=SWEDISH,
        subject=f"Synpunkt som väntat för länge ({message.reference})",
        body=_paragraphs(
            f"Synpunkten {message.reference} har sparats så länge som den får sparas, men är inte besvarad.",
            f"Sida: {message.page_title}\n{page_address(message)}",
            "Besvara eller avsluta den. Natten efter raderas namn, e-postadress och text.",
            staff_address(message),
        ),
    )


def page_address(message: Message) -> str:
    """Return the address of the page that was written about, in the sender's language."""
    prefix = "" if message.language == SWEDISH or message.page.startswith("/en/") else f"/{message.language}"
    return f"{settings.WAGTAILADMIN_BASE_URL}{prefix}{message.page}"


def staff_address(message: Message) -> str:
    """Return the address where staff read and answer the message."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/admin/riktmarke/dialog/{message.area}/{message.reference}/"


def _to_the_sender(message: Message, kind: MailKind, subject: str, first: str, *rest: str) -> Text:
    """Return a mail in the language that is spoken; its subject and its first sentence name the reference."""
    named = {"reference": message.reference}
    return Text(kind, message.language, subject % named, _paragraphs(_("Hej!"), first % named, *rest))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _about(message: Message) -> str:
    known = message.page_title != message.page
    about = _("Sidan som du skrev om: %(title)s") % {"title": message.page_title if known else page_address(message)}
    return f"{about}\n{page_address(message)}" if known else str(about)


def _goes_to(role: ResponsibleRole) -> str:
    if not role.title:
        return ""
    whom = f"{role.title}, {role.unit}" if role.unit else role.title
    return str(_("Den som svarar är: %(role)s") % {"role": whom})


def _signed(message: Message) -> str:
    return "\n".join(part for part in (message.role_title, message.role_unit) if part)


def _automatic() -> str:
    return str(_("Det här brevet är skickat automatiskt och går inte att svara på."))
