"""The figures of the page as files: observed years, projected years with their quantiles, and a scenario's beside."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

import numpy as np

from riktmarke.assessment.population import BANDS, QUANTILES, PopulationOutlook
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.population_labels import BAND_NAMES, FLOW_NAMES
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.population.answers import Answer
from riktmarke.publishing.website.population.projected import Projected
from riktmarke.publishing.website.population.shown import sources_of
from riktmarke.publishing.website.series_excel import safe, swedish

HEADINGS = ("area_code", "area", "scenario", "measure", "year", "kind", "quantile", "value", "source")
SWEDISH_HEADINGS = (
    marked("Kommun"),
    marked("Scenario"),
    marked("Vad"),
    marked("År"),
    marked("Uppgift"),
    marked("Nivå"),
    marked("Värde"),
    marked("Källa"),
)
MEASURES = {
    "population": marked("Invånare 31 december"),
    "women": marked("Kvinnor 31 december"),
    "men": marked("Män 31 december"),
}


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure: what is measured when, whether it is published or projected, and at which quantile."""

    scenario: str
    measure: str
    year: int
    quantile: float | None
    value: float
    source: str


def for_programs(answer: Answer, found: Projected, source: Figures, place: Place) -> str:
    """Return the figures with codes and decimal points."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for f in _figures(answer, found, source):
        kind = "published" if f.quantile is None else "projected"
        quantile = "" if f.quantile is None else f.quantile
        writer.writerow(
            (place.area.code, place.area.name, f.scenario, f.measure, f.year, kind, quantile, f.value, f.source)
        )
    return text.getvalue()


def for_excel(answer: Answer, found: Projected, source: Figures, place: Place) -> str:
    """Return the figures with Swedish heads, words and decimal commas."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(heading) for heading in SWEDISH_HEADINGS])
    for f in _figures(answer, found, source):
        what = say("publicerat") if f.quantile is None else say("framräknat")
        quantile = "" if f.quantile is None else swedish(f.quantile)
        name, scenario = safe(place.area.name), safe(f.scenario or say("som väntat"))
        writer.writerow((name, scenario, _measure(f.measure), f.year, what, quantile, swedish(f.value), safe(f.source)))
    return text.getvalue()


def _measure(code: str) -> str:
    """What a measure is called, in the language that is spoken."""
    if code in MEASURES:
        return say(MEASURES[code])
    if code.startswith("age_"):
        return say("Invånare {ages} 31 december", ages=BAND_NAMES[code.removeprefix("age_")])
    return FLOW_NAMES["net" if code == "net_moves" else code]


def _figures(answer: Answer, found: Projected, source: Figures) -> Iterator[_Figure]:
    label = f"{source.example}. " if source.example else ""
    seen = found.projections.observed(answer.expected.area)
    published, own = (
        f"{label}{source.attribution}",
        say("{label}Egen bearbetning av siffror från {sources_of}", label=label, sources_of=sources_of(source, found)),
    )
    for name in ("population", "births", "deaths", "inflow", "outflow"):
        for year, value in zip(seen.years, getattr(seen, name), strict=True):
            if not np.isnan(value):
                yield _Figure("", name, year, None, float(value), published)
    yield from _projected("", answer.expected, own)
    if answer.changed is not None:
        yield from _projected(answer.asked.scenario_query, answer.changed, own)


def _projected(scenario: str, outlook: PopulationOutlook, source: str) -> Iterator[_Figure]:
    levels = {
        "population": outlook.total[:, 1:],
        "women": outlook.women[:, 1:],
        "men": outlook.men[:, 1:],
        **{name: getattr(outlook, name) for name in ("births", "deaths", "inflow", "outflow", "net_moves")},
        **{f"age_{band}": outlook.bands[i][:, 1:] for i, band in enumerate(BANDS)},
    }
    for measure, quantiles in levels.items():
        for at, year in enumerate(outlook.years):
            for level, quantile in enumerate(QUANTILES):
                yield _Figure(scenario, measure, year, quantile, round(float(quantiles[level, at]), 1), source)
