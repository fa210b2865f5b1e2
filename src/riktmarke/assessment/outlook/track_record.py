"""The track record of the forecasts: how often intervals held, how sharp they were, how probabilities came true.

Judged are forecasts made at the end of 2016 and later, with what was known then; how they are made was chosen on years
to 2015. What lies more than five years ahead is judged by itself, of what came since 2016, earlier forecasts too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.outlook.judging import AHEAD_JUDGED, Judged, Said
from riktmarke.methods import Reliability, reliability

Floats = NDArray[np.float64]
Key = TypeVar("Key", str, int, tuple[str, int])

FIRST_JUDGED = 2016
FIRST_FAR = 2008  # year that forecasts of more than five years ahead are judged from
SIMPLE_NAMES = ("naive", "drift", "theta")
WITHIN = ("within_50", "within_80", "within_95")


@dataclass(frozen=True, slots=True)
class Record:
    """How forecasts did over some cases.

    `within`: the shares of outcomes inside the 50, 80 and 95 per cent intervals. `crps` and those of the simple
    forecasts: means over cases, in each series' usual yearly change. `worse_by`: the mean of crps less that of the
    best simple forecast, `worse_by_se` its standard error with series as clusters; below zero is better.
    """

    cases: int
    series: int
    within_50: float
    within_80: float
    within_95: float
    crps: float
    naive: float
    drift: float
    theta: float
    missed: float
    best_simple: str
    worse_by: float
    worse_by_se: float

    @property
    def better_by(self) -> float:
        """How much lower the score is than the best simple forecast's, as a share of it."""
        best: float = getattr(self, self.best_simple)
        return 1 - self.crps / best if best > 0 else 0.0


@dataclass(frozen=True, eq=False)
class TrackRecord:
    """The whole record. Keys are those of `Judged`: kinds, years ahead, origin years, indicators.

    `by_far_ahead` and `far_probabilities`, more than five years ahead, count in nothing else; empty, and None, where
    nothing has an outcome so late. `by_kind_probabilities`: of one to five years ahead.
    """

    overall: Record
    by_kind: Mapping[str, Record]
    by_ahead: Mapping[int, Record]
    by_origin: Mapping[int, Record]
    by_kind_and_ahead: Mapping[tuple[str, int], Record]
    by_indicator: Mapping[str, Record]
    by_far_ahead: Mapping[int, Record]
    probabilities: Reliability
    far_probabilities: Reliability | None = None
    by_kind_probabilities: Mapping[str, Reliability] = field(default_factory=dict)


def track_record(rows: Sequence[Judged], said: Iterable[Said]) -> TrackRecord:
    """Return the record of judged forecasts and stated probabilities.

    Raises:
        ValueError: if nothing has been judged.
    """
    far = [row for row in rows if row.ahead > AHEAD_JUDGED]
    rows = [row for row in rows if row.ahead <= AHEAD_JUDGED]
    if not rows:
        raise ValueError("no forecast has an outcome yet: there is no record to give")
    stated = list(said)
    near = [one for one in stated if not one.far]
    beyond = [one for one in stated if one.far]
    return TrackRecord(
        overall=_record(rows),
        by_kind=_by(rows, lambda row: row.kind),
        by_ahead=_by(rows, lambda row: row.ahead),
        by_origin=_by(rows, lambda row: row.origin),
        by_kind_and_ahead=_by(rows, lambda row: (row.kind, row.ahead)),
        by_indicator=_by(rows, lambda row: row.indicator),
        by_far_ahead=_by(far, lambda row: row.ahead),
        probabilities=_reliability(near),
        far_probabilities=_reliability(beyond) if beyond else None,
        by_kind_probabilities={
            kind: _reliability([one for one in near if one.kind == kind]) for kind in sorted({one.kind for one in near})
        },
    )


def _reliability(said: Sequence[Said]) -> Reliability:
    return reliability(
        np.concatenate([one.probability for one in said]), np.concatenate([one.came_true for one in said])
    )


def _by(rows: Sequence[Judged], key: Callable[[Judged], Key]) -> dict[Key, Record]:
    groups: dict[Key, list[Judged]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: _record(groups[name]) for name in sorted(groups)}


def _record(rows: Sequence[Judged]) -> Record:
    cases = np.array([row.cases for row in rows], dtype=np.float64)
    means = {
        name: float((np.array([getattr(row, name) for row in rows]) * cases).sum() / cases.sum())
        for name in ("crps", *SIMPLE_NAMES, "missed")
    }
    best = min(SIMPLE_NAMES, key=means.__getitem__)
    difference = np.array([row.crps - getattr(row, best) for row in rows])
    worse_by, se = _clustered(difference, cases, [row.indicator for row in rows])
    return Record(
        cases=int(cases.sum()),
        series=len({(row.indicator, row.group) for row in rows}),
        **{
            name: float(sum(getattr(row, name) for row in rows) / cases.sum())
            for name in ("within_50", "within_80", "within_95")
        },
        **means,
        best_simple=best,
        worse_by=worse_by,
        worse_by_se=se,
    )


def _clustered(difference: Floats, cases: Floats, clusters: Sequence[str]) -> tuple[float, float]:
    """Return the mean weighted by cases and its standard error, where rows of one cluster share what moves them."""
    mean = float((difference * cases).sum() / cases.sum())
    _, of = np.unique(clusters, return_inverse=True)
    parts = np.bincount(of, weights=(difference - mean) * cases)
    count = len(parts)
    if count < 2:
        return mean, float("nan")
    return mean, float(np.sqrt((parts**2).sum() * count / (count - 1)) / cases.sum())


def as_rows(record: TrackRecord) -> dict[str, Any]:
    """Return the record as a manifest keeps it."""
    return {
        "overall": asdict(record.overall),
        "by_kind": {key: asdict(value) for key, value in record.by_kind.items()},
        "by_ahead": {str(key): asdict(value) for key, value in record.by_ahead.items()},
        "by_origin": {str(key): asdict(value) for key, value in record.by_origin.items()},
        "by_kind_and_ahead": {
            f"{kind} {ahead}": asdict(value) for (kind, ahead), value in record.by_kind_and_ahead.items()
        },
        "by_indicator": {key: asdict(value) for key, value in record.by_indicator.items()},
        "by_far_ahead": {str(key): asdict(value) for key, value in record.by_far_ahead.items()},
        "probabilities": _tenths(record.probabilities),
        "far_probabilities": _tenths(record.far_probabilities) if record.far_probabilities else None,
        "by_kind_probabilities": {key: _tenths(value) for key, value in record.by_kind_probabilities.items()},
    }


def from_rows(rows: Mapping[str, Any]) -> TrackRecord:
    """Return what `as_rows` gave, of a record kept before probabilities were told far ahead and by kind too."""
    kinds = ((key.split(), Record(**value)) for key, value in rows["by_kind_and_ahead"].items())
    far = rows.get("far_probabilities")
    return TrackRecord(
        overall=Record(**rows["overall"]),
        by_kind={key: Record(**value) for key, value in rows["by_kind"].items()},
        by_ahead={int(key): Record(**value) for key, value in rows["by_ahead"].items()},
        by_origin={int(key): Record(**value) for key, value in rows["by_origin"].items()},
        by_kind_and_ahead={(kind, int(ahead)): value for (kind, ahead), value in kinds},
        by_indicator={key: Record(**value) for key, value in rows["by_indicator"].items()},
        by_far_ahead={int(key): Record(**value) for key, value in rows.get("by_far_ahead", {}).items()},
        probabilities=_reliability_from(rows["probabilities"]),
        far_probabilities=_reliability_from(far) if far else None,
        by_kind_probabilities={
            key: _reliability_from(value) for key, value in rows.get("by_kind_probabilities", {}).items()
        },
    )


def _tenths(said: Reliability) -> dict[str, list[float]]:
    return {"cases": said.cases.tolist(), "stated": said.stated.tolist(), "came_true": said.came_true.tolist()}


def _reliability_from(said: Mapping[str, Any]) -> Reliability:
    return Reliability(
        np.array(said["cases"]),
        np.array(said["stated"], dtype=np.float64),
        np.array(said["came_true"], dtype=np.float64),
    )
