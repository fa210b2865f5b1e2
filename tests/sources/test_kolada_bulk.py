"""The adapter kolada-bulk: what it reads, and what it says of a folder that is not as published."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from riktmarke.assessment.runs import current_run
from riktmarke.sources.adapters import adapter
from riktmarke.sources.adapters.kolada_bulk import KoladaBulk
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.snapshots import SnapshotRegister
from riktmarke.statistics.store import Delivery, Store
from riktmarke.vocabulary.errors import DamagedFile, RiktmarkeError, UnexpectedPayload
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent

Make = Callable[..., Path]
VALUES = "kolada_values_2010-2022_all-areas.parquet"
METADATA = "kolada_kpi_metadata_2024-08-17.csv"
PUBLISHED = "kolada_kpi_metadata_2026-04.csv.gz"
AREAS = "kolada_municipality_list_2026-04.csv"
GROUPS = "kolada_municipality_group_members_2026-04.csv.gz"


def parsed(folder: Path, tmp_path: Path) -> Delivery:
    chosen = KoladaBulk()
    return chosen.parse(chosen.fetch(folder, SnapshotRegister(tmp_path / "snapshots"), at=RECEIVED))


def change_text(file: Path, change: Callable[[str], str]) -> None:
    if file.suffix == ".gz":
        file.write_bytes(gzip.compress(change(gzip.decompress(file.read_bytes()).decode()).encode()))
    else:
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def change_values(file: Path, **columns: Callable[[list[object]], list[object]]) -> None:
    table = pq.read_table(file)
    for name, change in columns.items():
        kind = table.schema.field(name).type
        plain = kind.value_type if pa.types.is_dictionary(kind) else kind
        table = table.set_column(
            table.schema.get_field_index(name), name, pa.array(change(table[name].to_pylist()), plain)
        )
    pq.write_table(table, file)


def first(value: object) -> Callable[[list[object]], list[object]]:
    return lambda column: [value, *column[1:]]


def test_the_adapter_is_found_by_its_name() -> None:
    assert isinstance(adapter("kolada-bulk"), KoladaBulk)


def test_a_source_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(RiktmarkeError, match="'scb'") as raised:
        adapter("scb")
    assert "kolada-bulk" in raised.value.expected


def test_parse_is_pure(bulk_folder: Make, tmp_path: Path) -> None:
    snapshot = KoladaBulk().fetch(bulk_folder(), SnapshotRegister(tmp_path / "snapshots"), at=RECEIVED)
    one, two = KoladaBulk().parse(snapshot), KoladaBulk().parse(snapshot)

    assert (one.descriptions, one.groups, one.peers, one.about) == (two.descriptions, two.groups, two.peers, two.about)
    for name in one.observations.__slots__:
        assert getattr(one.observations, name).tolist() == getattr(two.observations, name).tolist()


def test_series_carry_what_the_publisher_says(bulk_folder: Make, tmp_path: Path) -> None:
    described = {d.id: d for d in parsed(bulk_folder(), tmp_path).descriptions}

    share = described["N90001"]
    assert share.title == "Påhittad andel med publicerat länsvärde"
    assert share.publisher_source == "Påhittet"
    assert (share.split_by_sex, share.still_published, share.next_publication) == (True, True, date(2026, 5, 20))
    assert not described["N90014"].still_published
    assert described["N90002"].next_publication is None
    assert not described["N90004"].split_by_sex


def test_groups_of_series_keep_the_publishers_tree(bulk_folder: Make, tmp_path: Path) -> None:
    groups = {group.id: group for group in parsed(bulk_folder(), tmp_path).groups}

    assert list(groups) == ["G2KPI1", "G2KPI2"]
    assert (groups["G2KPI1"].parent, groups["G2KPI2"].parent) == ("", "G2KPI1")
    assert groups["G2KPI2"].series == ("N01951",)


def test_other_groupings_of_municipalities_are_no_similar_areas(bulk_folder: Make, tmp_path: Path) -> None:
    peers = parsed(bulk_folder(), tmp_path).peers

    assert {peer.id for peer in peers} == {f"G{n}{area}" for n in (1, 2) for area in invented_figures.SIMILAR}
    assert {peer.field for peer in peers} == {"övergripande"}


def test_the_manifest_carries_source_licence_and_date(bulk_folder: Make, tmp_path: Path) -> None:
    about = parsed(bulk_folder(), tmp_path).about

    assert (about["publisher"], about["attribution"], about["fetched"]) == ("Kolada", "Källa: Kolada", "2024-08-17")


@pytest.mark.parametrize("row_group_size", [7, 63, 100_000])
def test_values_are_the_same_however_the_file_is_divided(
    bulk_folder: Make, tmp_path: Path, row_group_size: int
) -> None:
    whole = parsed(bulk_folder("whole"), tmp_path).observations
    divided = parsed(bulk_folder("divided", row_group_size=row_group_size), tmp_path).observations

    assert divided.value.tolist() == whole.value.tolist()
    assert divided.series.tolist() == whole.series.tolist()


@pytest.mark.parametrize("plain", ["kpi", "area_id", "gender"])
def test_words_may_come_as_plain_text_too(bulk_folder: Make, tmp_path: Path, plain: str) -> None:
    folder = bulk_folder()
    change_values(folder / VALUES, **{plain: lambda column: column})

    assert len(parsed(folder, tmp_path).observations.value) == len(invented_figures.rows_of_values())


def half_a_file(folder: Path) -> None:
    whole = (folder / VALUES).read_bytes()
    (folder / VALUES).write_bytes(whole[: len(whole) // 2])


def garbage(folder: Path) -> None:
    (folder / VALUES).write_bytes(b"<html>404 Not Found</html>" * 100)


def nothing(folder: Path) -> None:
    (folder / VALUES).write_bytes(b"")


def garbage_inside(folder: Path) -> None:
    """The footer is whole, what it points to is not."""
    whole = (folder / VALUES).read_bytes()
    (folder / VALUES).write_bytes(b"PAR1" + b"\xff" * (len(whole) // 2) + whole[4 + len(whole) // 2 :])


def without_sex_column(folder: Path) -> None:
    pq.write_table(pq.read_table(folder / VALUES).drop_columns(["gender"]), folder / VALUES)


def values_as_text(folder: Path) -> None:
    table = pq.read_table(folder / VALUES)
    text = pa.array(["twelve"] * table.num_rows)
    pq.write_table(table.set_column(table.schema.get_field_index("value"), "value", text), folder / VALUES)


def unknown_sex(folder: Path) -> None:
    change_values(folder / VALUES, gender=first("X"))


def unknown_area(folder: Path) -> None:
    change_values(folder / VALUES, area_id=first("9999"))


def unknown_series(folder: Path) -> None:
    change_values(folder / VALUES, kpi=first("N12345"))


def no_series(folder: Path) -> None:
    change_values(folder / VALUES, kpi=first(None))


def no_value(folder: Path) -> None:
    change_values(folder / VALUES, value=first(None))


def no_number(folder: Path) -> None:
    change_values(folder / VALUES, value=first(float("nan")))


def twice(folder: Path) -> None:
    table = pq.read_table(folder / VALUES)
    pq.write_table(pa.concat_tables([table, table.slice(5, 1)]), folder / VALUES)


def metadata_without_column(folder: Path) -> None:
    change_text(folder / METADATA, lambda text: text.replace("is_divided_by_gender", "divided", 1))


def published_without_columns(folder: Path) -> None:
    change_text(folder / PUBLISHED, lambda text: text.replace("id,title,publication_date", "a,title,b", 1))


def cut_off_line(folder: Path) -> None:
    change_text(folder / AREAS, lambda text: text[: text.rindex(",")])


def areas_without_header(folder: Path) -> None:
    change_text(folder / AREAS, lambda text: text.split("\n", 1)[1])


def empty_areas(folder: Path) -> None:
    change_text(folder / AREAS, lambda _: "")


def unknown_kind(folder: Path) -> None:
    change_text(folder / AREAS, lambda text: text.replace("9103,Låtsasås,K", "9103,Låtsasås,B"))


def not_compressed(folder: Path) -> None:
    (folder / GROUPS).write_bytes(gzip.decompress((folder / GROUPS).read_bytes()))


def half_compressed(folder: Path) -> None:
    whole = (folder / GROUPS).read_bytes()
    (folder / GROUPS).write_bytes(whole[: len(whole) // 2])


def another_encoding(folder: Path) -> None:
    (folder / METADATA).write_bytes((folder / METADATA).read_text(encoding="utf-8").encode("latin-1"))


def flipped_bits_in_compressed(folder: Path) -> None:
    whole = bytearray((folder / GROUPS).read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 40] = b"\xff" * 40
    (folder / GROUPS).write_bytes(bytes(whole))


def unclosed_quotation_mark(folder: Path) -> None:
    filler = "x" * 200_000  # more than a field may hold: the rest of the file is swallowed by one
    change_text(folder / AREAS, lambda text: text.replace("9103,", f'9103,"{filler}', 1))


def year_that_would_wrap(folder: Path) -> None:
    table = pq.read_table(folder / VALUES)
    years = pa.array([67537, *table["year"].to_pylist()[1:]], pa.int32())  # 67537 − 65536 = 2001
    pq.write_table(table.set_column(table.schema.get_field_index("year"), "year", years), folder / VALUES)


def missing_file(folder: Path) -> None:
    (folder / AREAS).unlink()


# What is wrong, the kind of error, where and what it names, and what was expected.
FAULTS = [
    (half_a_file, DamagedFile, (VALUES, "not a whole Parquet file"), "exactly as published"),
    (garbage, DamagedFile, (VALUES, "not a whole Parquet file"), "exactly as published"),
    (nothing, DamagedFile, (VALUES, "not a whole Parquet file"), "exactly as published"),
    (garbage_inside, DamagedFile, (VALUES, "not a whole Parquet file"), "exactly as published"),
    (
        without_sex_column,
        UnexpectedPayload,
        (VALUES, "gender", "missing", "kpi, area_id, year, value"),
        "the columns",
    ),
    (values_as_text, UnexpectedPayload, (VALUES, "value of type string"), "value as numbers"),
    (unknown_sex, UnexpectedPayload, (VALUES, "unknown gender 'X'"), "one of T, K, M"),
    (unknown_area, UnexpectedPayload, (VALUES, "unknown area_id '9999'"), "municipality list"),
    (unknown_series, UnexpectedPayload, (VALUES, "unknown kpi 'N12345'"), "metadata file"),
    (no_series, UnexpectedPayload, (VALUES, "1 rows have no kpi"), "metadata file"),
    (no_value, UnexpectedPayload, (VALUES, "1 rows have no year or no value"), "a number in every row"),
    (no_number, UnexpectedPayload, ("area 0000, 2010, _T", "nan"), "a finite number"),
    (twice, UnexpectedPayload, ("more than one value",), "one value per series"),
    (metadata_without_column, UnexpectedPayload, (METADATA, "is_divided_by_gender is missing", "found"), "the columns"),
    (published_without_columns, UnexpectedPayload, (PUBLISHED, "id, publication_date are missing"), "the columns"),
    (cut_off_line, UnexpectedPayload, (AREAS, "line 17", "ends too early"), "3 fields"),
    (areas_without_header, UnexpectedPayload, (AREAS, "id, title, type are missing"), "the columns"),
    (empty_areas, UnexpectedPayload, (AREAS, "found nothing"), "the columns"),
    (unknown_kind, UnexpectedPayload, (AREAS, "9103", "'B'"), "K (municipality) or L (region)"),
    (not_compressed, DamagedFile, (GROUPS, "cannot be read as text"), "UTF-8"),
    (half_compressed, DamagedFile, (GROUPS, "cannot be read as text"), "UTF-8"),
    (another_encoding, DamagedFile, (METADATA, "cannot be read as text"), "UTF-8"),
    (flipped_bits_in_compressed, DamagedFile, (GROUPS, "cannot be read as text"), "UTF-8"),
    (unclosed_quotation_mark, DamagedFile, (AREAS, "line"), "quotation marks"),
    (year_that_would_wrap, UnexpectedPayload, (VALUES, "1 rows have a year such as 67537"), "years from 1900 to 2100"),
    (missing_file, RiktmarkeError, ("no file like kolada_municipality_list_",), "kolada_values_"),
]


Fault = tuple[Callable[[Path], None], type[RiktmarkeError], tuple[str, ...], str]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0].__name__)
def test_a_fault_is_told_with_where_and_what_to_do_and_the_old_figures_stay(
    own_store: Store, bulk_folder: Make, fault: Fault
) -> None:
    spoil, kind, named, expected = fault
    before = own_store.dataset().version.name
    folder = bulk_folder()
    spoil(folder)

    with pytest.raises(kind) as raised:
        import_from("kolada-bulk", folder, own_store, at=RECEIVED + timedelta(1), progress=silent)
    for part in named:
        assert part in raised.value.what
    assert expected in raised.value.expected
    assert len(raised.value.remedy) > 15
    fresh = Store(own_store.root)
    assert fresh.dataset().version.name == before
    assert fresh.dataset().panel("N90001").of("9101")[2022] == invented_figures.level("9101", 2022, "T")
    assert current_run(fresh).of("9101").finding("N90001").period == 2022
    assert not list(fresh.dataset_versions.root.glob(".writing-*"))


def test_a_folder_that_does_not_exist_is_told(own_store: Store, tmp_path: Path) -> None:
    with pytest.raises(RiktmarkeError, match="there is no such folder") as raised:
        import_from("kolada-bulk", tmp_path / "nowhere", own_store, at=RECEIVED, progress=silent)
    assert "riktmarke import kolada-bulk DIR" in raised.value.remedy


def test_after_a_fault_the_mended_folder_is_imported(own_store: Store, bulk_folder: Make) -> None:
    folder = bulk_folder()
    whole = (folder / VALUES).read_bytes()
    half_a_file(folder)
    with pytest.raises(DamagedFile):
        import_from("kolada-bulk", folder, own_store, at=RECEIVED + timedelta(1), progress=silent)

    (folder / VALUES).write_bytes(whole)
    at = datetime(2026, 2, 1, tzinfo=UTC)
    assert (
        import_from("kolada-bulk", folder, own_store, at=at, progress=silent)
        .version.manifest["created"]
        .startswith("2026-02-01")
    )


def test_of_several_deliveries_in_a_folder_the_latest_is_taken(bulk_folder: Make, tmp_path: Path) -> None:
    folder = bulk_folder()
    text = (folder / METADATA).read_text(encoding="utf-8")
    (folder / "kolada_kpi_metadata_2025-02-01.csv").write_text(text.replace("Påhittat valdeltagande", "Nyare namn"))

    described = {d.id: d.title for d in parsed(folder, tmp_path).descriptions}
    assert described["N90005"] == "Nyare namn"
