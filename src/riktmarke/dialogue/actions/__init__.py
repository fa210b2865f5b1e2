"""Every write of the dialogue: keyword-only, all of it or nothing, with an event in the message's log."""

from riktmarke.dialogue.actions.erasing import Erased, erase, erase_person, keep_time
from riktmarke.dialogue.actions.handling import answer, forward, set_status
from riktmarke.dialogue.actions.receiving import receive
from riktmarke.dialogue.actions.voting import vote
from riktmarke.dialogue.actions.writing import held_still

__all__ = [
    "Erased",
    "answer",
    "erase",
    "erase_person",
    "forward",
    "held_still",
    "keep_time",
    "receive",
    "set_status",
    "vote",
]
