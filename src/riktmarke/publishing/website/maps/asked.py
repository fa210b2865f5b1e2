"""What an address asks of a map: which indicator, group, year and areas, and in what order its table stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from django.utils.http import urlencode

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import GROUP_NAMES
from riktmarke.presentation.language import say
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import GROUPS, Sex

COUNTY, COUNTRY = "lan", "riket"
BY_NAME, HIGHEST_FIRST, LOWEST_FIRST = "namn", "hogst", "lagst"
GROUP_SLUGS = {Sex.TOTAL: "alla", Sex.FEMALE: "kvinnor", Sex.MALE: "man"}
LONGEST_WORD = 40


@dataclass(frozen=True)
class MapAsked:
    """The choices of a map as they hold; `wrong` says what was asked for and does not exist.

    `kind`: municipalities, or regions where only these have the figures. `areas`: those that are shown, and `everyone`
    all of their kind in the country. `groups` and `years`: those there are figures of.
    """

    series: Series
    definition: Definition | None
    panel: Panel
    kind: AreaKind
    groups: tuple[Sex, ...]
    group: Sex
    years: tuple[int, ...]
    year: int | None
    scope: str
    order: str
    areas: tuple[Area, ...]
    everyone: tuple[Area, ...]
    wrong: tuple[str, ...]

    @property
    def query(self) -> str:
        """The choices as the end of an address: the same map whenever it is followed, whatever year comes later."""
        said = {
            "nyckeltal": self.series.id,
            "grupp": GROUP_SLUGS[self.group],
            "ar": str(self.year or ""),
            "omrade": self.scope,
            "ordna": "" if self.order == BY_NAME else self.order,
        }
        return urlencode({name: word for name, word in said.items() if word})

    def but(self, **changes: str) -> str:
        """Return the query of the same choices with some changed."""
        return replace(self, **changes).query

    def of(self, code: str, group: Sex | None = None) -> float | None:
        """Return an area's value of the year, of the chosen group or another."""
        if self.year is None:
            return None
        where = self.panel.areas.position(code), self.panel.periods.index(self.year)
        value = float(self.panel.values[(*where, GROUPS.index(group or self.group))])
        return None if np.isnan(value) else value

    def group_name(self, group: Sex) -> str:
        """Return the name of a group: a series about one sex is published as a total, and is that sex's."""
        covers = self.definition.covers_sex if self.definition else None
        return GROUP_NAMES[covers if covers and group is Sex.TOTAL else group]


def asked_of_map(source: Figures, place: Place, asked: Mapping[str, str]) -> MapAsked:
    """Return the map that an address asks for. What does not exist is told, and something that does is shown."""
    dataset, wrong = source.dataset(), []
    wanted = asked.get("nyckeltal", "").strip()
    if wanted and wanted not in dataset.series:
        wrong.append(say("Det finns inget nyckeltal som heter ”{name}”.", name=wanted[:LONGEST_WORD]))
        wanted = ""
    wanted, of_one_sex = _whole(source, wanted or _first(source))
    series = dataset.series[wanted]
    definition, panel = source.definition(series.id), dataset.panel(series.id)
    kind = _kind(panel)
    everyone = dataset.areas.of_kind(kind)
    scope = asked.get("omrade", "") or (COUNTRY if place.is_whole_county else COUNTY)
    if scope not in {COUNTY, COUNTRY}:
        wrong.append(say("Det finns ingen karta över ”{name}”.", name=scope[:LONGEST_WORD]))
        scope = COUNTY
    if kind is AreaKind.REGION:
        scope = COUNTRY
    areas = everyone if scope == COUNTRY else dataset.areas.municipalities_of(place.county.code)
    counts = _counts(panel, kind)
    groups = tuple(sex for i, sex in enumerate(GROUPS) if counts[:, i].any()) or (Sex.TOTAL,)
    group = _group(asked.get("grupp", "") or of_one_sex, groups, wrong)
    held = counts[:, GROUPS.index(group)]
    years = tuple(year for year, count in zip(panel.periods, held, strict=True) if count)
    order = asked.get("ordna", "")
    return MapAsked(
        series=series,
        definition=definition,
        panel=panel,
        kind=kind,
        groups=groups,
        group=group,
        years=years,
        year=_year(asked.get("ar", "").strip(), years, held, panel.periods, wrong),
        scope=scope,
        order=order if order in {HIGHEST_FIRST, LOWEST_FIRST} else BY_NAME,
        areas=areas,
        everyone=everyone,
        wrong=tuple(wrong),
    )


def _first(source: Figures) -> str:
    """The first of the indicators of the overview that has figures and is no count; any series where none of them is.

    A map of counts shows where people live, whatever is counted.
    """
    known = source.dataset().series
    return next((d.series for d in source.overview if d.series in known and d.averaged), None) or next(iter(known)).id


def _whole(source: Figures, series: str) -> tuple[str, str]:
    """The indicator that has a series about one sex as that group, and the group; the series itself otherwise."""
    definition = source.definition(series)
    if definition is None or not definition.part_of or definition.covers_sex is None:
        return series, ""
    return definition.part_of, GROUP_SLUGS[definition.covers_sex]


def _kind(panel: Panel) -> AreaKind:
    of_regions = panel.values[panel.areas.positions_of_kind(AreaKind.REGION)]
    of_municipalities = panel.values[panel.areas.positions_of_kind(AreaKind.MUNICIPALITY)]
    only_regions = np.isnan(of_municipalities).all() and not np.isnan(of_regions).all()
    return AreaKind.REGION if only_regions else AreaKind.MUNICIPALITY


def _counts(panel: Panel, kind: AreaKind) -> np.ndarray:
    """How many areas of a kind have a value, by year and group."""
    return (~np.isnan(panel.values[panel.areas.positions_of_kind(kind)])).sum(axis=0)


def _group(slug: str, groups: tuple[Sex, ...], wrong: list[str]) -> Sex:
    found = next((sex for sex, name in GROUP_SLUGS.items() if name == slug), None)
    if slug and found not in groups:
        wrong.append(say("Gruppen ”{name}” finns inte i det här nyckeltalet.", name=slug[:LONGEST_WORD]))
    return found if found in groups and found is not None else groups[0]


def _year(
    year: str, years: tuple[int, ...], held: np.ndarray, periods: tuple[int, ...], wrong: list[str]
) -> int | None:
    """The year asked for; otherwise the latest in which at least half as many as ever have a value."""
    if year.isdecimal() and int(year) in years:
        return int(year)
    if year:
        wrong.append(say("Det finns inga värden för år ”{name}”.", name=year[:LONGEST_WORD]))
    most = held.max(initial=0)
    return next((p for p, count in zip(periods[::-1], held[::-1], strict=True) if count and count * 2 >= most), None)
