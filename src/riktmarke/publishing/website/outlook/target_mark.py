"""A word for a target in addresses."""

import hashlib

from riktmarke.assessment.targets.asked import TargetAsked

TARGET = "mal"  # what it is called in an address
LENGTH = 10


def target_mark(asked: TargetAsked) -> str:
    """Return the word: another as soon as the target asks for anything else, so that its picture may be kept."""
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:LENGTH]
