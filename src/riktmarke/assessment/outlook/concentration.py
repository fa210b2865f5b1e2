"""What the gain on simple forecasts rests on: single indicators weigh much in a mean over all forecasts."""

from collections.abc import Iterable, Mapping

import numpy as np

from riktmarke.assessment.outlook.track_record import SIMPLE_NAMES, Record, TrackRecord


def heaviest(record: TrackRecord) -> tuple[str, float]:
    """Return the indicator that the largest part of the summed score is of, and that part."""
    sums = {name: one.crps * one.cases for name, one in record.by_indicator.items()}
    most = max(sums, key=sums.__getitem__)
    return most, sums[most] / sum(sums.values())


def better_without(record: TrackRecord, count: int) -> float:
    """Return how much lower the score is than the best simple one's, without the `count` that gain the most on it."""
    best = record.overall.best_simple
    gains = {name: (getattr(one, best) - one.crps) * one.cases for name, one in record.by_indicator.items()}
    most = sorted(gains, key=gains.__getitem__, reverse=True)[:count]
    kept = [one for name, one in record.by_indicator.items() if name not in most]
    sums = {name: sum(getattr(one, name) * one.cases for one in kept) for name in ("crps", *SIMPLE_NAMES)}
    simple = min(sums[name] for name in SIMPLE_NAMES)
    return 1 - float(sums["crps"]) / simple if simple > 0 else 0.0


def usual_ratios(record: TrackRecord, kinds: Mapping[str, str]) -> Mapping[str, tuple[float, int]]:
    """Return, by kind, the middle ratio of an indicator's score to the kind's best simple one's, and of how many.

    Each indicator counts once. `kinds`: the kind of each indicator; those without one are left out.
    """
    found = {}
    for kind, whole in record.by_kind.items():
        alike = (one for name, one in record.by_indicator.items() if kinds.get(name) == kind)
        ratios = list(_ratios(alike, whole.best_simple))
        if ratios:
            found[kind] = float(np.median(ratios)), len(ratios)
    return found


def _ratios(records: Iterable[Record], simple: str) -> Iterable[float]:
    for one in records:
        if getattr(one, simple) > 0:
            yield one.crps / getattr(one, simple)
