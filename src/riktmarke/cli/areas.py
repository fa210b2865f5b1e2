"""`riktmarke areas` and `riktmarke series`: look up a code."""

import json
from typing import Annotated

import typer
from rich.table import Table

from riktmarke.cli.terminal import configured_catalogue, configured_everyday_words, configured_store, out
from riktmarke.statistics.series_search import SeriesSearch, folded

Words = Annotated[list[str] | None, typer.Argument(help="words or parts of words; none for all", metavar="WORDS")]
Json = Annotated[bool, typer.Option("--json", help="print as JSON")]


def areas(words: Words = None, as_json: Json = False) -> None:
    """List areas with their codes: municipalities, regions and the country.

    Example: riktmarke areas hede
    """
    wanted = folded(" ".join(words or [])).split()
    found = [a for a in configured_store().dataset().areas if all(w in folded(f"{a.code} {a.name}") for w in wanted)]
    if as_json:
        rows = [{"code": a.code, "name": a.name, "kind": a.kind.value, "county": a.county_code} for a in found]
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Code", "Name", "Kind", box=None, pad_edge=False)
    for area in found:
        table.add_row(area.code, area.name, area.kind.value)
    out.print(table if found else "No area matches. Try fewer or shorter words.")


def series(
    words: Words = None,
    as_json: Json = False,
    limit: Annotated[int, typer.Option(min=1, help="how many to list at most")] = 40,
) -> None:
    """Find series by words; a part of a word is enough, and å ä ö may be written a a o.

    Example: riktmarke series ohalsa   (finds Ohälsotal, as people say it)
    """
    own = {series: f"{d.title} {d.phrase} {d.title_en}" for series, d in configured_catalogue().items()}
    register = configured_store().dataset().series
    found = SeriesSearch(register, own, configured_everyday_words()).find(" ".join(words or []))
    if as_json:
        rows = [{"id": s.id, "title": s.title, "first": s.first_period, "last": s.last_period} for s in found[:limit]]
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Series", "Years", "Title", box=None, pad_edge=False)
    for item in found[:limit]:
        table.add_row(item.id, f"{item.first_period}–{item.last_period}", item.title)
    out.print(table if found else "No series matches. Try fewer or shorter words.")
    if len(found) > limit:
        out.print(f"… and {len(found) - limit} more (--limit).")
