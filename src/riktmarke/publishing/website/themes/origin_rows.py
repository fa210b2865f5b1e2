"""Never only sex: women and men among native- and foreign-born, for the indicators whose source has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import UNIT_NAMES
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.population_groups import GroupRow, groups_beside
from riktmarke.publishing.website.themes.themed import Themed
from riktmarke.vocabulary.groups import Dimension

BY_ORIGIN = f"efter-{Dimension.ORIGIN}"


@dataclass(frozen=True, slots=True)
class OriginRows:
    """An indicator with a row each for native- and foreign-born: everyone, women and men."""

    series: str
    title: str
    unit: str
    rows: tuple[GroupRow, ...]


def origin_rows(themed: Themed, definitions: Iterable[Definition]) -> list[OriginRows]:
    """Return the indicators that have values for where people were born, here."""
    found = []
    for definition in definitions:
        if not definition.by(Dimension.ORIGIN):
            continue
        wording = themed.source.wording_of(definition, themed.place)
        tables = groups_beside(themed.source, themed.place, themed.findings, wording, None)["group_tables"]
        rows = next((table.rows for table in tables if table.id == BY_ORIGIN), ())
        if rows:
            found.append(OriginRows(definition.series, title_in_tongue(definition), UNIT_NAMES[definition.unit], rows))
    return found
