"""What the child processes of the tests do: import, under a limit or until they are killed."""

import errno
import os
import resource
import signal
from datetime import datetime
from pathlib import Path

from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DiskFull

REFUSED = 28


def silent(_: str) -> None:
    """Say nothing of the progress."""


def import_folder(folder: str, root: str, at: str) -> None:
    import_from("kolada-bulk", Path(folder), Store(Path(root)), at=datetime.fromisoformat(at), progress=silent)


def import_where_files_may_hold(folder: str, root: str, at: str, most_bytes: int) -> None:
    """Import with the operating system refusing to let any file grow beyond a size; end with REFUSED if it did."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a refusal (EFBIG) instead of the end of the process
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        import_folder(folder, root, at)
    except DiskFull as error:
        refused = isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EFBIG
        os._exit(REFUSED if refused and "free some space" in error.remedy else 1)
