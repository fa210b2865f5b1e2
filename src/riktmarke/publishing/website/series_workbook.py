"""A series as an Excel workbook: a row per area and year, women and men in columns of their own."""

from collections.abc import Iterator

from riktmarke.presentation.labels import GROUP_NAMES, published_as, unit_name, window_note
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import decimals_for
from riktmarke.publishing.website.definition_facts import definition_facts
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.languages.titles import without_marks
from riktmarke.publishing.website.series_csv import COMPUTED, REPEATED, CsvFigure, csv_figures, period_of
from riktmarke.publishing.website.series_excel import WHICH_YEARS, rounded_mean, what_it_is
from riktmarke.publishing.website.text_dates import day
from riktmarke.publishing.website.workbook import Sheet, Value, workbook
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex

Key = tuple[str, int, str, str]


def series_workbook(source: Figures, place: Place, series: Series, other: Area | None) -> bytes:
    """Return the same figures as `series_csv` as a workbook: published ones in full, computed ones rounded."""
    figures = list(csv_figures(source, place, series, other))
    groups = tuple(sex for sex in GROUPS if any(figure.group is sex for figure in figures)) or (Sex.TOTAL,)
    definition = source.definition(series.id)
    covers = definition.covers_sex if definition else None
    names = [GROUP_NAMES[covers if covers and sex is Sex.TOTAL else sex] for sex in groups]
    unit, noted = unit_name(definition), window_note(definition)
    decimals = (
        definition.decimals
        if definition
        else decimals_for(figure.value for figure in figures if figure.value is not None)
    )
    headings = (
        say("Område"),
        say("Kod"),
        say("År"),
        say("Period"),
        *(f"{name} ({unit})" if unit else name for name in names),
        say("Uppgift"),
        say("Källa"),
        *([say(WHICH_YEARS)] if noted else []),
    )
    shown = (None, None, None, None, *(decimals for _name in names), None, None, *([None] if noted else []))
    rows = (row + ((noted,) if noted else ()) for row in _rows(source, series, figures, groups))
    return workbook(
        [Sheet(say("Siffror"), headings, rows, shown)], about_series(source, series, more=_of_place(place, other))
    )


def _rows(
    source: Figures, series: Series, figures: list[CsvFigure], groups: tuple[Sex, ...]
) -> Iterator[tuple[Value, ...]]:
    by_row: dict[Key, dict[Sex, CsvFigure]] = {}
    for figure in figures:
        kind = COMPUTED if figure.measurement == COMPUTED else "published"
        by_row.setdefault((figure.area_code, figure.year, kind, figure.source), {})[figure.group] = figure
    definition = source.definition(series.id)
    for (code, year, kind, from_where), found in by_row.items():
        told = [figure for figure in found.values() if figure.value is not None] or list(found.values())
        first = next((figure for figure in told if figure.measurement != REPEATED), told[0])  # repeated only if all is
        computed = kind == COMPUTED
        yield (
            first.area,
            "" if computed else code,
            year,
            period_of(first, definition),
            *(_cell(found.get(sex)) for sex in groups),
            first.missing or what_it_is(first),
            from_where,
        )


def _cell(figure: CsvFigure | None) -> Value:
    """A value, or why the source does not show it; nothing where it has none."""
    if figure is None or figure.value is None:
        return figure.missing if figure is not None else None
    return rounded_mean(figure.value) if figure.measurement == COMPUTED else figure.value


def about_series(source: Figures, series: Series, *, more: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, str]]:
    """Return what the sheet about the figures says of a series: what it is, its source and its dates."""
    definition, manifest = source.definition(series.id), source.dataset().version.manifest
    told = [(say("Obs"), source.example)] if source.example else []
    told += [
        (say("Rubrik"), source.title(series)),
        (say("Nyckeltal"), series.id),
        (say("Enhet"), unit_name(definition) or say("enligt rubriken")),
        *more,
    ]
    if definition is not None:
        told += [(say(WHICH_YEARS), window_note(definition))]
        told += [(heading, " ".join(map(without_marks, texts))) for heading, texts in definition_facts(definition)]
    told += [
        (say("Källans rubrik"), series.title),
        (say("Källans beskrivning"), series.description or ""),
        (say("Källa"), f"{source.attribution}, {published_as(series.id, definition)}"),
        (say("Hämtat"), day(manifest.get("fetched")) or ""),
        (say("Uträknat"), say("Det som inte är publicerat är Riktmärkes egen bearbetning och står som uträknat.")),
    ]
    return [(name, text) for name, text in told if text]


def figure_days(source: Figures) -> list[tuple[str, str]]:
    """Return when the figures were fetched, where that is known."""
    fetched = day(source.dataset().version.manifest.get("fetched"))
    return [(say("Hämtat"), fetched)] if fetched else []


def _of_place(place: Place, other: Area | None) -> tuple[tuple[str, str], ...]:
    beside = f", {other.name}" if other else ""
    return ((say("Sidan gäller"), f"{place.name}{beside}"),)
