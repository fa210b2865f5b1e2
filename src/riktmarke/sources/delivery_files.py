"""Reading delivered CSV files with errors that name the file, the line and the column."""

import csv
import io
from collections.abc import Iterator, Sequence

from riktmarke.vocabulary.errors import DamagedFile, UnexpectedPayload


def csv_rows(name: str, text: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Return the rows of a CSV file with at least these columns.

    Raises:
        UnexpectedPayload: naming the file and the missing columns, or the line that has too few fields.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise UnexpectedPayload(
            f"{name}: the column{'s' if len(missing) > 1 else ''} {', '.join(missing)} "
            f"{'are' if len(missing) > 1 else 'is'} missing; found {', '.join(reader.fieldnames or ['nothing'])}.",
            expected=f"the columns {', '.join(columns)}",
            remedy="fetch the file again, or restore the header line.",
        )
    for row in _rows(name, reader):
        if any(row[column] is None for column in columns):
            raise UnexpectedPayload(
                f"{name}, line {reader.line_num}: the line ends too early.",
                expected=f"{len(reader.fieldnames or ())} fields",
                remedy="the file is probably cut off: fetch it again.",
            )
        yield row


def _rows(name: str, reader: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise DamagedFile(
            f"{name}, line {reader.line_num}: {error}.",
            expected="CSV with a matching number of quotation marks",
            remedy="the file is probably damaged: fetch it again.",
        ) from error
