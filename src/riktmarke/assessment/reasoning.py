"""Choosing the reason code of every cell at once."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.vocabulary.reasons import Reason

Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]

# An enum's value is looked up through Python on every use; a list takes the reason as the number that it is.
CODES = [np.uint8(code) for code in range(max(Reason) + 1)]
SAID = CODES[Reason.SAID]


def first_reason(*cases: tuple[Flags, Reason], otherwise: Reason = Reason.SAID) -> Codes:
    """Return the first reason whose flag is set, `otherwise` where none is, in the first flag's shape."""
    codes = np.full(cases[0][0].shape, CODES[otherwise], dtype=np.uint8)
    _write(codes, cases)
    return codes


def chosen(codes: Codes, *cases: tuple[Flags, Reason]) -> Codes:
    """Return the codes with each reason written over them where its flag is set, the first case over the later ones."""
    result = codes.copy()
    _write(result, cases)
    return result


def _write(codes: Codes, cases: tuple[tuple[Flags, Reason], ...]) -> None:
    for flag, reason in reversed(cases):
        np.copyto(codes, CODES[reason], where=flag)
