"""Indicators composed of one series for women and one for men, read as if the publisher had made them one series."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from riktmarke.statistics.panels import Panel, shared_panel
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.groups import GROUPS, TOTAL, Sex

NOWHERE = -1  # a composed series lies in no row group of its own


@dataclass(frozen=True, slots=True)
class Composition:
    """An indicator and the series its women's and men's values come from; each publishes them as its total."""

    id: str
    title: str
    women: str
    men: str

    @property
    def parts(self) -> dict[Sex, str]:
        """The series by the sex they are about."""
        return {Sex.FEMALE: self.women, Sex.MALE: self.men}

    def described(self, known: Mapping[str, Series]) -> Series:
        """Return the composed series as the register holds it."""
        parts = [known[series] for series in self.parts.values()]
        dates = [part.next_publication for part in parts if part.next_publication is not None]
        return Series(
            id=self.id,
            title=self.title,
            description=" ".join(f"{part.id} {part.title}: {part.description}" for part in parts),
            publisher_source=parts[0].publisher_source,
            split_by_sex=True,
            still_published=all(part.still_published for part in parts),
            next_publication=min(dates, default=None),
            first_period=min(part.first_period for part in parts),
            last_period=max(part.last_period for part in parts),
            values=sum(part.values for part in parts),
            rows=0,
            row_group=NOWHERE,
            row_offset=0,
        )

    def panel(self, parts: Mapping[Sex, Panel]) -> Panel:
        """Return the parts' totals as one panel's women and men; nobody publishes the two together."""
        areas = next(iter(parts.values())).areas
        years = tuple(range(min(p.periods[0] for p in parts.values()), max(p.periods[-1] for p in parts.values()) + 1))
        shape = (len(GROUPS), len(areas), len(years))
        values, status = np.full(shape, np.nan), np.zeros(shape, dtype=np.uint8)
        for sex, part in parts.items():
            at = slice(part.periods[0] - years[0], part.periods[-1] - years[0] + 1)
            values[GROUPS.index(sex), :, at] = part.values[:, :, TOTAL]
            status[GROUPS.index(sex), :, at] = part.status[:, :, TOTAL]
        return shared_panel(self.id, areas, years, values=values, status=status)


def possible(compositions: Iterable[Composition], known: Mapping[str, Series]) -> tuple[Composition, ...]:
    """Return the compositions whose series are both there."""
    return tuple(c for c in compositions if c.women in known and c.men in known)


def as_rows(compositions: Sequence[Composition]) -> list[dict[str, Any]]:
    """Return the compositions as a manifest keeps them."""
    return [{"id": c.id, "title": c.title, "women": c.women, "men": c.men} for c in compositions]


def from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Composition, ...]:
    """Return what `as_rows` gave."""
    return tuple(Composition(**row) for row in rows)
