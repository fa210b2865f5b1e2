"""Where an indicator stands, for whoever sets its targets: the municipality's latest values beside the country's."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.assessment.runs import current_run
from riktmarke.editing.chain.row_words import group_word
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import example_label, period_label
from riktmarke.presentation.numbers import number
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures, UnknownArea
from riktmarke.vocabulary.groups import GROUPS


@dataclass(frozen=True, slots=True)
class LatestFigure:
    """A group's latest value, the time that it stands for, and the country's then; empty where there is none."""

    group: str
    period: str
    value: str
    country: str


@dataclass(frozen=True, slots=True)
class LatestFigures:
    """The groups with a value, the municipality's name, and whom the figures are from."""

    area: str
    source: str
    groups: tuple[LatestFigure, ...]


def latest_figures(area: str, definition: Definition) -> LatestFigures | None:
    """Return what an indicator shows of a municipality; None where the installation has no figures of it."""
    try:
        run = current_run(Store(Path(settings.RIKTMARKE_STORE)))
        findings, name = run.of(area), run.dataset.areas[area].name
    except (NoFigures, UnknownArea):
        return None
    groups = tuple(_groups(findings, definition))
    about = run.dataset.version.manifest
    source = ". ".join(filter(None, (str(about.get("attribution", "")), example_label(about))))
    return LatestFigures(name, source, groups) if groups else None


def _groups(findings: AreaFindings, definition: Definition) -> Iterator[LatestFigure]:
    for sex in GROUPS:
        found = findings.finding(definition.series, sex)
        if found.value is None or found.period is None:
            continue
        value, country = (
            "" if one is None else number(one, decimals=definition.decimals) for one in (found.value, found.country)
        )
        yield LatestFigure(group_word(sex.value), period_label(found.period, definition), value, country)
