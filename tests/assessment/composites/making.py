"""A small county's composite for tests: values in, the engine's own types out, numbers to be worked out by hand."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.assessment.composites.parts import CompositeFigures, PartFigures
from riktmarke.assessment.composites.yardstick import Yardstick
from riktmarke.governance.composites import Audience, Composite, CompositeDimension, CompositePart
from riktmarke.statistics.areas import AreaTable
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import who
from tests.invented_figures import definition

RESIDENTS, COMPANIES, VISITORS = Audience.RESIDENTS, Audience.COMPANIES, Audience.VISITORS
FIRST = 2020
OWN = "3001"
COUNTY = np.array([2, 3, 4, 5])  # 3001–3004; before them are the country and the county's region
# Reported crime: 100 is the middle and 10 a step, lower is better. Experienced safety: 50 and 5, higher is better.
STICKS = {
    "C1": Yardstick(100.0, 10.0, -1, 3.0),
    "C2": Yardstick(200.0, 20.0, -1, 3.0),
    "S1": Yardstick(50.0, 5.0, 1, 3.0),
    "S2": Yardstick(80.0, 4.0, 1, 3.0),
}


def part(indicator: str, weight: float, *audiences: Audience, from_year: int | None = None) -> CompositePart:
    """Return a part of the composite."""
    why = "För provets skull." if from_year else ""
    return CompositePart(indicator, weight, audiences or (RESIDENTS,), "För provet.", from_year, why)


def composite(
    *, weights: Sequence[float] = (0.75, 0.25, 0.6, 0.4), smallest_share: float = 0.5, dimensions: float = 0.5
) -> Composite:
    """Return a composite of two dimensions with two parts each; companies have a part in the first alone."""
    c1, c2, s1, s2 = weights
    crime = (part("C1", c1, RESIDENTS, COMPANIES), part("C2", c2, RESIDENTS, VISITORS))
    safety = (part("S1", s1, RESIDENTS, VISITORS), part("S2", s2, RESIDENTS))
    return Composite(
        id="prov",
        title="Prov",
        superlative="bästa kommunen",
        says="För prov.",
        cannot_say=("Allt annat.",),
        proposal=True,
        reference_years=(2020, 2021),
        oldest_years=1,
        smallest_share=smallest_share,
        winsorised_at=3.0,
        dimensions=(
            CompositeDimension("crime", "Brott", "Prov.", dimensions, crime, {}),
            CompositeDimension("safety", "Trygghet", "Prov.", 1 - dimensions, safety, {COMPANIES: "Ingen frågar."}),
        ),
        author="testerna",
        next_review=date(2030, 1, 1),
    )


def figures(
    values: Mapping[str, ArrayLike],
    *,
    of: Composite | None = None,
    se: Mapping[str, float] | None = None,
    joint: NDArray[np.float64] | None = None,
) -> CompositeFigures:
    """Return the figures of a county of four municipalities, 3001–3004.

    `values`: for each indicator its values, (municipalities, years) or only (municipalities,) for 2020. `se`: their
    standard errors on the yardstick, 0.1 where none is given.
    """
    chosen = of or composite()
    areas: AreaTable = who(4).areas
    laid = {name: np.asarray(given, dtype=float).reshape(4, -1) for name, given in values.items()}
    years = tuple(range(FIRST, FIRST + next(iter(laid.values())).shape[1]))
    parts = []
    for dimension, one in chosen.parts:
        if one.indicator not in laid:
            continue
        own = np.full((len(areas), len(years)), np.nan)
        own[COUNTY] = laid[one.indicator]
        stick = STICKS[one.indicator]
        there = np.isfinite(own)
        error = np.where(there, (se or {}).get(one.indicator, 0.1), np.nan)
        polarity = Polarity.HIGHER_IS_BETTER if stick.good == 1 else Polarity.LOWER_IS_BETTER
        parts.append(
            PartFigures(
                part=one,
                dimension=dimension.id,
                definition=definition(one.indicator, polarity=polarity),
                yardstick=stick,
                value=own,
                measured_in=np.where(there, np.array(years), 0),
                standardised=stick.of(own),
                se=error,
                fresh=there,
            )
        )
    held = {one.part.indicator for one in parts}
    absent = tuple(indicator for indicator in chosen.indicators if indicator not in held)
    return CompositeFigures(chosen, areas, years, tuple(parts), absent, np.eye(len(parts)) if joint is None else joint)


# Steps better than the middle, by hand: C1 2, 0, -1, -3 (five worse counts as three) · C2 0, 1, -1, 2 · S1 1, 0, -2, 3
# (four better counts as three) · S2 0.5, 0, -1, 1
COUNTY_2020 = {
    "C1": [80.0, 100.0, 110.0, 150.0],
    "C2": [200.0, 180.0, 220.0, 160.0],
    "S1": [55.0, 50.0, 40.0, 70.0],
    "S2": [82.0, 80.0, 76.0, 84.0],
}
CRIME_2020 = [0.75 * 2 + 0.25 * 0, 0.75 * 0 + 0.25 * 1, -0.75 - 0.25, 0.75 * -3 + 0.25 * 2]  # 1.5, 0.25, -1, -1.75
SAFETY_2020 = [0.6 * 1 + 0.4 * 0.5, 0.0, 0.6 * -2 + 0.4 * -1, 0.6 * 3 + 0.4 * 1]  # 0.8, 0, -1.6, 2.2
