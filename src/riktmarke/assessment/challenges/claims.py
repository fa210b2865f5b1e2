"""Claims: for every municipality what may be said of an indicator, with estimate and standard error, not yet decided.

An estimate is how much worse, in the indicator's unit: above 0 is bad, whichever way the indicator goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group
from riktmarke.assessment.challenges.scatter import EVERYBODY_ALIKE

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims of one indicator as columns of equal length, one row per area and claim.

    `kind`, `against` and `source` hold codes of `kinds`; `group` is whose value it is, `other` the group beside it
    ("" for none). `estimate`, `se`: by how much it is worse, and its standard error (NaN: unknown), known with
    `free` degrees of freedom. `tests`: by how many tests a p-value is multiplied, for a possibility. `value`,
    `reference`: the figures compared, as published or as the mean named; `reference_unweighted` beside it.
    `period` and `first_period`: the years they stand for; of a change, the first measurements reach from
    `first_period` to `first_until` and the latest from `last_from` to `period`. `scale`: how many times the
    indicator's smallest difference is the group's own. `typical`: the difference from the middle one of the members
    compared with. `shrink`: the share of the estimate that is left when shrunken towards all municipalities.
    `persons`: how many persons one unit of the estimate is; NaN where nobody counts them. `chance`: of a target, the
    probability that it is reached; NaN of everything else, which is tested.
    """

    area: NDArray[np.int16]
    kind: NDArray[np.int8]
    group: NDArray[np.str_]
    other: NDArray[np.str_]
    against: NDArray[np.int8]
    estimate: Floats
    se: Floats
    free: Floats
    tests: NDArray[np.int8]
    value: Floats
    reference: Floats
    reference_unweighted: Floats
    period: NDArray[np.int16]
    first_period: NDArray[np.int16]
    first_until: NDArray[np.int16]
    last_from: NDArray[np.int16]
    points: NDArray[np.int16]
    members: NDArray[np.int16]
    size: NDArray[np.int16]
    source: NDArray[np.int8]
    typical: Floats
    scale: Floats
    shrink: Floats
    persons: Floats
    rank: NDArray[np.int16]
    rank_lower: NDArray[np.int16]
    rank_upper: NDArray[np.int16]
    rank_of: NDArray[np.int16]
    chance: Floats


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Claims))
WORDS = ("group", "other")
NOTHING: Mapping[str, Any] = {
    "other": "",
    "against": Against.NOBODY,
    "tests": 1,
    "free": EVERYBODY_ALIKE,
    "reference": np.nan,
    "reference_unweighted": np.nan,
    "first_period": 0,
    "first_until": 0,
    "last_from": 0,
    "typical": np.nan,
    "scale": 1.0,
    "points": 1,
    "members": 0,
    "size": 0,
    "shrink": 1.0,
    "persons": np.nan,
    "rank": 0,
    "rank_lower": 0,
    "rank_upper": 0,
    "rank_of": 0,
    "chance": np.nan,
}
INTEGERS = {
    "area": np.int16,
    "kind": np.int8,
    "against": np.int8,
    "tests": np.int8,
    "period": np.int16,
    "first_period": np.int16,
    "first_until": np.int16,
    "last_from": np.int16,
    "points": np.int16,
    "members": np.int16,
    "size": np.int16,
    "source": np.int8,
    "rank": np.int16,
    "rank_lower": np.int16,
    "rank_upper": np.int16,
    "rank_of": np.int16,
}


def block(kind: ClaimKind, group: Group, areas: NDArray[np.intp], /, **columns: Any) -> Claims:
    """Return the claims of one kind and group, of the areas whose estimate is there; other columns as NOTHING says.

    Arrays have one place per area of `areas`; a single value stands for all of them.
    """
    there = np.isfinite(columns["estimate"])
    given = {**NOTHING, "group": group.key, **columns, "kind": kind, "area": areas}
    made = {}
    for name in COLUMNS:
        column = np.broadcast_to(given[name], there.shape)[there]
        made[name] = np.ascontiguousarray(column).astype(
            INTEGERS.get(name, column.dtype.type if name in WORDS else float)
        )
    return Claims(**made)


def joined(blocks: Iterable[Claims]) -> Claims:
    """Return all blocks as one."""
    parts = list(blocks)
    return Claims(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS})


def nothing_claimed() -> Claims:
    """Return no claims: columns without rows."""
    return Claims(
        **{name: np.array([], dtype=INTEGERS.get(name, np.str_ if name in WORDS else np.float64)) for name in COLUMNS}
    )


def taken(claims: Claims, rows: NDArray[Any]) -> Claims:
    """Return the rows chosen by places or flags."""
    return Claims(**{name: getattr(claims, name)[rows] for name in COLUMNS})
