"""A disk without room, told as what it is."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riktmarke.vocabulary.errors import DiskFull

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def full_disk_explained(where: Path) -> Iterator[None]:
    """Turn the operating system's "no room" into DiskFull with what to do."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise DiskFull(
            f"There is no room left to write in {where} ({error.strerror}). What was there before is untouched.",
            expected="about 400 MB for the whole country: one version of the figures and one run of findings",
            remedy="free some space or point RIKTMARKE_STORE at a larger disk, then run the same command again.",
        ) from error
