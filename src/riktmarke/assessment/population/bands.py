"""The broad ages a council plans by, and sums over them: those that Kolada publishes for every municipality."""

from typing import Final

import numpy as np

from riktmarke.methods.estimate import Floats

BANDS: Final = ("0-5", "6-15", "16-19", "20-64", "65-79", "80+")
FIRST_AGES: Final = (0, 6, 16, 20, 65, 80)
AGES: Final = 101
SLICES: Final = tuple(slice(a, b) for a, b in zip(FIRST_AGES, (*FIRST_AGES[1:], AGES), strict=True))
BAND_OF_AGE: Final = np.repeat(np.arange(len(BANDS)), np.diff((*FIRST_AGES, AGES)))


def by_band(figures: Floats) -> Floats:
    """Return sums over the broad ages; the last axis holds single ages 0 to 100+ and becomes `BANDS`."""
    sums: Floats = np.add.reduceat(figures, FIRST_AGES, axis=-1)
    return sums


def by_age(figures: Floats) -> Floats:
    """Return for each single age the figure of its broad age; the inverse of `by_band` along the last axis."""
    spread: Floats = figures[..., BAND_OF_AGE]
    return spread
