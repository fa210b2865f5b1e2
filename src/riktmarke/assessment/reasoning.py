"""Choosing the reason code of every cell at once."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.vocabulary.reasons import Reason

Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]


def first_reason(*cases: tuple[Flags, Reason], otherwise: Reason = Reason.SAID) -> Codes:
    """Return the first reason whose flag is set, `otherwise` where none is, in the first flag's shape."""
    return chosen(np.full(cases[0][0].shape, otherwise.value, dtype=np.uint8), *cases)


def chosen(codes: Codes, *cases: tuple[Flags, Reason]) -> Codes:
    """Return the codes with each reason written over them where its flag is set, the first case over the later ones."""
    result = codes.copy()
    for flag, reason in reversed(cases):
        np.copyto(result, np.uint8(reason.value), where=flag)
    return result
