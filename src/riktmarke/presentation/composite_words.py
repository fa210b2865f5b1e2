"""A composite in Swedish words: ranks with the ranks they may be, scores, shares of weightings, and what it would take.

A rank never stands without its set, and a change is called one only when it is larger than chance makes.
"""

from collections.abc import Callable
from math import isnan

from riktmarke.assessment.composites.changes import Level, Reached, WhatWouldChange
from riktmarke.assessment.composites.over_time import ScoreChange
from riktmarke.governance.composites import Audience
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import capitalised, counted, counted_unit, listed, unit_name
from riktmarke.presentation.numbers import EN_DASH, NO_BREAK_SPACE, decimals_apart, number, with_unit
from riktmarke.vocabulary.polarity import Polarity

AUDIENCES = {Audience.RESIDENTS: "invånare", Audience.COMPANIES: "företag", Audience.VISITORS: "besökare"}
LEVELS = {
    Level.BEST_IN_COUNTY: "länets bästa",
    Level.BEST_QUARTER_IN_COUNTY: "den bästa fjärdedelen i länet",
    Level.BEST_QUARTER_OF_SIMILAR: "den bästa fjärdedelen av liknande kommuner",
}
NO_RANK = "ingen plats: för lite av det som vägs ihop har värden"
ERRORS_FOR_A_CHANGE = 1.959963984540054  # standard errors: chance alone goes beyond them once in twenty
NEARLY_THE_MIDDLE = 0.05
Name = Callable[[str], str]


def audience_names(audiences: tuple[Audience, ...]) -> str:
    """Return whom a part is for: "invånare, företag och besökare"."""
    return listed([AUDIENCES[audience] for audience in audiences])


def rank_words(lower: int, upper: int, of: int) -> str:
    """Return the ranks that may be: "plats 4–11 av 15", or "plats 1 av 15" where only one may.

    What the figures cannot tell apart is said as such: "någon av platserna 1–15 av 15".
    """
    if of == 0:
        return NO_RANK
    if (lower, upper) == (1, of) and of > 1:
        return f"någon av platserna 1{EN_DASH}{of} av {of}"
    ranks = str(lower) if lower == upper else f"{lower}{EN_DASH}{upper}"
    return f"plats {ranks} av {of}"


def rank_sentence(municipality: str, title: str, year: int, *, lower: int, upper: int, of: int) -> str:
    """Return where a municipality stands in its county, such as "Anmälda brott 2022: Hedemora är på plats 5–15 av 15".

    `title` is what the score is of. No single rank is told where several may be: it would be quoted without them.
    """
    if of == 0:
        return f"{title} {year}: {municipality} har {NO_RANK}."
    said = f"{title} {year}: {municipality} är på {rank_words(lower, upper, of)} i länet."
    if lower == upper:
        return said
    return f"{said} Siffrorna räcker inte för att säga platsen närmare."


def score_words(score: float) -> str:
    """Return a score as steps from the middle: "1,3 steg bättre än mitten av landets kommuner"."""
    if abs(score) < NEARLY_THE_MIDDLE:
        return "som mitten av landets kommuner"
    side = "bättre" if score > 0 else "sämre"
    return f"{number(abs(score), decimals=1)} steg {side} än mitten av landets kommuner"


def change_sentence(change: ScoreChange | None, first: int | str, last: int | str) -> str:
    """Return how a score has changed between two years, or spans of them; no change where chance may have made it."""
    if change is None:
        return f"Det går inte att jämföra {last} med {first}: inget mått har värden båda åren."
    only = "" if change.share > 1 - 1e-9 else ", räknat på de mått som har värden båda åren"
    if change.changed == 0 and change.se == 0:
        return f"Inget har mätts på nytt mellan {first} och {last}."
    if isnan(change.se) or abs(change.changed) <= ERRORS_FOR_A_CHANGE * change.se:
        return f"Mellan {first} och {last} syns ingen säker förändring{only}."
    steps = number(abs(change.changed), decimals=1)
    side = "bättre" if change.changed > 0 else "sämre"
    return f"Mellan {first} och {last} har poängen blivit {steps} steg {side}{only}."


def share_words(share: float) -> str:
    """Return a share of all weightings in words and tenths: "i sju av tio"."""
    if share >= 1:
        return "i alla"
    if share <= 0:
        return "i ingen"
    tenths = round(share * 10)
    if tenths == 0:
        return "i färre än en av tio"
    if tenths == 10:
        return "i nästan alla"
    return "i hälften" if tenths == 5 else f"i {counted(tenths)} av tio"


def weights_sentence(municipality: str, first: float, low: int, high: int, of: int) -> str:
    """Return what a rank owes to the weights: how often it is first with others, and between which ranks it is."""
    ranks = f"plats {low}" if low == high else f"plats {low}{EN_DASH}{high}"
    return (
        f"Vi har prövat tusentals andra vikter än de föreslagna på samma siffror: {municipality} är först "
        f"{share_words(first)}, och på {ranks} av {of} i nio av tio."
    )


def reached_sentence(reached: Reached, level: Level, definition: Definition) -> str:
    """Return what a part at a level would give: the value, the steps, and the ranks that may then be."""
    if reached.gain <= 0:
        return f"{capitalised(LEVELS[level])} är redan nådd."
    value, steps = _figure(reached.value, definition), number(reached.gain, decimals=2)
    unit = "steg"
    return (
        f"Med samma värde som {LEVELS[level]}, {value}, hade poängen varit {steps}{NO_BREAK_SPACE}{unit} högre: "
        f"{rank_words(reached.lower, reached.upper, reached.of)}."
    )


def needed_sentence(what: WhatWouldChange, municipality: str, superlative: str, name: Name) -> str:
    """Return what it would have taken to be first in the county, with the figures of the year."""
    if what.missing <= 0:
        return (
            f"Med {what.year} års siffror har {municipality} länets högsta poäng, men osäkerheten gör att det kan vara "
            f"{rank_words(what.lower, what.upper, what.of)}."
            if what.upper > 1
            else f"Med {what.year} års siffror är {municipality} länets {_without_article(superlative)}."
        )
    said = (
        f"{name(what.first_area)} har länets högsta poäng {what.year}, {number(what.missing, decimals=1)} steg över "
        f"{municipality}."
    )
    if isnan(what.share_of_way):
        return f"{said} Inte ens med länets bästa värde i varje del hade {municipality} varit först."
    return (
        f"{said} För att bli först hade {municipality} behövt komma {_way(what.share_of_way)} till länets bästa värde "
        f"i alla delar på en gång, medan de andra stod stilla."
    )


def _way(share: float) -> str:
    """Return how much of a way a share is, upwards to the next tenth: what is said is then enough."""
    tenths = min(10, int(-(-share * 10 // 1)))
    if tenths >= 10:
        return "nästan hela vägen"
    return (
        "halva vägen"
        if tenths == 5
        else f"{counted(tenths)} tiondelar av vägen"
        if tenths > 1
        else "en tiondel av vägen"
    )


def _without_article(superlative: str) -> str:
    return superlative.removesuffix("en") if superlative.endswith("kommunen") else superlative


def _figure(value: float, definition: Definition, *, apart_from: float | None = None) -> str:
    decimals = definition.decimals
    if apart_from is not None:
        decimals = decimals_apart(value, apart_from, decimals=decimals)
    figure = number(value, decimals=decimals)
    return with_unit(figure, counted_unit(unit_name(definition), figure))


def good_direction(definition: Definition) -> str:
    """Return which way is good, in a word for a table: "lägre" or "högre"."""
    return "högre" if definition.polarity is Polarity.HIGHER_IS_BETTER else "lägre"
