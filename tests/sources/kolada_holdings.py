"""What the local Kolada holds in tests: the invented country, or a slice of the real figures."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests import invented_figures
from tests.sources.kolada_server import Holdings, Row, Told


def invented(only: Sequence[str] = ()) -> Holdings:
    """Return the invented country as Kolada would have it; `only` these series, or all of them."""
    series = [s for s in invented_figures.SERIES if not only or s.id in only]
    named = invented_figures.NAMES

    def kinds(area: str) -> str:
        return "regioner" if area.startswith("00") else "kommuner"

    lists: dict[str, list[Row]] = {
        "municipality": [
            {"id": code, "title": name, "type": "L" if code.startswith("00") else "K"} for code, name in named.items()
        ],
        "municipality_groups": [
            {
                "id": f"G{number}{area}",
                "title": f"Liknande {kinds(area)}, övergripande, {named[area]}, {year}",
                "members": [{"member_id": m, "member_title": named[m]} for m in similar[: 1 if year == 2024 else None]],
            }
            for number, year in ((1, 2024), (2, 2025))
            for area, similar in invented_figures.SIMILAR.items()
        ],
        "kpi": [
            {
                "id": s.id,
                "title": s.title,
                "description": f"{s.title}. Finns inte. Källa: Påhittet.",
                "is_divided_by_gender": "K" in s.sexes,
                "municipality_type": "K",
                "auspice": "X",
                "operating_area": "Påhittat",
                "perspective": "Påhittat",
                "prel_publication_date": None,
                "publication_date": "2026-05-20" if s.id == "N90001" else None,
                "publ_period": "2025",
                "has_ou_data": False,
            }
            for s in series
        ],
        "kpi_groups": [
            {
                "id": "G2KPI1",
                "title": "Andelar",
                "members": [{"member_id": s.id, "member_title": s.title} for s in series if "andel" in s.title],
            }
        ],
    }
    cells = {(s.id, area, year, sex): Told(value) for s in series for area, year, sex, value in s.cells()}
    return Holdings(lists, cells)


def real(data: Path, series: Iterable[str]) -> Holdings:
    """Return these series of the real figures, with the real lists."""
    folder, wanted = data / "kolada", list(series)
    values = pq.read_table(
        next(folder.glob("kolada_values_*_all-areas.parquet")), filters=pc.field("kpi").isin(wanted)
    ).to_pylist()
    areas = _csv(next(folder.glob("kolada_municipality_list_*.csv")))
    kpis = [
        {**row, "is_divided_by_gender": row["is_divided_by_gender"] == "True"}
        for row in _csv(next(folder.glob("kolada_kpi_metadata_2026-04.csv.gz")))
    ]
    groups: dict[str, Row] = {}
    for row in _csv(next(folder.glob("kolada_municipality_group_members_*.csv.gz"))):
        group = groups.setdefault(row["group_id"], {"id": row["group_id"], "title": row["group_title"], "members": []})
        group["members"].append({"member_id": row["member_id"], "member_title": row["member_title"]})
    lists: dict[str, list[Row]] = {
        "municipality": [dict(row) for row in areas],
        "municipality_groups": list(groups.values()),
        "kpi": kpis,
        "kpi_groups": [],
    }
    cells = {(v["kpi"], v["area_id"], int(v["year"]), v["gender"]): Told(v["value"]) for v in values}
    return Holdings(lists, cells)


def _csv(file: Path) -> list[dict[str, str]]:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
