"""Numbers of people as they are shown, what a scenario makes of them, and the back-test's figures: made by hand."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.population import BANDS, QUANTILES, PopulationOutlook, Scenario
from riktmarke.assessment.population.outlook import MiddlePath
from riktmarke.presentation.population_how import age_sentences, how_sentences
from riktmarke.presentation.population_labels import WhyNoProjection, rough, why_no_projection
from riktmarke.presentation.population_words import (
    Aim,
    apart,
    goal_sentence,
    scenario_sentences,
)
from riktmarke.presentation.scenario_words import LABELS, hint

GOAL = Aim(17_500, 2024)
SPREAD = np.array([-0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2])


def fan(*middle: float) -> np.ndarray:
    """Quantiles, years: none of an observed year, and 10 per cent either way for 8 in 10 after it."""
    return np.stack([np.array([middle[0], *(m * (1 + one) for m in middle[1:])]) for one in SPREAD])


def outlook(total: tuple[float, float, float] = (15_443, 15_300, 15_200), births: float = 150) -> PopulationOutlook:
    """An outlook of two years from 2022; the oldest grow by half, the youngest become half as many."""
    ages = {"0-5": (900, 700, 450), "80+": (1_000, 1_200, 1_500)}
    bands = np.stack([fan(*ages.get(band, (2_000, 2_000, 2_000))) for band in BANDS])
    flows = {name: np.full((len(QUANTILES), 2), value) for name, value in (("births", births), ("deaths", 200.0))}
    year = np.ones(2)
    path = MiddlePath(np.array(total), np.zeros((3, 2, 6)), births * year, 200 * year, 840 * year, 800 * year)
    return PopulationOutlook(
        area="9101",
        base_year=2022,
        years=(2023, 2024),
        scenario=Scenario(),
        middle=path,
        total=fan(*total),
        women=fan(*total),
        men=fan(*total),
        bands=bands,
        inflow=np.zeros((7, 2)),
        outflow=np.zeros((7, 2)),
        net_moves=np.zeros((7, 2)),
        totals=np.linspace(0.8, 1.2, 1001)[None, :] * np.array(total)[:, None],
        drivers={},
        **flows,
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_what_a_scenario_makes_of_a_year() -> None:
    changed = outlook((15_443, 16_500, 18_000), births=190)
    lead, chance, then = map(plain, scenario_sentences(outlook(), changed, "Exempelby", 2024, GOAL))
    assert lead == (
        "Då väntas Exempelby ha omkring 18 000 invånare 2024, 2 800 fler än utan ändringarna: med 8 chanser av 10 "
        "mellan 16 200 och 19 800."
    )
    # 17 500 or more of 18 000: from 0.9722, (1.2 - 0.9722) / 0.4 = 0.57
    assert chance == (
        "Att det blir minst 17 500 invånare 2024 är då mer troligt än inte (ungefär 6 chanser av 10). Utan ändringarna "
        "är det osannolikt (ungefär 1 chans av 10)."
    )
    assert then == (
        "Då föds omkring 190 barn 2024, mot 150 som väntat, och det bor ungefär lika många som väntat i åldern 20–64 "
        "år och ungefär lika många som väntat i åldern 80 år och äldre."
    )


def test_no_sentence_gives_a_cause_or_a_likelihood_to_the_percent() -> None:
    told = [
        goal_sentence(outlook(), GOAL, "Exempelby"),
        *age_sentences(outlook(), 2024),
        *scenario_sentences(outlook(), outlook(births=190), "Exempelby", 2024, GOAL),
        *how_sentences(ages_from=2019, base_year=2022, draws=1000, name="Exempelby"),
    ]
    for sentence in told:
        assert not re.search(r"\d procent|beror på|därför|leder till|på grund av|tack vare", sentence), sentence


@given(st.floats(0, 5e6), st.floats(0, 5e6))
def test_a_difference_of_what_is_shown_is_near_the_difference_and_never_turns_round(one: float, other: float) -> None:
    found = apart(one, other)
    assert found == -apart(other, one)
    assert abs(found - (one - other)) <= 0.011 * max(one, other, 1000)


@given(st.floats(-5e6, 5e6))
def test_a_number_of_people_is_told_to_three_figures_and_never_to_single_persons(value: float) -> None:
    shown = rough(value)
    assert shown % 10 == 0
    assert abs(shown - value) <= max(5, 0.005 * abs(value)) + 1e-6
    assert len(str(int(abs(shown))).rstrip("0")) <= 3


def test_every_reason_and_every_field_has_words() -> None:
    assert len({why_no_projection(why, "Exempelby") for why in WhyNoProjection}) == len(WhyNoProjection)
    assert len({hint(field, "1,75") for field in LABELS}) == len(LABELS)
