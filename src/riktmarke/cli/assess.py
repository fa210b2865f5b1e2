"""`riktmarke assess`: what the figures say, for an area and some series, or for everything."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from riktmarke.assessment.findings_file import finding_of, gap_of
from riktmarke.assessment.runs import assess_series, composed, run
from riktmarke.cli.challenge_run import challenges_found
from riktmarke.cli.findings_table import print_findings
from riktmarke.cli.outlook_run import outlook_made
from riktmarke.cli.terminal import configured_catalogue, configured_store, now, out, processors, progress_shown
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.groups import GROUPS
from riktmarke.vocabulary.reasons import Reason


def assess(
    series: Annotated[list[str] | None, typer.Argument(help="series ids; none for all that have a definition")] = None,
    area: Annotated[str | None, typer.Option(help="the area's code, such as 2083")] = None,
    everything: Annotated[bool, typer.Option("--all", help="every series for every area, stored as a run")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON, with reason codes")] = False,
    processes: Annotated[int, typer.Option(min=0, help="processes to use; 0 for one per processor")] = 0,
) -> None:
    """Say what the figures show: latest value, change, comparisons, the gap between women and men.

    For one area the findings are printed; with --all every series is assessed and forecast for every area, and the
    challenges of every municipality are found, each stored as a run, which is what the site shows.

    Examples:
      riktmarke assess --area 2083 N00957 N15428
      riktmarke assess --all
    """
    store = configured_store()
    if everything and (series or area):
        raise typer.BadParameter("give either --all, or --area CODE with series; not both.")
    if everything:
        _assess_all(store, processes or processors(), as_json)
    elif area is None:
        raise typer.BadParameter("say what to assess: --area CODE, or --all. Example: riktmarke assess --area 2083")
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
    outlook = outlook_made(store, catalogue).version.name
    challenges = challenges_found(store, catalogue).version.name
    about = found.version.manifest
    if as_json:
        told_of = {key: about[key] for key in ("version", "dataset_version", "series", "catalogue")}
        out.print_json(json.dumps({**told_of, "outlook": outlook, "challenges": challenges}))
    else:
        out.print(f"{about['series']:,} series assessed for {len(found.dataset.areas)} areas. Run {about['version']}.")
        out.print(f"Every indicator forecast for every area. Run {outlook}.")
        out.print(f"Challenges found for every municipality. Run {challenges}.")


def _assess_area(store: Store, area: str, series: list[str] | None, as_json: bool) -> None:
    catalogue = configured_catalogue()
    dataset = composed(store.dataset(), catalogue)
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
    print_findings(f"{dataset.areas[area].name} ({area})", cells, dataset, catalogue)
    out.print("--json gives every figure and the reason for each that is missing.")


def _plain(found: Any) -> dict[str, object]:
    """Return a finding or gap with the names of its codes."""
    return {
        key: value.name.lower() if isinstance(value, Reason) or key.endswith("_basis") else value
        for key, value in asdict(found).items()
        if key not in ("series", "area")
    }
