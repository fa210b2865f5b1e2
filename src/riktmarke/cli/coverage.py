"""`riktmarke catalogue coverage`: what the indicators reach, as a table, as JSON or as the page in docs."""

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from riktmarke.cli.terminal import configured_catalogue, configured_framework_lists, out
from riktmarke.governance.coverage import FrameworkCoverage, by_focus_area, by_framework, by_ground, by_sex
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkLists
from riktmarke.presentation.coverage_page import coverage_page


class By(StrEnum):
    """What the indicators are counted by."""

    FRAMEWORK = "framework"
    FOCUS = "focus"
    SEX = "sex"
    GROUND = "ground"


def coverage(
    by: Annotated[By, typer.Option("--by", help="what to count by")] = By.FOCUS,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="print the whole page docs/catalogue.md")] = False,
) -> None:
    """Count the indicators by item of a framework, focus area, sex split and reason, or ground of discrimination.

    Items without an indicator are told too.

    Examples:
      riktmarke catalogue coverage --by framework
      riktmarke catalogue coverage --markdown >docs/catalogue.md
    """
    catalogue, lists = configured_catalogue(), configured_framework_lists()
    if markdown:
        # Written as it is: the terminal's own lines would be broken at its width
        sys.stdout.write(coverage_page(catalogue, lists))
    elif as_json:
        out.print_json(json.dumps(_rows(by, catalogue, lists), ensure_ascii=False))
    else:
        _print_rows(_rows(by, catalogue, lists))


def _rows(by: By, catalogue: Catalogue, lists: FrameworkLists) -> list[dict[str, Any]]:
    if by is By.FRAMEWORK:
        return [row for covered in by_framework(catalogue, lists) for row in _items(covered)]
    if by is By.FOCUS:
        return _items(by_focus_area(catalogue, lists))
    if by is By.SEX:
        sexes = by_sex(catalogue)
        reasons = [{"title": reason, "indicators": names} for reason, names in sexes.not_split.items()]
        shown = {"title": "shown for women and men", "indicators": sexes.split}
        return [shown, {"title": "itself a comparison of women and men", "indicators": sexes.compared}, *reasons]
    return [{"title": ground.value, "indicators": names} for ground, names in by_ground(catalogue).items()]


def _items(covered: FrameworkCoverage) -> list[dict[str, Any]]:
    return [
        {"item": f"{covered.framework.id}/{one.item.id}", "title": one.item.title, "indicators": one.reached_by}
        for one in covered.items
    ]


def _print_rows(rows: list[dict[str, Any]]) -> None:
    table = Table("Item", "Title", "Indicators", "Which", box=None, pad_edge=False)
    for row in rows:
        names = row["indicators"]
        table.add_row(row.get("item", ""), escape(row["title"]), str(len(names)), ", ".join(names))
    out.print(table)
