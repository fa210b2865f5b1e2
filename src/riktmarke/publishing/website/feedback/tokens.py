"""The signed slip that a form carries instead of a cookie: which page it stands on, and when it was made.

A page lies in caches for days, so a slip is good for weeks; an older one costs one more press of the button. It is no
secret and may be used more than once: what keeps floods out is `limits`.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

DAYS_GOOD = 30
SECONDS_AT_LEAST = 2  # no person reads, writes and sends in less
SECONDS_A_DAY = 86_400
LONGEST_TITLE = 200
SALT = "riktmarke.publishing.website.feedback"


class Age(StrEnum):
    """Whether a slip may be used."""

    GOOD = "good"
    TOO_NEW = "too_new"
    TOO_OLD = "too_old"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Slip:
    """The page that a form stands on: its address on this site, and its title."""

    page: str
    title: str


def sign(slip: Slip) -> str:
    """Return the slip as a text that only this installation can make."""
    return TimestampSigner(salt=SALT).sign_object([slip.page, slip.title[:LONGEST_TITLE]])


def read(text: str) -> tuple[Slip | None, Age]:
    """Return the slip and whether it may be used; None for one that is not ours, or too old to tell."""
    signer = TimestampSigner(salt=SALT)
    try:
        page, title = signer.unsign_object(text, max_age=DAYS_GOOD * SECONDS_A_DAY)
    except SignatureExpired:
        return Slip(*signer.unsign_object(text)), Age.TOO_OLD
    except (BadSignature, ValueError, TypeError):
        return None, Age.FORGED
    try:
        signer.unsign_object(text, max_age=SECONDS_AT_LEAST)
    except SignatureExpired:
        return Slip(page, title), Age.GOOD
    return Slip(page, title), Age.TOO_NEW
