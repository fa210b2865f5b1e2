"""Findings of one area as a table for a terminal of 80 columns, the same for `up` and `assess`."""

from collections.abc import Sequence

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.cli.terminal import out
from riktmarke.governance.definitions import Catalogue
from riktmarke.presentation.labels import GROUP_NAMES, UNIT_NAMES, example_label, period_label
from riktmarke.presentation.numbers import decimals_for, number
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import Sex

NOTHING, OWN_WORK = "–", "*"
HEADINGS = ("Totalt", "Kvinnor", "Män", "Ändring", "Länet", "Landet", "Liknande")
WIDTH = 10  # seven columns in 80 signs, and the country's population fits
Row = Sequence[Finding]  # the total, women and men of one series


def print_findings(heading: str, rows: Sequence[Row], dataset: Dataset, catalogue: Catalogue) -> None:
    """Print each series on two lines: what it is and when it was measured, then the figures."""
    label = example_label(dataset.version.manifest)
    out.print(f"[bold]{heading}[/bold]{f' – {label}' if label else ''}")
    _print_line(HEADINGS)
    for row in rows:
        total = next((cell for cell in row if cell.value is not None), row[0])
        definition = catalogue.get(total.series)
        title = definition.title if definition else dataset.series[total.series].title
        unit = f", {UNIT_NAMES[definition.unit]}" if definition else ""
        when = period_label(total.period, definition) if total.period else "inget värde"
        whose = "" if total.group is Sex.TOTAL else f" · ändring och jämförelser: {GROUP_NAMES[total.group].lower()}"
        out.print(f"{title}{unit} · {total.series} · {when}{whose}", markup=False)
        decimals = definition.decimals if definition else decimals_for(c.value for c in row if c.value is not None)
        _print_line(_figures(row, total, decimals))
    out.print(
        "\nÄndring: sedan förra fristående mätningen. Länet, landet och liknande kommuner:\n"
        f"samma år. {OWN_WORK} egen bearbetning: vägt medel av kommunerna. Ett värde från ett\n"
        "annat år har sitt år efter sig. Ingenting är prövat mot slumpen."
    )


def _print_line(figures: Sequence[str]) -> None:
    out.print(" ".join(figure.rjust(WIDTH) for figure in figures), markup=False)


def _figures(row: Row, total: Finding, decimals: int) -> list[str]:
    by_sex = {cell.group: cell for cell in row}
    own = [_own(by_sex[sex], total, decimals) for sex in (Sex.TOTAL, Sex.FEMALE, Sex.MALE)]
    change = ("+" if (total.change or 0) > 0 else "") + _shown(total.change, decimals)
    county = _shown(total.county, decimals) + (OWN_WORK if total.county_basis > Basis.PUBLISHED else "")
    peers = _shown(total.peers_weighted, decimals) + (OWN_WORK if total.peers_weighted is not None else "")
    return [*own, change, county, _shown(total.country, decimals), peers]


def _own(cell: Finding, total: Finding, decimals: int) -> str:
    year = f" ({cell.period})" if cell.value is not None and cell.period != total.period else ""
    return _shown(cell.value, decimals) + year


def _shown(value: float | None, decimals: int) -> str:
    return NOTHING if value is None else number(value, decimals=decimals)
