"""Stamping a definition as read by a second reader, without disturbing anything else in its file."""

from datetime import date

import tomlkit


def stamped(text: str, *, description_read: str, by: str, on: date) -> str:
    """Return the file's text with the three keys of a reading; comments, order and spacing stay as they were.

    `description_read` is the fingerprint of the publisher's words that were read, `by` the reader's role.
    """
    document = tomlkit.parse(text)
    for key, value in (("checked_by", by), ("checked_on", on), ("description_read", description_read)):
        document[key] = value
    return tomlkit.dumps(document)
