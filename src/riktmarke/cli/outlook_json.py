"""The outlook as plain values for JSON: every figure and code, and beside them what is said. docs/outlook-json.md.

Loaded once Django is set up: its words know of targets.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.runs import AreaOutlook, OutlookRun, SeriesOutlook
from riktmarke.assessment.outlook.track_record import TrackRecord, as_rows
from riktmarke.assessment.outlook.years import years_told
from riktmarke.assessment.targets.pace import Point
from riktmarke.cli.challenge_json import plain
from riktmarke.cli.outlook_goals import ToldGoal, ToldPopulation, ToldRanks, ToldTarget
from riktmarke.cli.outlook_text import (
    figure_sentence,
    goal_sentences,
    population_sentences,
    rank_sentence,
    target_sentences,
)
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.fan import SHOWN, FanYear, years_of_series, years_of_target
from riktmarke.presentation.likelihood_words import likelihood

DECIMALS = 3  # of probabilities: for keeping score, not for telling


def outlook_run_as_json(run: OutlookRun) -> dict[str, object]:
    """Return which run it is, what it rests on and whether its figures are invented."""
    about, figures = run.version.manifest, run.dataset.version.manifest
    return {
        **{key: about[key] for key in ("version", "created", "dataset_version", "rules", "catalogue")},
        "example": bool(figures.get("example")),
        "attribution": figures.get("attribution", ""),
    }


def goal_as_json(goal: ToldGoal, name: str, outlook: AreaOutlook) -> dict[str, object]:
    """Return a goal with its targets, population, ranks and figures."""
    return {
        "key": goal.key,
        "title": goal.title,
        "year": goal.year,
        "sentences": goal_sentences(goal, name),
        "not_measurable": goal.not_measurable,
        "population": _population(goal.populations[0], name) if goal.populations else None,
        "population_on_the_way": [_population(told, name) for told in goal.populations[1:]],
        "targets": [_target(target, name) for target in goal.targets],
        "ranks": [_ranks(ranks, name) for ranks in goal.ranks],
        "indicators": [
            series_as_json(definition, series, name, outlook, years=years_told(series.known, goal.aimed))
            for definition, series in goal.figures
        ],
    }


def series_as_json(
    definition: Definition,
    series: SeriesOutlook,
    name: str,
    outlook: AreaOutlook,
    *,
    measured: Iterable[Point] | None = None,
    years: tuple[int, ...],
) -> dict[str, object]:
    """Return how a figure may go on; with its history where that is given."""
    told = years_of_series(series)
    history = {} if measured is None else {"history": [asdict(point) for point in measured]}
    sentence = figure_sentence(outlook, series, definition, name, years)
    return {
        "indicator": series.indicator,
        "title": definition.title,
        "unit": definition.unit.value,
        "group": series.group,
        "kind": series.kind.value,
        "known": series.known,
        "measured": series.measured,
        "why_not": plain(series.why_not) if series.why_not else None,
        "sentence": sentence,
        **history,
        "outlook": [_year(one) for one in told],
    }


def record_as_json(record: TrackRecord) -> dict[str, Any]:
    """Return the whole track record, None for what is no finite number: of one series no standard error is known."""
    found: dict[str, Any] = _finite(as_rows(record))
    return found


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list) else plain(value)


def _target(target: ToldTarget, name: str) -> dict[str, object]:
    asked = asdict(target.asked)
    return {
        **{key: getattr(value, "value", value) for key, value in asked.items()},
        "title": target.definition.title,
        "unit": target.definition.unit.value,
        "role": plain(target.role),
        "sentences": target_sentences(target, name),
        "groups": [_outlook(one) for one in target.outlooks],
    }


def _outlook(one: TargetOutlook) -> dict[str, object]:
    return {
        "group": one.asked.group,
        "implied": one.implied,
        **_likelihood(one.probability),
        "why_not": plain(one.why_not) if one.why_not else None,
        "no_series": plain(one.no_series) if one.no_series else None,
        "passed": one.passed,
        "known": one.known,
        "measured": one.measured,
        "threshold": one.threshold,
        "at_least": one.at_least,
        "outlook": [_year(year) for year in years_of_target(one)],
        "history": [{"year": earlier.year, **_likelihood(earlier.probability)} for earlier in one.history],
    }


def _population(told: ToldPopulation, name: str) -> dict[str, object]:
    outlook, takes = told.outlook, told.takes
    return {
        "goal": told.target.value,
        "year": told.target.year,
        "at_least": told.target.at_least,
        **_likelihood(told.probability),
        "known": outlook.base_year,
        "sentences": population_sentences(told, name),
        "outlook": [
            _year(FanYear(year, tuple(outlook.total[:, outlook.place(year)].tolist()))) for year in outlook.years
        ],
        "what_it_takes": None
        if takes is None
        else {
            "net_moves_per_year": takes.net_per_year,
            "net_moves_per_year_expected": takes.net_per_year_expected,
            "growth_per_year": takes.growth_per_year,
            "municipalities_of_the_size": takes.sustained.municipalities,
            "of_them_kept_it": len(takes.sustained.kept_it),
        },
    }


def _ranks(told: ToldRanks, name: str) -> dict[str, object]:
    return {
        "title": told.title,
        "year": told.year,
        "known": told.outlook.known or None,
        "of": len(told.outlook.members),
        "first": None if told.first is None else _likelihood(told.first),
        "ranks": None if told.ranks is None else list(told.ranks),
        "why_not": plain(told.outlook.why_not) if told.outlook.why_not else None,
        "sentence": rank_sentence(told, name),
    }


def _likelihood(probability: float | None) -> dict[str, object]:
    if probability is None or probability != probability:  # noqa: PLR0124  # NaN is not itself
        return {"probability": None, "likelihood": None, "tenths": None}
    said = likelihood(probability)
    return {"probability": round(probability, DECIMALS), "likelihood": said.said, "tenths": said.tenths}


def _year(one: FanYear) -> dict[str, object]:
    return {"year": one.year, "quantiles": {format(level, "g"): at for level, at in zip(SHOWN, one.at, strict=True)}}
