"""Tables as Excel workbooks: real numbers, a header that stays in sight, and a sheet that says what the figures are."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from riktmarke.presentation.language import say
from riktmarke.publishing.website.series_excel import safe

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 60
NUMBER = re.compile(r"-?\d+(,\d+)?")
LONGEST_TITLE = 31  # Excel's own limit

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headings, its rows, and how many columns and decimals stay as they are when it is scrolled or shown.

    `decimals` holds how many decimals each column of numbers shows, None for texts and years as they are.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    decimals: Sequence[int | None]
    frozen_columns: int = 1


def workbook(sheets: Sequence[Sheet], about: Iterable[tuple[str, str]]) -> bytes:
    """Return a workbook of the tables and, last, the sheet about the figures. Texts are never taken for formulas."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _written(book.create_sheet(sheet.title[:LONGEST_TITLE]), sheet)
    told = Sheet(say("Om siffrorna"), (say("Uppgift"), say("Innehåll")), list(about), (None, None))
    page = book.create_sheet(told.title)
    _written(page, told)
    for row in page.iter_rows(min_row=2, max_col=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def from_table(text: str, *, title: str) -> Sheet:
    """Return the sheet of a table that `series_excel` and others wrote as text: its numbers are numbers again."""
    headings, *rows = csv.reader(text.splitlines(), delimiter=";")
    read = [[_read(cell) for cell in row] for row in rows]
    return Sheet(title, headings, read, [None] * len(headings))


def _read(cell: str) -> Value:
    if not NUMBER.fullmatch(cell):
        return cell.removeprefix("'") or None  # `_written` makes texts safe again
    number = float(cell.replace(",", "."))
    return int(number) if number.is_integer() and "," not in cell else number


def excel_file(content: bytes, filename: str) -> HttpResponse:
    """Return a workbook as a file to keep."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _written(page: Worksheet, sheet: Sheet) -> None:
    widths = [len(heading) for heading in sheet.headings]
    page.append(list(sheet.headings))
    for row in sheet.rows:
        page.append([safe(value) if isinstance(value, str) else value for value in row])
        widths = [max(width, len(str(value or ""))) for width, value in zip(widths, row, strict=True)]
    for heading in page[1]:
        heading.font = Font(bold=True)
        heading.alignment = Alignment(wrap_text=True, vertical="bottom")
    for number, (width, decimals) in enumerate(zip(widths, sheet.decimals, strict=True), start=1):
        page.column_dimensions[get_column_letter(number)].width = min(max(width + 2, NARROWEST), WIDEST)
        if decimals is None:
            continue
        shown = "#,##0" + ("." + "0" * decimals if decimals else "")
        for (cell,) in page.iter_rows(min_row=2, min_col=number, max_col=number):
            cell.number_format = shown
    page.freeze_panes = page.cell(row=2, column=sheet.frozen_columns + 1)
    page.auto_filter.ref = page.dimensions
