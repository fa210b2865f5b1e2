"""A small, clearly invented country in exactly the files of the adapter kolada-bulk: nothing in it exists.

Twelve municipalities in three counties, one of which is a county of one; three regions; the country; seventeen
series, each made to show one thing that official series do. Every value is a formula of series, area, year and
sex, so that a test can work out what it expects without reading the files.
"""

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from riktmarke.governance.definitions import BreakSource, Definition, Measured, Measurement, Replacement, SeriesBreak
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit

FIRST, LAST = 2010, 2022
YEARS = range(FIRST, LAST + 1)
NAMES = {
    "0000": "Riket",
    "0091": "Region Påhittade Norr",
    "0092": "Region Påhittade Söder",
    "0093": "Region Påhittade Ön",
    "9101": "Exempelby",
    "9102": "Provköping",
    "9103": "Låtsasås",
    "9104": "Attrappsjö",
    "9105": "Skenvik",
    "9106": "Senarekommun",
    "9201": "Diktala",
    "9202": "Fabelnäs",
    "9203": "Sagohult",
    "9204": "Mallstad",
    "9205": "Utkastet",
    "9301": "Enslingön",
}
MUNICIPALITIES = tuple(code for code in NAMES if not code.startswith("00"))
REGIONS = ("0091", "0092", "0093")
COUNTRY = "0000"
FOUNDED = {"9106": 2018}  # Senarekommun has no figures before
SIMILAR = {
    "9101": ("9102", "9103", "9201"),
    "9102": ("9101", "9106", "9202"),
    "9201": ("9101", "9204", "9205"),
    "9202": ("9101", "9102", "9103", "9201", "9203"),
    "0091": ("0092", "0093"),
}
LETTERS = {"T": 0, "K": 1, "M": 2}


def members(area: str) -> tuple[str, ...]:
    """Return the municipalities an area consists of."""
    if area == COUNTRY:
        return MUNICIPALITIES
    return tuple(m for m in MUNICIPALITIES if m[:2] == area[2:]) if area in REGIONS else (area,)


def persons(area: str, year: int, sex: str) -> float:
    """Return the invented population: whole persons, and the total is women and men together everywhere."""
    if sex == "T":
        return persons(area, year, "K") + persons(area, year, "M")
    if area not in MUNICIPALITIES:
        return sum(persons(m, year, sex) for m in members(area) if year >= FOUNDED.get(m, FIRST))
    place = MUNICIPALITIES.index(area)
    return 1000.0 * (place + 1) + 10 * (year - FIRST) + (7 * place if sex == "K" else 0)


def working_age(area: str, year: int, sex: str) -> float:
    """Return the invented population of working age, the denominator of a rate."""
    place = 1 + list(NAMES).index(area) % 5
    return round(persons(area, year, sex) * (0.5 + place / 50))


def level(area: str, year: int, sex: str) -> float:
    """Return an invented rate that moves with area, year and sex, never the same twice in a row."""
    place = list(NAMES).index(area)
    return 50 + (place * 37 % 17) + (year - FIRST) * 0.25 + ((place * year) % 7) / 8 + (2.5 if sex == "K" else 0)


def turnout(area: str, year: int, sex: str) -> float:
    """Return what an election gave, repeated until the next, for the country slightly revised in between."""
    elected = year - (year - FIRST) % 4
    return level(area, elected, sex) + (0.001 * (year - elected) if area == COUNTRY else 0)


def surveyed(area: str, year: int, sex: str) -> float:
    """Return a survey that reaches an area every second year and stands repeated the year after."""
    asked = year - (year + list(NAMES).index(area)) % 2
    return level(area, asked, sex)


def rounded(area: str, year: int, sex: str) -> float:
    """Return whole numbers to 2018 and one decimal since."""
    return round(level(area, year, sex), 0 if year <= 2018 else 1)


Value = Callable[[str, int, str], float]


@dataclass(frozen=True)
class Invented:
    """One invented series: its formula, for whom and when it has values, and its definition if it has one."""

    id: str
    title: str
    value: Value = level
    years: Sequence[int] = YEARS
    sexes: str = "TKM"
    by_sex_from: int = FIRST
    areas: Sequence[str] = tuple(NAMES)
    definition: dict[str, object] | None = field(default_factory=dict)

    def cells(self) -> Iterator[tuple[str, int, str, float]]:
        """Return area, year, sex and value of every row."""
        for area in self.areas:
            for year in self.years:
                for sex in self.sexes if year >= self.by_sex_from else "T":
                    if year >= FOUNDED.get(area, FIRST):
                        yield area, year, sex, float(self.value(area, year, sex))


LOCAL = (*MUNICIPALITIES, COUNTRY)
SERIES = (
    Invented("N01951", "Invånare totalt, antal", persons, definition={"averaged": False, "unit": Unit.PERSONS}),
    Invented(
        "N90001",
        "Påhittad andel med publicerat länsvärde",
        definition={"denominators": ("N90013",), "title_en": "Invented share that the county has too"},
    ),
    Invented(
        "N90002", "Påhittad andel utan publicerat länsvärde", areas=LOCAL, definition={"denominators": ("N90013",)}
    ),
    Invented("N90003", "Påhittad andel med luckor", years=(2010, 2012, 2013, 2017, 2020, 2022), areas=LOCAL),
    Invented("N90004", "Påhittad andel, bara totalt", sexes="T", areas=LOCAL),
    Invented(
        "N90005",
        "Påhittat valdeltagande",
        turnout,
        by_sex_from=2018,
        definition={"measurement": Measurement(schedule=(2010, 4))},
    ),
    Invented("N90006", "Påhittat femårsmedel", definition={"measurement": Measurement(window_years=5)}),
    Invented(
        "N90007", "Påhittad enkät vartannat år", surveyed, definition={"measurement": Measurement(repeats_at_most=2)}
    ),
    Invented(
        "N90008",
        "Påhittad andel med brott",
        definition={
            "measurement": Measurement(breaks=(2019,)),
            "series_breaks": (SeriesBreak(2019, "Nivån är påhittad.", BreakSource.FIGURES),),
            "replaces": (Replacement("N90011", 2017, "Den slutade."), Replacement("N90098", 2010, "Den är okänd.")),
        },
    ),
    Invented("N90009", "Påhittad andel, hela tal till 2018", rounded, areas=LOCAL),
    Invented("N90010", "Påhittat antal", persons, areas=LOCAL, definition={"averaged": False, "unit": Unit.PERSONS}),
    Invented("N90011", "Påhittad mätning ett enda år", years=(2016,)),
    Invented("N90012", "Påhittad andel i de två minsta", areas=("9101", "9102")),
    Invented("N90013", "Påhittade invånare i arbetsför ålder", working_age, definition=None),
    Invented("N90014", "Påhittat netto, under noll", lambda *cell: 40 - level(*cell), definition=None),
    Invented(
        "N90015",
        "Påhittat fyraårsmedel med uppehåll",
        years=(2012, 2013, 2014, 2015, 2016, 2021, 2022),
        definition={"measurement": Measurement(window_years=4)},
    ),
    Invented("N90016", "Påhittad andel bara för kvinnor", sexes="K", areas=LOCAL),
    Invented("N90017", "Påhittad nämnare utan kön", working_age, sexes="T", definition=None),
    Invented("N90018", "Påhittad andel med nämnare utan kön", areas=LOCAL, definition={"denominators": ("N90017",)}),
    Invented("N90019", "Påhittat sexårsmedel", definition={"measurement": Measurement(window_years=6)}),
    Invented("N90020", "Påhittat långt namn som ingen har bestämt något om", definition=None),
    Invented("N90022", "Påhittad kvot som ingen har bestämt något om, utan länsvärde", areas=LOCAL, definition=None),
    Invented("N90024", "Påhittad andel av sjöar", areas=LOCAL, definition={"weighed_by_inhabitants": False}),
    Invented("N90023", "Påhittat mått bara för regioner", areas=(*REGIONS, COUNTRY), definition=None),
)
WITHOUT_VALUES = "N90099"


def catalogue() -> dict[str, Definition]:
    """Return the definitions of the invented series that have one."""
    return {s.id: definition(s.id, **{"title": s.title, **s.definition}) for s in SERIES if s.definition is not None}


def definition(series: str, **given: object) -> Definition:
    """Return a definition, with something harmless for whatever is not given."""
    plain = {
        "title": series,
        "phrase": "den påhittade andelen",
        "unit": Unit.PERCENT,
        "decimals": 1,
        "polarity": Polarity.HIGHER_IS_BETTER,
        "measurement": Measurement(),
        "averaged": True,
        "denominators": (),
        "source": "Påhittet",
        "measured": Measured.EACH_YEAR,
        "periodicity_years": 1,
        "split_by_sex": True,
        "not_split_by_sex": "",
        "population": "påhittade invånare",
        "smallest_difference": 1.0,
        "links": (),
        "grounds": (),
        "why": "För att pröva motorn.",
        "author": "testerna",
        "next_review": date(2030, 1, 1),
    }
    return Definition(series=series, **{**plain, **given})  # type: ignore[arg-type]  # named as its fields


def rows_of_values() -> list[tuple[str, str, int, str, float]]:
    """Return every row of the values file, ordered by sex and year as the real file is not ordered by series."""
    rows = [(s.id, *cell) for s in SERIES for cell in s.cells()]
    return sorted(rows, key=lambda row: (LETTERS[row[3]], row[2], row[0], row[1]))


def values_table(rows: Sequence[tuple[str, str, int, str, float]]) -> pa.Table:
    """Return rows as the table of the values file."""
    kpi, area, year, sex, value = zip(*rows, strict=True)
    words = {name: pa.array(column).dictionary_encode() for name, column in (("kpi", kpi), ("area_id", area))}
    gender = pa.array(sex).dictionary_encode()
    return pa.table(
        {**words, "year": pa.array(year, pa.int16()), "gender": gender, "value": pa.array(value, pa.float64())}
    )


def write_bulk_folder(folder: Path, *, row_group_size: int = 700) -> Path:
    """Write the whole folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    table = values_table(rows_of_values())
    pq.write_table(table, folder / "kolada_values_2010-2022_all-areas.parquet", row_group_size=row_group_size)
    described = [(s.id, s.title, "1" if "K" in s.sexes else "0") for s in SERIES]
    _write(
        folder / "kolada_kpi_metadata_2024-08-17.csv",
        "concept,name,auspices,description,definition,municipality_type,is_divided_by_gender",
        [(i, t, "X", f"{t}. Finns inte. Källa: Påhittet.", "", "K", d) for i, t, d in described]
        + [(WITHOUT_VALUES, "Utan värden", "X", "", "", "K", "")],
    )
    _write(
        folder / "kolada_kpi_metadata_2026-04.csv.gz",
        "id,title,publication_date",
        [(i, t, "2026-05-20" if i == "N90001" else "") for i, t, _ in described if i != "N90014"],
    )
    kinds = [(code, name, "L" if code.startswith("00") else "K") for code, name in NAMES.items()]
    _write(folder / "kolada_municipality_list_2026-04.csv", "id,title,type", kinds)
    _write(
        folder / "kolada_municipality_group_members_2026-04.csv.gz",
        "group_id,group_title,member_id,member_title",
        [
            (f"G{number}{area}", f"Liknande {what}, övergripande, {NAMES[area]}, {year}", member, NAMES[member])
            for number, year in ((1, 2024), (2, 2025))
            for area, similar in SIMILAR.items()
            for what in ["regioner" if area in REGIONS else "kommuner"]
            for member in (similar if year == 2025 else similar[:1])
        ]
        + [("G9", "Påhittade nätverket (ovägt medel)", "9101", "Exempelby")],
    )
    _write(
        folder / "kolada_group_members_2024-08.csv",
        "group_id,group_title,kpi,kpi_title",
        [("G2KPI1", "Andelar", s.id, s.title) for s in SERIES if "andel" in s.title]
        + [("G2KPI2", "Befolkning", "N01951", "Invånare totalt, antal")],
    )
    _write(
        folder / "kolada_menu_groups_2024-08.csv",
        "tag,name,parent",
        [("kolada", "Allt", ""), ("g2kpi1", "Andelar", "kolada"), ("g2kpi2", "Befolkning", "g2kpi1")],
    )
    return folder


def _write(file: Path, header: str, rows: Sequence[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    content = text.getvalue().encode()
    file.write_bytes(gzip.compress(content, mtime=0) if file.suffix == ".gz" else content)
