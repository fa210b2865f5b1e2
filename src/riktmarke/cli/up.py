"""`riktmarke up`: from whatever there is to a working site."""

import errno
import ipaddress
import socket
from pathlib import Path
from threading import Event
from typing import Annotated, Any

import typer
import waitress
from django.conf import settings
from django.utils.module_loading import import_string
from rich.markup import escape

from riktmarke.cli.area_choice import choose_area
from riktmarke.cli.background import worker_beside
from riktmarke.cli.challenge_run import challenges_if_possible
from riktmarke.cli.database import prepare_database
from riktmarke.cli.outlook_run import outlook_if_possible
from riktmarke.cli.signals import ended_by_signal
from riktmarke.cli.summary import print_source, print_summary
from riktmarke.cli.terminal import (
    configured_catalogue,
    configured_composites,
    configured_framework_lists,
    configured_store,
    err,
    now,
    out,
    processors,
    progress_shown,
    time_at_the_place,
)
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.overview import load_overview
from riktmarke.operations.figures import Ready, Sources, make_ready
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures, PortInUse

THREADS = 8
# Of one request; a document that staff put in is the largest there is. More is refused before it is read.
MOST_BYTES_SENT = 40 * 1024 * 1024


def up(
    area: Annotated[
        str | None, typer.Option(help="the municipality's code; without it the one chosen before, at first 2083")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            help="folder with official figures; without it RIKTMARKE_DATA, then the store, then Kolada live, and "
            "last an example country"
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="the port to serve on")] = 8000,
    host: Annotated[str, typer.Option(help="the address to serve on; 0.0.0.0 for all of them")] = "127.0.0.1",
    processes: Annotated[int, typer.Option(min=0, help="processes for assessing; 0 for one per processor")] = 0,
) -> None:
    """Bring in the figures, assess them, forecast them, find the challenges, and serve the site.

    Only what is new is done: the second time the site is there in seconds. Stop it with Ctrl+C.

    A database (RIKTMARKE_DATABASE) has one site, for one municipality: --area changes it for every server that uses
    the same database. For two at once, give each a database of its own.

    Examples:
      riktmarke up
      riktmarke up --area 2085 --data ../shared/data --port 8001
    """
    with ended_by_signal(done=True) as asked_to_end, _listen(host, port) as listening:
        store, catalogue = configured_store(), configured_catalogue()
        usual = settings.RIKTMARKE_AREA
        sources = Sources(
            folder=data or settings.RIKTMARKE_DATA,
            kolada=settings.RIKTMARKE_KOLADA_URL,
            area=area or usual,
            only_this_area=area is not None,
            example=Path(settings.RIKTMARKE_CATALOGUE),
        )
        ready = _figures(store, catalogue, sources, processes or processors())
        if ready is not None:  # a wrong code is told before the site is prepared
            choose_area(ready.dataset, wanted=area, held=usual, usual=usual)
        chosen = _site(area, ready)
        _plan(chosen, ready, catalogue)
        _say_staff(chosen)
        if ready is not None:
            outlook_if_possible(store, catalogue)  # of the plan's targets, so after it
            found = challenges_if_possible(store, catalogue)  # by the plan's rules, so after it
            print_source(ready)
            first = load_overview(Path(settings.RIKTMARKE_CATALOGUE), catalogue)
            print_summary(ready, catalogue, first, chosen, found)
        from riktmarke.operations.caretaking import caretaker_beside

        with worker_beside(ready), caretaker_beside(clock=time_at_the_place, told=_told):
            _serve(listening, host, port, asked_to_end)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before any work is done, so that a busy one is said at once."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"Port {port} on {host} is in use by another program, perhaps Riktmärke in another window.",
                remedy=f"stop that program, or choose another port: riktmarke up --port {port + 1} "
                f"(make up PORT={port + 1}).",
            ) from error
        raise PortInUse(
            f"It is not possible to serve on {host}, port {port}: {error.strerror}.",
            expected="an address of this machine and a port that this user may use (1024 or higher)",
            remedy="choose others: riktmarke up --host 127.0.0.1 --port 8000.",
        ) from error
    return listening


def _figures(store: Store, catalogue: Catalogue, sources: Sources, processes: int) -> Ready | None:
    try:
        with progress_shown() as told:
            ready = make_ready(store, catalogue, sources, at=now(), processes=processes, progress=told)
    except NoFigures:
        err.print(
            "There are no figures yet, so the site will only say how to get them.\n"
            "What to do: give a folder with official figures, riktmarke up --data DIR (make up DATA=DIR), or set "
            "RIKTMARKE_DATA. README.md says what the folder holds.\n"
        )
        return None
    if ready.note:
        err.print(escape(ready.note))
    return ready


def _site(area: str | None, ready: Ready | None) -> str:
    """Prepare the database and the site; return the municipality it is for."""
    prepare_database()
    with progress_shown() as told:
        told("Preparing the site")
        # imported here: models can only be loaded once Django is set up
        from riktmarke.publishing.website.models import StartPage
        from riktmarke.publishing.website.site import ensure_site

        if ready is None:
            return ensure_site(area=area)
        had = StartPage.objects.filter(last_published_at__isnull=False).exists()  # one that was shown before
        held, usual = ensure_site(), settings.RIKTMARKE_AREA
        chosen, note = choose_area(ready.dataset, wanted=area, held=held, usual=usual)
        ensure_site(area=chosen)
    for said in filter(None, (note, _changed(held, chosen) if had else "")):
        out.print(escape(said))
    return chosen


def _changed(held: str, chosen: str) -> str:
    if held == chosen:
        return ""
    return (
        f"The site in this database was for {held}, and is for {chosen} from now on, also where another server shows "
        "it. For both at once, give each a database of its own (RIKTMARKE_DATABASE)."
    )


def _plan(area: str, ready: Ready | None, catalogue: Catalogue) -> None:
    """Give the municipality its plan: from its file in RIKTMARKE_PLANS, or from the template."""
    from riktmarke.operations.plans import ensure_plan

    had = ensure_plan(
        area,
        municipality=ready.dataset.areas[area].name if ready else None,
        folder=Path(settings.RIKTMARKE_PLANS),
        catalogue=catalogue,
        lists=configured_framework_lists(),
        composites=configured_composites(),
        by="riktmarke up",
        at=now(),
    )
    if had.plan is not None:
        out.print(f"Plan: {escape(had.plan.title)} ({escape(had.source)})")
    if had.note:
        out.print(escape(had.note))
    # imported here: models can only be loaded once Django is set up
    from riktmarke.publishing.website.texts.seeding import ensure_texts

    ensure_texts(area)


def _told(text: str) -> None:
    err.print(escape(text))


def _say_staff(area: str) -> None:
    """Say how the first who keeps the plan comes in, while nobody does; those who do have the pages of this site."""
    from riktmarke.editing.access.wagtail_groups import settle_everybody
    from riktmarke.editing.models import Membership

    settle_everybody()
    if not Membership.objects.filter(plan__area=area).exists():
        out.print(f"Nobody keeps the plan yet: riktmarke staff add USER --area {area} makes its first administrator.")


def _serve(listening: socket.socket, host: str, port: int, asked_to_end: Event) -> None:
    address = ipaddress.ip_address(host) if host[:1].isdigit() or ":" in host else None
    shown = "localhost" if address and (address.is_loopback or address.is_unspecified) else host
    out.print(f"[bold]Riktmärke is at http://{shown}:{port}[/bold]   (Ctrl+C stops it)")
    application = import_string(settings.WSGI_APPLICATION)
    waitress.serve(
        application,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=MOST_BYTES_SENT,
        **_believed_of_proxies(),
    )
    # waitress took what ended it
    raise SystemExit(0) if asked_to_end.is_set() else KeyboardInterrupt


def _believed_of_proxies() -> dict[str, Any]:
    """Return what waitress takes a proxy's word for: that it speaks https for us, and where a request came from.

    The first by RIKTMARKE_HTTPS, the second by RIKTMARKE_PROXIES; of what is not set, the header is thrown away.
    """
    headers = {"x-forwarded-proto"} if settings.SECURE_SSL_REDIRECT else set()
    if settings.RIKTMARKE_PROXIES:
        headers.add("x-forwarded-for")
    if not headers:
        return {}
    count = max(1, settings.RIKTMARKE_PROXIES)
    return {"trusted_proxy": "*", "trusted_proxy_count": count, "trusted_proxy_headers": headers}
