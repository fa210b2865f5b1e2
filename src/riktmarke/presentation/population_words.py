"""How many inhabitants there may be, as sentences: how likely a goal is, what it takes, what drives it, and ages.

All in Swedish, for the page of a municipality's population. Every sentence says its year; probabilities are said in
words and tenths; nothing is said of why people are born, die or move.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population import BANDS, QUANTILES, Observed, PopulationOutlook, WhatItTakes
from riktmarke.methods.estimate import Floats
from riktmarke.presentation.labels import listed
from riktmarke.presentation.likelihood_words import likelihood
from riktmarke.presentation.numbers import number, years
from riktmarke.presentation.population_labels import BAND_NAMES, people, rough, span

LOW, MIDDLE, HIGH = (QUANTILES.index(level) for level in (0.1, 0.5, 0.9))
DECADE: Final = 10
LONG: Final = 20
NOTHING_CHANGED: Final = "Inget är ändrat än: skriv ett tal eller välj ett exempel."
CLEARLY: Final = 0.05  # of the numbers compared: below it rounding is too coarse for a difference
TOLD_AGES: Final = ("20-64", "80+")  # of a scenario, beside births
FLOWS: Final = ("births", "deaths", "inflow", "outflow")
PAIRS: Final = (
    ("births", "deaths", "föddes det", "dog", "födda", "döda"),
    ("inflow", "outflow", "flyttade det in", "ut", "inflyttade", "utflyttade"),
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal for the number of inhabitants. `at_least`: on which side it is reached."""

    inhabitants: float
    year: int
    at_least: bool = True

    @property
    def words(self) -> str:
        """The goal as it stands in a sentence: "minst 17 500 invånare 2038"."""
        return f"{'minst' if self.at_least else 'högst'} {number(self.inhabitants, decimals=0)} invånare {self.year}"


def expected_sentence(outlook: PopulationOutlook, name: str, year: int) -> str:
    """Return how many are expected in a year, and what holds with eight chances in ten."""
    total, place = outlook.total, outlook.place(year)
    middle = people(total[MIDDLE, place])
    return (
        f"Med siffror till och med {outlook.base_year} väntas {name} ha omkring {middle} invånare {year}: "
        f"{between(total, place)}."
    )


def between(total: Floats, place: int) -> str:
    """Return the interval that holds with eight chances in ten: "med 8 chanser av 10 mellan 14 100 och 16 200"."""
    return f"med 8 chanser av 10 mellan {people(total[LOW, place])} och {people(total[HIGH, place])}"


def goal_sentence(outlook: PopulationOutlook, aim: Aim, name: str) -> str:
    """Return how likely a goal is: "… är det mycket osannolikt (mindre än 1 chans av 10) att Hedemora har minst …"."""
    said = likelihood(outlook.probability(aim.inhabitants, aim.year, at_least=aim.at_least)).said
    return f"Med siffror till och med {outlook.base_year} är det {said} att {name} har {aim.words}."


def expected_beside_goal(outlook: PopulationOutlook, aim: Aim) -> str:
    """Return where the middle lies beside a goal, and the interval."""
    total, place = outlook.total, outlook.place(aim.year)
    now, middle = number(total[MIDDLE, 0], decimals=0), people(total[MIDDLE, place])
    away = apart(total[MIDDLE, place], aim.inhabitants)
    beside = f"{number(abs(away), decimals=0)} {'fler' if away > 0 else 'färre'} än målet" if away else "som målet"
    return (
        f"Den mest rimliga gissningen, lika troligt över som under, är {middle} invånare, {beside}: "
        f"{between(total, place)}. "
        f"I slutet av {outlook.base_year} var det {now}."
    )


def since_sentence(base_year: int) -> str:
    """Return what is not in the figures, to stand beside the first claim."""
    return (
        f"Siffrorna slutar {base_year}. Vad som har hänt sedan dess, och redan beslutade bostäder och arbetsplatser, "
        "är inte med."
    )


def seen_sentences(observed: Observed, outlook: PopulationOutlook, name: str, year: int) -> tuple[str, ...]:
    """Return what has moved the population and what is expected to, the larger part first."""
    last = observed.years[-1]
    first = max(last - DECADE + 1, observed.years[0])
    before = {flow: float(getattr(observed, flow)[first - observed.years[0] :].mean()) for flow in FLOWS}
    if any(np.isnan(list(before.values()))):
        return _long_ago(observed, name)
    ahead = {flow: float(getattr(outlook.middle, flow)[: outlook.place(year)].mean()) for flow in FLOWS}
    seen, to_come = f"Åren {years(first, last)}", f"Åren {years(outlook.base_year + 1, year)}"
    told = []
    for gain, loss, gained, lost, more, fewer in PAIRS:
        now = f"{gained} {people(before[gain])} personer om året och {lost} {people(before[loss])}"
        then = _surplus(ahead[gain] - ahead[loss], more, fewer)
        told.append((abs(before[gain] - before[loss]), f"{seen} {now}. {to_come} väntas {then}."))
    ordered = [sentence for _, sentence in sorted(told, key=lambda one: -one[0])]
    return (*_long_ago(observed, name), *ordered)


def _long_ago(observed: Observed, name: str) -> tuple[str, ...]:
    last = observed.years[-1]
    first = last - LONG
    if first < observed.years[0]:
        return ()
    then, now = observed.population[first - observed.years[0]], observed.population[-1]
    if np.isnan(then) or np.isnan(now):
        return ()
    change = now - then
    moved = "lika många" if change == 0 else (f"{number(abs(change), decimals=0)} {'fler' if change > 0 else 'färre'}")
    told = f"{name} hade {number(now, decimals=0)} invånare {last}: {moved} {'som' if change == 0 else 'än'} {first}."
    between = observed.population[first - observed.years[0] + 1 : -1]
    low, high = float(np.nanmin(between)), float(np.nanmax(between))
    if low >= min(then, now) and high <= max(then, now):
        return (told,)
    least, most = (number(end, decimals=0) for end in (low, high))
    return (f"{told} Däremellan var det som minst {least} och som mest {most}.",)


def _surplus(surplus: float, gained: str, lost: str) -> str:
    if rough(surplus) == 0:
        return f"ungefär lika många {gained} som {lost}"
    more, fewer = (gained, lost) if surplus > 0 else (lost, gained)
    return f"omkring {people(abs(surplus))} fler {more} än {fewer} om året"


def takes_sentences(takes: WhatItTakes, name: str) -> tuple[str, ...]:
    """Return what a goal takes a year, beside the best years there have been and municipalities of similar size."""
    aim = Aim(takes.goal, takes.year)
    if takes.already_reached:
        return (f"Det som väntas, omkring {people(takes.expected)} invånare {takes.year}, räcker till målet.",)
    ahead = years(takes.base_year + 1, takes.year)
    needed = (
        f"För att {name} ska ha {aim.words} {_needed_net(takes.net_per_year)} om året, i medel {ahead}. "
        f"{_expected_net(takes.net_per_year_expected)}"
    )
    return tuple(filter(None, (needed, _beside_the_best(takes, name), _sustained(takes))))


def _needed_net(net: float) -> str:
    if rough(net) == 0:
        return "behöver ungefär lika många flytta in som ut"
    if net < 0:
        return f"får högst omkring {people(-net)} fler flytta ut än in"
    return f"behöver omkring {people(net)} fler flytta in än ut"


def _expected_net(net: float) -> str:
    if rough(net) == 0:
        return "Som väntat blir det ungefär lika många in som ut."
    return f"Som väntat blir det omkring {people(abs(net))} fler {'in än ut' if net > 0 else 'ut än in'}."


def _beside_the_best(takes: WhatItTakes, name: str) -> str:
    if not takes.best_net:
        return ""
    told = [
        f"{people(best.per_year)} om året under de bästa {_counted(best.years)} åren i följd "
        f"({years(best.last_year - best.years + 1, best.last_year)})"
        for best in takes.best_net
        if rough(best.per_year) > 0
    ]
    years_ahead = f"{takes.year - takes.base_year} år i följd"
    if not told:
        shortest = min(stretch.years for stretch in takes.best_net)
        said = f"I siffrorna finns inga {_counted(shortest)} år i följd då fler har flyttat in till {name} än ut."
        return f"{said} Målet kräver det i {years_ahead}." if takes.net_per_year > 0 else said
    said = f"Det mesta {name} har haft är {' och '.join(told)}."
    if takes.net_per_year > max(stretch.per_year for stretch in takes.best_net):
        return f"{said} Målet kräver mer än så, i {years_ahead}."
    return f"{said} Målet kräver inte mer än det bästa, men i {years_ahead}."


def _sustained(takes: WhatItTakes) -> str:
    kept = takes.sustained
    pace = number(100 * takes.growth_per_year, decimals=1)
    if takes.growth_per_year <= 0 or not kept.municipalities:
        return ""
    how_many = "ingen" if not kept.kept_it else str(len(kept.kept_it))
    return (
        f"Befolkningen skulle behöva växa med i genomsnitt {pace} procent om året. Av {kept.municipalities} kommuner "
        f"med {_size(kept.smallest, kept.largest)} invånare har {how_many} vuxit så fort i {kept.years} år i följd "
        f"någon gång {years(kept.first_year, kept.last_year)}."
    )


def _size(smallest: int, largest: int | None) -> str:
    low = number(smallest, decimals=0)
    if largest is None:
        return f"minst {low}"
    high = number(largest, decimals=0)
    return f"{low}–{high}" if smallest else f"högst {high}"


def _counted(count: int) -> str:
    return {5: "fem", 10: "tio"}.get(count, str(count))


def age_sentences(outlook: PopulationOutlook, year: int) -> tuple[str, ...]:
    """Return which broad ages grow or shrink with more than nine chances in ten, and which may go either way."""
    place = outlook.place(year)
    grow, shrink, either = [], [], []
    for name, quantiles in zip(BANDS, outlook.bands, strict=True):
        now, low, high = quantiles[MIDDLE, 0], quantiles[LOW, place], quantiles[HIGH, place]
        to = f"{span(low, high)} år {year}"
        told = f"{BAND_NAMES[name]} (från {number(now, decimals=0)} år {outlook.base_year} till {to})"
        if rough(low - now) > 0:
            grow.append(told)
        elif rough(high - now) < 0:
            shrink.append(told)
        else:
            either.append(BAND_NAMES[name])
    found = (
        (f"Blir fler, med mer än 9 chanser av 10: {listed(grow)}.", grow),
        (f"Blir färre, med mer än 9 chanser av 10: {listed(shrink)}.", shrink),
        (f"Kan bli både fler och färre till {year}: {listed(either)}.", either),
    )
    return tuple(sentence for sentence, ages in found if ages)


def scenario_sentences(
    expected: PopulationOutlook, changed: PopulationOutlook, name: str, year: int, aim: Aim | None
) -> tuple[str, ...]:
    """Return what a scenario makes of a year: how many, how likely the goal, births, working age and the oldest."""
    place = expected.place(year)
    before, after = expected.total[MIDDLE, place], changed.total[MIDDLE, place]
    lead = (
        f"Då väntas {name} ha omkring {people(after)} invånare {year}, {_than(apart(after, before))} utan ändringarna: "
        f"{between(changed.total, place)}."
    )
    chance = ""
    if aim is not None:
        now, was = (
            likelihood(outlook.probability(aim.inhabitants, aim.year, at_least=aim.at_least))
            for outlook in (changed, expected)
        )
        chance = f"Att det blir {aim.words} är då {now.said}" + (
            ", precis som utan ändringarna." if now == was else f". Utan ändringarna är det {was.said}."
        )
    born, usual = (people(outlook.births[MIDDLE, place - 1]) for outlook in (changed, expected))
    births = f"föds omkring {born} barn {year}, " + ("som väntat" if born == usual else f"mot {usual} som väntat")
    more = {
        band: apart(changed.bands[at, MIDDLE, place], expected.bands[at, MIDDLE, place])
        for at, band in enumerate(BANDS)
    }
    ages = " och ".join(f"{_than(more[band])} väntat i åldern {BAND_NAMES[band]}" for band in TOLD_AGES)
    return tuple(filter(None, (lead, chance, f"Då {births}, och det bor {ages}.")))


def scenario_net_sentences(changed: PopulationOutlook, name: str, year: int, takes: WhatItTakes | None) -> str:
    """Return how many more move in than out in a scenario, beside what the goal takes and the most there has been."""
    until = changed.years.index(year) + 1
    net = float((changed.middle.inflow - changed.middle.outflow)[:until].mean())
    said = f"Det betyder {_surplus(net, 'inflyttade', 'utflyttade')}, i medel {years(changed.base_year + 1, year)}."
    if takes is None or takes.already_reached or takes.net_per_year <= 0:
        return said
    said += f" Målet kräver omkring {people(takes.net_per_year)} fler om året."
    best = max(takes.best_net, key=lambda stretch: stretch.per_year, default=None)
    if best is None or rough(best.per_year) <= 0:
        return said
    return (
        f"{said} Det mesta {name} har haft är {people(best.per_year)} om året, under {_counted(best.years)} år i följd."
    )


def beside_most_moved_in(asked: float | None, most: float | None, name: str, ahead: int) -> str:
    """Return that as many or more are asked to move in as in the best three years on end; empty where fewer are."""
    if asked is None or most is None or round(asked) < round(most):
        return ""
    figure = number(most, decimals=0)
    if round(asked) == round(most):
        return (
            f"Så många, i medel {figure} om året, flyttade in till {name} under de bästa tre åren i följd. "
            f"Här gäller det {ahead} år."
        )
    return f"{number(asked, decimals=0)} inflyttade om året är mer än {name} har haft tre år i följd ({figure})."


def _than(more: float) -> str:
    if rough(more) == 0:
        return "ungefär lika många som"
    return f"{people(abs(more))} {'fler' if more > 0 else 'färre'} än"


def apart(one: float, other: float) -> float:
    """Return the difference of two numbers of people as they are shown; by itself where that would hide it."""
    shown, itself = rough(one) - rough(other), rough(one - other)
    return shown if abs(shown) >= CLEARLY * max(one, other) else itself


def changes_sentence(changes: Sequence[str]) -> str:
    """Return what is changed, to stand before what it makes."""
    return f"Ändrat: {listed(list(changes))}. Allt annat är som väntat." if changes else ""


def goal_only_sentence(takes: WhatItTakes | None) -> str:
    """Return in a line what the goal in the form takes, where it is not yet reached by what is expected."""
    if takes is None or takes.already_reached:
        return ""
    return (
        f"För målet, utan andra ändringar, {_needed_net(takes.net_per_year)} om året, i medel "
        f"{years(takes.base_year + 1, takes.year)}. {_expected_net(takes.net_per_year_expected)}"
    )


def how_sentences(*, ages_from: int, base_year: int, draws: int, name: str) -> tuple[str, ...]:
    """Return how the projection is made, what is assumed in it, and what it cannot know."""
    made = (
        "År för år räknas hur många av varje ålder och kön som dör, får barn, flyttar in och flyttar ut. Det görs "
        f"{number(draws, decimals=0)} gånger, med olika framtider för landet och för {name}. Det som väntas är "
        "den mest rimliga gissningen, lika troligt över som under. ”8 chanser av 10” betyder att åtta av tio sådana "
        "framtider ligger däremellan."
    )
    assumed = (
        f"Folkmängden efter ettårsålder är publicerad för {ages_from} och är framförd till {base_year} med de födda, "
        "döda, flyttningar och åldersgrupper som är publicerade sedan dess. Vid vilka åldrar människor flyttar mellan "
        "kommuner är inte publicerat här utan antaget. Dödlighet och fruktsamhet följer landets, anpassade till hur "
        f"{name} har skilt sig från landet de senaste tio åren."
    )
    unknown = (
        f"Siffrorna slutar {base_year}. Det som har hänt sedan dess, och beslut som redan är fattade om bostäder "
        "eller arbetsplatser, finns inte med. Sådant som inte har hänt i svenska kommuner sedan 1998 ingår inte i "
        "osäkerheten."
    )
    return made, assumed, unknown
