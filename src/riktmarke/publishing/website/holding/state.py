"""What every page rests on, as a few names and numbers: a page that was made of the same is the same."""

from pathlib import Path

from django.conf import settings
from wagtail.models import ModelLogEntry, PageLogEntry

from riktmarke.governance.history import stamp_of
from riktmarke.publishing.website.chain.held import latest_write
from riktmarke.publishing.website.feedback.statement import FILE
from riktmarke.publishing.website.figures import figures

State = tuple[object, ...]


def state_of_the_site() -> State:
    """Return what tells one state of the site from the next; it costs under a millisecond.

    The figures by the names of their current versions, the plans by their audit entries, and what staff write in the
    editor (pages, pictures, documents, settings) by the editor's own log.
    """
    store = figures().store
    return (
        store.root,
        *store.current_names(),
        latest_write(),
        *(stamp_of(log, moment="timestamp") for log in (PageLogEntry, ModelLogEntry)),
        settings.RIKTMARKE_AREA,
        _changed(Path(settings.RIKTMARKE_CATALOGUE) / FILE),  # read anew when it changes, without a restart
    )


def _changed(file: Path) -> int:
    return file.stat().st_mtime_ns if file.is_file() else 0
