"""What `riktmarke up` says before it serves: where the figures come from, and a municipality in a few lines."""

from rich.table import Table

from riktmarke.cli.terminal import out
from riktmarke.governance.definitions import Catalogue
from riktmarke.operations.figures import Ready
from riktmarke.presentation.labels import UNIT_NAMES
from riktmarke.presentation.numbers import number, signed
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
    """Print the defined indicators of an area as a table that fits a terminal."""
    findings = ready.run.of(area)
    table = Table(title=ready.dataset.areas[area].name, title_justify="left", box=None, pad_edge=False)
    table.add_column("")
    table.add_column("")
    for heading in ("År", "Alla", "Kvinnor", "Män", "Ändring", "Länet", "Riket"):
        table.add_column(heading, justify="right", no_wrap=True)
    for series, definition in catalogue.items():
        by_sex = {sex: findings.finding(series, sex) for sex in Sex}
        total = by_sex[Sex.TOTAL]
        if total.value is None:
            continue

        def shown(value: float | None, decimals: int = definition.decimals) -> str:
            return NOTHING if value is None else number(value, decimals=decimals)

        table.add_row(
            definition.title,
            UNIT_NAMES[definition.unit],
            str(total.period),
            *(shown(by_sex[sex].value) for sex in (Sex.TOTAL, Sex.FEMALE, Sex.MALE)),
            NOTHING if total.change is None else signed(total.change, decimals=definition.decimals),
            shown(total.county),
            shown(total.country),
        )
    out.print(table)
    out.print("Ändring: sedan förra fristående mätningen. Skillnader är inte prövade mot slumpen.\n")
