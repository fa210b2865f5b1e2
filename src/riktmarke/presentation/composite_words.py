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
from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.numbers import EN_DASH, NO_BREAK_SPACE, decimals_apart, number, with_unit
from riktmarke.vocabulary.polarity import Polarity

AUDIENCES = {
    Audience.RESIDENTS: marked("invånare"),
    Audience.COMPANIES: marked("företag"),
    Audience.VISITORS: marked("besökare"),
}
LEVELS = spoken(
    {
        Level.BEST_IN_COUNTY: marked("länets bästa"),
        Level.BEST_QUARTER_IN_COUNTY: marked("den bästa fjärdedelen i länet"),
        Level.BEST_QUARTER_OF_SIMILAR: marked("den bästa fjärdedelen av liknande kommuner"),
    }
)
NO_RANK = marked("ingen plats: för lite av det som vägs ihop har värden")
ERRORS_FOR_A_CHANGE = 1.959963984540054  # standard errors: chance alone goes beyond them once in twenty
NEARLY_THE_MIDDLE = 0.05
Name = Callable[[str], str]


def audience_names(audiences: tuple[Audience, ...]) -> str:
    """Return whom a part is for: "invånare, företag och besökare"."""
    return listed([say(AUDIENCES[audience]) for audience in audiences])


def rank_words(lower: int, upper: int, of: int) -> str:
    """Return the ranks that may be: "plats 4–11 av 15", or "plats 1 av 15" where only one may.

    What the figures cannot tell apart is said as such: "någon av platserna 1–15 av 15".
    """
    if of == 0:
        return say(NO_RANK)
    if (lower, upper) == (1, of) and of > 1:
        return say("någon av platserna 1{en_dash}{of} av {of}", en_dash=EN_DASH, of=of)
    ranks = str(lower) if lower == upper else f"{lower}{EN_DASH}{upper}"
    return say("plats {ranks} av {of}", ranks=ranks, of=of)


def rank_sentence(municipality: str, title: str, year: int, *, lower: int, upper: int, of: int) -> str:
    """Return where a municipality stands in its county, such as "Anmälda brott 2022: Hedemora är på plats 5–15 av 15".

    `title` is what the score is of. No single rank is told where several may be: it would be quoted without them.
    """
    if of == 0:
        return say(
            "{title} {year}: {municipality} har {no_rank}.",
            title=title,
            year=year,
            municipality=municipality,
            no_rank=say(NO_RANK),
        )
    said = say(
        "{title} {year}: {municipality} är på {rank_words} i länet.",
        title=title,
        year=year,
        municipality=municipality,
        rank_words=rank_words(lower, upper, of),
    )
    if lower == upper:
        return said
    return say("{said} Siffrorna räcker inte för att säga platsen närmare.", said=said)


def score_words(score: float) -> str:
    """Return a score as steps from the middle: "1,3 steg bättre än mitten av landets kommuner"."""
    if abs(score) < NEARLY_THE_MIDDLE:
        return say("som mitten av landets kommuner")
    side = say("bättre") if score > 0 else say("sämre")
    return say("{number} steg {side} än mitten av landets kommuner", number=number(abs(score), decimals=1), side=side)


def change_sentence(change: ScoreChange | None, first: int | str, last: int | str) -> str:
    """Return how a score has changed between two years, or spans of them; no change where chance may have made it."""
    if change is None:
        return say(
            "Det går inte att jämföra {last} med {first}: inget mått har värden båda åren.", last=last, first=first
        )
    only = "" if change.share > 1 - 1e-9 else say(", räknat på de mått som har värden båda åren")
    if change.changed == 0 and change.se == 0:
        return say("Inget har mätts på nytt mellan {first} och {last}.", first=first, last=last)
    if isnan(change.se) or abs(change.changed) <= ERRORS_FOR_A_CHANGE * change.se:
        return say("Mellan {first} och {last} syns ingen säker förändring{only}.", first=first, last=last, only=only)
    steps = number(abs(change.changed), decimals=1)
    side = say("bättre") if change.changed > 0 else say("sämre")
    return say(
        "Mellan {first} och {last} har poängen blivit {steps} steg {side}{only}.",
        first=first,
        last=last,
        steps=steps,
        side=side,
        only=only,
    )


def share_words(share: float) -> str:
    """Return a share of all weightings in words and tenths: "i sju av tio"."""
    if share >= 1:
        return say("i alla")
    if share <= 0:
        return say("i ingen")
    tenths = round(share * 10)
    if tenths == 0:
        return say("i färre än en av tio")
    if tenths == 10:
        return say("i nästan alla")
    return say("i hälften") if tenths == 5 else say("i {counted} av tio", counted=counted(tenths))


def weights_sentence(municipality: str, first: float, low: int, high: int, of: int) -> str:
    """Return what a rank owes to the weights: how often it is first with others, and between which ranks it is."""
    ranks = (
        say("plats {low}", low=low)
        if low == high
        else say("plats {low}{en_dash}{high}", low=low, en_dash=EN_DASH, high=high)
    )
    return say(
        "Vi har prövat tusentals andra vikter än de föreslagna på samma siffror: {municipality} är "
        "först {share_words}, och på {ranks} av {of} i nio av tio.",
        municipality=municipality,
        share_words=share_words(first),
        ranks=ranks,
        of=of,
    )


def reached_sentence(reached: Reached, level: Level, definition: Definition) -> str:
    """Return what a part at a level would give: the value, the steps, and the ranks that may then be."""
    if reached.gain <= 0:
        return say("{capitalised} är redan nådd.", capitalised=capitalised(LEVELS[level]))
    value, steps = _figure(reached.value, definition), number(reached.gain, decimals=2)
    unit = say("steg")
    return say(
        "Med samma värde som {levels}, {value}, hade poängen varit {steps}{no_break_space}{unit} högre: {rank_words}.",
        levels=LEVELS[level],
        value=value,
        steps=steps,
        no_break_space=NO_BREAK_SPACE,
        unit=unit,
        rank_words=rank_words(reached.lower, reached.upper, reached.of),
    )


def needed_sentence(what: WhatWouldChange, municipality: str, superlative: str, name: Name) -> str:
    """Return what it would have taken to be first in the county, with the figures of the year."""
    if what.missing <= 0:
        return (
            say(
                "Med {year} års siffror har {municipality} länets högsta poäng, men osäkerheten gör att "
                "det kan vara {rank_words}.",
                year=what.year,
                municipality=municipality,
                rank_words=rank_words(what.lower, what.upper, what.of),
            )
            if what.upper > 1
            else say(
                "Med {year} års siffror är {municipality} länets {superlative}.",
                year=what.year,
                municipality=municipality,
                superlative=_without_article(superlative),
            )
        )
    said = say(
        "{name} har länets högsta poäng {year}, {number} steg över {municipality}.",
        name=name(what.first_area),
        year=what.year,
        number=number(what.missing, decimals=1),
        municipality=municipality,
    )
    if isnan(what.share_of_way):
        return say(
            "{said} Inte ens med länets bästa värde i varje del hade {municipality} varit först.",
            said=said,
            municipality=municipality,
        )
    return say(
        "{said} För att bli först hade {municipality} behövt komma {way} till länets bästa värde i "
        "alla delar på en gång, medan de andra stod stilla.",
        said=said,
        municipality=municipality,
        way=_way(what.share_of_way),
    )


def _way(share: float) -> str:
    """Return how much of a way a share is, upwards to the next tenth: what is said is then enough."""
    tenths = min(10, int(-(-share * 10 // 1)))
    if tenths >= 10:
        return say("nästan hela vägen")
    return (
        say("halva vägen")
        if tenths == 5
        else say("{counted} tiondelar av vägen", counted=counted(tenths))
        if tenths > 1
        else say("en tiondel av vägen")
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
    return say("högre") if definition.polarity is Polarity.HIGHER_IS_BETTER else say("lägre")
