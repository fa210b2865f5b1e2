"""Scenarios to try, made of what the municipality itself has seen."""

from urllib.parse import urlencode

import numpy as np

from riktmarke.methods.estimate import Floats
from riktmarke.presentation import scenario_words as words
from riktmarke.presentation.scenario_words import GOAL, YEAR, Example
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.population.answers import Answer
from riktmarke.publishing.website.population.projected import Projected

SURPLUS_ABROAD = "N01806"  # moves from other countries less moves to them
IN_A_ROW = 3
RECENT = 10


def examples(found: Projected, source: Figures, area: str, answer: Answer) -> list[tuple[str, str]]:
    """Return examples as name and address's part after ?; the goal that is asked for stays."""
    goal = {f.name: f.in_address for f in answer.asked.fields if f.name in (GOAL, YEAR) and f.changed and not f.wrong}
    return [(example.name, urlencode(example.changes | goal)) for example in _made(found, source, area, answer)]


def most_moved_in(found: Projected, area: str) -> float | None:
    """Return the most who have moved in a year, in the mean of three years on end; None where it is not known."""
    means = _inflow_in_a_row(found, area)
    return None if np.isnan(means).all() else float(np.nanmax(means))


def _inflow_in_a_row(found: Projected, area: str) -> Floats:
    figures = found.projections.figures
    inflow = figures.inflow[figures.position(area)]
    return np.convolve(inflow, np.ones(IN_A_ROW) / IN_A_ROW, mode="valid")


def _made(found: Projected, source: Figures, area: str, answer: Answer) -> list[Example]:
    seen, means = found.projections.figures.years, _inflow_in_a_row(found, area)
    made = []
    for make, pick in ((words.as_in_the_best_years, np.nanargmax), (words.as_in_the_weakest_years, np.nanargmin)):
        if not np.isnan(means).all():
            at = int(pick(means))
            made.append(make(seen[at], seen[at + IN_A_ROW - 1], float(means[at]), answer.asked.year))
    made += _without_surplus(source, area, float(answer.expected.middle.inflow.mean()))
    return [*made, words.fewer_leave(), words.two_children()]


def _without_surplus(source: Figures, area: str, expected: float) -> list[Example]:
    """As many moving to other countries as from them: the expected moves in, less the surplus of recent years."""
    dataset = source.dataset()
    if not dataset.holds(SURPLUS_ABROAD):
        return []
    seen = list(dataset.panel(SURPLUS_ABROAD).of(area).items())[-RECENT:]
    surplus = sum(value for _, value in seen) / RECENT
    if len(seen) < RECENT or not 0 < surplus < expected:
        return []
    return [words.without_surplus_abroad(seen[0][0], seen[-1][0], expected - surplus)]
