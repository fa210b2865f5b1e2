"""What a reader may change in a projection, in words: names, hints, what was wrong, and examples to try."""

from dataclasses import dataclass

from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.numbers import number

CHILDREN, INFLOW, OUTFLOW, GOAL, YEAR = "barn", "inflyttade", "utflyttade", "mal", "ar"  # as addresses have them

LABELS = spoken(
    {
        CHILDREN: marked("Barn per kvinna"),
        INFLOW: marked("Inflyttade per år"),
        OUTFLOW: marked("Utflyttning, procent av den väntade"),
        GOAL: marked("Mål, antal invånare"),
        YEAR: marked("Målår"),
    }
)
NOT_A_NUMBER = spoken(
    {
        CHILDREN: marked("Skriv ett tal, till exempel 1,8."),
        INFLOW: marked("Skriv ett antal personer, till exempel 900."),
        OUTFLOW: marked("Skriv ett tal, till exempel 90."),
        GOAL: marked("Skriv ett antal invånare, till exempel 17 500."),
        YEAR: marked("Skriv ett årtal, till exempel 2038."),
    }
)


@dataclass(frozen=True, slots=True)
class Example:
    """A scenario to try: what it is called, and what it changes by the names in addresses."""

    name: str
    changes: dict[str, str]


def hint(field: str, expected: str) -> str:
    """Return what is expected where nothing is changed, or what the field is for."""
    return {
        CHILDREN: say("Väntat: {expected}, i medel över åren.", expected=expected),
        INFLOW: say(
            "Väntat: {expected}, i medel över åren. Alla räknas, också de som flyttar in från andra länder.",
            expected=expected,
        ),
        OUTFLOW: say("100 är som väntat. 90 betyder att var tionde av dem som annars skulle flytta ut stannar."),
        GOAL: say("Lämna tomt om det inte finns något mål."),
        YEAR: say("Målet gäller den 31 december det året."),
    }[field]


def outside(field: str, low: float, high: float, *, decimals: int) -> str:
    """Return what to write where a number is outside what can be worked out."""
    if field == YEAR:
        return say("Skriv ett år från {low} till {high}.", low=f"{low:.0f}", high=f"{high:.0f}")
    ends = say(
        "från {number} till {number2}", number=number(low, decimals=decimals), number2=number(high, decimals=decimals)
    )
    return say("Skriv ett tal {ends}.", ends=ends)


def past_year(year: int, first: int, last: int) -> str:
    """Return that a year is over, and which ones are not."""
    return say("År {year} har passerat. Skriv ett år från {first} till {last}.", year=year, first=first, last=last)


def too_few(goal: float) -> str:
    """Return that a goal of nobody is none."""
    return say(
        "Målet {number} går inte att räkna på. Skriv ett antal invånare över 0.", number=number(goal, decimals=0)
    )


def emptied(percent: float) -> str:
    """Return that a scenario leaves nobody of some age."""
    return say(
        "Med {number} procent av den väntade utflyttningen skulle alla i någon ålder lämna "
        "kommunen på ett år. Skriv ett lägre tal.",
        number=number(percent, decimals=0),
    )


def goal_too_low(goal: float, year: int) -> str:
    """Return that a goal is so low that fewer than nobody would have to move in."""
    return say(
        "Målet {number} invånare {year} är så lågt att det inte räcker att ingen alls flyttar in. Skriv ett högre tal.",
        number=number(goal, decimals=0),
        year=year,
    )


def as_in_the_best_years(first: int, last: int, per_year: float, until: int) -> Example:
    """Return the example of moves in as in the best years on end, every year to the one asked for."""
    return Example(
        say("Inflyttning som rekordåren {first}–{last}, varje år till {until}", first=first, last=last, until=until),
        {INFLOW: f"{per_year:.0f}"},
    )


def as_in_the_weakest_years(first: int, last: int, per_year: float, until: int) -> Example:
    """Return the example of moves in as in the weakest years on end, every year to the one asked for."""
    return Example(
        say(
            "Inflyttning som de svagaste åren {first}–{last}, varje år till {until}",
            first=first,
            last=last,
            until=until,
        ),
        {INFLOW: f"{per_year:.0f}"},
    )


def without_surplus_abroad(first: int, last: int, per_year: float) -> Example:
    """Return the example of as many moving to other countries as from them."""
    return Example(
        say("Utan det överskott av flyttningar från andra länder som var {first}–{last}", first=first, last=last),
        {INFLOW: f"{per_year:.0f}"},
    )


def two_children() -> Example:
    """Return the example of two children per woman."""
    return Example(say("Två barn per kvinna"), {CHILDREN: "2"})


def fewer_leave() -> Example:
    """Return the example of every tenth who would leave staying."""
    return Example(say("Var tionde som annars skulle flytta ut stannar"), {OUTFLOW: "90"})


def changed_words(field: str, written: str, expected: str) -> str:
    """Return what is changed in a field, with what was expected; empty for the goal, which is no change."""
    return {
        CHILDREN: say("{written} barn per kvinna (väntat {expected})", written=written, expected=expected),
        INFLOW: say("{written} inflyttade per år (väntat {expected})", written=written, expected=expected),
        OUTFLOW: say("{written} procent av den väntade utflyttningen", written=written),
    }.get(field, "")
