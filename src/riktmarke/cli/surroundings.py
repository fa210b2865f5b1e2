"""Errors of the machine around us that whoever runs it can mend: what may not be written, a database out of reach."""

import errno

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from riktmarke.vocabulary.errors import RiktmarkeError

REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def surroundings_explained(error: Exception) -> RiktmarkeError | None:
    """Return what to say of an error that is not a fault of ours, None where it is one."""
    if isinstance(error, OSError) and error.errno in REFUSED and error.filename is not None:
        return RiktmarkeError(
            f"{error.filename} may not be read or written: {error.strerror}. What was there before is untouched.",
            expected="a folder that the user who runs this may write in, on a disk that is not read-only",
            remedy="change its owner or its rights, or choose other places with RIKTMARKE_STORE (the figures) and "
            "RIKTMARKE_DATABASE (the site), then run the same command again.",
        )
    if isinstance(error, OperationalError):
        return _of_database(str(error))
    if isinstance(error, ImproperlyConfigured) and "psycopg" in str(error):
        return RiktmarkeError(
            "DATABASE_URL names a PostgreSQL database, but what Python talks to it with is not installed.",
            expected="psycopg 3 in the same environment as Riktmärke",
            remedy="install it: pip install 'psycopg[binary]>=3.2'. Without DATABASE_URL, SQLite is used.",
        )
    return None


def _of_database(said: str) -> RiktmarkeError | None:
    if "locked" in said:
        return RiktmarkeError(
            "The database is busy: another process has been writing to it for longer than this one waits.",
            remedy="run the same command again in a while.",
        )
    if "readonly" in said or "unable to open" in said:
        return RiktmarkeError(
            f"The database may not be read or written ({said}).",
            expected="a file, in a folder, that the user who runs this may write",
            remedy="change its owner or its rights, or choose another with RIKTMARKE_DATABASE.",
        )
    if "connection failed" in said or "connection to server" in said:
        return RiktmarkeError(
            "The server of DATABASE_URL lets nobody in: it is not there, or the user, password or name is wrong.",
            expected="a PostgreSQL server that is running, with the database and the user that DATABASE_URL names",
            remedy="start the server, or correct DATABASE_URL; psql with the same address tells more.",
        )
    return None
