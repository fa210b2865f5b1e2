"""Observations in one file: ordered, each cell once, and every panel read back as it was, wherever it lies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.statistics import observations as module
from riktmarke.statistics.areas import AreaTable, area_table
from riktmarke.statistics.observations import ObservationFile, Observations, gathered, ordered, write_observations
from riktmarke.statistics.series import Series, SeriesRegister
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.errors import DamagedFile, UnexpectedPayload, UnknownArea, UnknownSeries
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

AREAS = area_table(Area(f"91{number:02}", f"Påhitt {number}", AreaKind.MUNICIPALITY, "0091") for number in range(1, 6))
NAMES = ["N1", "N2", "N3", "N4"]
Cell = tuple[int, int, int, int]  # series, area, group, year


def observations(cells: Sequence[Cell], values: Sequence[float]) -> Observations:
    series, area, group, period = np.array(cells, dtype=np.int16).reshape(-1, 4).T
    return Observations(
        series, area, group.astype(np.int8), period, np.array(values, dtype=float), np.ones(len(cells), dtype=np.int8)
    )


def written(found: Observations, folder: Path, areas: AreaTable = AREAS) -> ObservationFile:
    extents = write_observations(found, NAMES, areas, folder / "observations.parquet")
    series = tuple(
        Series(
            id=name,
            title=name,
            description="",
            publisher_source="",
            still_published=True,
            next_publication=date(2030, 1, 1),
            **{slot: getattr(extents[name], slot) for slot in extents[name].__slots__},
        )
        for name in NAMES
        if name in extents
    )
    return ObservationFile(folder / "observations.parquet", SeriesRegister(series, ()), areas)


CELLS = [(s, a, g, y) for s in range(4) for a in range(5) for g in range(3) for y in range(2015, 2022)]


def test_observations_in_any_order_come_out_ordered() -> None:
    shuffled = [CELLS[index] for index in np.random.default_rng(1).permutation(len(CELLS))]
    values = [float(CELLS.index(cell)) for cell in shuffled]

    found = ordered(observations(shuffled, values), NAMES, AREAS)
    assert found.value.tolist() == [float(number) for number in range(len(CELLS))]


def test_what_is_ordered_already_is_not_copied() -> None:
    found = observations(CELLS, range(len(CELLS)))

    assert ordered(found, NAMES, AREAS) is found


def test_a_cell_with_two_values_is_named() -> None:
    twice = [*CELLS, (1, 2, 1, 2018)]

    with pytest.raises(UnexpectedPayload, match="N2, area 9103, 2018, F has more than one value") as raised:
        ordered(observations(twice, range(len(twice))), NAMES, AREAS)
    assert "one value per series" in raised.value.expected


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_no_number_is_named(value: float) -> None:
    values = [1.0] * len(CELLS)
    values[CELLS.index((2, 4, 2, 2016))] = value

    with pytest.raises(UnexpectedPayload, match=f"N3, area 9105, 2016, M: the value is {value}"):
        ordered(observations(CELLS, values), NAMES, AREAS)


def test_a_suppressed_cell_has_a_row_without_a_value_and_reads_back_as_suppressed(tmp_path: Path) -> None:
    place = CELLS.index((2, 4, 2, 2016))
    found = observations(CELLS, range(len(CELLS)))
    found.value[place], found.status[place] = np.nan, module.SUPPRESSED

    panel = written(ordered(found, NAMES, AREAS), tmp_path).panel("N3")

    assert panel.status_of("9105", 2016, Sex.MALE) is ObservationStatus.SUPPRESSED
    assert 2016 not in panel.of("9105", Sex.MALE)
    assert len(panel.of("9105", Sex.FEMALE)) == 7


def test_a_suppressed_cell_that_tells_its_value_is_refused() -> None:
    found = observations(CELLS, range(len(CELLS)))
    found.status[CELLS.index((2, 4, 2, 2016))] = module.SUPPRESSED

    with pytest.raises(UnexpectedPayload, match="N3, area 9105, 2016, M is suppressed, and yet has a value"):
        ordered(found, NAMES, AREAS)


def test_a_delivery_without_observations_is_told() -> None:
    with pytest.raises(UnexpectedPayload, match="no observations"):
        gathered([])


@pytest.mark.parametrize("rows_per_group", [1, 100, 105, 106, 10_000])
def test_every_series_reads_back_wherever_the_file_is_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows_per_group: int
) -> None:
    """105 rows a series: one series to a group, two, or all of them in one."""
    monkeypatch.setattr(module, "ROWS_PER_GROUP", rows_per_group)
    values = np.random.default_rng(2).normal(size=len(CELLS)) * 1e6
    file = written(observations(CELLS, values), tmp_path)

    groups = pq.read_metadata(tmp_path / "observations.parquet").num_row_groups
    assert groups == {1: 4, 100: 4, 105: 4, 106: 2, 10_000: 1}[rows_per_group]
    for order in (NAMES, list(reversed(NAMES)), ["N3", "N1", "N3"]):
        for name, panel in zip(order, file.panels(order), strict=True):
            mine = values[[cell[0] == NAMES.index(name) for cell in CELLS]].reshape(5, 3, 7).transpose(0, 2, 1)
            assert panel.series == name
            assert panel.periods == tuple(range(2015, 2022))
            assert np.array_equal(panel.values, mine)


@given(st.dictionaries(st.sampled_from(CELLS), st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_any_cells_read_back_bit_for_bit_and_all_others_are_missing(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[Cell, float]
) -> None:
    found = ordered(observations(list(cells), list(cells.values())), NAMES, AREAS)
    file = written(found, tmp_path_factory.mktemp("cells"))

    seen = {}
    for name in sorted({NAMES[cell[0]] for cell in cells}):
        panel = file.panel(name)
        for area, year, group in zip(*np.nonzero(~np.isnan(panel.values)), strict=True):
            seen[NAMES.index(name), area, group, panel.periods[year]] = panel.values[area, year, group]
        assert panel.periods == tuple(range(panel.periods[0], panel.periods[-1] + 1))
    assert seen == cells


def test_a_status_travels_with_its_value(tmp_path: Path) -> None:
    found = observations([(0, 0, 0, 2020), (0, 1, 1, 2021)], [1.0, 2.0])
    file = written(replace(found, status=np.array([2, 3], dtype=np.int8)), tmp_path)
    panel = file.panel("N1")

    assert panel.status_of("9101", 2020) == ObservationStatus.PROVISIONAL
    assert panel.status_of("9102", 2021, Sex.FEMALE) == ObservationStatus.SUPPRESSED
    assert panel.status_of("9102", 2020) == ObservationStatus.MISSING
    assert panel.status_of("9102", 1850) == ObservationStatus.MISSING
    with pytest.raises(UnknownArea):
        panel.status_of("2083", 2020)


def test_a_series_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = written(observations([(0, 0, 0, 2020)], [1.0]), tmp_path)

    with pytest.raises(UnknownSeries, match="'N2'") as raised:
        file.panel("N2")
    assert "riktmarke series" in raised.value.remedy


@pytest.mark.parametrize("damage", [b"", b"PAR1 and then nothing", None])
def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path, damage: bytes | None) -> None:
    file = written(observations(CELLS, range(len(CELLS))), tmp_path)
    path = tmp_path / "observations.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)

    with pytest.raises(DamagedFile, match="cannot be read") as raised:
        file.panel("N1")
    assert "earlier version" in raised.value.remedy


def test_suppressed_cells_are_rows_that_are_no_values(tmp_path: Path) -> None:
    cells = [(0, a, 0, y) for a in range(2) for y in range(2018, 2022)] + [(0, 0, 1, 2021)]
    cells.sort()
    values = [np.nan if year == 2021 else 1.0 for *_, year in cells]
    found = observations(cells, values)
    status = np.where(np.isnan(found.value), module.SUPPRESSED, found.status)
    file = written(replace(found, status=status.astype(np.int8)), tmp_path)
    described = file._register[NAMES[0]]
    assert (described.first_period, described.last_period, described.values, described.rows) == (2018, 2020, 6, 9)
    assert not described.split_by_sex
    panel = file.panel(NAMES[0])
    assert panel.status_of(AREAS.codes[0], 2021, Sex.FEMALE) is ObservationStatus.SUPPRESSED
    assert 2021 not in panel.of(AREAS.codes[0])
