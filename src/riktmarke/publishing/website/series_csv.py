"""A series as CSV (RFC 4180): codes beside names, every figure as fetched, every computed one named."""

import csv
from collections.abc import Iterator
from io import StringIO

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.presentation.charts import measured_years
from riktmarke.presentation.labels import area_name, weight_text
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex

HEADINGS = ("series", "area_code", "area", "group", "year", "value", "measurement", "status", "source")
MEASURED, REPEATED, UNKNOWN, COMPUTED = "measured", "repeated", "not_stated", "computed"
Row = tuple[str | int | float, ...]


def series_csv(source: Figures, place: Place, series: Series, other: Area | None) -> str:
    """Return all years and groups of the municipality and of everything it is compared to, in full precision."""
    panel = source.dataset().panel(series.id)
    areas = [place.area, place.county, place.country, *([other] if other else []), *place.peers]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for area in dict.fromkeys(areas):
        writer.writerows(_published(source, panel, series, area))
    findings = source.run().of(place.area.code)
    for sex in GROUPS:
        writer.writerows(_computed(source, place, findings.finding(series.id, sex)))
    return text.getvalue()


def _published(source: Figures, panel: Panel, series: Series, area: Area) -> Iterator[Row]:
    definition = source.definition(series.id)
    for sex in GROUPS:
        measured = measured_years(panel, area=area.code, group=sex, definition=definition)
        for year, value in panel.of(area.code, sex).items():
            kind = UNKNOWN if definition is None else MEASURED if year in measured else REPEATED
            status = panel.status_of(area.code, year, sex).value
            yield (series.id, area.code, area_name(area), sex.value, year, value, kind, status, source.attribution)


def _computed(source: Figures, place: Place, finding: Finding) -> Iterator[Row]:
    if finding.period is None:
        return
    own_work = f"Egen bearbetning av {source.attribution.removeprefix('Källa: ')}"
    means: list[tuple[str, str, float | None, str]] = [
        (
            "peers_weighted",
            "Liknande kommuner",
            finding.peers_weighted,
            f"{own_work}: medel av {finding.peers_members} av {finding.peers_size}, {weight_text(finding.peers_basis)}",
        ),
        (
            "peers_unweighted",
            "Liknande kommuner",
            finding.peers_unweighted,
            f"{own_work}: medel av {finding.peers_members} av {finding.peers_size}, ovägt",
        ),
    ]
    if finding.county_basis in {Basis.DENOMINATOR, Basis.POPULATION}:
        how = f"medel av {finding.county_members} av {finding.county_size}, {weight_text(finding.county_basis)}"
        means.insert(0, (place.county.code, place.county_name, finding.county, f"{own_work}: {how}"))
    for code, name, value, how in means:
        if value is not None:
            yield (finding.series, code, name, _code(finding.group), finding.period, value, COMPUTED, "E", how)


def _code(sex: Sex) -> str:
    return sex.value
