"""Composites: several indicators weighed together, declared in `catalogue/composites/` with weights and reasons.

A composite has dimensions that are kept apart and shown side by side; only a declared weighting makes one score of
them. All of it is a choice that somebody has made: the file says whose, and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Audience(StrEnum):
    """Whom a part of a composite is for."""

    RESIDENTS = "residents"
    COMPANIES = "companies"
    VISITORS = "visitors"


@dataclass(frozen=True, slots=True)
class CompositePart:
    """An indicator in a composite, with its weight within the dimension.

    `indicator` is the id of a definition in the catalogue; `why` is one Swedish sentence. `from_year`: the first year
    whose values are used, None for all; `from_year_why` says why the earlier ones are not.
    """

    indicator: str
    weight: float
    audiences: tuple[Audience, ...]
    why: str
    from_year: int | None = None
    from_year_why: str = ""
    why_en: str = ""
    from_year_why_en: str = ""


@dataclass(frozen=True, slots=True)
class CompositeDimension:
    """What is measured in one way, such as reported crime. The weights of its parts sum to 1.

    `weight` is the dimension's in the declared overall weighting; `without` says, for each audience that no part is
    for, why there is none.
    """

    id: str
    title: str
    says: str
    weight: float
    parts: tuple[CompositePart, ...]
    without: Mapping[Audience, str]
    title_en: str = ""
    says_en: str = ""
    without_en: Mapping[Audience, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Composite:
    """A composite and the rules that its scores are made by. The weights of the dimensions sum to 1.

    `reference_years`: the first and last year of the yardstick, the same for all years so that a change is one;
    `oldest_years`: a value stands for the year it is from and at most so many years after; `smallest_share`: a score
    needs parts with at least this share of its weight; `winsorised_at`: no part counts further from the middle than
    this many of the yardstick's standard deviations. `proposal`: nobody has decided it; it is Riktmärke's own.
    What ends in `_en` is our English of the text it is named after; a composite has English for all of them or none.
    """

    id: str
    title: str
    superlative: str
    says: str
    cannot_say: tuple[str, ...]
    proposal: bool
    reference_years: tuple[int, int]
    oldest_years: int
    smallest_share: float
    winsorised_at: float
    dimensions: tuple[CompositeDimension, ...]
    author: str
    next_review: date
    title_en: str = ""
    superlative_en: str = ""
    says_en: str = ""
    cannot_say_en: tuple[str, ...] = ()

    def dimension(self, dimension_id: str) -> CompositeDimension:
        """Return the dimension with this id.

        Raises:
            KeyError: naming those that there are.
        """
        for dimension in self.dimensions:
            if dimension.id == dimension_id:
                return dimension
        raise KeyError(f"{dimension_id!r} is no dimension of {self.id}: {', '.join(d.id for d in self.dimensions)}")

    @property
    def parts(self) -> tuple[tuple[CompositeDimension, CompositePart], ...]:
        """Every part with the dimension it is in, in the order of the file."""
        return tuple((dimension, part) for dimension in self.dimensions for part in dimension.parts)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of the parts' indicators, in the order of the file."""
        return tuple(part.indicator for _, part in self.parts)


Composites = Mapping[str, Composite]
NO_COMPOSITES: Composites = MappingProxyType({})
