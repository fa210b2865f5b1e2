"""Areas: municipalities, regions and the country, by Kolada's four-digit codes."""

from dataclasses import dataclass
from enum import StrEnum

COUNTRY_CODE = "0000"


class AreaKind(StrEnum):
    """What an area is; figures are only compared within one kind."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Area:
    """An area that official statistics are published for.

    `code` is four digits: a municipality's own code (2083), a region's county code with two leading zeros
    (0020), or 0000 for the country. `county_code` is the region a municipality lies in, None for others.
    """

    code: str
    name: str
    kind: AreaKind
    county_code: str | None = None


def county_code_of(municipality_code: str) -> str:
    """Return the code of the region (county) a municipality lies in: the first two digits name the county."""
    return f"00{municipality_code[:2]}"
