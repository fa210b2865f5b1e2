"""The local Kolada has the shapes of the real one: held against responses that were recorded."""

import csv
import gzip
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.sources.kolada_server import KoladaServer


def page(kolada: KoladaServer, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{kolada.url}{path}", timeout=30) as answer:
        content: dict[str, Any] = json.load(answer)
    return content


def recorded(file: Path) -> list[dict[str, Any]]:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    rows: list[dict[str, Any]] = json.loads(content)
    return rows


def columns(file: Path) -> set[str]:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return set(next(csv.reader([content.decode("utf-8-sig").splitlines()[0]])))


@pytest.mark.parametrize(
    ("entity", "sample"),
    [
        ("municipality", "kolada_v2_municipality_2024-01.json"),
        ("municipality_groups", "kolada_v2_municipality_groups_2024-01.json.gz"),
        ("kpi_groups", "kolada_v2_kpi_groups_2024-01.json.gz"),
    ],
)
def test_the_lists_have_the_keys_that_were_recorded(
    kolada: KoladaServer, real_data: Path, entity: str, sample: str
) -> None:
    theirs = recorded(real_data / "api-samples" / sample)
    (keys,) = {frozenset(row) for row in theirs}
    ours = page(kolada, entity)["values"]

    assert {frozenset(row) for row in ours} == {keys}
    if "members" in keys:
        (members,) = {frozenset(member) for row in theirs for member in row["members"]}
        assert {frozenset(member) for row in ours for member in row["members"]} == {members}
    else:
        assert {row["type"] for row in ours} == {row["type"] for row in theirs} == {"K", "L"}


def test_the_series_have_the_keys_that_version_3_gives(kolada: KoladaServer, real_data: Path) -> None:
    keys = columns(real_data / "kolada" / "kolada_kpi_metadata_2026-04.csv.gz")

    assert {frozenset(row) for row in page(kolada, "kpi")["values"]} == {frozenset(keys)}


def test_values_have_the_fields_of_a_recorded_fetch_and_those_that_are_documented(
    kolada: KoladaServer, real_data: Path
) -> None:
    fetched = columns(real_data / "kolada" / "kolada_values_v3-fetch_2026-04_3kpis.csv")
    row = page(kolada, "data/kpi/N90001/municipality/9101")["values"][0]
    # The recording is flat, with the period as a year, the municipality's name and type added by the program that
    # made it, and without isdeleted, which the documentation has.
    flat = {"year", "municipality_id", *row["values"][0], "kpi"} - {"isdeleted"}

    assert set(row) == {"kpi", "municipality", "period", "values"}
    assert fetched - flat == {"municipality", "municipality_type"}
    assert flat <= fetched


def test_an_area_counts_as_one_and_a_recorded_status_is_empty(kolada: KoladaServer, real_data: Path) -> None:
    file = real_data / "kolada" / "kolada_values_v3-fetch_2026-04_3kpis.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    values = [v for row in page(kolada, "data/kpi/N90001/municipality/9101")["values"] for v in row["values"]]

    assert {(row["count"], row["status"]) for row in rows} == {("1", "")}
    assert {(str(value["count"]), value["status"]) for value in values} == {("1", "")}


def test_pages_count_from_1_and_name_their_neighbours(kolada: KoladaServer) -> None:
    first = page(kolada, "municipality?page=1&per_page=10")
    second = page(kolada, "municipality?page=2&per_page=10")

    assert set(first) == {"values", "count", "next_url", "previous_url"}
    assert (len(first["values"]), len(second["values"])) == (10, 6)
    assert first["next_url"].endswith("page=2&per_page=10")
    assert (first["previous_url"], second["next_url"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"data/kpi/N90001/municipality/{','.join(['9101'] * 26)}", 400),
        (f"data/kpi/N90001/year/{','.join(map(str, range(2000, 2021)))}", 400),
        ("data/kpi/N90001/municipality/9101?per_page=5001", 400),
        ("data/kpi/N90001", 404),
        ("kpi-groups", 404),
        ("municipality-groups", 404),
    ],
    ids=["26 areas", "21 years", "a page of 5001", "one of three", "a hyphen", "another hyphen"],
)
def test_what_is_not_documented_is_refused(kolada: KoladaServer, path: str, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        page(kolada, path)
    raised.value.close()
    assert raised.value.code == status
