"""What Kolada's words and lists mean, however they were delivered: areas, groups, descriptions, codes for sex."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from riktmarke.statistics.areas import AreaTable, area_table
from riktmarke.statistics.peers import PeerGroup
from riktmarke.vocabulary.areas import COUNTRY_CODE, Area, AreaKind, county_code_of
from riktmarke.vocabulary.errors import UnexpectedPayload
from riktmarke.vocabulary.groups import Sex

PUBLISHER = "Kolada"
ATTRIBUTION = "Källa: Kolada"
LICENCE = "Kolada: fri användning, källan ska anges"
SEX_CODES = {"T": Sex.TOTAL, "K": Sex.FEMALE, "M": Sex.MALE}
POPULATION_SERIES = "N01951"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
AREA_KINDS = {"K": AreaKind.MUNICIPALITY, "L": AreaKind.REGION}
PEERS_TITLE = re.compile(r"Liknande (?:kommuner|regioner),? (?P<field>.+), (?P<area>[^,]+), (?P<year>\d{4})")


def areas_of(rows: Iterable[Mapping[str, str]], *, where: str) -> AreaTable:
    """Return the areas of Kolada's list (id, title, type); `where` names the list in an error.

    Raises:
        UnexpectedPayload: naming the area whose type is unknown.
    """

    def kind(row: Mapping[str, str]) -> AreaKind:
        if row["id"] == COUNTRY_CODE:
            return AreaKind.COUNTRY
        if row["type"] not in AREA_KINDS:
            raise UnexpectedPayload(
                f"{where}: area {row['id']} has the type {row['type']!r}.",
                expected="K (municipality) or L (region)",
                remedy="if Kolada has added a type, add it to AREA_KINDS in kolada_metadata.",
            )
        return AREA_KINDS[row["type"]]

    def area(row: Mapping[str, str]) -> Area:
        municipality = kind(row) is AreaKind.MUNICIPALITY
        return Area(row["id"], row["title"].strip(), kind(row), county_code_of(row["id"]) if municipality else None)

    return area_table(area(row) for row in rows)


def peers_of(memberships: Iterable[tuple[str, str, str]], areas: AreaTable) -> list[PeerGroup]:
    """Return the groups of similar areas among memberships (group, its title, member).

    Kolada's other groupings are left out: networks, size classes, unweighted county means.
    """
    codes = {area.name: area.code for area in areas}
    members: dict[tuple[str, str], list[str]] = {}
    for group, title, member in memberships:
        members.setdefault((group, title), []).append(member)
    groups = []
    for (group, title), codes_in_group in members.items():
        said = PEERS_TITLE.fullmatch(title)
        known = tuple(code for code in codes_in_group if code in areas)
        if said is not None and said["area"] in codes and known:
            groups.append(PeerGroup(group, codes[said["area"]], said["field"], int(said["year"]), known))
    return sorted(groups, key=lambda g: (g.area, g.field, g.year))


def plain(text: str) -> str:
    r"""Return a description on one line. Some hold the two signs \ and n where a line was meant to end."""
    return " ".join(text.replace("\\n", " ").split())


def source_named_in(description: str) -> str:
    """Return what the publisher itself writes after "Källa:", as far as the sentence goes."""
    _, named, source = description.rpartition("Källa:")
    return source.strip().rstrip(".") if named and len(source) < 200 else ""


def whole_date(text: str) -> date | None:
    """Return a date that says year, month and day; None for anything less."""
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
