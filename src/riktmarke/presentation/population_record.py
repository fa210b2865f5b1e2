"""How near earlier projections of the population would have come, in words.

The figures are those of docs/population-back-test.md: a test holds them to that page, and `make prove` holds that page
to the calculation.
"""

from dataclasses import dataclass
from typing import Final

from riktmarke.presentation.numbers import number


@dataclass(frozen=True, slots=True)
class Judged:
    """Projections judged: the mean error in per cent, that of as many as in the base year, how often 8 in 10 held."""

    error: float
    as_today: float
    held_of_100: int


LATELY: Final = Judged(1.60, 2.86, 79)  # base years 2013 and later, all years ahead
NINE_AHEAD: Final = Judged(2.91, 6.19, 81)  # of those, nine years ahead
SIXTEEN_AHEAD: Final = Judged(5.91, 9.59, 68)  # base years to 2012, sixteen years ahead


def record_sentences() -> tuple[str, ...]:
    """Return how often and how near earlier projections would have been right, also where they were not."""
    lately = (
        "Samma räkning har prövats för alla kommuner från varje år 2003–2021, med bara det som var känt då. Från 2013 "
        f"och senare hamnade {LATELY.held_of_100} av 100 utfall inom det som skulle hålla 8 gånger av 10. Nio år "
        f"framåt låg mitten i medel {_per_cent(NINE_AHEAD.error)} procent fel; att gissa på lika många som då hade "
        f"gett {_per_cent(NINE_AHEAD.as_today)}."
    )
    longest = (
        f"Sexton år framåt, från 2003–2006, hamnade bara {SIXTEEN_AHEAD.held_of_100} av 100 inom det som skulle hålla "
        f"8 gånger av 10, med ett fel på i medel {_per_cent(SIXTEEN_AHEAD.error)} procent: kommunerna blev då oftast "
        "större än väntat. Ju längre fram, desto mindre är intervallen prövade."
    )
    return lately, longest


def _per_cent(value: float) -> str:
    return number(value, decimals=1)
