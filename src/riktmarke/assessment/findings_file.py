"""Findings of many series in Parquet, one row group per area, so that everything about an area is one read.

findings.parquet   a row per series, area and group that has a figure
gaps.parquet       a row per series and area that has figures for both women and men
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from riktmarke.assessment.by_area import ByArea, Columns, write_by_area
from riktmarke.assessment.findings import FINDING_FIELDS, GAP_FIELDS, Basis, Finding, Findings, Gap
from riktmarke.assessment.reasoning import SAID
from riktmarke.statistics.areas import AreaTable
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.reasons import Reason

FINDINGS, GAPS = "findings.parquet", "gaps.parquet"
AREAS_KEPT_IN_MEMORY = 64


@dataclass(frozen=True, slots=True)
class Rows:
    """Findings as rows: only cells that have a figure. `series`, `area` and `group` are positions."""

    findings: Columns
    gaps: Columns


def rows_of(findings: Findings, series: int) -> Rows:
    """Return the findings of one series, at `series` in the register, as rows."""
    # Group by group, as the arrays lie in memory; writing orders the rows by area and leaves the groups in order.
    said = np.flatnonzero(findings.value_reason.T.ravel() == SAID)
    group, area = np.divmod(said, findings.value.shape[0])
    split = np.flatnonzero(findings.gap_reason == SAID)
    return Rows(
        findings={
            "series": np.full(area.size, series, dtype=np.int16),
            "area": area.astype(np.int16),
            "group": group.astype(np.int8),
            **{name: getattr(findings, name).T.ravel().take(said) for name in FINDING_FIELDS},
        },
        gaps={
            "series": np.full(split.size, series, dtype=np.int16),
            "area": split.astype(np.int16),
            **{name: getattr(findings, name)[split] for name in GAP_FIELDS},
        },
    )


def joined(parts: Iterable[Rows]) -> Rows:
    """Return all rows as one set."""
    rows = list(parts)
    return Rows(_joined([part.findings for part in rows]), _joined([part.gaps for part in rows]))


def _joined(parts: Sequence[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def write_rows(rows: Rows, series: Sequence[str], areas: AreaTable, folder: Path) -> None:
    """Write the rows, ordered by area, with the series' ids and the groups' codes as words."""
    words = {"series": series, "group": [group.value for group in GROUPS]}
    for name, columns in ((FINDINGS, rows.findings), (GAPS, rows.gaps)):
        write_by_area(columns, words, areas.codes, folder / name)


class FindingsFile:
    """A folder that `write_rows` wrote into; safe to read from several threads."""

    def __init__(self, folder: Path, areas: AreaTable) -> None:
        self._files = [
            ByArea(folder / name, remedy="assess again: riktmarke assess --all.") for name in (FINDINGS, GAPS)
        ]
        self._areas = areas
        self._kept = lru_cache(maxsize=AREAS_KEPT_IN_MEMORY)(self._read)

    def of(self, area: str) -> "AreaFindings":
        """Return everything that can be said about one area."""
        self._areas.position(area)
        return self._kept(area)

    def _read(self, area: str) -> "AreaFindings":
        return AreaFindings(area, *(file.of(area) for file in self._files))


class AreaFindings:
    """All findings of one area. What has no figure is answered with a finding that says so."""

    def __init__(self, area: str, findings: Columns, gaps: Columns) -> None:
        self.area = area
        self._findings, self._gaps = findings, gaps
        # By group and then by series: dictionaries of plain strings cost the garbage collector nothing, where
        # thousands of tuples as keys made each of its full rounds stop a page for 60 to 110 ms.
        self._row: dict[str, dict[str, int]] = {group.value: {} for group in GROUPS}
        for row, (series, group) in enumerate(zip(findings["series"], findings["group"], strict=True)):
            self._row[group][series] = row
        self._gap_row = {series: row for row, series in enumerate(gaps["series"])}

    @cached_property
    def series(self) -> tuple[str, ...]:
        """The series with any figure for the area, ordered by id."""
        return tuple(sorted(set().union(*self._row.values())))

    def finding(self, series: str, group: Sex = Sex.TOTAL) -> Finding:
        """Return the finding for a series and group."""
        row = self._row[group].get(series)
        if row is None:
            return Finding(series=series, area=self.area, group=group, **NOTHING)
        plain = {name: _plain(name, self._findings[name][row]) for name in FINDING_FIELDS}
        return Finding(series=series, area=self.area, group=group, **plain)

    def gap(self, series: str) -> Gap:
        """Return the gap between women and men for a series."""
        row = self._gap_row.get(series)
        if row is None:
            return Gap(series=series, area=self.area, **NO_GAP)
        return Gap(series=series, area=self.area, **{n: _plain(n, self._gaps[n][row]) for n in GAP_FIELDS})


def finding_of(findings: Findings, series: str, areas: AreaTable, area: str, group: Sex) -> Finding:
    """Return one cell of the findings as plain values."""
    at = areas.position(area), GROUPS.index(group)
    plain = {name: _plain(name, getattr(findings, name)[at]) for name in FINDING_FIELDS}
    return Finding(series=series, area=area, group=group, **plain)


def gap_of(findings: Findings, series: str, areas: AreaTable, area: str) -> Gap:
    """Return one area's gap as plain values."""
    at = areas.position(area)
    return Gap(series=series, area=area, **{name: _plain(name, getattr(findings, name)[at]) for name in GAP_FIELDS})


def _figure(value: Any) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124  # NaN is what does not equal itself


def _year(value: Any) -> int | None:
    return int(value) or None


def _way_to_plain(name: str) -> Callable[[Any], Any]:
    if name.endswith("_reason"):
        return REASONS.__getitem__
    if name.endswith("_basis"):
        return BASES.__getitem__
    if name.endswith(("_members", "_size")):
        return int
    return _year if name == "period" or name.endswith("_period") else _figure


# A page asks for a hundred findings of thirty fields: how each becomes plain is worked out once.
REASONS = {reason.value: reason for reason in Reason}
BASES = {basis.value: basis for basis in Basis}
TO_PLAIN = {name: _way_to_plain(name) for name in (*FINDING_FIELDS, *GAP_FIELDS)}


def _plain(name: str, value: Any) -> Any:
    return TO_PLAIN[name](value)


def _nothing(names: Sequence[str], reason: Reason) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in names:
        if name.endswith("_reason"):
            given[name] = reason
        elif name.endswith("_basis"):
            given[name] = Basis.NONE
        else:
            given[name] = 0 if name.endswith(("_members", "_size")) else None
    return given


NOTHING = _nothing(FINDING_FIELDS, Reason.NEVER_PUBLISHED)
NO_GAP = _nothing(GAP_FIELDS, Reason.NOT_SPLIT_BY_SEX)
