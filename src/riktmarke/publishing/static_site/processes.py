"""The processes that make the files of an export, one for each processor."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.utils.module_loading import import_string

from riktmarke.assessment.spawned import spawned
from riktmarke.publishing.static_site.asking import Asker
from riktmarke.publishing.static_site.making import Made, Maker
from riktmarke.publishing.static_site.places import Scope
from riktmarke.publishing.static_site.rewriting import Rewriter
from riktmarke.vocabulary.errors import RiktmarkeError

Submit = Callable[[str], "Future[Made]"]
_MAKER: list[Maker] = []  # of the process that this module is loaded in


class ProcessLost(RiktmarkeError):
    """A process that made files has gone."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an export is made of: an application by its dotted name, which address it answers as, and for whom."""

    application: str
    scope: Scope
    live: str
    charts: Path


@contextmanager
def processes(count: int, of: Subject, folder: Path | None) -> Iterator[list[Submit]]:
    """Start processes that make files in the folder, or only draw charts without one; yield what gives each an address.

    Each has an application, figures and a chart process of its own, and does one thing at a time: as many processes
    work as there are makers, whether a page is made or its chart is drawn.

    Raises:
        ProcessLost: if one of them dies.
    """
    with ExitStack() as stack:
        pools = [stack.enter_context(spawned(1, _start, of, folder)) for _ in range(count)]
        # waited for: what is made later would be written where nobody looks for it any more
        stack.callback(lambda: [pool.shutdown(cancel_futures=True) for pool in pools])
        try:
            yield [_giver(pool) for pool in pools]
        except BrokenProcessPool as error:
            raise ProcessLost(
                "A process that makes pages has died; perhaps the memory was not enough.",
                expected="a gigabyte of memory for each process",
                remedy="give fewer: --processes 1. What was there before is as it was.",
            ) from error


def _giver(pool: ProcessPoolExecutor) -> Submit:
    return lambda address: pool.submit(_make, address)


def _start(of: Subject, folder: Path | None) -> None:
    settings.RIKTMARKE_CHARTS = of.charts
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, urlsplit(of.live).hostname]
    django.setup()
    asker = Asker(import_string(of.application), of.live)
    _MAKER.append(Maker(folder, asker, Rewriter(of.scope, of.live)))


def _make(address: str) -> Made:
    return _MAKER[0].make(address)
