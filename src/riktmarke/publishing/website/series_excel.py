"""A series as a file that Excel in Swedish opens by itself: semicolons, decimal commas, Swedish heads and words."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from math import floor, log10

from riktmarke.presentation.labels import GROUP_NAMES, UNIT_NAMES, window_note
from riktmarke.presentation.language import marked, say
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.series_csv import COMPUTED, REPEATED, CsvFigure, csv_figures, period_of
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import Sex

WHICH_YEARS = marked("Vilka år ett värde står för")
HEADINGS = (
    marked("Nyckeltal"),
    marked("Rubrik"),
    marked("Enhet"),
    marked("Område"),
    marked("Kön"),
    marked("År"),
    marked("Period"),
    marked("Värde"),
    marked("Uppgift"),
    marked("Källa"),
    WHICH_YEARS,
)
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What we compute is no more exact than what it is computed from; whole numbers are never cut.
SIGNIFICANT_DIGITS = 4


def series_excel(source: Figures, place: Place, series: Series, other: Area | None) -> str:
    """Return the same figures as `series_csv`: published values as fetched, computed ones rounded."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(heading) for heading in HEADINGS])
    definition = source.definition(series.id)
    unit = UNIT_NAMES[definition.unit] if definition else ""
    about = tuple(safe(word) for word in (series.id, source.title(series), unit))
    writer.writerows(_rows(source, place, series, other, about))
    return text.getvalue()


def _rows(
    source: Figures, place: Place, series: Series, other: Area | None, about: tuple[str, ...]
) -> Iterator[tuple[str | int, ...]]:
    definition = source.definition(series.id)
    covers = definition.covers_sex if definition else None
    noted = safe(window_note(definition))
    for figure in csv_figures(source, place, series, other):
        computed = figure.measurement == COMPUTED
        value = rounded_mean(figure.value) if computed and figure.value is not None else figure.value
        yield (
            *about,
            safe(figure.area),
            GROUP_NAMES[covers if covers and figure.group is Sex.TOTAL else figure.group],
            figure.year,
            period_of(figure, definition),
            "" if value is None else swedish(value),
            figure.missing or what_it_is(figure),
            safe(figure.source),
            noted,
        )


def what_it_is(figure: CsvFigure) -> str:
    """Return whether a value is published, published again, or worked out by us."""
    said = {COMPUTED: say("uträknat"), REPEATED: say("upprepat")}
    return said.get(figure.measurement, say("publicerat"))


def safe(text: str) -> str:
    """Return a text that a spreadsheet never takes for a formula."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def swedish(value: float) -> str:
    """Return a value in full with a decimal comma and nothing else, as a spreadsheet reads a number."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0").replace(".", ",")


def rounded_mean(value: float) -> float:
    """Return a computed value with the digits that mean something."""
    if value == 0:
        return value
    return round(value, max(0, SIGNIFICANT_DIGITS - 1 - floor(log10(abs(value)))))
