"""`riktmarke catalogue`: check the definitions, read one beside its source, stamp it, count what they cover."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.markup import escape
from rich.table import Table

from riktmarke.cli.coverage import coverage
from riktmarke.cli.terminal import (
    configured_catalogue,
    configured_composites,
    configured_framework_lists,
    configured_store,
    err,
    now,
    out,
)
from riktmarke.governance.catalogue_check import check_catalogue
from riktmarke.governance.definitions import BreakSource, Catalogue, Definition, with_parts
from riktmarke.governance.published_facts import PublishedRegister, PublishedSeries, description_fingerprint
from riktmarke.governance.read_stamps import stamped
from riktmarke.governance.remarks import Remark, Severity
from riktmarke.governance.suppression import threshold_of
from riktmarke.operations.catalogue_facts import published_facts
from riktmarke.vocabulary.errors import CatalogueError, NoFigures

app = typer.Typer(help="The catalogue of indicators: check, read, stamp, coverage.", no_args_is_help=True)
app.command("coverage")(coverage)

FOUND_WRONG = 1
BREAK_SOURCES = {
    BreakSource.PUBLISHER: "the publisher or its source says so",
    BreakSource.FIGURES: "our conclusion from the figures",
}


@app.command("check")
def check(
    read_too: Annotated[
        bool, typer.Option("--read-too", help="also ask about descriptions that a second reader has read")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
) -> None:
    """Tell what is missing in the definitions, or does not hold against the figures in the store.

    Errors are wrong for certain and give exit code 1; warnings are for a person to read.

    Example: riktmarke catalogue check
    """
    catalogue = configured_catalogue()
    configured_composites()  # one that does not hold is refused with its file and key
    remarks = check_catalogue(
        catalogue,
        configured_framework_lists(),
        as_of=now().date(),
        published=_published_if_any(catalogue),
        read_too=read_too,
    )
    errors = sum(remark.severity is Severity.ERROR for remark in remarks)
    if as_json:
        found = {"definitions": len(catalogue), "errors": errors, "warnings": len(remarks) - errors}
        out.print_json(json.dumps({**found, "remarks": [asdict(remark) for remark in remarks]}, ensure_ascii=False))
    else:
        _print_remarks(remarks)
        out.print(f"{len(catalogue)} definitions: {errors} errors, {len(remarks) - errors} warnings.")
    if errors:
        raise typer.Exit(FOUND_WRONG)


@app.command("show")
def show(
    indicator: Annotated[str, typer.Argument(help="the indicator's id, such as N00957, or that of one of its groups")],
) -> None:
    """Show a definition beside the publisher's own words about its series, for a second reader.

    Example: riktmarke catalogue show N00957
    """
    catalogue = configured_catalogue()
    definition = _definition(catalogue, indicator)
    file = _file_of(definition)
    out.print(
        f"[bold]{escape(definition.title)}[/bold]  {definition.series}\n\n[bold]Our definition[/bold]  {file.name}"
    )
    out.print(escape(file.read_text(encoding="utf-8")))
    published = _published({definition.series: definition})
    _print_records(definition, published)
    for series in definition.all_series:
        if series not in published:
            out.print(f"[bold]{series}[/bold]: no values in the store.\n")
            continue
        _print_published(series, published[series])
    now_reads = description_fingerprint(definition.all_series, published)
    read = definition.description_read or "never"
    out.print(f"Fingerprint of the publisher's words {now_reads}; read by a second reader: {read}.")


@app.command("stamp")
def stamp(
    indicators: Annotated[list[str], typer.Argument(help="ids of indicators", metavar="IDS")],
    by: Annotated[str, typer.Option("--by", help="the second reader's role, not a person's name")],
) -> None:
    """Write into definitions that a second reader has read them against the publisher's words of today.

    The questions that the check asks about those words are then answered, until the publisher changes them.

    Example: riktmarke catalogue stamp N00957 N15428 --by "Riktmärke, andra läsaren"
    """
    catalogue = configured_catalogue()
    chosen = [_definition(catalogue, indicator) for indicator in dict.fromkeys(indicators)]
    published, today = _published(catalogue), now().date()
    errors = [
        remark
        for remark in check_catalogue(catalogue, configured_framework_lists(), as_of=today, published=published)
        if remark.severity is Severity.ERROR
    ]
    for definition in chosen:
        _refuse_unfit(definition, by, errors)
    for definition in chosen:
        file = _file_of(definition)
        read = description_fingerprint(definition.all_series, published)
        text = stamped(file.read_text(encoding="utf-8"), description_read=read, by=by, on=today)
        file.write_text(text, encoding="utf-8")
        out.print(f"{definition.series}: read on {today.isoformat()} by {escape(by)}.")


def _refuse_unfit(definition: Definition, by: str, errors: list[Remark]) -> None:
    if by == definition.author or not by.strip():
        raise CatalogueError(
            f"{definition.series}: {by!r} cannot be its second reader.",
            expected="a role other than the author's" + f", {definition.author!r}" * (by == definition.author),
            remedy="have somebody else read it.",
        )
    wrong = [remark for remark in errors if remark.definition == definition.series]
    if wrong:
        raise CatalogueError(
            f"{definition.series}: {wrong[0].key}: {wrong[0].text}.",
            expected="a definition without errors, before it is stamped as read",
            remedy=wrong[0].remedy,
        )


def _definition(catalogue: Catalogue, indicator: str) -> Definition:
    found = with_parts(catalogue).get(indicator)
    if found is None:
        raise CatalogueError(
            f"There is no definition of {indicator!r} in the catalogue.",
            expected="the id of an indicator, or of a group of one, exactly as it is written",
            remedy="find it in docs/catalogue.md, or with `riktmarke series WORDS`.",
        )
    return catalogue[found.part_of] if found.part_of else found


def _file_of(definition: Definition) -> Path:
    return Path(settings.RIKTMARKE_CATALOGUE) / "indicators" / f"{definition.series}.toml"


def _published(catalogue: Catalogue) -> PublishedRegister:
    return published_facts(configured_store().dataset(), catalogue)


def _published_if_any(catalogue: Catalogue) -> PublishedRegister | None:
    try:
        return _published(catalogue)
    except NoFigures:
        err.print("The store is empty: the definitions are checked without figures. Next: riktmarke import")
        return None


def _print_remarks(remarks: list[Remark]) -> None:
    if not remarks:
        return
    table = Table("Definition", "", "Key", "What it is", "What was expected", "What to do", box=None, pad_edge=False)
    for one in remarks:
        table.add_row(one.definition, one.severity.value, one.key, *map(escape, (one.text, one.expected, one.remedy)))
    out.print(table)


def _print_records(definition: Definition, published: PublishedRegister) -> None:
    """Print what a reader of the file alone cannot see together: breaks, the other series' titles, the threshold."""
    out.print("[bold]Breaks, replacements and suppression[/bold]")
    for broken in definition.series_breaks:
        out.print(f"breaks in {broken.first_year} ({BREAK_SOURCES[broken.source]}): {escape(broken.reason)}")
    for how, others in (("replaces", definition.replaces), ("is replaced by", definition.replaced_by)):
        for one in others:
            title = published[one.series].title if one.series in published else "no values in the store"
            told = f"{how} {one.series} from {one.from_year} ({title}): {one.reason}"
            out.print(escape(told))
    rule = threshold_of(definition)
    known = f"below {rule.threshold} {rule.of} (known from: {rule.said_by})" if rule else "at no known threshold"
    out.print(f"values are suppressed {escape(known)}\n")


def _print_published(series: str, told: PublishedSeries) -> None:
    out.print(f"[bold]The publisher on {series}[/bold]\n{escape(told.title)}\n{escape(told.description)}")
    facts = [
        f"values {told.first_year}–{told.last_year}",
        f"{'values' if told.has_women else 'none'} for women, {'values' if told.has_men else 'none'} for men",
        f"{'still' if told.still_published else 'no longer'} in the publisher's list",
    ]
    if told.spread is not None:
        facts.append(f"standard deviation between municipalities {told.spread:.3g}")
    if told.repeated is not None:
        facts.append(f"{told.repeated:.0%} exactly as the year before")
    out.print(f"[dim]{'; '.join(facts)}[/dim]\n")
