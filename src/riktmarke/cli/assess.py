"""`riktmarke assess`: what the figures say, for an area and some series, or for everything."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table

from riktmarke.assessment.findings import Finding
from riktmarke.assessment.findings_file import finding_of, gap_of
from riktmarke.assessment.runs import assess_series, run
from riktmarke.cli.terminal import configured_catalogue, configured_store, now, out, processors, progress_shown
from riktmarke.presentation.numbers import decimals_for, number
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import RiktmarkeError
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.reasons import Reason

NOTHING = "–"


def assess(
    series: Annotated[list[str] | None, typer.Argument(help="series ids; none for all that have a definition")] = None,
    area: Annotated[str | None, typer.Option(help="the area's code, such as 2083")] = None,
    everything: Annotated[bool, typer.Option("--all", help="every series for every area, stored as a run")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON, with reason codes")] = False,
    processes: Annotated[int, typer.Option(min=0, help="processes to use; 0 for one per processor")] = 0,
) -> None:
    """Say what the figures show: latest value, change, comparisons, the gap between women and men.

    For one area the findings are printed; with --all every series is assessed for every area and stored as a run,
    which is what the site shows.

    Examples:
      riktmarke assess --area 2083 N00957 N15428
      riktmarke assess --all
    """
    store = configured_store()
    if everything and (series or area):
        raise RiktmarkeError(
            "--all was given together with an area or series.",
            expected="either --all, or --area CODE with series",
            remedy="leave one of them out.",
        )
    if everything:
        _assess_all(store, processes or processors(), as_json)
    elif area is None:
        raise RiktmarkeError(
            "It was not said what to assess.",
            expected="--area CODE, or --all",
            remedy="try riktmarke assess --area 2083, or riktmarke assess --help.",
        )
    else:
        _assess_area(store, area, series, as_json)


def _assess_all(store: Store, processes: int, as_json: bool) -> None:
    catalogue = configured_catalogue()
    with progress_shown() as told:
        found = run(
            store,
            catalogue,
            at=now(),
            processes=processes,
            progress=lambda done, of: told("Assessing every series for every area", done, of),
        )
    about = found.version.manifest
    if as_json:
        out.print_json(json.dumps({key: about[key] for key in ("version", "dataset_version", "series", "catalogue")}))
    else:
        out.print(f"{about['series']:,} series assessed for {len(found.dataset.areas)} areas. Run {about['version']}.")


def _assess_area(store: Store, area: str, series: list[str] | None, as_json: bool) -> None:
    dataset, catalogue = store.dataset(), configured_catalogue()
    dataset.areas.position(area)
    names = series or [name for name in catalogue if name in dataset.series]
    for name in names:
        dataset.series[name]
    found = list(assess_series(dataset, catalogue, names))
    cells = [[finding_of(f, name, dataset.areas, area, sex) for sex in GROUPS] for name, f in found]
    if as_json:
        gaps = [gap_of(f, name, dataset.areas, area) for name, f in found]
        rows = [
            {"series": gap.series, "area": area, "groups": [_plain(cell) for cell in row], "gap": _plain(gap)}
            for row, gap in zip(cells, gaps, strict=True)
        ]
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    table = Table(
        title=f"{dataset.areas[area].name} ({area})", title_justify="left", box=None, pad_edge=False, expand=True
    )
    table.add_column("Series", no_wrap=True)
    table.add_column("", overflow="fold", ratio=1)
    for heading in ("Year", "Total", "Women", "Men", "Change", "County", "Country", "Similar"):
        table.add_column(heading, no_wrap=True, justify="right")
    for row in cells:
        defined = catalogue.get(row[0].series)
        decimals = defined.decimals if defined else decimals_for(c.value for c in row if c.value is not None)
        title = defined.title if defined else dataset.series[row[0].series].title
        table.add_row(row[0].series, title, *_row(row, decimals))
    out.print(table)
    out.print(
        "Change is since the previous independent measurement. County, country and similar municipalities are of the "
        "same year. Differences have not been tested against chance. --json gives every figure and reason."
    )


def _row(row: list[Finding], decimals: int) -> list[str]:
    total = next((cell for cell in row if cell.value is not None), row[0])
    by_sex = {cell.group: cell.value for cell in row}
    shown = [*(by_sex[sex] for sex in (Sex.TOTAL, Sex.FEMALE, Sex.MALE)), total.change, total.county, total.country]
    figures = [
        NOTHING if value is None else number(value, decimals=decimals) for value in (*shown, total.peers_weighted)
    ]
    return [str(total.period or NOTHING), *figures]


def _plain(found: Any) -> dict[str, object]:
    """Return a finding or gap with the names of its codes."""
    return {
        key: value.name.lower() if isinstance(value, Reason) or key.endswith("_basis") else value
        for key, value in asdict(found).items()
        if key not in ("series", "area")
    }
