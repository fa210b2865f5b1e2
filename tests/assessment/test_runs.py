"""Runs: the same findings from any number of processes, stored only when all of them are there."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from riktmarke.assessment import runs
from riktmarke.assessment.findings_file import FINDINGS, GAPS
from riktmarke.assessment.runs import current_run, fingerprint, run
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures, UnknownSeries
from riktmarke.vocabulary.groups import Sex
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent

LATER = RECEIVED + timedelta(days=1)


def checksums(made: runs.Run) -> list[str]:
    return [hashlib.sha256((made.version.path / name).read_bytes()).hexdigest() for name in (FINDINGS, GAPS)]


def assessed(store: Store, *, at: datetime = LATER, **how: object) -> runs.Run:
    given = {"processes": 1, "progress": silent, **how}
    return run(store, invented_figures.catalogue(), at=at, **given)  # type: ignore[arg-type]  # named as its arguments


def test_one_process_and_two_write_the_same_bytes(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "SERIES_PER_TASK", 4)
    alone = checksums(assessed(own_store))
    told: list[tuple[int, int]] = []
    together = checksums(assessed(own_store, at=LATER + timedelta(1), processes=2, progress=lambda *t: told.append(t)))

    assert together == alone
    assert told[-1] == (len(invented_figures.SERIES),) * 2
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_the_size_of_the_parts_changes_nothing(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = checksums(assessed(own_store))
    monkeypatch.setattr(runs, "SERIES_PER_TASK", 1)

    assert checksums(assessed(own_store, at=LATER + timedelta(1))) == whole


def test_some_series_are_assessed_as_among_all_and_each_once(own_store: Store) -> None:
    before = current_run(own_store).of("9101")
    made = assessed(own_store, series=["N90005", "N90001", "N90005"])
    some = made.of("9101")

    assert some.series == ("N90001", "N90005")
    for series in some.series:
        assert some.finding(series, Sex.FEMALE) == before.finding(series, Sex.FEMALE)
    rows = pl.read_parquet(made.version.path / FINDINGS).select(pl.col("area", "series", "group").cast(pl.String))
    assert rows.n_unique() == rows.height > 60
    assert rows.select("area", "series").rows() == sorted(rows.select("area", "series").rows())


def test_a_series_that_is_not_there_is_named_and_the_old_run_stays(own_store: Store) -> None:
    before = current_run(own_store).version.name

    with pytest.raises(UnknownSeries, match="'N12345'"):
        assessed(own_store, series=["N90001", "N12345"])
    assert current_run(own_store).version.name == before


@pytest.mark.parametrize("processes", [1, 2])
def test_a_failure_in_any_process_leaves_the_old_run(
    own_store: Store, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(runs, "SERIES_PER_TASK", 4)
    before = current_run(own_store)
    kept = checksums(before)
    impossible = replace(
        invented_figures.definition("N90001"), measurement=Measurement(window_years=0, repeats_at_most=2)
    )

    with pytest.raises(ValueError, match="1 or more"):
        run(own_store, {"N90001": impossible}, at=LATER, processes=processes, progress=silent)
    assert current_run(own_store).version.name == before.version.name
    assert checksums(current_run(own_store)) == kept
    assert not list(own_store.run_versions.root.glob(".writing-*"))


def test_a_run_says_what_it_rested_on(own_store: Store) -> None:
    made = assessed(own_store)

    assert made.version.manifest["dataset_version"] == own_store.dataset().version.name
    assert made.version.manifest["series"] == len(invented_figures.SERIES)
    assert made.version.manifest["catalogue"] == fingerprint(invented_figures.catalogue())
    assert set(made.version.manifest["files"]) == {FINDINGS, GAPS}


def test_definitions_that_say_something_else_have_another_fingerprint() -> None:
    plain = invented_figures.catalogue()
    backwards = dict(reversed(plain.items()))
    other = {**plain, "N90001": replace(plain["N90001"], averaged=False)}

    assert fingerprint(backwards) == fingerprint(plain) != fingerprint(other)


def test_a_run_is_the_same_object_until_another_is_made(own_store: Store) -> None:
    first = current_run(own_store)

    assert current_run(own_store) is first
    assert assessed(own_store) is current_run(own_store) is not first


def test_nothing_assessed_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoFigures, match="no figures") as raised:
        current_run(Store(tmp_path))
    assert "riktmarke" in raised.value.remedy


def test_the_polars_script_says_the_same_of_the_invented_country(
    small_store: Store, benchmark_scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    """Windows, repeats, breaks, elections, unweightable members: the rules that few real series use."""
    agreement, polars_baseline = benchmark_scripts["agreement"], benchmark_scripts["polars_baseline"]
    written = dict(map(as_written, invented_figures.catalogue().values()))
    tables = polars_baseline.compute(small_store.dataset().version.path, written)
    for name, table in zip(("findings", "gaps"), tables, strict=True):
        codes = pl.selectors.matches("_(reason|basis|members|size)$").cast(pl.Int16)
        table.with_columns(codes).write_parquet(tmp_path / f"{name}.parquet")
        ours = agreement.read_findings(current_run(small_store).version.path, name)
        assert agreement.differences(ours, agreement.read_findings(tmp_path, name)) == {}
        assert ours.height > 150


def as_written(definition: Definition) -> tuple[str, dict[str, object]]:
    """Return a definition as it would stand in its TOML file."""
    rule = definition.measurement
    schedule = {"first": rule.schedule[0], "every_years": rule.schedule[1]} if rule.schedule else {}
    return definition.series, {
        "averaged": definition.averaged,
        "weighed_by_inhabitants": definition.weighed_by_inhabitants,
        "denominators": list(definition.denominators),
        "window_years": rule.window_years,
        "repeats_at_most": rule.repeats_at_most,
        "breaks": [{"first_year": year} for year in rule.breaks],
        "schedule": schedule,
    }
