"""Findings written and read back: every field of every cell, also where there is nothing."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from riktmarke.assessment.findings import FINDING_FIELDS, GAP_FIELDS, Finding, Findings, Gap
from riktmarke.assessment.findings_file import (
    FINDINGS,
    GAPS,
    FindingsFile,
    finding_of,
    gap_of,
    joined,
    rows_of,
    write_rows,
)
from riktmarke.assessment.runs import assess_series, current_run
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DamagedFile, UnknownArea
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.reasons import Reason
from tests import invented_figures


def comparable(found: Finding | Gap) -> dict[str, Any]:
    return {f.name: getattr(found, f.name) for f in fields(found)}


def test_every_cell_reads_back_as_it_was_said(small_store: Store) -> None:
    run = current_run(small_store)
    dataset = small_store.dataset()
    said = 0
    for series, findings in assess_series(dataset, invented_figures.catalogue(), dataset.series.ids):
        for area in dataset.areas.codes:
            kept = run.of(area)
            for group in GROUPS:
                direct = finding_of(findings, series, dataset.areas, area, group)
                if direct.value_reason == Reason.SAID:
                    assert comparable(kept.finding(series, group)) == comparable(direct)
                    said += 1
                else:
                    assert kept.finding(series, group).value_reason == Reason.NEVER_PUBLISHED
                    assert kept.finding(series, group).value is None
            direct_gap = gap_of(findings, series, dataset.areas, area)
            if direct_gap.gap_reason == Reason.SAID:
                assert comparable(kept.gap(series)) == comparable(direct_gap)
            else:
                assert kept.gap(series).gap_reason == Reason.NOT_SPLIT_BY_SEX
                assert kept.gap(series).gap is None
    assert said > 700


def test_figures_keep_every_bit_and_codes_their_type(small_store: Store, tmp_path: Path) -> None:
    dataset = small_store.dataset()
    number = dataset.series.ids.index("N90001")
    ((_, findings),) = assess_series(dataset, invented_figures.catalogue(), ["N90001"])
    odd = {name: np.copy(getattr(findings, name)) for name in (*FINDING_FIELDS, *GAP_FIELDS)}
    odd["value"][:] = np.linspace(-1e300, 1e300, odd["value"].size).reshape(odd["value"].shape)
    odd["change"][:] = np.nextafter(0.1, 1)
    odd["kind_members"][:] = 290
    odd["county_members"][:] = 49
    findings = replace(findings, **odd)
    rows = rows_of(findings, number)
    write_rows(rows, dataset.series.ids, dataset.areas, tmp_path)

    kinds = {f.name: getattr(findings, f.name).dtype for f in fields(Findings)}
    for name, columns in ((FINDINGS, rows.findings), (GAPS, rows.gaps)):
        table = pq.read_table(tmp_path / name)
        assert table.num_rows == len(columns["area"])
        for column in set(columns) & set(kinds):
            assert table[column].type.to_pandas_dtype() == kinds[column].type, column
    read = FindingsFile(tmp_path, dataset.areas).of("9101").finding("N90001", Sex.FEMALE)
    assert read.value == findings.value[dataset.areas.position("9101"), 1]
    assert (read.change, read.kind_members, read.county_members) == (np.nextafter(0.1, 1), 290, 49)


def test_an_area_without_any_figure_is_answered_and_one_that_does_not_exist_is_not(
    small_store: Store, tmp_path: Path
) -> None:
    dataset = small_store.dataset()
    ((_, findings),) = assess_series(dataset, {}, ["N90012"])  # only two municipalities have a value
    write_rows(rows_of(findings, 0), dataset.series.ids, dataset.areas, tmp_path)
    file = FindingsFile(tmp_path, dataset.areas)

    assert file.of("9301").series == ()
    assert file.of("9301").finding("N90012").value_reason == Reason.NEVER_PUBLISHED
    assert len(file.of("9101").series) == 1
    with pytest.raises(UnknownArea, match="'9999'"):
        file.of("9999")


def test_rows_are_ordered_by_area_series_and_group_whatever_the_size_of_the_parts(small_store: Store) -> None:
    run = current_run(small_store)
    table = pq.read_table(run.version.path / FINDINGS, columns=["area", "series", "group"]).to_pylist()
    order = {group.value: number for number, group in enumerate(GROUPS)}

    keys = [(row["area"], row["series"], order[row["group"]]) for row in table]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) > 700


def test_parts_are_joined_in_their_order(small_store: Store) -> None:
    dataset = small_store.dataset()
    parts = [
        rows_of(findings, number)
        for number, (_, findings) in enumerate(assess_series(dataset, {}, ["N90001", "N90002", "N90003"]))
    ]
    whole = joined(parts)

    assert np.all(np.diff(whole.findings["series"]) >= 0)
    assert len(whole.findings["value"]) == sum(len(part.findings["value"]) for part in parts)


@pytest.mark.parametrize("name", [FINDINGS, GAPS])
def test_a_damaged_file_is_told_as_that(own_store: Store, name: str) -> None:
    run = current_run(own_store)
    file = run.version.path / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] + b"\0" * (file.stat().st_size // 2))

    with pytest.raises(DamagedFile, match="cannot be read") as raised:
        FindingsFile(run.version.path, run.dataset.areas).of("9101")
    assert "assess --all" in raised.value.remedy
