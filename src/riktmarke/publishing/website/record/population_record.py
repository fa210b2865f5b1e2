"""What the back-test of the population's projections found, as it is told on the page.

It takes minutes and is not made with the outlook: `make prove` makes it and holds docs/population-back-test.md, and a
test holds these figures to that page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """Projections of so many years ahead: the mean error in per cent beside two simple ones, and the 80 % intervals.

    All from base years 2013 and later, but for `earlier`: from base years to 2012, which the widths were chosen on.
    """

    ahead: str
    error: str
    as_today: str
    drift: str
    held: str
    earlier: bool = False


POPULATION_RECORD: tuple[PopulationRow, ...] = (
    PopulationRow("1 år", "0,54", "0,90", "0,66", "84"),
    PopulationRow("5 år", "2,29", "3,89", "2,74", "75"),
    PopulationRow("9 år", "2,91", "6,19", "4,49", "81"),
    PopulationRow("10 år", "3,17", "6,35", "4,36", "83", earlier=True),
    PopulationRow("16 år", "5,91", "9,59", "7,46", "68", earlier=True),
    PopulationRow("19 år", "7,30", "11,02", "10,25", "64", earlier=True),
)
