"""The charts of the site drawn ahead: every page is asked for as in an export, and nothing is written but charts."""

from pathlib import Path

from django.conf import settings

from riktmarke.publishing.static_site.places import Scope
from riktmarke.publishing.static_site.processes import Subject, processes
from riktmarke.publishing.static_site.walking import Progress, Walk, Walked, starts

HERE = "http://localhost"  # nothing that is written says where the site is


def draw_charts(area: str, *, charts: Path, count: int, progress: Progress) -> Walked:
    """Draw every chart of the municipality's own pages, in both languages, that has not been drawn; return how many.

    Args:
        area: the municipality that the site is for.
        charts: the folder that the site keeps drawn charts in.
        count: how many processes draw.
        progress: told how many addresses are done, of how many known so far.

    Raises:
        ProcessLost: if a process dies. What has been drawn until then is kept.
    """
    scope = Scope(area, files=".svg")
    with processes(count, Subject(settings.WSGI_APPLICATION, scope, HERE, charts), None) as makers:
        return Walk(makers, progress).run(starts(scope))
