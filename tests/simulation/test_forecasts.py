"""Forecasts of generated countries: no shocks but those of the recipe, so that what is said should hold.

Nothing in the recipe was used to choose how forecasts are made.
"""

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.outlook.followed import followed
from riktmarke.assessment.outlook.making import Made, judge
from riktmarke.assessment.outlook.track_record import TrackRecord, track_record
from riktmarke.governance.definitions import Definition
from riktmarke.sources.example_country.recipe import Recipe
from tests.fixtures_figures import silent
from tests.simulation.made_country import NOISE_OF_REAL_FIGURES, MadeCountry

EVERY = 12  # indicator of the catalogue
FEWEST_CASES = 1000
ONE_SIDED_95 = 1.645


@pytest.fixture(scope="module")
def record(real_catalogue: dict[str, Definition]) -> TrackRecord:
    catalogue = {name: real_catalogue[name] for name in sorted(real_catalogue)[::EVERY]}
    country = MadeCountry(Recipe(middling_noise=NOISE_OF_REAL_FIGURES), catalogue)
    made = Made()
    for definition in catalogue.values():
        figures = read_figures(country, definition, country.population)
        if figures is not None:
            for _, series in followed(figures, country.municipalities):
                made.add(series, judge=True)
    return track_record(*judge(made, made.past_errors(), progress=silent))


def test_eighty_per_cent_intervals_hold_seventy_to_ninety_per_cent(record: TrackRecord) -> None:
    assert record.overall.cases > 10 * FEWEST_CASES
    assert 0.7 <= record.overall.within_80 <= 0.9


def test_they_do_so_at_every_horizon_and_origin(record: TrackRecord) -> None:
    cuts = {**record.by_ahead, **record.by_origin}

    assert {cut: one.within_80 for cut, one in cuts.items() if not 0.7 <= one.within_80 <= 0.9} == {}


def test_they_are_not_significantly_worse_than_the_best_simple_forecast(record: TrackRecord) -> None:
    """The recipe's trends are straight lines for ever, which is what Theta and drift take all to be."""
    overall = record.overall

    assert overall.worse_by <= ONE_SIDED_95 * overall.worse_by_se


def test_what_was_said_to_be_likely_came_true_as_often(record: TrackRecord) -> None:
    said = record.probabilities
    often = said.cases >= FEWEST_CASES

    assert often.sum() >= 5
    assert np.abs(said.came_true - said.stated)[often].max() <= 0.1
