"""The figures of a map: every area with its value, its class, how uncertain it is and what may be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty, ValueUncertainty
from riktmarke.governance.definitions import Measured
from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import say
from riktmarke.presentation.lines import measured_years
from riktmarke.presentation.map_classes import Classes, classes_of
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.value_words import absent_words
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.maps.asked import HIGHEST_FIRST, LOWEST_FIRST, MapAsked
from riktmarke.publishing.website.places import alphabetical
from riktmarke.statistics.boundaries import Boundaries, Outline
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

MANY_CLASSES = 3  # an interval that reaches into so many says that the colour could be another
HIGHER, LOWER, PERHAPS_SAME, UNTESTED = "higher", "lower", "perhaps_same", "untested"


@dataclass(frozen=True, slots=True)
class MapRow:
    """An area's row: `value` of the chosen group and `by_group` of all, in the order of the map's groups.

    `known` is how uncertain the value is, None where nothing tells; `beside_country` one of the codes above, or "".
    `missing` says why there is no value; `hidden` that the source has one and does not show it.
    """

    area: Area
    name: str
    value: float | None
    by_group: tuple[float | None, ...]
    level: int | None
    known: ValueUncertainty | None
    unsure: bool
    beside_country: str
    note: str
    missing: str
    hidden: bool
    link: str
    own: bool


@dataclass(frozen=True)
class MapFigures:
    """All that a map, its table and its files show."""

    source: Figures
    place: Place
    asked: MapAsked
    wording: Wording
    classes: Classes | None
    rows: tuple[MapRow, ...]
    country: float | None
    boundaries: Boundaries | None

    @cached_property
    def drawn(self) -> bool:
        """Whether there are boundaries of every area shown: of an invented country there are none."""
        return self.boundaries is not None and all(row.area.code in self.outlines for row in self.rows)

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """The outlines of the kind of area that is shown, by code."""
        if self.boundaries is None:
            return {}
        regions = self.asked.kind is AreaKind.REGION
        return self.boundaries.counties if regions else self.boundaries.municipalities

    @cached_property
    def with_value(self) -> tuple[MapRow, ...]:
        """The rows that have a value."""
        return tuple(row for row in self.rows if row.value is not None)

    @cached_property
    def own(self) -> MapRow | None:
        """The row of the municipality that the page is about; of its county where counties are shown."""
        return next((row for row in self.rows if row.own), None)

    def in_order(self) -> list[MapRow]:
        """Return the rows in the order that is asked for; those without a value last."""
        by_name = sorted(self.rows, key=lambda row: alphabetical(row.name))
        if self.asked.order not in {HIGHEST_FIRST, LOWEST_FIRST}:
            return by_name
        sign = -1 if self.asked.order == HIGHEST_FIRST else 1
        return sorted(by_name, key=lambda row: (row.value is None, sign * (row.value or 0.0)))


def map_figures(source: Figures, place: Place, asked: MapAsked, boundaries: Boundaries | None) -> MapFigures:
    """Return the figures of a map."""
    described = source.dataset().series[asked.series.id]
    wording = source.wording(described, place, source.run().of(place.area.code), panel=asked.panel)
    values = [asked.of(area.code) for area in asked.everyone]
    classes = classes_of((value for value in values if value is not None), decimals=wording.decimals)
    known = source.uncertainty(asked.definition) if asked.definition else None
    country = asked.of(place.country.code) if _beside_country(asked) else None
    rows = tuple(_row(area, asked, place, classes=classes, known=known, country=country) for area in asked.areas)
    return MapFigures(source, place, asked, wording, classes, rows, country, boundaries)


def _beside_country(asked: MapAsked) -> bool:
    definition = asked.definition
    return definition is not None and definition.averaged and not definition.country_not_comparable


def _row(
    area: Area,
    asked: MapAsked,
    place: Place,
    *,
    classes: Classes | None,
    known: IndicatorUncertainty | None,
    country: float | None,
) -> MapRow:
    value = asked.of(area.code)
    certain = _known(known, area, asked) if value is not None else None
    status = _status(area, asked, asked.group)
    regions = asked.kind is AreaKind.REGION
    return MapRow(
        area=area,
        name=area_name(area),
        value=value,
        by_group=tuple(asked.of(area.code, group) for group in asked.groups),
        level=classes.of(value) if classes is not None and value is not None else None,
        known=certain,
        unsure=bool(classes and certain and classes.reached(certain.low, certain.high) >= MANY_CLASSES),
        beside_country=_compared(value, certain, country),
        note=_note(area, asked) if value is not None else "",
        missing=absent_words(status) if value is None else "",
        hidden=value is None and status is ObservationStatus.SUPPRESSED,
        link="" if regions else f"/kommun/{area.code}/nyckeltal/{asked.series.id}/",
        own=area.code == (place.county.code if regions else place.area.code),
    )


def _known(known: IndicatorUncertainty | None, area: Area, asked: MapAsked) -> ValueUncertainty | None:
    if known is None or asked.year is None or asked.definition is None or not asked.definition.averaged:
        return None
    return known.at(area.code, Group(asked.group), asked.year)


def _compared(value: float | None, known: ValueUncertainty | None, country: float | None) -> str:
    if value is None or country is None:
        return ""
    if known is None:
        return UNTESTED
    if known.low <= country <= known.high:
        return PERHAPS_SAME
    return HIGHER if value > country else LOWER


def _status(area: Area, asked: MapAsked, group: Sex) -> ObservationStatus:
    return asked.panel.status_of(area.code, asked.year or 0, group)


def _note(area: Area, asked: MapAsked) -> str:
    """What is to be known of a value: that it is preliminary, or stands again from an earlier year."""
    if _status(area, asked, asked.group) is ObservationStatus.PROVISIONAL:
        return say("preliminärt")
    definition = asked.definition
    if definition is not None and definition.measured is Measured.REPEATED_UNTIL_NEXT:
        measured = measured_years(asked.panel, area=area.code, group=asked.group, definition=definition)
        return "" if asked.year in measured else say("upprepat från en äldre mätning")
    return ""
