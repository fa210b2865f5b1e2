"""Streams of random numbers: one for each purpose, so that a change to one series leaves every other as it was."""

from zlib import crc32

import numpy as np
from numpy.random import Generator


def stream(seed: int, *purpose: str) -> Generator:
    """Return the generator of a seed and a purpose, always the same for the same of both."""
    return np.random.default_rng([seed, *(crc32(word.encode()) for word in purpose)])
