"""A series as a file that Excel in Swedish opens by itself: semicolons, decimal commas, Swedish heads and words."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from math import floor, log10

from riktmarke.presentation.labels import GROUP_NAMES, UNIT_NAMES, period_label
from riktmarke.presentation.language import marked, say
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.series_csv import COMPUTED, REPEATED, csv_figures
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area

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
    for figure in csv_figures(source, place, series, other):
        repeated = figure.measurement == REPEATED
        period = str(figure.year) if repeated else period_label(figure.year, source.definition(series.id))
        computed = figure.measurement == COMPUTED
        what = say("uträknat") if computed else say("upprepat") if repeated else say("publicerat")
        yield (
            *about,
            safe(figure.area),
            GROUP_NAMES[figure.group],
            figure.year,
            period,
            swedish(rounded_mean(figure.value) if computed else figure.value),
            what,
            safe(figure.source),
        )


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
