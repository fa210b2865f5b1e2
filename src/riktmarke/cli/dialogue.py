"""`riktmarke dialogue`: what residents wrote, the record for the registry, erasing, and the mail that waits."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.conf import settings
from rich.markup import escape
from rich.table import Table

from riktmarke.cli.database import prepare_database
from riktmarke.cli.terminal import moment, now, out, time_at_the_place
from riktmarke.vocabulary.errors import RiktmarkeError

if TYPE_CHECKING:
    from riktmarke.dialogue.models import Message
    from riktmarke.dialogue.queries import QueueState

app = typer.Typer(
    help=(
        "What residents write on the site: read it, export it for the registry, erase it, and see to its mail.\n\n"
        "Staff answer on the site, under /admin/. These commands are for whoever runs the installation. What they "
        "print may be personal data: [bold]list[/bold] shows none, [bold]show[/bold] and [bold]export[/bold] do."
    ),
    no_args_is_help=True,
)
BY = "riktmarke dialogue"
Reference = Annotated[str, typer.Argument(help="a reference, such as 2083-7F3K9", metavar="REFERENCE")]
Area = Annotated[str | None, typer.Option(help="the municipality's code; without it, the one of RIKTMARKE_AREA")]
Json = Annotated[bool, typer.Option("--json", help="print as JSON")]
To = Annotated[Path | None, typer.Option(help="the file to write; without it, print it")]


@app.command("list")
def list_messages(
    area: Area = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="only those that nobody has answered or closed")] = False,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="only those that wait though their time to be kept is over")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="how many to list at most")] = 50,
    as_json: Json = False,
) -> None:
    """List messages, the latest first: about which page, to which role, and where they stand. No names, no texts.

    Example: riktmarke dialogue list --waiting
    """
    prepare_database()
    from riktmarke.dialogue.codes import OPEN
    from riktmarke.dialogue.queries import inbox, kept_since

    found = inbox(
        area or settings.RIKTMARKE_AREA,
        statuses=OPEN if waiting else (),
        overdue_before=kept_since(now(), settings.RIKTMARKE_FEEDBACK_MONTHS) if overdue else None,
    )
    rows = [_line(message) for message in found[:limit]]
    if as_json:
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Reference", "Received", "Status", "Role", "Page", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(escape(str(row[key])) for key in ("reference", "received", "status", "role", "page")))
    out.print(table if rows else "No messages.")
    if (count := found.count()) > limit:
        out.print(f"… and {count - limit} more (--limit).")


@app.command("show")
def show(reference: Reference, as_json: Json = False) -> None:
    """Show one message with its text, its answers and what has happened to it.

    Example: riktmarke dialogue show 2083-7F3K9
    """
    prepare_database()
    from dataclasses import asdict

    from riktmarke.dialogue.queries import message
    from riktmarke.dialogue.register import HEADINGS, entry_of
    from riktmarke.dialogue.words import happened_in_words

    found = message(reference)
    entry = asdict(entry_of(found))
    events: list[dict[str, str]] = [
        {"at": moment(event.at), "by": event.by, "what": happened_in_words(event.what, event.told)}
        for event in found.events.all()
    ]
    if as_json:
        out.print_json(json.dumps(entry | {"events": events}, ensure_ascii=False))
        return
    for name, heading in HEADINGS.items():
        if entry[name]:
            out.print(f"{heading}: {escape(entry[name])}")
    for event in events:
        out.print(escape(f"{event['at']}  {event['what']} ({event['by']})"))


@app.command("export")
def export(
    area: Area = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="from this day on")] = None,
    email: Annotated[
        str | None, typer.Option(help="instead: everything held about the person with this address")
    ] = None,
    to: To = None,
    as_json: Json = False,
) -> None:
    """Export the public record for the registry as CSV or JSON; with --email, what is held about a person.

    What it holds is personal data, and whether it may be handed out is for the municipality to judge.

    Examples:
      riktmarke dialogue export --since 2026-01-01 --to register.csv
      riktmarke dialogue export --email someone@example.org --json
    """
    prepare_database()
    from riktmarke.dialogue import person, register

    if email is not None:
        held = person.held_about(email)
        text = person.as_json(held) if as_json else person.as_text(held)
    else:
        day = since.date() if since else None
        entries = register.register(area or settings.RIKTMARKE_AREA, since=day)
        text = register.as_json(entries) if as_json else register.as_csv(entries)
    if to is None:  # as it is: no line is broken for the terminal's width
        sys.stdout.write(text)
        return
    if to.exists():
        raise RiktmarkeError(
            f"{to} is there already.",
            expected="a file where nothing is written over",
            remedy="choose another name with --to.",
        )
    to.write_text(text, encoding="utf-8", newline="")
    out.print(f"Wrote {escape(str(to))}.")


@app.command("erase")
def erase(
    reference: Annotated[
        str | None, typer.Argument(help="a reference, such as 2083-7F3K9", metavar="REFERENCE")
    ] = None,
    email: Annotated[str | None, typer.Option(help="instead: every message from this address")] = None,
    why: Annotated[str, typer.Option(help="why, without names: it is kept, and the registry may ask")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="do not ask first")] = False,
) -> None:
    """Erase what is about a person in a message, or in every message from an address. It cannot be undone.

    Name, address, text, answers and notes go; reference, day, page, role and status stay as statistics.

    Example: riktmarke dialogue erase 2083-7F3K9 --why "Begäran enligt dataskyddsförordningen"
    """
    if (reference is None) == (email is None):
        raise typer.BadParameter("give a reference, or --email ADDRESS")
    prepare_database()
    from riktmarke.dialogue import actions, person, queries

    if reference is not None:
        found = queries.message(reference)
        _ask(f"Erase {found.reference}?", yes=yes)
        actions.erase(message=found, by=BY, at=now(), why=why)
        out.print(f"Erased {found.reference}.")
    elif email is not None:
        held = person.held_about(email)
        _ask(f"Erase {len(held.messages)} messages?", yes=yes)
        done = actions.erase_person(email=email, by=BY, at=now(), why=why)
        out.print(f"Erased {len(done.erased)}: {', '.join(done.erased)}." if done.erased else "There was nothing.")
        if held.mentioned_in:
            out.print(f"Others mention the address: {', '.join(held.mentioned_in)}. Read them: is it about the person?")
    out.print(escape(person.WHAT_IS_KEPT))


@app.command("mail")
def mail(
    send: Annotated[
        bool, typer.Option("--send", help="send what waits now, instead of within seconds by itself")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tell how the mail stands: what waits, what was refused, and whether there is a mail server at all.

    riktmarke up and riktmarke worker send what waits by themselves. Exit code 1 when mail cannot be sent.

    Example: riktmarke dialogue mail --send
    """
    prepare_database()
    from riktmarke.dialogue.queries import queue_state
    from riktmarke.operations.mail import sender

    trouble = sender().go_through(clock=time_at_the_place).trouble if send else ""
    state = queue_state()
    told = _mail_told(state, trouble)
    if as_json:
        out.print_json(json.dumps(told))
    else:
        for line in _mail_lines(state, trouble):
            out.print(escape(line))
    if trouble or (state.waiting and not settings.RIKTMARKE_SMTP_URL):
        raise typer.Exit(1)


def _mail_told(state: "QueueState", trouble: str) -> dict[str, Any]:
    return {
        "server": bool(settings.RIKTMARKE_SMTP_URL),
        "waiting": state.waiting,
        "waiting_since": f"{state.waiting_since:%Y-%m-%dT%H:%M%z}" if state.waiting_since else None,
        "refused": state.refused,
        "uncertain": state.uncertain,
        "last_error": trouble or state.last_error,
    }


def _mail_lines(state: "QueueState", trouble: str) -> list[str]:
    """Return how the mail stands, in sentences."""
    lines = []
    if not settings.RIKTMARKE_SMTP_URL:
        lines.append("There is no mail server (RIKTMARKE_SMTP_URL): mail waits, and nobody gets any.")
    since = f", the oldest since {moment(state.waiting_since)}" if state.waiting_since else ""
    lines.append(f"{state.waiting} wait{since}." if state.waiting else "Nothing waits.")
    if trouble or state.last_error:
        lines.append(f"What went wrong last: {trouble or state.last_error}.")
    if state.refused:
        lines.append(
            f"{state.refused} were refused for good: see the messages on the site, where they can be sent again."
        )
    if state.uncertain:
        lines.append(f"{state.uncertain} may or may not have gone, as the line broke; they are not sent twice.")
    return lines


def _line(message: "Message") -> dict[str, str]:
    return {
        "reference": message.reference,
        "received": moment(message.received_at).partition(" ")[0],
        "status": str(message.status) + (" (erased)" if message.erased_at else ""),
        "role": message.role_title,
        "page": message.page,
    }


def _ask(question: str, *, yes: bool) -> None:
    if not yes and not typer.confirm(f"{question} It cannot be undone."):
        raise typer.Exit(1)
