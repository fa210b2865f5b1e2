"""What `riktmarke up` says before it serves: where the figures come from, and a municipality in a few lines."""

from rich.table import Table

from riktmarke.cli.terminal import out
from riktmarke.governance.definitions import Catalogue
from riktmarke.operations.figures import Ready
from riktmarke.presentation.labels import UNIT_NAMES
from riktmarke.presentation.numbers import number
from riktmarke.vocabulary.groups import Sex

NOTHING = "–"


def print_source(ready: Ready, *, from_folder: bool) -> None:
    """Print what the site will show: publisher, years, how many figures, when they were fetched."""
    about = ready.dataset.version.manifest
    how = "read just now" if ready.imported else "unchanged since they were read" if from_folder else "in the store"
    out.print(
        f"[bold]{about['attribution']}[/bold], fetched {about['fetched']}, {how}: {about['values']:,} values of "
        f"{about['series']:,} series for {len(ready.dataset.areas)} areas, "
        f"{about['first_period']}–{about['last_period']}."
    )
    stated = "assessed just now" if ready.assessed else "already assessed"
    out.print(f"Every series {stated} for every area (run {ready.run.version.name}).\n")


def print_summary(ready: Ready, catalogue: Catalogue, area: str) -> None:
    """Print the defined indicators of an area as a table that fits a terminal of 80 columns."""
    findings = ready.run.of(area)
    rows = [
        (definition, {sex: findings.finding(series, sex) for sex in Sex}) for series, definition in catalogue.items()
    ]
    shown = [(definition, by_sex) for definition, by_sex in rows if by_sex[Sex.TOTAL].value is not None]
    name = ready.dataset.areas[area].name
    if not shown:
        out.print(f"None of the {len(catalogue)} defined indicators has a value for {name}.\n")
        return
    years = sorted({by_sex[Sex.TOTAL].period or 0 for _, by_sex in shown})
    when = str(years[-1]) if len(years) == 1 else f"{years[0]}–{years[-1]}, senaste värdet"
    table = Table(title=f"{name} {when}", title_justify="left", box=None, pad_edge=False)
    table.add_column("", min_width=24)
    for heading in ("Alla", "Kvinnor", "Män", "Länet", "Riket"):
        table.add_column(heading, justify="right", no_wrap=True)
    for definition, by_sex in shown:
        total = by_sex[Sex.TOTAL]
        values = [by_sex[sex].value for sex in (Sex.TOTAL, Sex.FEMALE, Sex.MALE)]
        figures = [_shown(value, definition.decimals) for value in (*values, total.county, total.country)]
        table.add_row(f"{definition.title}, {UNIT_NAMES[definition.unit]}", *figures)
    out.print(table)
    out.print("Skillnader är inte prövade mot slumpen.\n")


def _shown(value: float | None, decimals: int) -> str:
    return NOTHING if value is None else number(value, decimals=decimals)
