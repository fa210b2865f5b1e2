"""The Swedish words for the parts of a projection of the population, and its numbers as they are rounded."""

from collections.abc import Mapping
from enum import Enum, auto

from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.numbers import MINUS, number, rounded


class WhyNoProjection(Enum):
    """Why there is no projection of a municipality."""

    NO_TABLES = auto()  # nobody has imported the population by age
    NO_FLOWS = auto()  # the figures lack births, deaths or moves
    NOT_BY_AGE = auto()  # the population by age does not know this municipality
    PAST_THE_END = auto()  # figures are observed for all years that would be projected


SCENARIO_NAME, UNCHANGED_NAME = marked("med ändringarna"), marked("Utan ändringar, mitten")
BAND_NAMES: Mapping[str, str] = spoken(
    {
        "0-5": marked("0–5 år"),
        "6-15": marked("6–15 år"),
        "16-19": marked("16–19 år"),
        "20-64": marked("20–64 år"),
        "65-79": marked("65–79 år"),
        "80+": marked("80 år och äldre"),
    }
)
BAND_USES: Mapping[str, str] = {
    "0-5": marked("förskolans ålder"),
    "6-15": marked("grundskolans ålder"),
    "16-19": marked("gymnasiets ålder"),
    "20-64": marked("arbetsför ålder"),
}
FLOW_NAMES: Mapping[str, str] = spoken(
    {
        "births": marked("Födda"),
        "deaths": marked("Döda"),
        "natural": marked("Födda minus döda"),
        "inflow": marked("Inflyttade"),
        "outflow": marked("Utflyttade"),
        "net": marked("Inflyttade minus utflyttade"),
        "change": marked("Hela förändringen"),
    }
)


def people(value: float) -> str:
    """Return a projected number of people as exactly as it can be known: three figures, and never single persons."""
    return number(rough(value), decimals=0)


def more_or_fewer(value: float) -> str:
    """Return a difference in people with its sign; 0 without one."""
    shown = rough(value)
    return number(shown, decimals=0) if shown <= 0 else f"+{number(shown, decimals=0)}"


def rough(value: float) -> float:
    """Return a number of people to three figures, and to tens where that is coarser."""
    size = abs(value)
    unit = 10
    while size >= 1000 * unit:
        unit *= 10
    return float(rounded(value / unit, decimals=0)) * unit


def span(low: float, high: float) -> str:
    """Return an interval of people: 15 000–17 000, with "till" where a minus sign would stand at a dash."""
    ends = people(low), people(high)
    return say("{ends} till {ends2}", ends=ends[0], ends2=ends[1]) if MINUS in "".join(ends) else f"{ends[0]}–{ends[1]}"


def why_no_projection(why: WhyNoProjection, name: str) -> str:
    """Return why nothing can be said about the years to come."""
    return {
        WhyNoProjection.NO_TABLES: say(
            "Folkmängden efter ålder är inte inläst. Utan den går det inte att räkna framåt."
        ),
        WhyNoProjection.NO_FLOWS: say(
            "De inlästa siffrorna saknar födda, döda, flyttningar eller folkmängd efter ålder. Utan "
            "dem går det inte att räkna framåt."
        ),
        WhyNoProjection.NOT_BY_AGE: say("Den inlästa folkmängden efter ålder har inga uppgifter om {name}.", name=name),
        WhyNoProjection.PAST_THE_END: say("Siffrorna når redan till det sista år som räknas framåt."),
    }[why]
