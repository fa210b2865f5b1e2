"""Which years ahead are told: the one that the plan looks to and one on the way; a usual one where there is no plan."""

from typing import Final

TO_YEAR: Final = 2040  # the last year that is forecast
ON_THE_WAY: Final = 2030  # the year of Agenda 2030
USUAL_AHEAD: Final = 16  # the furthest that projections have been tried on several years (docs/population-back-test.md)


def far_year(known: int, aimed: int | None = None) -> int:
    """Return the last year that is told.

    `known`: the last year of the figures. `aimed`: the year that a plan looks to; one that has been, or that nothing is
    forecast of, counts as none.
    """
    if aimed is not None and known < aimed <= TO_YEAR:
        return aimed
    return max(min(known + USUAL_AHEAD, TO_YEAR), known + 1)


def years_to(known: int, year: int) -> tuple[int, ...]:
    """Return a year and before it one on the way, where figures have not passed that."""
    return (ON_THE_WAY, year) if known < ON_THE_WAY < year else (year,)


def years_told(known: int, aimed: int | None = None) -> tuple[int, ...]:
    """Return the years that are told, as `far_year` and `years_to` have them."""
    return years_to(known, far_year(known, aimed))
