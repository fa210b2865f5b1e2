"""`riktmarke export`: what is here, as files for others to carry."""

import json
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from django.conf import settings
from rich.markup import escape

from riktmarke.cli.database import prepare_database
from riktmarke.cli.signals import ended_by_signal
from riktmarke.cli.terminal import configured_store, counted, err, now, out, processors, progress_shown
from riktmarke.presentation.numbers import number
from riktmarke.vocabulary.errors import RiktmarkeError

app = typer.Typer(help="Write the public site as files that any web server can carry.", no_args_is_help=True)
LOCAL = {"localhost", "127.0.0.1", "::1"}


class NoPublicAddress(RiktmarkeError):
    """An address of the live service that is none."""


@app.callback()
def export() -> None:
    """Write what is here as files for others to carry."""


@app.command("site")
def export_site(
    folder: Annotated[
        Path, typer.Argument(help="where the files go; an earlier export there is replaced", metavar="DIR")
    ],
    *,
    live: Annotated[
        str | None,
        typer.Option(
            help="the address of the running service, which forms, searches and other municipalities lead to; without "
            "it RIKTMARKE_BASE_URL",
            metavar="URL",
        ),
    ] = None,
    swedish_only: Annotated[bool, typer.Option("--swedish-only", help="leave out the pages in English")] = False,
    count: Annotated[
        int, typer.Option("--processes", min=0, help="processes that make pages; 0 for one per processor")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="print what was written as JSON")] = False,
) -> None:
    """Write the public site of the municipality that the site is for, as files that any web server can carry.

    Every page that can be reached from the start page without a search or a choice in a form becomes a file, with its
    charts, tables to download, style sheets and letters. Links between them are relative, so that the folder may lie
    anywhere; forms, searches and other municipalities lead to the running service. Nothing is there until all is.

    Examples:
      riktmarke export site /var/www/riktmarke --live https://riktmarke.example.org
      riktmarke export site site && python -m http.server --directory site
    """
    address = _address(live or settings.RIKTMARKE_BASE_URL)
    configured_store().run_versions.current()  # without figures there is nothing to export, and this says so
    prepare_database()
    # imported here: models can only be loaded once Django is set up
    from riktmarke.publishing.static_site.export import export_site as write
    from riktmarke.publishing.static_site.places import Scope
    from riktmarke.publishing.static_site.processes import Subject, processes
    from riktmarke.publishing.website.site import ensure_site

    started, moment = time.perf_counter(), now()
    area = ensure_site()
    scope = Scope(area, ("sv",) if swedish_only else ("sv", "en"))
    subject = Subject(settings.WSGI_APPLICATION, scope, address, Path(settings.RIKTMARKE_CHARTS))
    about = {"area": area, "exported": moment.isoformat(timespec="seconds"), "live": address}
    with ended_by_signal(), progress_shown() as told:
        exported = write(
            folder.expanduser().resolve(),
            partial(processes, count or processors(), subject),
            scope=scope,
            told=about,
            progress=lambda done, of: told("Writing pages and files", done, of),
        )
    seconds = time.perf_counter() - started
    if as_json:
        print(json.dumps(asdict(exported) | {"seconds": round(seconds, 1), "folder": str(folder)}))
    else:
        megabytes = number(exported.bytes / 1e6, decimals=1)
        out.print(
            f"{counted(exported.pages)} pages and {counted(exported.files)} other files ({megabytes} MB) in "
            f"{escape(str(folder))}, in {number(seconds, decimals=0)} s."
        )
    for broken, status in sorted(exported.broken.items()):
        err.print(f"A link leads to {escape(broken)}, which answers {status}.")
    if urlsplit(address).hostname in LOCAL:
        err.print(
            f"Forms and searches lead to {escape(address)}, which only this machine reaches. Say where the service is: "
            "--live https://… or RIKTMARKE_BASE_URL."
        )
    if exported.broken:
        raise typer.Exit(3)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise NoPublicAddress(
            f"{text!r} is no address of a service.",
            expected="an address such as https://riktmarke.example.org",
            remedy="correct --live, or RIKTMARKE_BASE_URL.",
        )
    return text.rstrip("/")
