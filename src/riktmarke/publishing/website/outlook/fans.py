"""Fans from figures: what has been measured, where it may go, whom it stands beside, and what is aimed at."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.kinds import group_of
from riktmarke.assessment.outlook.inhabitants import is_of_inhabitants
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.runs import SeriesOutlook
from riktmarke.assessment.targets.pace import Point
from riktmarke.assessment.targets.series import sides_of_gap
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.fan import (
    Fan,
    OthersLine,
    TargetMark,
    target_marks,
    years_of_series,
    years_of_target,
)
from riktmarke.presentation.language import say
from riktmarke.presentation.targets import COMPARATOR_NAMES, DIMENSION_NAMES
from riktmarke.publishing.website.figures import Place
from riktmarke.publishing.website.outlook.population import expected_population
from riktmarke.publishing.website.outlook.source import Outlook
from riktmarke.vocabulary.groups import Dimension, Sex

Floats = NDArray[np.float64]
KINDS = {Comparator.SIMILAR_MUNICIPALITIES: "similar", Comparator.COUNTY: "county", Comparator.COUNTRY: "country"}


def fan_of_series(
    outlook: Outlook,
    definition: Definition,
    told: SeriesOutlook,
    *,
    marks: tuple[TargetMark, ...] = (),
    others: bool = True,
) -> Fan | None:
    """Return the fan of an indicator's group, with the targets to mark; None where nothing is published of it here.

    Whom it stands beside is left out where `others` is false: for who draws nothing.
    """
    figures = outlook.source.indicator(definition)
    group = group_of(told.group)
    row = figures.at(group) if figures is not None else None
    if figures is None or row is None:
        return None
    place = _position(outlook)
    measured = np.where(figures.measured[row, place], figures.values[row, place], np.nan)
    if np.isnan(measured).all():
        return None
    projection = expected_population(outlook, definition, told.group)
    return Fan(
        name=_name(outlook.place, told.group),
        measured=_points(figures.years, measured),
        years=years_of_series(told),
        known=told.known,
        targets=marks,
        aimed=outlook.aimed,
        others=_beside(outlook, definition, figures.years, row) if others else (),
        sex=group.sex,
        breaks=definition.measurement.breaks,
        people=projection is not None,
    )


def fan_of_target(outlook: Outlook, definition: Definition, told: TargetOutlook) -> Fan | None:
    """Return the fan of what a target is about: a level beside others', or a difference by itself.

    None where nothing is published of it here.
    """
    figures, aimed = outlook.source.indicator(definition), outlook.source.aimed(definition, told.asked)
    if figures is None or aimed is None:
        return None
    row = figures.at(aimed.groups[0]) if aimed.groups else None
    place = _position(outlook)
    measured = np.where(aimed.measured[place], aimed.signed[place], np.nan)
    if row is None or np.isnan(measured).all():
        return None
    difference = aimed.other is not None
    return Fan(
        name=_name_of_target(outlook.place, told),
        measured=_points(figures.years, measured),
        years=years_of_target(told),
        known=told.known,
        targets=target_marks(told.asked, told.threshold, definition),
        aimed=outlook.aimed,
        others=() if difference else _beside(outlook, definition, figures.years, row),
        sex=Sex.TOTAL if aimed.is_gap else aimed.groups[0].sex,
        breaks=definition.measurement.breaks,
        difference=difference,
        people=is_of_inhabitants(told.asked) and outlook.area.population is not None,
    )


def above_words(outlook: Outlook, definition: Definition, told: TargetOutlook) -> str:
    """Return what lies above nothing where a target is about a difference, as a sentence; empty where it is not."""
    figures, asked, name = outlook.source.indicator(definition), told.asked, outlook.place.name
    if asked.kind is TargetKind.GAP and figures is not None:
        sides = sides_of_gap(figures, Dimension(asked.group))
        return (
            say("Över nollan har {group_label} det högre värdet.", group_label=group_label(sides[0].key))
            if sides is not None
            else ""
        )
    if asked.kind is TargetKind.AS_GOOD_AS and asked.comparator is not None:
        return say(
            "Över nollan har {name} ett högre värde än {comparator_names}.",
            name=name,
            comparator_names=COMPARATOR_NAMES[asked.comparator],
        )
    return say("Över nollan har värdet ökat.") if asked.kind is TargetKind.DIRECTION else ""


def _position(outlook: Outlook) -> int:
    return outlook.source.dataset().areas.position(outlook.place.area.code)


def _name(place: Place, group: str) -> str:
    return place.name if group == Sex.TOTAL else f"{place.name}, {group_label(group)}"


def _name_of_target(place: Place, told: TargetOutlook) -> str:
    asked = told.asked
    if asked.kind is TargetKind.GAP:
        return say(
            "{place_name}, skillnaden {dimension_names}",
            place_name=place.name,
            dimension_names=DIMENSION_NAMES[asked.group],
        )
    name = _name(place, asked.group)
    if asked.kind is TargetKind.AS_GOOD_AS and asked.comparator is not None:
        return say(
            "{name}, jämfört med {comparator_names}", name=name, comparator_names=COMPARATOR_NAMES[asked.comparator]
        )
    return say("{name}, förändringen", name=name) if asked.kind is TargetKind.DIRECTION else name


def _beside(outlook: Outlook, definition: Definition, years: tuple[int, ...], row: int) -> tuple[OthersLine, ...]:
    place = outlook.place
    names = {
        Comparator.SIMILAR_MUNICIPALITIES: say("Liknande kommuner"),
        Comparator.COUNTY: say("Resten av {county_name}", county_name=place.county_name),
        Comparator.COUNTRY: place.country_name,
    }
    lines = [
        OthersLine(names[comparator], KINDS[comparator], _points(years, values[_position(outlook)]))
        for comparator, values in outlook.source.compared(definition, row).items()
    ]
    return tuple(line for line in lines if line.points)


def _points(years: tuple[int, ...], values: Floats) -> tuple[Point, ...]:
    return tuple(
        Point(year, float(value)) for year, value in zip(years, values.tolist(), strict=True) if not np.isnan(value)
    )
