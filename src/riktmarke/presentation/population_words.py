"""How many inhabitants there may be, as sentences: how likely a goal is, what it takes, what drives it, and ages.

Every sentence says its year; probabilities are said in words and tenths; nothing is said of why people move.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population import BANDS, QUANTILES, Observed, PopulationOutlook, WhatItTakes
from riktmarke.methods.estimate import Floats
from riktmarke.presentation.labels import listed
from riktmarke.presentation.language import marked, say, say_as
from riktmarke.presentation.likelihood_words import likelihood
from riktmarke.presentation.numbers import number, years
from riktmarke.presentation.population_labels import BAND_NAMES, people, rough

LOW, MIDDLE, HIGH = (QUANTILES.index(level) for level in (0.1, 0.5, 0.9))
DECADE: Final = 10
LONG: Final = 20
NOTHING_CHANGED: Final = marked("Inget är ändrat än: skriv ett tal eller välj ett exempel.")
CLEARLY: Final = 0.05  # of the numbers compared: below it rounding is too coarse for a difference
TOLD_AGES: Final = ("20-64", "80+")  # of a scenario, beside births
FLOWS: Final = ("births", "deaths", "inflow", "outflow")
PAIRS: Final = (
    ("births", "deaths", marked("föddes det"), marked("dog"), marked("födda"), marked("döda")),
    (
        "inflow",
        "outflow",
        marked("flyttade det in"),
        marked("ut"),
        marked("inflyttade"),
        marked("utflyttade"),
    ),
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
        side = say_as("gräns", "minst") if self.at_least else say_as("gräns", "högst")
        inhabitants = number(self.inhabitants, decimals=0)
        return say("{side} {number} invånare {year}", side=side, number=inhabitants, year=self.year)


def expected_sentence(outlook: PopulationOutlook, name: str, year: int) -> str:
    """Return how many are expected in a year, and what holds with eight chances in ten."""
    total, place = outlook.total, outlook.place(year)
    middle = people(total[MIDDLE, place])
    return say(
        "Med siffror till och med {base_year} väntas {name} ha omkring {middle} invånare {year}: {between}.",
        base_year=outlook.base_year,
        name=name,
        middle=middle,
        year=year,
        between=between(total, place),
    )


def between(total: Floats, place: int) -> str:
    """Return the interval that holds with eight chances in ten: "med 8 chanser av 10 mellan 14 100 och 16 200"."""
    return say(
        "med 8 chanser av 10 mellan {people} och {people2}",
        people=people(total[LOW, place]),
        people2=people(total[HIGH, place]),
    )


def goal_sentence(outlook: PopulationOutlook, aim: Aim, name: str) -> str:
    """Return how likely a goal is: "… är det mycket osannolikt (mindre än 1 chans av 10) att Hedemora har minst …"."""
    said = likelihood(outlook.probability(aim.inhabitants, aim.year, at_least=aim.at_least)).said
    return say(
        "Med siffror till och med {base_year} är det {said} att {name} har {words}.",
        base_year=outlook.base_year,
        said=said,
        name=name,
        words=aim.words,
    )


def expected_beside_goal(outlook: PopulationOutlook, aim: Aim) -> str:
    """Return where the middle lies beside a goal, and the interval."""
    total, place = outlook.total, outlook.place(aim.year)
    now, middle = number(total[MIDDLE, 0], decimals=0), people(total[MIDDLE, place])
    away = apart(total[MIDDLE, place], aim.inhabitants)
    beside = say("som målet")
    if away:
        many = number(abs(away), decimals=0)
        beside = say("{number} fler än målet", number=many) if away > 0 else say("{number} färre än målet", number=many)
    return say(
        "Den mest rimliga gissningen, lika troligt över som under, är {middle} invånare, {beside}: "
        "{between}. I slutet av {base_year} var det {now}.",
        middle=middle,
        beside=beside,
        between=between(total, place),
        base_year=outlook.base_year,
        now=now,
    )


def since_sentence(base_year: int) -> str:
    """Return what is not in the figures, to stand beside the first claim."""
    return say(
        "Siffrorna slutar {base_year}. Vad som har hänt sedan dess, och redan beslutade bostäder "
        "och arbetsplatser, är inte med.",
        base_year=base_year,
    )


def seen_sentences(observed: Observed, outlook: PopulationOutlook, name: str, year: int) -> tuple[str, ...]:
    """Return what has moved the population and what is expected to, the larger part first."""
    last = observed.years[-1]
    first = max(last - DECADE + 1, observed.years[0])
    before = {flow: float(getattr(observed, flow)[first - observed.years[0] :].mean()) for flow in FLOWS}
    if any(np.isnan(list(before.values()))):
        return _long_ago(observed, name)
    ahead = {flow: float(getattr(outlook.middle, flow)[: outlook.place(year)].mean()) for flow in FLOWS}
    seen, to_come = (
        say("Åren {years}", years=years(first, last)),
        say("Åren {years}", years=years(outlook.base_year + 1, year)),
    )
    told = []
    for gain, loss, gained, lost, more, fewer in PAIRS:
        now = say(
            "{gained} {many} personer om året och {lost} {few}",
            gained=say(gained),
            many=people(before[gain]),
            lost=say(lost),
            few=people(before[loss]),
        )
        then = _surplus(ahead[gain] - ahead[loss], say(more), say(fewer))
        told.append(
            (
                abs(before[gain] - before[loss]),
                say("{seen} {now}. {to_come} väntas {then}.", seen=seen, now=now, to_come=to_come, then=then),
            )
        )
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
    figure, now_told = number(abs(change), decimals=0), number(now, decimals=0)
    moved = say("lika många som {year}", year=first)
    if change > 0:
        moved = say("{many} fler än {year}", many=figure, year=first)
    elif change < 0:
        moved = say("{many} färre än {year}", many=figure, year=first)
    told = say("{name} hade {number} invånare {last}: {moved}.", name=name, number=now_told, last=last, moved=moved)
    between = observed.population[first - observed.years[0] + 1 : -1]
    low, high = float(np.nanmin(between)), float(np.nanmax(between))
    if low >= min(then, now) and high <= max(then, now):
        return (told,)
    least, most = (number(end, decimals=0) for end in (low, high))
    return (say("{told} Däremellan var det som minst {least} och som mest {most}.", told=told, least=least, most=most),)


def _surplus(surplus: float, gained: str, lost: str) -> str:
    if rough(surplus) == 0:
        return say("ungefär lika många {gained} som {lost}", gained=gained, lost=lost)
    more, fewer = (gained, lost) if surplus > 0 else (lost, gained)
    return say("omkring {people} fler {more} än {fewer} om året", people=people(abs(surplus)), more=more, fewer=fewer)


def takes_sentences(takes: WhatItTakes, name: str) -> tuple[str, ...]:
    """Return what a goal takes a year, beside the best years there have been and municipalities of similar size."""
    aim = Aim(takes.goal, takes.year)
    if takes.already_reached:
        return (
            say(
                "Det som väntas, omkring {people} invånare {year}, räcker till målet.",
                people=people(takes.expected),
                year=takes.year,
            ),
        )
    ahead = years(takes.base_year + 1, takes.year)
    needed = say(
        "För att {name} ska ha {words} {needed_net} om året, i medel {ahead}. {expected_net}",
        name=name,
        words=aim.words,
        needed_net=_needed_net(takes.net_per_year),
        ahead=ahead,
        expected_net=_expected_net(takes.net_per_year_expected),
    )
    return tuple(filter(None, (needed, _beside_the_best(takes, name), _sustained(takes))))


def _needed_net(net: float) -> str:
    if rough(net) == 0:
        return say("behöver ungefär lika många flytta in som ut")
    if net < 0:
        return say("får högst omkring {people} fler flytta ut än in", people=people(-net))
    return say("behöver omkring {people} fler flytta in än ut", people=people(net))


def _expected_net(net: float) -> str:
    if rough(net) == 0:
        return say("Som väntat blir det ungefär lika många in som ut.")
    if net > 0:
        return say("Som väntat blir det omkring {people} fler in än ut.", people=people(net))
    return say("Som väntat blir det omkring {people} fler ut än in.", people=people(-net))


def _beside_the_best(takes: WhatItTakes, name: str) -> str:
    if not takes.best_net:
        return ""
    told = [
        say(
            "{people} om året under de bästa {counted} åren i följd ({years})",
            people=people(best.per_year),
            counted=_counted(best.years),
            years=years(best.last_year - best.years + 1, best.last_year),
        )
        for best in takes.best_net
        if rough(best.per_year) > 0
    ]
    years_ahead = say("{year} år i följd", year=takes.year - takes.base_year)
    if not told:
        shortest = min(stretch.years for stretch in takes.best_net)
        said = say(
            "I siffrorna finns inga {counted} år i följd då fler har flyttat in till {name} än ut.",
            counted=_counted(shortest),
            name=name,
        )
        return (
            say("{said} Målet kräver det i {years_ahead}.", said=said, years_ahead=years_ahead)
            if takes.net_per_year > 0
            else said
        )
    said = say("Det mesta {name} har haft är {told}.", name=name, told=say(" och ").join(told))
    if takes.net_per_year > max(stretch.per_year for stretch in takes.best_net):
        return say("{said} Målet kräver mer än så, i {years_ahead}.", said=said, years_ahead=years_ahead)
    return say("{said} Målet kräver inte mer än det bästa, men i {years_ahead}.", said=said, years_ahead=years_ahead)


def _sustained(takes: WhatItTakes) -> str:
    kept = takes.sustained
    pace = number(100 * takes.growth_per_year, decimals=1)
    if takes.growth_per_year <= 0 or not kept.municipalities:
        return ""
    how_many = say("ingen") if not kept.kept_it else str(len(kept.kept_it))
    return say(
        "Befolkningen skulle behöva växa med i genomsnitt {pace} procent om året. Av "
        "{municipalities} kommuner med {size} invånare har {how_many} vuxit så fort i {years} år i "
        "följd någon gång {years2}.",
        pace=pace,
        municipalities=kept.municipalities,
        size=_size(kept.smallest, kept.largest),
        how_many=how_many,
        years=kept.years,
        years2=years(kept.first_year, kept.last_year),
    )


def _size(smallest: int, largest: int | None) -> str:
    low = number(smallest, decimals=0)
    if largest is None:
        return say("minst {low}", low=low)
    high = number(largest, decimals=0)
    return f"{low}–{high}" if smallest else say("högst {high}", high=high)


def _counted(count: int) -> str:
    return {5: say("fem"), 10: say("tio")}.get(count, str(count))


def scenario_sentences(
    expected: PopulationOutlook, changed: PopulationOutlook, name: str, year: int, aim: Aim | None
) -> tuple[str, ...]:
    """Return what a scenario makes of a year: how many, how likely the goal, births, working age and the oldest."""
    place = expected.place(year)
    before, after = expected.total[MIDDLE, place], changed.total[MIDDLE, place]
    lead = say(
        "Då väntas {name} ha omkring {people} invånare {year}, {than} utan ändringarna: {between}.",
        name=name,
        people=people(after),
        year=year,
        than=_than(apart(after, before)),
        between=between(changed.total, place),
    )
    chance = ""
    if aim is not None:
        now, was = (
            likelihood(outlook.probability(aim.inhabitants, aim.year, at_least=aim.at_least))
            for outlook in (changed, expected)
        )
        if now == was:
            chance = say("Att det blir {aim} är då {said}, precis som utan ändringarna.", aim=aim.words, said=now.said)
        else:
            chance = say(
                "Att det blir {aim} är då {said}. Utan ändringarna är det {before}.",
                aim=aim.words,
                said=now.said,
                before=was.said,
            )
    born, usual = (people(outlook.births[MIDDLE, place - 1]) for outlook in (changed, expected))
    births = say("föds omkring {born} barn {year}, som väntat", born=born, year=year)
    if born != usual:
        births = say("föds omkring {born} barn {year}, mot {usual} som väntat", born=born, year=year, usual=usual)
    more = {
        band: apart(changed.bands[at, MIDDLE, place], expected.bands[at, MIDDLE, place])
        for at, band in enumerate(BANDS)
    }
    ages = say(" och ").join(
        say("{than} väntat i åldern {band_names}", than=_than(more[band]), band_names=BAND_NAMES[band])
        for band in TOLD_AGES
    )
    return tuple(filter(None, (lead, chance, say("Då {births}, och det bor {ages}.", births=births, ages=ages))))


def scenario_net_sentences(changed: PopulationOutlook, name: str, year: int, takes: WhatItTakes | None) -> str:
    """Return how many more move in than out in a scenario, beside what the goal takes and the most there has been."""
    until = changed.years.index(year) + 1
    net = float((changed.middle.inflow - changed.middle.outflow)[:until].mean())
    said = say(
        "Det betyder {surplus}, i medel {years}.",
        surplus=_surplus(net, say("inflyttade"), say("utflyttade")),
        years=years(changed.base_year + 1, year),
    )
    if takes is None or takes.already_reached or takes.net_per_year <= 0:
        return said
    said += say(" Målet kräver omkring {people} fler om året.", people=people(takes.net_per_year))
    best = max(takes.best_net, key=lambda stretch: stretch.per_year, default=None)
    if best is None or rough(best.per_year) <= 0:
        return said
    return say(
        "{said} Det mesta {name} har haft är {people} om året, under {counted} år i följd.",
        said=said,
        name=name,
        people=people(best.per_year),
        counted=_counted(best.years),
    )


def beside_most_moved_in(asked: float | None, most: float | None, name: str, ahead: int) -> str:
    """Return that as many or more are asked to move in as in the best three years on end; empty where fewer are."""
    if asked is None or most is None or round(asked) < round(most):
        return ""
    figure = number(most, decimals=0)
    if round(asked) == round(most):
        return say(
            "Så många, i medel {figure} om året, flyttade in till {name} under de bästa tre åren i "
            "följd. Här gäller det {ahead} år.",
            figure=figure,
            name=name,
            ahead=ahead,
        )
    return say(
        "{number} inflyttade om året är mer än {name} har haft tre år i följd ({figure}).",
        number=number(asked, decimals=0),
        name=name,
        figure=figure,
    )


def _than(more: float) -> str:
    if rough(more) == 0:
        return say("ungefär lika många som")
    return say("{people} fler än", people=people(more)) if more > 0 else say("{people} färre än", people=people(-more))


def apart(one: float, other: float) -> float:
    """Return the difference of two numbers of people as they are shown; by itself where that would hide it."""
    shown, itself = rough(one) - rough(other), rough(one - other)
    return shown if abs(shown) >= CLEARLY * max(one, other) else itself


def changes_sentence(changes: Sequence[str]) -> str:
    """Return what is changed, to stand before what it makes."""
    return say("Ändrat: {listed}. Allt annat är som väntat.", listed=listed(list(changes))) if changes else ""


def goal_only_sentence(takes: WhatItTakes | None) -> str:
    """Return in a line what the goal in the form takes, where it is not yet reached by what is expected."""
    if takes is None or takes.already_reached:
        return ""
    return say(
        "För målet, utan andra ändringar, {needed_net} om året, i medel {years}. {expected_net}",
        needed_net=_needed_net(takes.net_per_year),
        years=years(takes.base_year + 1, takes.year),
        expected_net=_expected_net(takes.net_per_year_expected),
    )
