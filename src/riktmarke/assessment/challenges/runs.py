"""Challenge runs: the claims about every municipality as a version of their own, and what was kept of earlier ones."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from riktmarke.assessment.by_area import ByArea, write_by_area
from riktmarke.assessment.challenges.claims import COLUMNS, WORDS, Claims, nothing_claimed, taken
from riktmarke.assessment.challenges.evidence import claims_of, oldest_told, subject_of
from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.history import NO_NEWS, History, Kept, News, kept
from riktmarke.assessment.challenges.kinds import Against, Undecided
from riktmarke.assessment.challenges.listing import account
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.targets import TargetLikelihood
from riktmarke.assessment.context import comparisons
from riktmarke.assessment.runs import check_rules, composed, fingerprint
from riktmarke.governance.definitions import Catalogue
from riktmarke.statistics.store import Dataset, Store
from riktmarke.statistics.versions import Version
from riktmarke.vocabulary.areas import AreaKind

RULES = "4"  # raised when the rules change what they say
CLAIMS = "claims.parquet"
REMEDY = "assess again: riktmarke challenges --again."
AREAS_KEPT_IN_MEMORY = 64
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PlanRules:
    """What a municipality's plan gives the rules: its parameters, and how likely the outlook says its targets are."""

    parameters: ChallengeParameters = field(default_factory=ChallengeParameters)
    targets: tuple[TargetLikelihood, ...] = ()


SetAside = dict[str, dict[str, int]]  # by municipality and indicator, the code of `Undecided`
Plans = Mapping[str, PlanRules]  # by the municipality's code; others are judged by the defaults


@dataclass(frozen=True)
class ChallengeRun:
    """A stored run of claims; what it says of a municipality is decided when asked, and kept in memory."""

    version: Version
    dataset: Dataset
    catalogue: Catalogue
    history: History

    @cached_property
    def _file(self) -> ByArea:
        return ByArea(self.version.path / CLAIMS, remedy=REMEDY)

    @cached_property
    def plans(self) -> Plans:
        """What the plans gave the rules when the run was made."""
        return plans_from(self.version.manifest["plans"])

    @cached_property
    def _accounts(self) -> Callable[[str], AreaFindings]:
        return lru_cache(maxsize=AREAS_KEPT_IN_MEMORY)(self._account)

    @cached_property
    def _news(self) -> Callable[[str], News]:
        def news(area: str) -> News:
            return self.history.news(self.version.name, area)

        return lru_cache(maxsize=AREAS_KEPT_IN_MEMORY)(news)

    def of(self, area: str) -> AreaFindings:
        """Return a municipality's account.

        Raises:
            UnknownArea: if there is no such area.
        """
        self.dataset.areas.position(area)
        return self._accounts(area)

    def moved(self, area: str) -> News:
        """Return what is new among a municipality's challenges since they last were others, what has gone, and why."""
        if self.version.name not in self.history.runs():
            return NO_NEWS  # its lists are kept a moment after it is switched in: asked too soon, ask again
        return self._news(area)

    def kept(self) -> dict[str, dict[str, Kept]]:
        """Return what is to be kept of the run, by municipality and indicator."""
        return {
            area.code: kept(self.of(area.code), self._rules_of(area.code))
            for area in self.dataset.areas.of_kind(AreaKind.MUNICIPALITY)
        }

    def _rules_of(self, area: str) -> Callable[[str], str]:
        """Name what decides each indicator: how likely a target is follows from figures, what it asks for does not."""
        plan = self.plans.get(area, PlanRules())
        parameters = json.dumps(asdict(plan.parameters), sort_keys=True)
        aims = {one.indicator: "" for one in plan.targets}
        for one in plan.targets:
            aims[one.indicator] += f" {one.group} {one.other} {one.year} {one.against.value} {one.aim}"
        return lambda name: _short(f"{RULES} {parameters}{aims.get(name, '')} {self.catalogue[name]!r}")

    def _account(self, area: str) -> AreaFindings:
        columns = self._file.of(area)
        indicators = columns.pop("indicator").astype(str)
        columns["area"] = np.zeros(len(indicators), dtype=np.int16)
        claims = Claims(**{name: columns[name].astype(str) if name in WORDS else columns[name] for name in COLUMNS})
        defined = np.isin(indicators, list(self.catalogue))  # one may have been taken out since the run was made
        rules = self.plans.get(area, PlanRules())
        return account(
            area,
            taken(claims, defined),
            indicators[defined],
            self.catalogue,
            parameters=rules.parameters,
            targets=rules.targets,
            set_aside={
                name: Undecided(code) for name, code in self.version.manifest["set_aside"].get(area, {}).items()
            },
        )


def run_challenges(
    store: Store, catalogue: Catalogue, *, plans: Plans, at: datetime, progress: Progress
) -> ChallengeRun:
    """Make the claims of every curated indicator about every municipality, store them as current and keep their lists.

    `progress` is told how many indicators are done, of how many. At any failure the run that was current still is;
    only if its lists cannot be kept afterwards does the new one stand, with nothing to tell of what is new.
    """
    dataset = composed(store.dataset(), catalogue)
    columns, set_aside = _claims(dataset, catalogue, plans, progress)
    describe = {**_rests_on(dataset, catalogue, plans), "plans": plans_as_rows(plans), "set_aside": set_aside}
    groups = sorted(set(columns["group"].tolist()) | set(columns["other"].tolist()))
    words = {"indicator": sorted(catalogue), "group": groups, "other": groups}
    for name in ("group", "other"):
        columns[name] = np.searchsorted(groups, columns[name]).astype(np.int16)
    history = History(store.challenge_history)
    with store.challenge_versions.writing(at=at, describe=describe) as folder:
        write_by_area(columns, words, dataset.areas.codes, folder / CLAIMS)
        lists = ChallengeRun(Version(folder, "", describe), dataset, catalogue, history).kept()
    made = _run(store, store.challenge_versions.current(), catalogue)
    history.keep(made.version.name, lists)
    return made


def current_challenges(store: Store, catalogue: Catalogue) -> ChallengeRun:
    """Return the current challenge run, the same object until another is switched in or the definitions are others.

    Raises:
        NoFigures: when there is none yet, or the one that there is was made by other rules.
    """
    name = store.challenge_versions.current_name()
    held = _held.get(store.root)
    if held is None or held.version.name != name or held.catalogue != catalogue:
        held = _held[store.root] = _run(store, store.challenge_versions.current(), catalogue)
    return held


def is_current(run: ChallengeRun, store: Store, catalogue: Catalogue, plans: Plans) -> bool:
    """Whether a run rests on the current figures, these rules, these definitions and these plans."""
    wanted = _rests_on(store.dataset(), catalogue, plans)
    return wanted.items() <= run.version.manifest.items()


_held: dict[Path, ChallengeRun] = {}


def _run(store: Store, version: Version, catalogue: Catalogue) -> ChallengeRun:
    check_rules(version, RULES, remedy=REMEDY)
    dataset = Dataset(store.dataset_versions.version(version.manifest["dataset_version"]))
    return ChallengeRun(version, composed(dataset, catalogue), catalogue, History(store.challenge_history))


def _rests_on(dataset: Dataset, catalogue: Catalogue, plans: Plans) -> dict[str, str]:
    return {
        "dataset_version": dataset.version.name,
        "rules": RULES,
        "catalogue": fingerprint(catalogue),
        "plans_fingerprint": _short(json.dumps(plans_as_rows(plans), sort_keys=True)),
    }


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _claims(
    dataset: Dataset, catalogue: Catalogue, plans: Plans, progress: Progress
) -> tuple[dict[str, Any], SetAside]:
    """Return all claims as columns, and by municipality the indicators whose latest value cannot be used."""
    who, population = comparisons(dataset.areas, dataset.peers), dataset.population
    years_back, fewest_points = _trend_parameters(dataset, plans)
    names, parts = [np.array([], dtype=np.int16)], [nothing_claimed()]  # for figures that hold no curated indicator
    set_aside: SetAside = {}
    for number, name in enumerate(sorted(catalogue)):
        figures = read_figures(dataset, catalogue[name], population)
        if figures is not None:
            parts.append(claims_of(subject_of(figures, who), years_back=years_back, fewest_points=fewest_points))
            names.append(np.full(len(parts[-1].area), number, dtype=np.int16))
            _note_unusable(set_aside, figures, dataset)
        progress(number + 1, len(catalogue))
    columns = {column: np.concatenate([getattr(part, column) for part in parts]) for column in COLUMNS}
    return {"indicator": np.concatenate(names), **columns}, set_aside


def _trend_parameters(dataset: Dataset, plans: Plans) -> tuple[Any, Any]:
    chosen = [plans.get(code, PlanRules()).parameters for code in dataset.areas.codes]
    return np.array([p.trend_years for p in chosen]), np.array([p.fewest_points for p in chosen])


def _note_unusable(set_aside: SetAside, figures: IndicatorFigures, dataset: Dataset) -> None:
    """Note the municipalities whose latest value is suppressed, or too old to say something about today."""
    municipalities = dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    measured = figures.measured[0]
    latest = np.array(figures.years)[measured.shape[1] - 1 - np.argmax(measured[:, ::-1], axis=1)]
    outdated = measured.any(axis=1) & (latest < oldest_told(figures, municipalities))
    for why, flags in ((Undecided.OUTDATED, outdated), (Undecided.SUPPRESSED, figures.suppressed[0])):
        for position in municipalities[flags[municipalities]]:
            set_aside.setdefault(dataset.areas.codes[position], {})[figures.definition.series] = why.value


def plans_as_rows(plans: Plans) -> dict[str, Any]:
    """Return what the plans give the rules as a manifest keeps it."""
    return {code: asdict(rules) for code, rules in sorted(plans.items())}


def plans_from(rows: Mapping[str, Any]) -> dict[str, PlanRules]:
    """Return what `plans_as_rows` gave."""
    return {
        code: PlanRules(
            ChallengeParameters(**row["parameters"]),
            tuple(TargetLikelihood(**{**one, "against": Against(one["against"])}) for one in row["targets"]),
        )
        for code, row in rows.items()
    }
