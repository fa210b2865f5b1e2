"""Files that are whole and stay: their checksum, and the wait until the disk has them."""

import hashlib
import os
from pathlib import Path


def sha256(file: Path) -> str:
    """Return the checksum of a file's content."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until the disk holds a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
