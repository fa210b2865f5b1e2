"""What `riktmarke up` says before it serves: where the figures come from, and a municipality in a few lines."""

from collections.abc import Sequence

from riktmarke.assessment.challenges.runs import ChallengeRun
from riktmarke.cli.findings_table import print_findings
from riktmarke.cli.terminal import counted, out
from riktmarke.governance.definitions import Catalogue
from riktmarke.operations.figures import Origin, Ready
from riktmarke.presentation.labels import example_label
from riktmarke.vocabulary.groups import Sex


def print_source(ready: Ready) -> None:
    """Print what the site will show: publisher, years, how many figures, when they were fetched."""
    about = ready.dataset.version.manifest
    label = example_label(about)
    if label:
        out.print(f"[bold]{label}.[/bold] The places do not exist; README.md says how to get real figures.")
    unchanged = "unchanged since they were read" if ready.origin is Origin.FOLDER else "in the store"
    how = "read just now" if ready.imported else unchanged
    out.print(
        f"[bold]{about['attribution']}[/bold], fetched {about['fetched']}, {how}: {counted(about['values'])} values of "
        f"{counted(about['series'])} series for {len(ready.dataset.areas)} areas, "
        f"{about['first_period']}–{about['last_period']}."
    )
    stated = "assessed just now" if ready.assessed else "already assessed"
    out.print(f"Every series {stated} for every area (run {ready.run.version.name}).\n")


def print_summary(
    ready: Ready, catalogue: Catalogue, first: Sequence[str], area: str, challenges: ChallengeRun | None
) -> None:
    """Print what the indicators shown first say about an area, and how many challenges it has."""
    findings = ready.run.of(area)
    rows = [[findings.finding(series, sex) for sex in Sex] for series in first]
    valued = [row for row in rows if any(cell.value is not None for cell in row)]
    name = ready.dataset.areas[area].name
    if valued:
        print_findings(name, valued, ready.dataset, catalogue)
    else:
        out.print(f"None of the {len(first)} indicators shown first has a value for {name}.")
    out.print(f"{len(catalogue)} indicators are defined: riktmarke assess --area {area} shows all of them.")
    if challenges is not None:
        found = len(challenges.of(area).challenges)
        out.print(f"Challenges found in {name}: {found}. riktmarke challenges --area {area} tells which and why.")
    out.print()
