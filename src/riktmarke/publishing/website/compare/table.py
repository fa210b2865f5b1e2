"""The figures of several municipalities beside each other: the same year, women and men, and what may be chance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.findings import Finding
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty, ValueUncertainty
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import (
    GROUP_NAMES,
    SHORT_REASONS,
    area_name,
    county_label,
    is_computed,
    period_label,
    unit_name,
)
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.value_words import absent_words
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.series_csv import COMPUTED_STATUS, county_mean
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.reasons import Reason

LARGER_THAN_CHANCE, PERHAPS_CHANCE, NOT_TESTED, NOT_COMPARED = "larger", "perhaps_chance", "not_tested", ""


@dataclass(frozen=True, slots=True)
class Beside:
    """An area's figures beside our own: a value per group, the difference of the leading one, and what is known of it.

    `absent` says in words why a group has no value, empty where it has; `statuses` are SDMX codes, empty where they are
    not looked up. `computed` says how a county's mean that is our own work is made, and is empty where it is published.
    """

    code: str
    name: str
    values: tuple[float | None, ...]
    absent: tuple[str, ...]
    statuses: tuple[str, ...]
    difference: float | None
    tested: str
    computed: str = ""
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

    @property
    def lead_name(self) -> str:
        """Whom the leading values and the differences are of, in lower case; empty where it is everyone."""
        name = dict(zip(self.groups, self.group_names, strict=True)).get(self.lead, GROUP_NAMES[self.lead])
        return "" if name == GROUP_NAMES[Sex.TOTAL] else name.lower()


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
    make = _Maker(source, None, groups, lead, year, None, definition.averaged, place)
    areas = [make.beside(place.area, place.name, tuple(found[sex].value for sex in groups), own=True)]
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
    make = _Maker(source, panel, groups, lead, year, known, definition.averaged, place)
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

    source: Figures
    panel: Panel | None
    groups: tuple[Sex, ...]
    lead: Sex
    year: int | None
    known: IndicatorUncertainty | None
    averaged: bool
    place: Place

    def published(self, area: Area, *, own: bool = False) -> Beside:
        return self.beside(area, area_name(area), tuple(self._value(area, sex) for sex in self.groups), own=own)

    def county(self, found: Mapping[Sex, Finding]) -> list[Beside]:
        if self.place.is_whole_county or not self.averaged:
            return []
        lead = found[self.lead]
        of_groups = [found[sex] for sex in self.groups]
        values = tuple(
            one.county if one.county_basis is lead.county_basis and one.period == self.year else None
            for one in of_groups
        )
        computed = county_mean(self.source, lead) if is_computed(lead.county_basis) else ""
        name = county_label(self.place.county_name, lead.county_basis)
        reasons = tuple(one.county_reason for one in of_groups)
        return [self.beside(self.place.county, name, values, reasons=reasons, computed=computed)]

    def country(self, found: Mapping[Sex, Finding]) -> list[Beside]:
        if not self.averaged:
            return []
        of_groups = [found[sex] for sex in self.groups]
        values = tuple(one.country if one.period == self.year else None for one in of_groups)
        reasons = tuple(one.country_reason for one in of_groups)
        # so many people stand behind the country's value that chance has hardly any part in it
        return [self.beside(self.place.country, self.place.country_name, values, reasons=reasons, certain=True)]

    def beside(
        self,
        area: Area,
        name: str,
        values: tuple[float | None, ...],
        *,
        own: bool = False,
        reasons: tuple[Reason, ...] = (),
        computed: str = "",
        certain: bool = False,
    ) -> Beside:
        """Return an area with what is told of it; `reasons`: why groups of a comparator have no value."""
        theirs = None if computed else self._known(area.code)
        difference, tested = (None, NOT_COMPARED) if own else self._against(values, theirs, certain=certain)
        found = [self._status(area, sex, value) for sex, value in zip(self.groups, values, strict=True)]
        why = reasons or (Reason.NEVER_PUBLISHED,) * len(values)
        return Beside(
            code=area.code,
            name=name,
            values=values,
            absent=tuple(
                "" if value is not None else _absent(status, reason)
                for value, status, reason in zip(values, found, why, strict=True)
            ),
            statuses=tuple(
                "" if status is None else COMPUTED_STATUS if computed and value is not None else status.value
                for value, status in zip(values, found, strict=True)
            ),
            difference=difference,
            tested=tested,
            computed=computed,
            own=own,
        )

    def _status(self, area: Area, sex: Sex, value: float | None) -> ObservationStatus | None:
        """What is known of a value; of what is not shown only whether the source hides it."""
        if self.panel is None:
            return None
        status = self.panel.status_of(area.code, self.year or 0, sex)
        hidden = status is ObservationStatus.SUPPRESSED
        return status if value is not None or hidden else ObservationStatus.MISSING

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


def _absent(status: ObservationStatus | None, reason: Reason) -> str:
    if status is ObservationStatus.SUPPRESSED:
        return absent_words(status)
    return SHORT_REASONS[reason] or absent_words(ObservationStatus.MISSING)


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
    whose = f"{comparison.lead_name}: " if comparison.lead_name else ""
    return f"{whose}{said}" + {
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
