"""How near earlier projections of the population would have come: the figures and their words, in one place.

The back-test takes minutes and is not made with a store's own figures: it was made once, on the real figures that the
repository's docs/population-back-test.md names. A test holds every number here to that page, and `make prove` holds the
page to the calculation. What is told says on which figures and when.
"""

from dataclasses import dataclass
from typing import Final

from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import number, years

MADE: Final = marked("26\u00a0november 2026")
FIRST_YEAR, LAST_YEAR = 1995, 2022  # of the figures it was made on
MUNICIPALITIES: Final = 290
FIRST_BASE, LAST_BASE = 2003, 2021
CHOSEN_TO: Final = 2012  # the last base year that the widths of the intervals were chosen on


@dataclass(frozen=True, slots=True)
class Judged:
    """Projections judged: mean errors in per cent, and how many of 100 fell within what was to hold 8 times of 10.

    `ahead`: years ahead; None for all. `as_today`, `drift`: the errors of as many as in the base year, and of growth as
    in the five years before. From base years after CHOSEN_TO, but for `earlier`: from those to it.
    """

    ahead: int | None
    error: float
    as_today: float
    drift: float
    held_of_100: int
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """What has been judged, as a row of a table."""

    ahead: str
    since: str
    error: str
    as_today: str
    drift: str
    held: str


LATELY: Final = Judged(None, 1.60, 2.86, 2.03, 79)
NINE_AHEAD: Final = Judged(9, 2.91, 6.19, 4.49, 81)
SIXTEEN_AHEAD: Final = Judged(16, 5.91, 9.59, 7.46, 68, earlier=True)
BY_AHEAD: Final = (
    Judged(1, 0.54, 0.90, 0.66, 84),
    Judged(5, 2.29, 3.89, 2.74, 75),
    NINE_AHEAD,
    Judged(10, 3.17, 6.35, 4.36, 83, earlier=True),
    SIXTEEN_AHEAD,
    Judged(19, 7.30, 11.02, 10.25, 64, earlier=True),
)


def tried_on_sentence() -> str:
    """Return when it was tried and on which figures, which need not be those of the store."""
    return say(
        "Det prövades den {made} på riktiga siffror {years} för {municipalities} kommuner, från "
        "basår {first_base} till {last_base}, med bara det som var känt då.",
        made=say(MADE),
        years=years(FIRST_YEAR, LAST_YEAR),
        municipalities=MUNICIPALITIES,
        first_base=FIRST_BASE,
        last_base=LAST_BASE,
    )


def later_figures_sentence(base_year: int) -> str:
    """Return that a projection rests on other figures than those tried on; empty where it ends in the same year."""
    if base_year == LAST_YEAR:
        return ""
    return say(
        "Framräkningen här utgår från {base_year}. På de siffrorna är prövningen inte gjord.", base_year=base_year
    )


def lately_sentence() -> str:
    """Return how near all later projections came, beside two simple ones."""
    return say(
        "Från {chosen_to} och framåt, som sättet inte valdes på, är felet i medeltal {per_cent} "
        "procent. ”Lika många som i dag” hade haft {per_cent2} procents fel och samma ökning som "
        "de senaste fem åren {per_cent3}. Av 100 utfall hamnade {held_of_100} inom det område som "
        "skulle rymma 80.",
        chosen_to=CHOSEN_TO + 1,
        per_cent=_per_cent(LATELY.error),
        per_cent2=_per_cent(LATELY.as_today),
        per_cent3=_per_cent(LATELY.drift),
        held_of_100=LATELY.held_of_100,
    )


def record_sentences(base_year: int = LAST_YEAR) -> tuple[str, ...]:
    """Return how often and how near earlier projections would have been right, also where they were not.

    `base_year`: the year that the projection beside them starts from.
    """
    lately = say(
        "{tried_on_sentence} Från {chosen_to} och senare hamnade {held_of_100} av 100 utfall inom "
        "det som skulle hålla 8 gånger av 10. Nio år framåt låg mitten i medel {per_cent} procent "
        "fel; att gissa på lika många som då hade gett {per_cent2}.",
        tried_on_sentence=tried_on_sentence(),
        chosen_to=CHOSEN_TO + 1,
        held_of_100=LATELY.held_of_100,
        per_cent=_per_cent(NINE_AHEAD.error),
        per_cent2=_per_cent(NINE_AHEAD.as_today),
    )
    longest = say(
        "Sexton år framåt, från 2003–2006, hamnade bara {held_of_100} av 100 inom det som skulle "
        "hålla 8 gånger av 10, med ett fel på i medel {per_cent} procent: kommunerna blev då "
        "oftast större än väntat. Ju längre fram, desto mindre är intervallen prövade.",
        held_of_100=SIXTEEN_AHEAD.held_of_100,
        per_cent=_per_cent(SIXTEEN_AHEAD.error),
    )
    return tuple(said for said in (lately, longest, later_figures_sentence(base_year)) if said)


def far_sentence() -> str:
    """Return how it went the furthest that is told of, and what that means for a goal as far ahead."""
    return say(
        "Sexton år framåt höll {held_of_100} av 100 av det som skulle rymma 80: de som räknade "
        "före 2006 visste inget om invandringen 2006–2017. Läs därför chansen att nå ett mål så "
        "långt fram som osäkrare än den ser ut.",
        held_of_100=SIXTEEN_AHEAD.held_of_100,
    )


def narrow_sentence(ahead: int) -> str:
    """Return that the intervals have been too narrow so many years ahead; empty nearer than it is known of."""
    return (
        say(
            "Så långt fram har områdena varit för smala: {held_of_100} av 100 utfall hamnade där 80 "
            "skulle. Läs chansen som osäkrare än den ser ut.",
            held_of_100=SIXTEEN_AHEAD.held_of_100,
        )
        if is_narrow(ahead)
        else ""
    )


def is_narrow(ahead: int) -> bool:
    """Return whether so many years ahead are those that the intervals have been too narrow for."""
    return SIXTEEN_AHEAD.ahead is not None and ahead >= SIXTEEN_AHEAD.ahead


def judged_rows() -> tuple[JudgedRow, ...]:
    """Return the errors by years ahead beside two simple projections, and how often the 80 per cent intervals held."""
    return tuple(
        JudgedRow(
            ahead=say("{ahead} år", ahead=one.ahead),
            since=say("från basår till och med {chosen_to}", chosen_to=CHOSEN_TO) if one.earlier else "",
            error=number(one.error, decimals=2),
            as_today=number(one.as_today, decimals=2),
            drift=number(one.drift, decimals=2),
            held=str(one.held_of_100),
        )
        for one in BY_AHEAD
    )


def _per_cent(value: float) -> str:
    return number(value, decimals=1)
