"""What is taken from the public: within its length, with a comment, and without what could become a header."""

import unicodedata
from dataclasses import dataclass

from riktmarke.dialogue.errors import CONTROL_CHARACTERS, INVALID, REQUIRED, TOO_LONG, RefusedMessage
from riktmarke.dialogue.models import MAX_COMMENT, MAX_EMAIL, MAX_NAME
from riktmarke.dialogue.roles import is_address

NOT_TEXT = {"Cc", "Cs", "Zl", "Zp"}  # control characters, half characters, and the line ends of Unicode


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, as it is kept."""

    name: str
    email: str
    comment: str


def checked(*, name: str, email: str, comment: str) -> Written:
    """Return what is kept of what was written.

    Raises:
        RefusedMessage: with a code for each field that is wrong.
    """
    written = Written(name.strip(), email.strip(), clean_text(comment))
    wrong = {"name": _name(written.name), "email": _email(written.email), "comment": _comment(written.comment)}
    if any(wrong.values()):
        raise RefusedMessage({field: code for field, code in wrong.items() if code})
    return written


def clean_text(text: str) -> str:
    """Return text of several lines without control characters, each line ended alike."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) not in NOT_TEXT).strip()


def one_line(text: str, *, most: int) -> str:
    """Return text as one line of at most that many characters."""
    clean = "".join(" " if unicodedata.category(one) in NOT_TEXT else one for one in text)
    return " ".join(clean.split())[:most]


def _name(name: str) -> str:
    if any(unicodedata.category(one) in NOT_TEXT for one in name):
        return CONTROL_CHARACTERS
    return TOO_LONG if len(name) > MAX_NAME else ""


def _email(email: str) -> str:
    if not email:
        return ""
    if len(email) > MAX_EMAIL:
        return TOO_LONG
    if any(unicodedata.category(one) in NOT_TEXT for one in email):  # within quotation marks, they pass for an address
        return INVALID
    at_a_number = email.rpartition("@")[2].startswith("[")  # a machine by its number, perhaps one of our own
    return "" if is_address(email) and not at_a_number else INVALID


def _comment(comment: str) -> str:
    if not comment:
        return REQUIRED
    return TOO_LONG if len(comment) > MAX_COMMENT else ""
