"""Rows of Kolada's API to observations: one value per cell, the latest word on it, deleted ones taken away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from riktmarke.sources.adapters.kolada_metadata import EARLIEST_YEAR, LATEST_YEAR, SEX_CODES
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.observations import Observations, cell_keys, gathered
from riktmarke.vocabulary.errors import UnexpectedPayload
from riktmarke.vocabulary.groups import GROUPS
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

Row = Mapping[str, Any]

ROW_FIELDS = {"kpi", "period", "municipality", "values"}
VALUE_FIELDS = {"gender", "count", "status", "value", "isdeleted"}
# In every recorded response the word is empty; clients of version 3 tell of "Missing" where the value is null. No
# word for a suppressed value is known. `count` is not kept: it is the number of members behind a group's mean, and
# for an area, which is all that is asked for, always 1.
STATUS_WORDS = {"": ObservationStatus.NORMAL, "Missing": ObservationStatus.MISSING}
SUPPRESSED = STATUSES.index(ObservationStatus.SUPPRESSED)
TAKEN_AWAY = -1  # in place of a status: there is no value here any more, and no row says why


class RowReader:
    """Reads pages of rows. What it does not know is an error; a field it does not know is remembered and let be."""

    def __init__(self, series: Sequence[str], areas: AreaTable) -> None:
        self.unknown_fields: set[str] = set()
        self._series = {code: index for index, code in enumerate(series)}
        self._areas = {code: index for index, code in enumerate(areas.codes)}
        self._groups = {code: GROUPS.index(sex) for code, sex in SEX_CODES.items()}
        self._status = {word: STATUSES.index(status) for word, status in STATUS_WORDS.items()}

    def read(self, page: Iterable[Row], *, where: str) -> Observations:
        """Return a page's cells in its order; `where` names the page in an error.

        Raises:
            UnexpectedPayload: naming the cell and what does not fit.
        """
        cells: list[tuple[int, int, int, int, float, int]] = []
        for row in page:
            try:
                series, area, period = self._series[row["kpi"]], self._areas[row["municipality"]], int(row["period"])
                if not (row.keys() <= ROW_FIELDS and EARLIEST_YEAR <= period <= LATEST_YEAR):
                    self._look_closer(row, period, where)
                cells.extend((series, area, period, *self._cell(value)) for value in row["values"])
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise self._unexpected(row, where) from error
        return _columns(cells)

    def _cell(self, value: Row) -> tuple[int, float, int]:
        """Return group, value and status of one of a row's values."""
        if not value.keys() <= VALUE_FIELDS:
            self.unknown_fields |= value.keys() - VALUE_FIELDS
        group, number = self._groups[value["gender"]], value["value"]
        if value.get("isdeleted"):
            return group, np.nan, TAKEN_AWAY
        status = self._status[value.get("status") or ""]
        if number is None:
            return group, np.nan, status if status == SUPPRESSED else TAKEN_AWAY
        if isinstance(number, bool | str):
            raise TypeError(number)
        return group, float(number), status

    def _look_closer(self, row: Row, period: int, where: str) -> None:
        self.unknown_fields |= row.keys() - ROW_FIELDS
        if not EARLIEST_YEAR <= period <= LATEST_YEAR:
            raise UnexpectedPayload(
                f"{where}: {row['kpi']}, area {row['municipality']}: the period is {row['period']!r}.",
                expected=f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}",
                remedy="report it to the publisher; what was imported before is untouched.",
            )

    def _unexpected(self, row: Row, where: str) -> UnexpectedPayload:
        """Return the error that says which part of a row does not fit."""
        told = f"{where}: " + ", ".join(
            f"{name} {row.get(name)!r}" for name in ("kpi", "municipality", "period") if isinstance(row, dict)
        )
        for what, expected, remedy in self._complaints(row):
            return UnexpectedPayload(f"{told}: {what}.", expected=expected, remedy=remedy)
        return UnexpectedPayload(
            f"{told}: the row is not as documented: {str(row)[:300]}.",
            expected="kpi, municipality, period and values with gender, value, status and isdeleted",
            remedy="Kolada has changed its format: the module kolada_rows must be changed with it.",
        )

    def _complaints(self, row: Row) -> Iterator[tuple[str, str, str]]:
        lists_again = "fetch everything anew, so that lists and values are of the same day: riktmarke sync --full."
        if row.get("kpi") not in self._series:
            yield "the series is in none of Kolada's lists", "a series with metadata", lists_again
        if row.get("municipality") not in self._areas:
            yield "the area is in none of Kolada's lists", "an area of the municipality list", lists_again
        for value in filter(lambda value: isinstance(value, dict), row.get("values") or ()):
            gender, status, number = value.get("gender"), value.get("status"), value.get("value")
            if gender not in self._groups:
                known = ", ".join(SEX_CODES)
                advice = "if Kolada has added a code, add it to SEX_CODES in kolada_metadata."
                yield f"unknown gender code {gender!r}", f"one of {known}", advice
            if (status or "") not in self._status:
                known = ", ".join(map(repr, STATUS_WORDS))
                advice = "find out what the word means, and add it to STATUS_WORDS in kolada_rows; nothing need be "
                yield f"unknown status {status!r}", f"one of {known}", f"{advice}fetched again."
            if isinstance(number, bool | str):
                yield f"the value is {number!r}", "a number or null", "report it to the publisher."


def latest_of_each_cell(batches: Iterable[Observations], areas: AreaTable) -> Observations:
    """Return the cells of all batches in order, each as the last batch that has it says; those taken away are gone.

    Raises:
        UnexpectedPayload: if nothing is left.
    """
    o = gathered(batches)
    keys = cell_keys(o, areas)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    last_said = order[np.append(keys[1:] != keys[:-1], True)[: len(order)]]
    kept = last_said[o.status[last_said] != TAKEN_AWAY]
    if not kept.size:
        raise UnexpectedPayload(
            "The fetch brought no values at all.",
            expected="values for the series and areas that were asked for",
            remedy="ask for other series or another municipality; what was imported before is untouched.",
        )
    return Observations(**{name: getattr(o, name)[kept] for name in Observations.__slots__})


def _columns(cells: Sequence[tuple[int, int, int, int, float, int]]) -> Observations:
    series, area, period, group, value, status = zip(*cells, strict=True) if cells else ((),) * 6
    return Observations(
        series=np.array(series, dtype=np.int16),
        area=np.array(area, dtype=np.int16),
        group=np.array(group, dtype=np.int8),
        period=np.array(period, dtype=np.int16),
        value=np.array(value, dtype=np.float64),
        status=np.array(status, dtype=np.int8),
    )
