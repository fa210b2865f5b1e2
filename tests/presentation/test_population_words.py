"""The inhabitants to come in whole sentences, on an outlook made by hand."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.population import BANDS, QUANTILES, Observed, PopulationOutlook, Scenario, WhatItTakes
from riktmarke.assessment.population.outlook import MiddlePath
from riktmarke.assessment.population.requirements import Stretch, Sustained
from riktmarke.presentation import population_record as record
from riktmarke.presentation.numbers import number
from riktmarke.presentation.population_labels import WhyNoProjection, people, rough, span, why_no_projection
from riktmarke.presentation.population_words import (
    Aim,
    age_sentences,
    apart,
    expected_beside_goal,
    expected_sentence,
    goal_sentence,
    how_sentences,
    scenario_sentences,
    seen_sentences,
    takes_sentences,
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


def takes(needed: float = 164, *, reached: bool = False, kept: tuple[str, ...] = ("0128", "0139")) -> WhatItTakes:
    return WhatItTakes(
        goal=17_500,
        year=2038,
        base_year=2022,
        population=15_443,
        expected=18_000 if reached else 15_100,
        already_reached=reached,
        growth_per_year=0.0078,
        extra_inflow_per_year=235,
        extra_by_band=np.zeros((2, 6)),
        inflow_factor=1.28,
        net_per_year=needed,
        net_per_year_expected=35,
        best_net=(Stretch(5, 2017, 132.8), Stretch(10, 2017, 68.9)),
        best_growth=(),
        sustained=Sustained(16, 1994, 2022, 10_000, 20_000, 114, kept),
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_how_likely_a_goal_is() -> None:
    # of paths evenly from 0.8 to 1.2 of 15 200, 17 500 or more is the share above 1.1513: (1.2 - 1.1513) / 0.4 = 0.12
    assert plain(goal_sentence(outlook(), GOAL, "Exempelby")) == (
        "Med siffror till och med 2022 är det osannolikt (ungefär 1 chans av 10) att Exempelby har minst 17 500 "
        "invånare 2024."
    )


def test_where_the_middle_lies_beside_the_goal() -> None:
    assert plain(expected_beside_goal(outlook(), GOAL)) == (
        "Mitten av det som väntas är 15 200 invånare, 2 300 färre än målet: med 8 chanser av 10 mellan 13 700 och "
        "16 700. I slutet av 2022 var det 15 443."
    )
    assert "fler än målet" in expected_beside_goal(outlook(), Aim(14_000, 2024))
    assert "15\u00a0200 invånare, som målet" in expected_beside_goal(outlook(), Aim(15_200, 2024))


def test_where_the_population_may_go_without_a_goal() -> None:
    assert plain(expected_sentence(outlook(), "Exempelby", 2024)) == (
        "Med siffror till och med 2022 väntas Exempelby ha omkring 15 200 invånare 2024: med 8 chanser av 10 mellan "
        "13 700 och 16 700."
    )


def test_what_a_goal_takes_beside_what_has_been() -> None:
    needed, best, kept = map(plain, takes_sentences(takes(), "Exempelby"))
    assert needed == (
        "För att Exempelby ska ha minst 17 500 invånare 2038 behöver omkring 160 fler flytta in än ut om året, i medel "
        "2023–2038. Som väntat blir det omkring 40 fler in än ut."
    )
    assert best == (
        "Det mesta Exempelby har haft är 130 om året under de bästa fem åren i följd (2013–2017) och 70 om året under "
        "de bästa tio åren i följd (2008–2017). Målet kräver mer än så, i 16 år i följd."
    )
    assert kept == (
        "Befolkningen skulle behöva växa med i genomsnitt 0,8 procent om året. Av 114 kommuner med 10 000–20 000 "
        "invånare har 2 vuxit så fort i 16 år i följd någon gång 1994–2022."
    )
    assert "har ingen vuxit så fort" in takes_sentences(takes(kept=()), "Exempelby")[2]
    assert "Målet kräver inte mer än det bästa, men i 16 år i följd." in takes_sentences(takes(100), "Exempelby")[1]


def test_a_goal_that_is_expected_takes_nothing() -> None:
    assert [plain(told) for told in takes_sentences(takes(reached=True), "Exempelby")] == [
        "Det som väntas, omkring 18 000 invånare 2038, räcker till målet."
    ]


def test_what_has_moved_the_population_comes_in_the_order_of_size() -> None:
    years = tuple(range(2002, 2023))
    ones = np.ones(len(years))
    seen = Observed(years, 15_584 - 7.05 * np.arange(21), 150 * ones, 181 * ones, 950 * ones, 881 * ones, ones)
    long_ago, moves, born = map(plain, seen_sentences(seen, outlook(), "Exempelby", 2024))
    assert long_ago == "Exempelby hade 15 443 invånare 2022: 141 färre än 2002."
    assert moves == (
        "Åren 2013–2022 flyttade det in 950 personer om året och ut 880. Åren 2023–2024 väntas omkring 40 fler "
        "inflyttade än utflyttade om året."
    )
    assert born == (
        "Åren 2013–2022 föddes det 150 personer om året och dog 180. Åren 2023–2024 väntas omkring 50 fler döda än "
        "födda om året."
    )
    young = Observed(years[-3:], np.full(3, np.nan), *(np.full(3, np.nan),) * 5)
    assert seen_sentences(young, outlook(), "Exempelby", 2024) == ()


def test_which_ages_grow_or_shrink_for_certain_and_which_may_do_either() -> None:
    grow, shrink, either = map(plain, age_sentences(outlook(), 2024))
    assert (
        grow == "Blir fler, med mer än 9 chanser av 10: 80 år och äldre (från 1 000 år 2022 till 1 350–1 650 år 2024)."
    )
    assert shrink == "Blir färre, med mer än 9 chanser av 10: 0–5 år (från 900 år 2022 till 410–500 år 2024)."
    assert either == "Kan bli både fler och färre till 2024: 6–15 år, 16–19 år, 20–64 år och 65–79 år."


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


def test_numbers_of_people_and_their_spans() -> None:
    assert [people(value) for value in (4, 843, 15_189, 984_748)] == ["0", "840", "15\u00a0200", "985\u00a0000"]
    assert span(13_953, 16_476) == "14\u00a0000–16\u00a0500"
    assert span(-190, 150) == "\u2212190 till 150"


def test_every_reason_and_every_field_has_words() -> None:
    assert len({why_no_projection(why, "Exempelby") for why in WhyNoProjection}) == len(WhyNoProjection)
    assert len({hint(field, "1,75") for field in LABELS}) == len(LABELS)


@pytest.mark.parametrize(
    ("judged", "heading", "row"),
    [
        (record.LATELY, "Base years 2003-2012", "| 2013 and later |"),
        (record.NINE_AHEAD, "By years ahead, base years 2013 and later", "| 9 |"),
        (record.SIXTEEN_AHEAD, "By years ahead, base years to 2012", "| 16 |"),
    ],
)
def test_how_near_it_would_have_come_is_what_the_back_test_found(
    repository: Path, judged: record.Judged, heading: str, row: str
) -> None:
    text = (repository / "docs" / "population-back-test.md").read_text(encoding="utf-8")
    table = text.partition(heading)[2]
    cells = [cell.strip() for cell in table.partition(row)[2].partition("\n")[0].split("|")]
    assert cells[1:3] == [f"{judged.error:.2f}", f"{judged.as_today:.2f}"]
    assert cells[6] == str(judged.held_of_100)
    assert any(
        number(judged.error, decimals=1) in told or str(judged.held_of_100) in told
        for told in record.record_sentences()
    )
