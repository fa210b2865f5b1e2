"""What is worth knowing of a plan's targets before they are decided on: how much has been measured of each."""

from collections.abc import Iterator

import numpy as np

from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.context import comparisons
from riktmarke.assessment.targets.asked import GOOD_SIDE, TargetAsked
from riktmarke.assessment.targets.pace import FEWEST_POINTS
from riktmarke.assessment.targets.series import series_aimed_at
from riktmarke.governance.codes import Comparator, Reach, TargetKind
from riktmarke.governance.definitions import Catalogue, Definition
from riktmarke.governance.plan_errors import Wrong
from riktmarke.governance.plan_schema import PlanFile, Row
from riktmarke.statistics.store import Dataset

SHOWN = 5  # years of measurement in a remark


def remarks_on_targets(plan: PlanFile, dataset: Dataset, catalogue: Catalogue) -> Iterator[Wrong]:
    """Yield a remark on each current target of whose series fewer than three measurements have been published.

    Measurements are the municipality's own, of the target's group, or of both groups of a gap, and of a comparator
    for the same year. Of an area that the figures do not hold nothing is said.
    """
    if plan.area not in dataset.areas:
        return
    who, area = comparisons(dataset.areas, dataset.peers), dataset.areas.position(plan.area)
    definition_of = {row.key: row.values["definition"] for row in plan.tables["indicators"]}
    for place, row in plan.places("targets"):
        definition = catalogue.get(definition_of.get(row.values["indicator"], ""))
        if definition is None or row.values["superseded_by"]:
            continue
        figures = read_figures(dataset, definition, dataset.population)
        years: list[int] = []
        if figures is not None:
            series = series_aimed_at(figures, who, _asked(row, definition))
            years = [series.years[at] for at in np.flatnonzero(series.measured[area])]
        if len(years) < FEWEST_POINTS:
            yield _few(place, row, definition, years)


def _few(place: str, row: Row, definition: Definition, years: list[int]) -> Wrong:
    count = {0: "nothing", 1: "one measurement"}.get(len(years), f"{len(years)} measurements")
    when = f" ({', '.join(map(str, years[-SHOWN:]))})" if years else ""
    return Wrong(
        place,
        f"is about {definition.series} ({definition.title}), group {row.values['group']}, of which {count}{when} has "
        "been published for the municipality.",
        f"at least {FEWEST_POINTS} measurements for a pace, and more for an outlook",
        "keep it if it is the right measure: the site says that nothing can be told of the way there.",
    )


def _asked(row: Row, definition: Definition) -> TargetAsked:
    kind, value = TargetKind(row.values["kind"]), row.values["value"]
    side = GOOD_SIDE.get(definition.polarity) or row.values["reach"]
    return TargetAsked(
        indicator=definition.series,
        group=row.values["group"],
        year=row.values["year"],
        kind=kind,
        at_least=side == Reach.AT_LEAST,
        value=None if value is None else float(value),
        comparator=Comparator(row.values["comparator"]) if row.values["comparator"] else None,
        base_year=row.values["base_year"],
    )
