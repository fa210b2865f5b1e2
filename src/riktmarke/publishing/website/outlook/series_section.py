"""How a series may go on, for its own page: the sentence, the fan, its table, or why nothing can be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riktmarke.assessment.challenges.kinds import Key
from riktmarke.assessment.outlook.runs import SeriesOutlook
from riktmarke.assessment.outlook.years import years_told
from riktmarke.assessment.targets.asked import asked_by
from riktmarke.assessment.targets.standings import SEXES
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.fan import Fan, TargetMark, target_marks
from riktmarke.presentation.labels import capitalised
from riktmarke.presentation.outlook_sentences import going_on_sentence
from riktmarke.presentation.population_words import expected_sentence
from riktmarke.publishing.website.chain.held import Chain, chain_of
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.outlook.fan_picture import FanPicture, fan_picture
from riktmarke.publishing.website.outlook.fans import fan_of_series
from riktmarke.publishing.website.outlook.groups import asked_of, slug
from riktmarke.publishing.website.outlook.population import expected_population
from riktmarke.publishing.website.outlook.source import Outlook, outlook_of
from riktmarke.publishing.website.outlook.tested_words import tested_words
from riktmarke.vocabulary.groups import Sex

GROUP = "grupp"


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group that may be chosen, by its word in the address; empty for the first, which needs no choice."""

    name: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SeriesSection:
    """How a series may go on for the chosen group. `picture` is None where nothing is told, and the sentence says why.

    `of_population`: it is the projection of the population, which has a page of its own.
    """

    sentences: tuple[str, ...]
    picture: FanPicture | None
    choices: tuple[GroupChoice, ...]
    rests_on: tuple[str, ...]
    of_population: bool
    other_figures: str


def series_section(source: Figures, place: Place, series: str, query: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page of a series says of the years ahead; nothing for a series without a definition."""
    asked = asked_of(source, series)
    outlook = outlook_of(source, place)
    if asked is None:
        return {"ahead": None, "ahead_made": None}
    found = fans(outlook, asked.definition, asked.keys) if outlook is not None else {}
    if outlook is None or not found:
        return {"ahead": None, "ahead_made": outlook is not None}
    wanted = query.get(GROUP, "")
    key = next((key for key in found if slug(key) == wanted), next(iter(found)))
    return {"ahead": _section(outlook, asked.definition, series, found, key), "ahead_made": True}


def fans(outlook: Outlook, definition: Definition, keys: tuple[Key, ...]) -> dict[Key, tuple[SeriesOutlook, Fan]]:
    """Return the outlook and the fan of each of these groups that has a figure here."""
    chain = chain_of(outlook.place.area.code)
    found = {}
    for key in keys:
        told = outlook.of(definition.series, key)
        fan = None
        if told is not None:
            fan = fan_of_series(outlook, definition, told, marks=plan_marks(chain, definition, key))
        if told is not None and fan is not None:
            found[key] = (told, fan)
    return found


def plan_marks(chain: Chain | None, definition: Definition, key: Key) -> tuple[TargetMark, ...]:
    """Return the levels that the plan aims at for a group; women and men are held to those for everyone too."""
    indicator = chain.indicators.get(definition.series) if chain is not None else None
    every = indicator.targets.all() if indicator is not None else ()
    asked = [one for target in every if (one := asked_by(target, definition)) is not None]
    levels = [one for one in asked if one.kind is TargetKind.LEVEL]
    own = [one for one in levels if one.group == key]
    if key in SEXES and definition.averaged:
        said = {one.year for one in own}
        own += [one for one in levels if one.group == Sex.TOTAL and one.year not in said]
    ordered = sorted(own, key=lambda one: one.year)
    return tuple(mark for one in ordered for mark in target_marks(one, one.value or 0.0, definition))


def _section(
    outlook: Outlook, definition: Definition, series: str, found: Mapping[Key, tuple[SeriesOutlook, Fan]], key: Key
) -> SeriesSection:
    told, fan = found[key]
    address = f"/kommun/{outlook.place.area.code}/nyckeltal/{series}/utsikt.svg?{GROUP}={slug(key)}"
    first = next(iter(found))
    choices = tuple(
        GroupChoice(capitalised(group_label(one)), "" if one == first else slug(one), one == key) for one in found
    )
    projection = expected_population(outlook, definition, key)
    if projection is None:
        told_years = years_told(told.known, outlook.aimed)
        sentences = [going_on_sentence(told, definition, outlook.place.name, years=told_years)]
    else:
        told_years = years_told(projection.base_year, outlook.aimed)
        years = [year for year in told_years if year in projection.years]
        sentences = [expected_sentence(projection, outlook.place.name, year) for year in years]
    return SeriesSection(
        sentences=tuple(sentences),
        picture=fan_picture(fan, definition, address) if fan.years else None,
        choices=choices if len(choices) > 1 else (),
        rests_on=_tested(outlook, definition, told, fan) if projection is None else (),
        of_population=projection is not None,
        other_figures=outlook.other_figures,
    )


def _tested(outlook: Outlook, definition: Definition, told: SeriesOutlook, fan: Fan) -> tuple[str, ...]:
    return tested_words(outlook, definition, ahead=fan.years[-1].year - told.known) if fan.years else ()
