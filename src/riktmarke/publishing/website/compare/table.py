"""The figures of several municipalities beside each other: the same year, women and men, and what may be chance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.findings import Finding
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty, ValueUncertainty
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import GROUP_NAMES, area_name, county_label, is_computed, period_label, unit_name
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex

LARGER_THAN_CHANCE, PERHAPS_CHANCE, NOT_TESTED, NOT_COMPARED = "larger", "perhaps_chance", "not_tested", ""


@dataclass(frozen=True, slots=True)
class Beside:
    """An area's figures beside our own: a value per group, the difference of the leading one, and what is known of it.

    `computed` marks a county's mean that is our own work.
    """

    code: str
    name: str
    values: tuple[float | None, ...]
    difference: float | None
    tested: str
    computed: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator: its year, the groups that have values, which of them differences are of, and the areas."""

    definition: Definition
    wording: Wording
    unit: str
    year: int | None
    when: str
    groups: tuple[Sex, ...]
    group_names: tuple[str, ...]
    lead: Sex
    areas: tuple[Beside, ...]


def comparisons(
    source: Figures, place: Place, others: Iterable[Area], definitions: Iterable[Definition]
) -> list[Comparison]:
    """Return the comparisons of indicators, each in our own latest year; the others' where we have no value.

    Of many indicators without anybody beside, only the values are told: testing all of them takes a second.
    """
    beside, shown = tuple(others), tuple(definitions)
    if not beside and len(shown) > 1:
        return [_values_alone(source, place, definition) for definition in shown]
    return [_comparison(source, place, beside, definition) for definition in shown]


def _values_alone(source: Figures, place: Place, definition: Definition) -> Comparison:
    found = found_for(place, source.run().of(place.area.code), definition.series, definition)
    lead = next((sex for sex in GROUPS if found[sex].value is not None), Sex.TOTAL)
    year = found[lead].period
    groups = tuple(sex for sex in GROUPS if found[sex].value is not None and found[sex].period == year) or (lead,)
    make = _Maker(None, groups, lead, year, None, definition.averaged, place)
    own = tuple(found[sex].value for sex in groups)
    areas = [Beside(place.area.code, place.name, own, None, NOT_COMPARED, computed=False, own=True)]
    return _made(source, place, definition, make, (*areas, *make.county(found), *make.country(found)))


def _comparison(source: Figures, place: Place, others: tuple[Area, ...], definition: Definition) -> Comparison:
    panel = source.dataset().panel(definition.series)
    found = found_for(place, source.run().of(place.area.code), definition.series, definition)
    lead = next((sex for sex in GROUPS if found[sex].value is not None), None) or _first_group(panel, others)
    year = found[lead].period or max((y for area in others for y in panel.of(area.code, lead)), default=None)
    known = source.uncertainty(definition) if definition.averaged else None
    groups = tuple(
        sex for sex in GROUPS if any(_at(panel, area, sex, year) is not None for area in (place.area, *others))
    ) or (lead,)
    make = _Maker(panel, groups, lead, year, known, definition.averaged, place)
    areas = [make.published(place.area, own=True), *(make.published(area) for area in others)]
    return _made(source, place, definition, make, (*areas, *make.county(found), *make.country(found)))


def _made(
    source: Figures, place: Place, definition: Definition, make: "_Maker", areas: tuple[Beside, ...]
) -> Comparison:
    covers = definition.covers_sex
    return Comparison(
        definition=definition,
        wording=source.wording_of(definition, place),
        unit=unit_name(definition),
        year=make.year,
        when=period_label(make.year, definition) if make.year else "",
        groups=make.groups,
        group_names=tuple(GROUP_NAMES[covers if covers and sex is Sex.TOTAL else sex] for sex in make.groups),
        lead=make.lead,
        areas=areas,
    )


def _first_group(panel: Panel, others: tuple[Area, ...]) -> Sex:
    return next((sex for sex in GROUPS if any(panel.of(area.code, sex) for area in others)), Sex.TOTAL)


def _at(panel: Panel, area: Area, sex: Sex, year: int | None) -> float | None:
    return panel.of(area.code, sex).get(year) if year is not None else None


@dataclass(frozen=True, slots=True)
class _Maker:
    """What the areas of a comparison have in common; without a panel no difference is told."""

    panel: Panel | None
    groups: tuple[Sex, ...]
    lead: Sex
    year: int | None
    known: IndicatorUncertainty | None
    averaged: bool
    place: Place

    def published(self, area: Area, *, own: bool = False) -> Beside:
        values = tuple(self._value(area, sex) for sex in self.groups)
        theirs = self._known(area.code)
        difference, tested = (None, NOT_COMPARED) if own else self._against(values, theirs, certain=False)
        return Beside(area.code, area_name(area), values, difference, tested, computed=False, own=own)

    def county(self, found: Mapping[Sex, Finding]) -> list[Beside]:
        if self.place.is_whole_county or not self.averaged:
            return []
        basis = found[self.lead].county_basis
        values = tuple(
            one.county if one.county_basis is basis and one.period == self.year else None
            for one in (found[sex] for sex in self.groups)
        )
        theirs = None if is_computed(basis) else self._known(self.place.county.code)
        difference, tested = self._against(values, theirs, certain=False)
        name = county_label(self.place.county_name, basis)
        return [Beside(self.place.county.code, name, values, difference, tested, computed=is_computed(basis))]

    def country(self, found: Mapping[Sex, Finding]) -> list[Beside]:
        if not self.averaged:
            return []
        values = tuple(one.country if one.period == self.year else None for one in (found[sex] for sex in self.groups))
        # so many people stand behind the country's value that chance has hardly any part in it
        difference, tested = self._against(values, self._known(self.place.country.code), certain=True)
        code, name = self.place.country.code, self.place.country_name
        return [Beside(code, name, values, difference, tested, computed=False)]

    def _value(self, area: Area, sex: Sex) -> float | None:
        return _at(self.panel, area, sex, self.year) if self.panel is not None else None

    def _known(self, code: str) -> ValueUncertainty | None:
        if self.known is None or self.year is None:
            return None
        return self.known.at(code, Group(self.lead), self.year)

    def _against(
        self, values: tuple[float | None, ...], theirs: ValueUncertainty | None, *, certain: bool
    ) -> tuple[float | None, str]:
        """Their value minus ours of the leading group, and whether it is larger than chance makes differences."""
        own = self._value(self.place.area, self.lead)
        other = values[self.groups.index(self.lead)] if self.lead in self.groups else None
        if own is None or other is None or not self.averaged:
            return None, NOT_COMPARED
        ours = self._known(self.place.area.code)
        if ours is None or (theirs is None and not certain):
            return other - own, NOT_TESTED
        reach = hypot(_half(ours), _half(theirs) if theirs else 0.0)
        return other - own, LARGER_THAN_CHANCE if abs(own - other) > reach else PERHAPS_CHANCE


def _half(known: ValueUncertainty) -> float:
    """Half the width of an interval, which may be cut off on one side by what values there can be."""
    return max(known.high - known.value, known.value - known.low)


def difference_words(one: Beside, comparison: Comparison) -> str:
    """Return how another's value lies beside ours, and what is known of it: "4,2 högre, kan vara slump"."""
    if one.difference is None:
        return ""
    wording = comparison.wording
    shown = rounded(one.difference, decimals=wording.decimals)
    if shown == 0:
        return say("lika")
    figure = wording.plain(abs(one.difference))
    said = say("{figure} högre", figure=figure) if shown > 0 else say("{figure} lägre", figure=figure)
    return said + {
        LARGER_THAN_CHANCE: "",
        PERHAPS_CHANCE: say(", kan vara slump"),
        NOT_TESTED: say(", inte prövat"),
    }.get(one.tested, "")


def tested_words(tested: str) -> str:
    """Return what is known of a difference, for a column of its own."""
    return {
        LARGER_THAN_CHANCE: say("större än slumpen"),
        PERHAPS_CHANCE: say("kan vara slump"),
        NOT_TESTED: say("inte prövat"),
    }.get(tested, "")
