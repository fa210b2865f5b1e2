"""Kolada as a folder of files: all values of many series at once, with metadata, areas and groups.

The folder is described in its own README: one Parquet file of values, CSV files of metadata. It has no status and
no counts: a cell without a row may be suppressed, missing or not yet published, and nobody can tell which.
"""

import re
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from riktmarke.sources.adapters.kolada_metadata import (
    ATTRIBUTION,
    EARLIEST_YEAR,
    LATEST_YEAR,
    LICENCE,
    POPULATION_SERIES,
    PUBLISHER,
    SEX_CODES,
    areas_of,
    peers_of,
    plain,
    source_named_in,
    whole_date,
)
from riktmarke.sources.delivery_files import csv_rows
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.observations import Observations, gathered
from riktmarke.statistics.peers import PeerGroup
from riktmarke.statistics.series import SeriesDescription, SeriesGroup
from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import DamagedFile, RiktmarkeError, UnexpectedPayload
from riktmarke.vocabulary.groups import GROUPS
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

FILES = {
    "values": "kolada_values_*_all-areas.parquet",
    "descriptions": "kolada_kpi_metadata_[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].csv",
    "published": "kolada_kpi_metadata_[0-9][0-9][0-9][0-9]-[0-9][0-9].csv.gz",
    "areas": "kolada_municipality_list_*.csv",
    "area_groups": "kolada_municipality_group_members_*.csv.gz",
    "series_groups": "kolada_group_members_*.csv",
    "menu": "kolada_menu_groups_*.csv",
}
COLUMNS = ("kpi", "area_id", "year", "gender", "value")
MENU_ROOT = "kolada"


class KoladaBulk:
    """The adapter `kolada-bulk`."""

    def fetch(self, where: Path, register: SnapshotRegister, *, at: datetime) -> Snapshot:
        """Keep the folder's files as a snapshot.

        Raises:
            RiktmarkeError: naming the file that is not there.
        """
        roles = {role: _find(where, pattern) for role, pattern in FILES.items()}
        describe = {
            "publisher": PUBLISHER,
            "attribution": ATTRIBUTION,
            "licence": LICENCE,
            "fetched": _date_in(roles["descriptions"].name),
            "listed": _date_in(roles["published"].name),
            "roles": {role: file.name for role, file in roles.items()},
        }
        return register.take(list(roles.values()), at=at, describe=describe)

    def parse(self, snapshot: Snapshot) -> Delivery:
        """Return areas, series, groups and observations.

        Raises:
            DamagedFile: if the values are not a whole Parquet file.
            UnexpectedPayload: naming file, row and column of what does not fit.
        """
        areas = _areas(snapshot)
        descriptions = _descriptions(snapshot)
        return Delivery(
            areas=areas,
            descriptions=descriptions,
            groups=_series_groups(snapshot),
            peers=_peers(snapshot, areas),
            observations=_observations(snapshot, [d.id for d in descriptions], areas),
            about={
                "dataset": "kolada",
                "snapshot": snapshot.id,
                "population_series": POPULATION_SERIES,
                **{key: snapshot.manifest[key] for key in ("publisher", "attribution", "licence", "fetched", "listed")},
            },
        )


def _find(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern)) if folder.is_dir() else []
    if not found:
        raise RiktmarkeError(
            f"{folder}: {'no file like ' + pattern if folder.is_dir() else 'there is no such folder'}.",
            expected="a folder with " + ", ".join(FILES.values()),
            remedy="give the folder that holds Kolada's files: riktmarke import kolada-bulk DIR.",
        )
    return found[-1]  # names carry their date, so the last is the latest


def _date_in(name: str) -> str:
    found = re.search(r"\d{4}-\d{2}(-\d{2})?", name)
    return found[0] if found else ""


def _rows(snapshot: Snapshot, role: str, *columns: str) -> list[dict[str, str]]:
    name = snapshot.manifest["roles"][role]
    return list(csv_rows(name, snapshot.text(name), columns))


def _areas(snapshot: Snapshot) -> AreaTable:
    return areas_of(_rows(snapshot, "areas", "id", "title", "type"), where=snapshot.manifest["roles"]["areas"])


def _descriptions(snapshot: Snapshot) -> list[SeriesDescription]:
    published = {row["id"]: row["publication_date"] for row in _rows(snapshot, "published", "id", "publication_date")}
    rows = _rows(snapshot, "descriptions", "concept", "name", "description", "is_divided_by_gender")
    return [
        SeriesDescription(
            id=row["concept"],
            title=row["name"].strip(),
            description=plain(row["description"]),
            publisher_source=source_named_in(plain(row["description"])),
            split_by_sex=row["is_divided_by_gender"] == "1",
            still_published=row["concept"] in published,
            next_publication=whole_date(published.get(row["concept"], "")),
        )
        for row in sorted(rows, key=lambda row: row["concept"])
    ]


def _series_groups(snapshot: Snapshot) -> list[SeriesGroup]:
    members: dict[str, list[str]] = {}
    for row in _rows(snapshot, "series_groups", "group_id", "kpi"):
        members.setdefault(row["group_id"].lower(), []).append(row["kpi"])
    return [
        SeriesGroup(
            id=row["tag"].upper(),
            title=row["name"].strip(),
            parent="" if row["parent"] == MENU_ROOT else row["parent"].upper(),
            series=tuple(sorted(members.get(row["tag"], ()))),
        )
        for row in _rows(snapshot, "menu", "tag", "name", "parent")
        if row["tag"] != MENU_ROOT
    ]


def _peers(snapshot: Snapshot, areas: AreaTable) -> list[PeerGroup]:
    columns = ("group_id", "group_title", "member_id")
    rows = _rows(snapshot, "area_groups", *columns)
    return peers_of(((row["group_id"], row["group_title"], row["member_id"]) for row in rows), areas)


def _observations(snapshot: Snapshot, series: list[str], areas: AreaTable) -> Observations:
    name = snapshot.manifest["roles"]["values"]
    try:
        _check_columns(name, pq.read_schema(snapshot.file(name)))
        file = pq.ParquetFile(snapshot.file(name), read_dictionary=["kpi", "area_id", "gender"])
        positions = {
            "kpi": {code: index for index, code in enumerate(series)},
            "area_id": {code: index for index, code in enumerate(areas.codes)},
            "gender": {code: GROUPS.index(sex) for code, sex in SEX_CODES.items()},
        }
        return gathered(
            _batch(name, file.read_row_group(index, columns=list(COLUMNS)), positions)
            for index in range(file.num_row_groups)
        )
    except (pa.ArrowException, OSError) as error:
        raise DamagedFile(
            f"{name} is not a whole Parquet file: {error}.",
            expected="the file exactly as published",
            remedy="copy or fetch it again; what was imported before is untouched.",
        ) from error


def _check_columns(name: str, schema: pa.Schema) -> None:
    missing = [column for column in COLUMNS if column not in schema.names]
    if missing:
        raise UnexpectedPayload(
            f"{name}: the columns {', '.join(missing)} are missing; found {', '.join(schema.names)}.",
            expected=f"the columns {', '.join(COLUMNS)}",
            remedy="fetch the file again from its publisher.",
        )
    year, value = schema.field("year").type, schema.field("value").type
    if not pa.types.is_integer(year) or not (pa.types.is_floating(value) or pa.types.is_integer(value)):
        raise UnexpectedPayload(
            f"{name}: year is of type {year} and value of type {value}.",
            expected="year as whole numbers and value as numbers",
            remedy="fetch the file again from its publisher.",
        )


def _batch(name: str, table: pa.Table, positions: dict[str, dict[str, int]]) -> Observations:
    if table["value"].null_count or table["year"].null_count:
        raise UnexpectedPayload(
            f"{name}: {table['value'].null_count + table['year'].null_count} rows have no year or no value.",
            expected="a year and a number in every row; what is missing has no row",
            remedy="fetch the file again from its publisher.",
        )
    kpi, area, group = (_positions(name, table[column], column, positions[column]) for column in positions)
    status = np.full(table.num_rows, STATUSES.index(ObservationStatus.NORMAL), dtype=np.int8)
    return Observations(
        series=kpi.astype(np.int16),
        area=area.astype(np.int16),
        group=group.astype(np.int8),
        period=_years(name, table["year"].to_numpy()),
        value=table["value"].to_numpy().astype(np.float64, copy=False),
        status=status,
    )


def _years(name: str, years: NDArray[np.integer]) -> NDArray[np.int16]:
    outside = years[(years < EARLIEST_YEAR) | (years > LATEST_YEAR)]
    if outside.size:
        raise UnexpectedPayload(
            f"{name}: {outside.size} rows have a year such as {outside[0]}.",
            expected=f"years from {EARLIEST_YEAR} to {LATEST_YEAR}",
            remedy="fetch the file again from its publisher.",
        )
    return years.astype(np.int16)


ADVICE = {
    "kpi": "a series with a row in the metadata file",
    "area_id": "an area with a row in the municipality list",
    "gender": f"one of {', '.join(SEX_CODES)}; if Kolada has added a code, add it to SEX_CODES in kolada_metadata",
}


def _positions(name: str, column: pa.ChunkedArray, what: str, positions: dict[str, int]) -> NDArray[np.intp]:
    array = column.combine_chunks().dictionary_encode() if column.null_count == 0 else None
    if array is None:
        raise UnexpectedPayload(
            f"{name}: {column.null_count} rows have no {what}.", expected=ADVICE[what], remedy="fetch the file again."
        )
    words = array.dictionary.to_pylist()
    used = np.unique(array.indices.to_numpy())
    unknown = [words[index] for index in used if words[index] not in positions]
    if unknown:
        raise UnexpectedPayload(
            f"{name}: unknown {what} {', '.join(repr(word) for word in unknown[:5])}.",
            expected=ADVICE[what],
            remedy="fetch all files of the folder again, from the same day.",
        )
    mapping = np.array([positions.get(word, -1) for word in words], dtype=np.intp)
    found: NDArray[np.intp] = mapping[array.indices.to_numpy()]
    return found
