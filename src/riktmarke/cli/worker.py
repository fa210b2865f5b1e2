"""`riktmarke worker`: does what waits in the queue and what the timetable says."""

import json
import os
import signal
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.markup import escape
from rich.table import Table

from riktmarke.cli.database import prepare_database
from riktmarke.cli.terminal import err, moment, out, time_at_the_place
from riktmarke.operations.stopping import wish_to_stop


def worker(
    *,
    until_done: Annotated[
        bool, typer.Option("--until-done", help="do what waits now, and end; the timetable is left alone")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="show the jobs and what went wrong; do nothing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="with --show: as JSON")] = False,
    stop_with: Annotated[int, typer.Option("--stop-with", hidden=True, help="the process that started it")] = 0,
) -> None:
    """Do the work that waits, and what the timetable says: a sync every night, a full check every week.

    Runs until it is stopped (Ctrl+C, or SIGTERM): what it was at is kept, and gone on with by the next worker. A
    job that fails is shown with its error, and tried again later. riktmarke up starts a worker of its own.

    Examples:
      riktmarke worker
      riktmarke worker --show
    """
    prepare_database()
    if show:
        _show(as_json=as_json)
        return
    # imported here: models can only be loaded once Django is set up
    from riktmarke.operations.worker import work

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: wish_to_stop())
    work(
        Path(settings.RIKTMARKE_STORE),
        area=settings.RIKTMARKE_AREA,
        clock=time_at_the_place,
        told=lambda text: err.print(f"Worker: {escape(text)}"),
        until_done=until_done,
        wanted=(lambda: os.getppid() == stop_with) if stop_with else (lambda: True),
    )


def _show(*, as_json: bool) -> None:
    from riktmarke.operations.queue import states

    jobs = list(states())
    if as_json:
        print(json.dumps([asdict(job) for job in jobs], default=str, ensure_ascii=False))
        return
    table = Table("job", "put in", "state", "tries", "next try", "what was said last")
    for job in jobs:
        said = job.error if job.state != "successful" else job.result
        next_try = moment(job.next_try) if job.next_try else ""
        table.add_row(job.name, moment(job.waiting_since), job.state, str(job.tries), next_try, escape(said))
    out.print(table if jobs else "No job has been put in the queue yet.")
