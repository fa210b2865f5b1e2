"""Outlook runs: the forecasts of every municipality, their track record and the plans' targets, as a version."""

import hashlib
import json
import shutil
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.by_area import ByArea, write_by_area
from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.context import comparisons
from riktmarke.assessment.outlook.calibrating import LEVELS, PastErrors
from riktmarke.assessment.outlook.foretelling import Foretold, WhyNoOutlook
from riktmarke.assessment.outlook.inhabitants import INHABITANTS, Inhabitants, predictive_of, with_projection
from riktmarke.assessment.outlook.kinds import OutlookKind, kind_of
from riktmarke.assessment.outlook.likelihood import Earlier, TargetOutlook, by_indicator, target_outlooks
from riktmarke.assessment.outlook.making import Made, judge, make, of_periods
from riktmarke.assessment.outlook.track_record import TrackRecord, as_rows, from_rows, track_record
from riktmarke.assessment.outlook.years import TO_YEAR
from riktmarke.assessment.population import PopulationOutlook
from riktmarke.assessment.runs import check_rules, composed, fingerprint
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.governance.codes import Comparator, TargetKind, TargetOrigin
from riktmarke.governance.definitions import Catalogue
from riktmarke.methods import FittedScale, Predictive, Scale
from riktmarke.statistics.store import Dataset, Store
from riktmarke.statistics.versions import Version
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import DamagedFile

RULES = "5"  # raised when forecasts are made otherwise, or kept otherwise
FORECASTS, TOLD, RECORD, TARGETS = "forecasts.parquet", "told.npz", "record.json", "targets.json"
ERRORS = "errors.npz"
AREAS_KEPT_IN_MEMORY = 64
REMEDY = "make the outlook again: riktmarke outlook --again."
Progress = Callable[[str, int, int], None]
Plans = Mapping[str, tuple[TargetAsked, ...]]  # by the municipality's code
FORECASTING, JUDGING, AIMING = "Forecasting every indicator", "Judging earlier forecasts", "Weighing the plans' targets"


@dataclass(frozen=True, eq=False)
class SeriesOutlook:
    """How one figure of an area may go on.

    `group`: its key. `known`: the last year of the figures. `predictive` is None where `why_not` says why; `measured`:
    how many measurements of its own the area has.
    """

    indicator: str
    group: str
    kind: OutlookKind
    known: int
    predictive: Predictive | None
    why_not: WhyNoOutlook
    measured: int


@dataclass(frozen=True, eq=False)
class AreaOutlook:
    """The outlook of an area: of each indicator and group, and of its plan's targets in the plan's order.

    `population`: the projection that the number of inhabitants, and targets for it, are told by; None where there is
    none, and they are forecast as any other figure.
    """

    area: str
    series: Mapping[tuple[str, str], SeriesOutlook]
    targets: tuple[TargetOutlook, ...]
    population: PopulationOutlook | None = None

    def of(self, indicator: str, group: str = "_T") -> SeriesOutlook | None:
        """Return the outlook of an indicator's group; None where nothing is published of it anywhere."""
        return self.series.get((indicator, group))

    def of_target(self, asked: TargetAsked) -> list[TargetOutlook]:
        """Return the outlooks of a target: its own, and those of the groups that are held to it too."""
        return [
            one
            for one in self.targets
            if one.asked == asked or (one.implied and _alike(one.asked) == _alike(asked) and asked.group == "_T")
        ]


def _alike(asked: TargetAsked) -> dict[str, Any]:
    return {**asdict(asked), "group": ""}


@dataclass(frozen=True)
class OutlookRun:
    """A stored run; what it says of an area is put together when asked, and kept in memory."""

    version: Version
    dataset: Dataset
    catalogue: Catalogue
    inhabitants: Inhabitants

    @cached_property
    def record(self) -> TrackRecord | None:
        """How forecasts made since 2016 have done; None where none has an outcome yet.

        Raises:
            DamagedFile: if the file cannot be read.
        """
        rows = _json(self.version.path / RECORD)
        return from_rows(rows) if rows else None

    @cached_property
    def errors(self) -> PastErrors:
        """The errors of all forecasts made before, which targets are weighed by.

        Raises:
            DamagedFile: if the file cannot be read.
        """
        return PastErrors(**_arrays(self.version.path / ERRORS))

    def of(self, area: str) -> AreaOutlook:
        """Return an area's outlook.

        Raises:
            UnknownArea: if there is no such area.
            DamagedFile: if the file cannot be read.
        """
        self.dataset.areas.position(area)
        return self._outlooks(area)

    @cached_property
    def _outlooks(self) -> Callable[[str], AreaOutlook]:
        return lru_cache(maxsize=AREAS_KEPT_IN_MEMORY)(self._outlook)

    @cached_property
    def _file(self) -> ByArea:
        return ByArea(self.version.path / FORECASTS, remedy=REMEDY)

    @cached_property
    def _told(self) -> dict[str, NDArray[Any]]:
        return _arrays(self.version.path / TOLD)

    @cached_property
    def _targets(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = _json(self.version.path / TARGETS)
        return found

    def _outlook(self, area: str) -> AreaOutlook:
        position = self.dataset.areas.position(area)
        rows = self._file.of(area)
        start = np.searchsorted(rows["series"], np.arange(len(self.version.manifest["series"]) + 1))
        series = {}
        for number, about in enumerate(self.version.manifest["series"]):
            if about["indicator"] not in self.catalogue:  # taken out since the run was made
                continue
            of = slice(start[number], start[number + 1])
            series[about["indicator"], about["group"]] = SeriesOutlook(
                indicator=about["indicator"],
                group=about["group"],
                kind=OutlookKind(about["kind"]),
                known=about["known"],
                predictive=self._predictive(about, number, rows, of) if of.stop > of.start else None,
                why_not=WhyNoOutlook(int(self._told["why_not"][number, position])),
                measured=int(self._told["measured"][number, position]),
            )
        targets = tuple(target_from(row) for row in self._targets.get(area, ()))
        population = self.inhabitants.of(area) if INHABITANTS in series else None
        if population is None:
            return AreaOutlook(area, series, targets)
        series[INHABITANTS] = replace(
            series[INHABITANTS],
            known=population.base_year,
            predictive=predictive_of(population),
            why_not=WhyNoOutlook.SAID,
        )
        return AreaOutlook(area, series, with_projection(targets, population), population)

    def _predictive(self, about: Mapping[str, Any], number: int, rows: dict[str, Any], of: slice) -> Predictive:
        years = tuple(int(year) for year in rows["year"][of])
        low, high = about["bounds"]
        return Predictive(
            years=years,
            fitted=FittedScale(
                Scale(about["scale"]),
                about["nearest"],
                bounds=(-np.inf if low is None else low, np.inf if high is None else high),
            ),
            middle=rows["middle"][of].astype(np.float64),
            spread=rows["spread"][of].astype(np.float64),
            levels=LEVELS,
            multiples=of_periods(self._told["multiples"][number], about["step_years"], len(years)),
        )


def run_outlook(store: Store, catalogue: Catalogue, *, plans: Plans, at: datetime, progress: Progress) -> OutlookRun:
    """Forecast every curated indicator for every area, judge earlier forecasts, weigh the plans' targets; store it.

    At any failure the run that was current still is.
    """
    dataset = composed(store.dataset(), catalogue)
    made = make(dataset, catalogue, progress=lambda done, of: progress(FORECASTING, done, of))
    errors = made.past_errors()
    rows, said = judge(made, errors, progress=lambda done, of: progress(JUDGING, done, of))
    targets = _targets(dataset, catalogue, plans, errors, lambda done, of: progress(AIMING, done, of))
    describe = {**_rests_on(dataset, catalogue, plans), "series": [_about(one) for one in made.foretold]}
    with store.outlook_versions.writing(at=at, describe=describe) as folder:
        _write(made, errors, dataset, folder)
        record = as_rows(track_record(rows, said)) if rows else None
        (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
        (folder / TARGETS).write_text(json.dumps(targets), encoding="utf-8")
    return _run(store, store.outlook_versions.current(), catalogue)


def weigh_targets(
    run: OutlookRun, store: Store, catalogue: Catalogue, *, plans: Plans, at: datetime, progress: Progress
) -> OutlookRun:
    """Store a run with the forecasts of another and the targets of these plans weighed anew: a matter of seconds.

    The other's forecasts must be current (`forecasts_are_current`).

    Raises:
        DamagedFile: if the other cannot be read.
    """
    targets = _targets(run.dataset, catalogue, plans, run.errors, lambda done, of: progress(AIMING, done, of))
    series = run.version.manifest["series"]
    describe = {**_rests_on(store.dataset(), catalogue, plans), "series": series}
    with store.outlook_versions.writing(at=at, describe=describe) as folder:
        for name in (FORECASTS, TOLD, ERRORS, RECORD):
            shutil.copyfile(run.version.path / name, folder / name)
        (folder / TARGETS).write_text(json.dumps(targets), encoding="utf-8")
    return _run(store, store.outlook_versions.current(), catalogue)


def current_outlook(store: Store, catalogue: Catalogue) -> OutlookRun:
    """Return the current outlook run, the same object until it, the definitions or the tables of population are others.

    Raises:
        NoFigures: when there is none yet, or the one that there is was made by other rules.
    """
    name = store.outlook_versions.current_name()
    held = _held.get(store.root)
    tables = store.population_versions.current_name()
    same = held is not None and held.version.name == name and held.inhabitants.tables == tables
    if held is None or not same or held.catalogue != catalogue:
        held = _held[store.root] = _run(store, store.outlook_versions.current(), catalogue)
    return held


def is_current(run: OutlookRun, store: Store, catalogue: Catalogue, plans: Plans) -> bool:
    """Whether a run rests on the current figures, these ways of forecasting, these definitions and these targets."""
    return _rests_on(store.dataset(), catalogue, plans).items() <= run.version.manifest.items()


def forecasts_are_current(run: OutlookRun, store: Store, catalogue: Catalogue) -> bool:
    """Whether a run's forecasts rest on the current figures, ways of forecasting and definitions, whatever targets."""
    return _forecasts_rest_on(store.dataset(), catalogue).items() <= run.version.manifest.items()


_held: dict[Path, OutlookRun] = {}


def _run(store: Store, version: Version, catalogue: Catalogue) -> OutlookRun:
    check_rules(version, RULES, remedy=REMEDY)
    dataset = composed(Dataset(store.dataset_versions.version(version.manifest["dataset_version"])), catalogue)
    return OutlookRun(
        version, dataset, catalogue, Inhabitants(store, dataset, store.population_versions.current_name())
    )


def _rests_on(dataset: Dataset, catalogue: Catalogue, plans: Plans) -> dict[str, str]:
    asked = json.dumps({area: [asdict(one) for one in targets] for area, targets in sorted(plans.items())})
    plans_fingerprint = hashlib.sha256(asked.encode()).hexdigest()[:12]
    return {**_forecasts_rest_on(dataset, catalogue), "plans_fingerprint": plans_fingerprint}


def _forecasts_rest_on(dataset: Dataset, catalogue: Catalogue) -> dict[str, str]:
    return {"dataset_version": dataset.version.name, "rules": RULES, "catalogue": fingerprint(catalogue)}


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedFile(f"{file} cannot be read: {error}.", remedy=REMEDY) from error


def _arrays(file: Path) -> dict[str, NDArray[Any]]:
    try:
        with np.load(file) as arrays:
            return dict(arrays)
    except (OSError, ValueError, EOFError, BadZipFile, zlib.error) as error:
        raise DamagedFile(f"{file} cannot be read: {error}.", remedy=REMEDY) from error


def _about(one: Foretold) -> dict[str, Any]:
    series, fitted = one.followed, one.origin.forecast.fitted if one.origin else FittedScale(Scale.IDENTITY)
    return {
        "indicator": series.definition.series,
        "group": series.about,
        "kind": kind_of(series.definition).value,
        "known": series.years[-1],
        "step_years": series.step_years,
        "scale": fitted.scale.value,
        "nearest": fitted.nearest,
        "bounds": [end if np.isfinite(end) else None for end in fitted.bounds],
    }


def _write(made: Made, errors: PastErrors, dataset: Dataset, folder: Path) -> None:
    columns: dict[str, list[NDArray[Any]]] = {name: [] for name in ("area", "series", "year", "middle", "spread")}
    multiples = []
    for number, one in enumerate(made.foretold):
        definition = one.followed.definition
        multiples.append(errors.multiples(definition.series, kind_of(definition), known=one.followed.years[-1]))
        if one.origin is None or np.isnan(multiples[-1]).any():
            one.why_not[one.why_not == WhyNoOutlook.SAID] = WhyNoOutlook.TOO_NEW
            continue
        told = np.flatnonzero(one.why_not == WhyNoOutlook.SAID)
        forecast = one.origin.forecast
        periods = forecast.middle.shape[1]
        years = one.origin.year + np.arange(1, periods + 1) * one.origin.step_years
        columns["area"].append(np.repeat(told, periods).astype(np.int16))
        columns["series"].append(np.full(told.size * periods, number, dtype=np.int16))
        columns["year"].append(np.tile(years, told.size).astype(np.int16))
        columns["middle"].append(forecast.middle[told].ravel().astype(np.float32))
        columns["spread"].append(forecast.spread[told].ravel().astype(np.float32))
    empty = {"middle": np.float32, "spread": np.float32}
    together = {
        name: np.concatenate([np.array([], dtype=empty.get(name, np.int16)), *parts]) for name, parts in columns.items()
    }
    write_by_area(together, {}, dataset.areas.codes, folder / FORECASTS)
    np.savez_compressed(
        folder / TOLD,
        why_not=np.stack([one.why_not for one in made.foretold]),
        measured=np.stack([one.independent for one in made.foretold]).astype(np.uint8),
        multiples=np.stack(multiples),
    )
    np.savez_compressed(
        folder / ERRORS, indicator=errors.indicator, kind=errors.kind, year=errors.year, shares=errors.shares
    )


def _targets(
    dataset: Dataset, catalogue: Catalogue, plans: Plans, errors: PastErrors, progress: Callable[[int, int], None]
) -> dict[str, list[dict[str, Any]]]:
    who, population = comparisons(dataset.areas, dataset.peers), dataset.population
    municipalities = dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    found: dict[str, list[dict[str, Any]]] = {}
    for number, (area, targets) in enumerate(sorted(plans.items())):
        if area not in dataset.areas.codes:
            continue
        position = dataset.areas.position(area)
        found[area] = []
        for indicator, wanted in by_indicator(targets).items():
            figures = read_figures(dataset, catalogue[indicator], population) if indicator in catalogue else None
            if figures is not None:
                outlooks = target_outlooks(
                    figures, who, wanted, position, municipalities=municipalities, errors=errors, to_year=TO_YEAR
                )
                found[area] += [asdict(one) for one in outlooks]
        progress(number + 1, len(plans))
    return found


def target_from(row: Mapping[str, Any]) -> TargetOutlook:
    """Return a target's outlook as it was kept."""
    asked = row["asked"]
    comparator = asked["comparator"]
    return TargetOutlook(
        **{
            **row,
            "asked": TargetAsked(
                **{
                    **asked,
                    "kind": TargetKind(asked["kind"]),
                    "comparator": Comparator(comparator) if comparator else None,
                    "origin": TargetOrigin(asked["origin"]),
                }
            ),
            "why_not": WhyNoOutlook(row["why_not"]),
            "no_series": WhyNot(row["no_series"]),
            "years": tuple(row["years"]),
            "quantiles": tuple(map(tuple, row["quantiles"])),
            "history": tuple(Earlier(**one) for one in row["history"]),
        }
    )
