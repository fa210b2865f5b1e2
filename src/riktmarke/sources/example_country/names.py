"""Names and codes of places that do not exist and cannot be taken for Swedish ones."""

from collections.abc import Iterator
from itertools import islice, product

from numpy.random import Generator

from riktmarke.sources.example_country.recipe import COUNTY_PARTS

COUNTRY_NAME = "Exempellandet"
# Every first part says that the place is made up; no Swedish municipality begins with any of them.
FIRST_PARTS = (
    "Påhitt",
    "Exempel",
    "Låtsas",
    "Fabel",
    "Saga",
    "Attrapp",
    "Skiss",
    "Mall",
    "Fantasi",
    "Utkast",
    "Modell",
    "Dikt",
    "Kuliss",
    "Docka",
    "Prov",
    "Sken",
    "Gåto",
    "Dröm",
    "Ramsa",
    "Trolleri",
)
LAST_PARTS = (
    "by",
    "köping",
    "stad",
    "vik",
    "näs",
    "sjö",
    "hult",
    "ås",
    "dal",
    "berg",
    "fors",
    "holm",
    "lund",
    "torp",
    "hamn",
    "å",
    "ström",
    "mark",
)
POINTS = ("", "Norra ", "Södra ", "Östra ", "Västra ", "Övre ", "Nedre ", "Inre ", "Yttre ", "Stora ", "Lilla ")
COUNTY_NAMES = ("Fabelland", "Låtsasmark", "Skissbygden", "Påhittsåsen", "Drömkusten", "Sagoskogen", "Gåtoslätten")


def municipality_names(count: int, generator: Generator) -> list[str]:
    """Return that many different names, the plain ones first, in an order drawn by the generator."""
    plain = [first + last for first, last in product(FIRST_PARTS, LAST_PARTS)]
    drawn = [plain[place] for place in generator.permutation(len(plain))]
    return list(islice(_with_points(drawn), count))


def _with_points(names: list[str]) -> Iterator[str]:
    for point, name in product(POINTS, names):
        yield point + name
    for number in range(2, 1000):
        yield from (f"{name} {number}" for name in names)


def county_names(count: int) -> list[str]:
    """Return that many different names of counties."""
    return list(islice(_with_points(list(COUNTY_NAMES)), count))


def county_code(number: int) -> str:
    """Return the code of the county with this number, counted from 0 (0030, 0031 and on)."""
    return f"00{COUNTY_PARTS[number]}"


def municipality_code(county: int, number: int) -> str:
    """Return the code of a county's municipality, both counted from 0 (3001, 3002 and on)."""
    return f"{COUNTY_PARTS[county]}{number + 1:02d}"
