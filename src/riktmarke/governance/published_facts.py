"""What a publisher says of a series and what its values show: what a definition is held up against."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

FINGERPRINT_LENGTH = 12


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """One series as published.

    `has_women` and `has_men`: whether there are values for them. `spread` is the standard deviation between
    municipalities in the latest year with enough of them; `repeated` the share of municipalities' values that are
    exactly those of the year before. None where there are too few values to tell.
    """

    title: str
    description: str
    still_published: bool
    first_year: int
    last_year: int
    has_women: bool
    has_men: bool
    spread: float | None
    repeated: float | None


PublishedRegister = Mapping[str, PublishedSeries]


def fingerprint(title: str, description: str) -> str:
    """Return the fingerprint of a series' title and description, which changes when the publisher changes them."""
    return sha256(f"{title}\n{description}".encode()).hexdigest()[:FINGERPRINT_LENGTH]


def description_fingerprint(series: tuple[str, ...], published: PublishedRegister) -> str:
    """Return the fingerprint of all the series that an indicator needs, as they are described now."""
    told = [published[one] for one in series if one in published]
    if len(told) == 1:
        return fingerprint(told[0].title, told[0].description)
    return fingerprint("\n".join(one.title for one in told), "\n".join(one.description for one in told))
