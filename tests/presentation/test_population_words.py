"""How many inhabitants there may be, in sentences that a council member understands in a minute."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.population import (
    BANDS,
    QUANTILES,
    MiddlePath,
    Observed,
    PopulationOutlook,
    Scenario,
    Stretch,
    Sustained,
    WhatItTakes,
)
from riktmarke.presentation import population_words as words
from riktmarke.presentation.fan import SHOWN, years_of_population
from riktmarke.presentation.population_how import age_sentences, how_sentences
from riktmarke.presentation.population_labels import BAND_NAMES, people, rough, span
from riktmarke.presentation.population_words import Aim
from tests.presentation.outlooks_made import plain

YEARS = tuple(range(2023, 2041))
SEEN = tuple(range(2000, 2023))
AROUND = np.array([-2.0, -1.3, -0.7, 0.0, 0.7, 1.3, 2.0])[:, None]  # of QUANTILES, in some unit of spread
NOW = dict(zip(BANDS, (950, 1700, 700, 8000, 3000, 1050), strict=True))
THEN = dict(zip(BANDS, (930, 1650, 700, 7800, 2600, 1500), strict=True))
AIM = Aim(17500.0, 2038)


def fan(first: float, last: float, spread: float) -> Any:
    """Return quantiles that go straight from what is known to the last year, ever wider."""
    share = np.linspace(0, 1, len(YEARS) + 1)
    return first + (last - first) * share + AROUND * spread * share


def outlook(last: float = 15200.0, *, chance: float = 0.01, **given: Any) -> PopulationOutlook:
    """Return an invented municipality of 15 400: deaths 60 above births, moves in 40 above moves out, a year."""
    total = fan(15400.0, last, 900.0)
    draws = np.where(np.arange(1000) < 1000 * chance, 1e6, 1000.0)
    flows = {"births": 140.0, "deaths": 200.0, "inflow": 860.0, "outflow": 820.0}
    each = {name: np.full(len(YEARS), size) for name, size in flows.items()}
    middle = MiddlePath(total=total[3], bands=np.zeros((len(YEARS) + 1, 2, len(BANDS))), **each)
    usual: dict[str, Any] = {
        "area": "9101",
        "base_year": 2022,
        "years": YEARS,
        "scenario": Scenario(),
        "middle": middle,
        "total": total,
        "women": total / 2,
        "men": total / 2,
        "bands": np.stack([fan(NOW[band], THEN[band], 100.0) for band in BANDS]),
        "net_moves": np.full((len(QUANTILES), len(YEARS)), 40.0),
        "totals": np.tile(draws.astype(np.float32), (len(YEARS) + 1, 1)),
        "drivers": {},
        **{name: np.tile(rows, (len(QUANTILES), 1)) for name, rows in each.items()},
    }
    return PopulationOutlook(**{**usual, **given})


def observed(**given: Any) -> Observed:
    """Return what was seen since 2000: 15 600 once, 15 000 in between, 15 400 now."""
    population = np.concatenate([np.linspace(15700, 15000, 14), np.linspace(15050, 15400, 9)])
    flows = {"births": 150.0, "deaths": 180.0, "inflow": 950.0, "outflow": 880.0}
    usual: dict[str, Any] = {
        "years": SEEN,
        "population": population,
        "bands": np.zeros((len(BANDS), len(SEEN))),
        **{name: np.full(len(SEEN), size) for name, size in flows.items()},
    }
    return Observed(**{**usual, **given})


def takes(**given: Any) -> WhatItTakes:
    usual: dict[str, Any] = {
        "goal": 17500.0,
        "year": 2038,
        "base_year": 2022,
        "population": 15400.0,
        "expected": 15100.0,
        "already_reached": False,
        "growth_per_year": 0.0080,
        "extra_inflow_per_year": 240.0,
        "extra_by_band": np.zeros((2, len(BANDS))),
        "inflow_factor": 1.3,
        "net_per_year": 164.0,
        "net_per_year_expected": 37.0,
        "best_net": (Stretch(5, 2017, 133.0), Stretch(10, 2017, 69.0)),
        "best_growth": (),
        "sustained": Sustained(16, 1994, 2022, 10_000, 20_000, 114, ("0128", "0139", "0187")),
    }
    return WhatItTakes(**{**usual, **given})


def test_the_goal_is_said_in_words_and_tenths() -> None:
    assert plain(words.goal_sentence(outlook(), AIM, "Exempelby")) == (
        "Med siffror till och med 2022 är det mycket osannolikt (mindre än 1 chans av 10) att Exempelby har minst "
        "17 500 invånare 2038."
    )
    at_most = Aim(17500.0, 2038, at_least=False)
    assert "mycket troligt (mer än 9 chanser av 10) att Exempelby har högst 17 500" in plain(
        words.goal_sentence(outlook(), at_most, "Exempelby")
    )


def test_the_middle_stands_beside_the_goal() -> None:
    # 16 of 18 years on the way from 15 400 to 15 200: 15 222; 8 of 10 within 1.3 · 900 · 16/18 = 1 040 of it.
    assert plain(words.expected_beside_goal(outlook(), AIM)) == (
        "Den mest rimliga gissningen, lika troligt över som under, är 15 200 invånare, 2 300 färre än målet: med 8 "
        "chanser av 10 mellan 14 200 och 16 300. I slutet av 2022 var det 15 400."
    )
    assert "1 200 fler än målet" in plain(words.expected_beside_goal(outlook(), replace(AIM, inhabitants=14000.0)))
    assert "15 200 invånare, som målet:" in plain(words.expected_beside_goal(outlook(), Aim(15222.0, 2038)))
    assert plain(words.expected_sentence(outlook(), "Exempelby", 2038)).startswith(
        "Med siffror till och med 2022 väntas Exempelby ha omkring 15 200 invånare 2038: med 8 chanser av 10 mellan"
    )


def test_what_has_moved_the_population_comes_in_order_of_size() -> None:
    long_ago, moves, births = map(plain, words.seen_sentences(observed(), outlook(), "Exempelby", 2038))
    assert long_ago == (
        "Exempelby hade 15 400 invånare 2022: 192 färre än 2002. Däremellan var det som minst 15 000 och som mest "
        "15 538."
    )
    assert moves == (
        "Åren 2013–2022 flyttade det in 950 personer om året och ut 880. Åren 2023–2038 väntas omkring 40 fler "
        "inflyttade än utflyttade om året."
    )
    assert births == (
        "Åren 2013–2022 föddes det 150 personer om året och dog 180. Åren 2023–2038 väntas omkring 60 fler döda än "
        "födda om året."
    )
    dying = observed(deaths=np.full(len(SEEN), 300.0))
    assert "dog 300" in words.seen_sentences(dying, outlook(), "Exempelby", 2038)[1]


def test_a_straight_course_needs_no_words_for_what_lay_between() -> None:
    fallen = observed(population=np.linspace(16000, 15400, len(SEEN)))
    assert "Däremellan" not in words.seen_sentences(fallen, outlook(), "Exempelby", 2038)[0]


def test_what_is_not_known_of_the_past_is_left_out() -> None:
    unknown = np.full(len(SEEN), np.nan)
    assert len(words.seen_sentences(observed(births=unknown), outlook(), "Exempelby", 2038)) == 1
    assert words.seen_sentences(observed(births=unknown, population=unknown), outlook(), "Exempelby", 2038) == ()
    young = {name: getattr(observed(), name)[-5:] for name in ("population", "births", "deaths", "inflow", "outflow")}
    told = words.seen_sentences(observed(years=SEEN[-5:], **young), outlook(), "Exempelby", 2038)
    assert [sentence[:14] for sentence in told] == ["Åren 2018–2022", "Åren 2018–2022"]


def test_a_goal_takes_more_than_there_has_ever_been() -> None:
    needed, best, kept = map(plain, words.takes_sentences(takes(), "Exempelby"))
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
        "invånare har 3 vuxit så fort i 16 år i följd någon gång 1994–2022."
    )


@pytest.mark.parametrize(
    ("net", "expected", "needed", "awaited"),
    [
        (164.0, -62.0, "behöver omkring 160 fler flytta in än ut", "omkring 60 fler ut än in"),
        (2.0, 1.0, "behöver ungefär lika många flytta in som ut", "ungefär lika många in som ut"),
        (-48.0, -120.0, "får högst omkring 50 fler flytta ut än in", "omkring 120 fler ut än in"),
    ],
)
def test_what_a_goal_takes_may_be_moves_out_too(net: float, expected: float, needed: str, awaited: str) -> None:
    asked = takes(net_per_year=net, net_per_year_expected=expected)
    said = f"{needed} om året, i medel 2023–2038. Som väntat blir det {awaited}."
    assert words.takes_sentences(asked, "Exempelby")[0].endswith(f" {said}")
    assert words.goal_only_sentence(asked) == f"För målet, utan andra ändringar, {said}"


def test_where_more_have_always_left_there_are_no_best_years() -> None:
    leaving = (Stretch(5, 2014, -10.0), Stretch(10, 2013, -33.0))
    assert words.takes_sentences(takes(best_net=leaving), "Exempelby")[1] == (
        "I siffrorna finns inga fem år i följd då fler har flyttat in till Exempelby än ut. Målet kräver det i 16 år i "
        "följd."
    )
    held = words.takes_sentences(takes(best_net=leaving, net_per_year=-50.0), "Exempelby")
    assert held[1].endswith("än ut.")


def test_a_goal_within_the_best_years_still_takes_them_every_year() -> None:
    assert words.takes_sentences(takes(net_per_year=100.0), "Exempelby")[1].endswith(
        "Målet kräver inte mer än det bästa, men i 16 år i följd."
    )


def test_a_goal_that_is_expected_takes_nothing_more() -> None:
    reached = takes(already_reached=True, expected=18230.0)
    assert [plain(text) for text in words.takes_sentences(reached, "Exempelby")] == [
        "Det som väntas, omkring 18 200 invånare 2038, räcker till målet."
    ]
    assert words.goal_only_sentence(reached) == words.goal_only_sentence(None) == ""


def test_without_past_and_likes_only_what_is_needed_is_told() -> None:
    alone = takes(best_net=(), sustained=Sustained(16, 1994, 2022, 100_000, None, 0, ()))
    assert len(words.takes_sentences(alone, "Exempelby")) == 1
    assert len(words.takes_sentences(takes(growth_per_year=-0.001), "Exempelby")) == 2  # who keeps shrinking: no feat


@pytest.mark.parametrize(
    ("smallest", "largest", "kept", "said"),
    [
        (100_000, None, (), "Av 20 kommuner med minst 100 000 invånare har ingen vuxit"),
        (0, 5_000, ("2401",), "Av 20 kommuner med högst 5 000 invånare har 1 vuxit"),
    ],
)
def test_the_municipalities_of_similar_size_are_counted(
    smallest: int, largest: int | None, kept: tuple[str, ...], said: str
) -> None:
    asked = takes(sustained=Sustained(16, 1994, 2022, smallest, largest, 20, kept))
    assert said in plain(words.takes_sentences(asked, "Exempelby")[-1])


def test_ages_that_grow_or_shrink_are_told_apart_from_those_that_may_do_either() -> None:
    # The oldest: from 1 050 to 1 450 ± 1.3 · 100 · 16/18 = 116. Their nine tenths lie above what there are now.
    grow, shrink, either = map(plain, age_sentences(outlook(), 2038))
    assert grow == (
        "Blir fler, med mer än 9 chanser av 10: 80 år och äldre (från 1 050 år 2022 till 1 330–1 570 år 2038)."
    )
    assert shrink.startswith("Blir färre, med mer än 9 chanser av 10: 20–64 år (från 8 000 år 2022 till 7 710–7 940 år")
    assert "65–79 år (från 3 000 år 2022" in shrink
    assert either == "Kan bli både fler och färre till 2038: 0–5 år, 6–15 år och 16–19 år."
    assert set(BAND_NAMES) == set(BANDS)


def test_a_scenario_is_told_beside_what_is_expected() -> None:
    more = outlook(
        17000.0,
        chance=0.38,
        births=np.full((len(QUANTILES), len(YEARS)), 200.0),
        bands=np.stack([fan(NOW[band], THEN[band] + (1000 if band == "20-64" else 0), 100.0) for band in BANDS]),
    )
    lead, chance, ages = map(plain, words.scenario_sentences(outlook(), more, "Exempelby", 2038, AIM))
    assert lead.startswith("Då väntas Exempelby ha omkring 16 800 invånare 2038, 1 600 fler än utan ändringarna: med 8")
    assert chance == (
        "Att det blir minst 17 500 invånare 2038 är då mindre troligt (ungefär 4 chanser av 10). Utan ändringarna är "
        "det mycket osannolikt (mindre än 1 chans av 10)."
    )
    assert ages == (
        "Då föds omkring 200 barn 2038, mot 140 som väntat, och det bor 890 fler än väntat i åldern 20–64 år och "
        "ungefär lika många som väntat i åldern 80 år och äldre."
    )


def test_a_scenario_tells_its_surplus_of_moves_beside_what_the_goal_takes_and_the_most_there_has_been() -> None:
    # 860 in less 820 out a year
    said = "Det betyder omkring 40 fler inflyttade än utflyttade om året, i medel 2023–2038."
    told = plain(words.scenario_net_sentences(outlook(), "Exempelby", 2038, takes()))
    assert told == (
        f"{said} Målet kräver omkring 160 fler om året. Det mesta Exempelby har haft är 130 om året, under fem år i "
        "följd."
    )
    assert plain(words.scenario_net_sentences(outlook(), "Exempelby", 2038, None)) == said
    assert plain(words.scenario_net_sentences(outlook(), "Exempelby", 2038, takes(already_reached=True))) == said
    leaving = takes(best_net=(Stretch(5, 2017, -20.0),))
    assert plain(words.scenario_net_sentences(outlook(), "Exempelby", 2038, leaving)) == (
        f"{said} Målet kräver omkring 160 fler om året."
    )


@pytest.mark.parametrize(
    ("asked", "most", "said"),
    [
        (1200.0, 1131.7, "1 200 inflyttade om året är mer än Exempelby har haft tre år i följd (1 132)."),
        (
            1132.0,
            1131.7,
            "Så många, i medel 1 132 om året, flyttade in till Exempelby under de bästa tre åren i följd. Här",
        ),
        (900.0, 1131.7, ""),
        (None, 1131.7, ""),
        (1200.0, None, ""),
    ],
)
def test_more_than_have_ever_moved_in_is_said_to_be_that(asked: float | None, most: float | None, said: str) -> None:
    told = plain(words.beside_most_moved_in(asked, most, "Exempelby", 16))
    assert told.startswith(said)
    assert bool(told) is bool(said)


def test_what_the_figures_do_not_have_is_said_with_their_last_year() -> None:
    assert words.since_sentence(2022).startswith("Siffrorna slutar 2022. Vad som har hänt sedan dess")


def test_a_scenario_that_changes_nothing_says_so() -> None:
    lead, chance, ages = words.scenario_sentences(outlook(), outlook(), "Exempelby", 2038, AIM)
    assert "ungefär lika många som utan ändringarna" in lead
    assert chance.endswith(", precis som utan ändringarna.")
    assert "barn 2038, som väntat" in ages
    assert len(words.scenario_sentences(outlook(), outlook(), "Exempelby", 2038, None)) == 2
    assert words.changes_sentence([]) == ""
    assert words.changes_sentence(["2 barn per kvinna", "900 inflyttade om året"]) == (
        "Ändrat: 2 barn per kvinna och 900 inflyttade om året. Allt annat är som väntat."
    )


def test_how_it_is_made_says_what_it_rests_on_and_what_it_cannot_know() -> None:
    made, assumed, unknown = how_sentences(ages_from=2019, base_year=2022, draws=1000, name="Exempelby")
    assert "1 000 gånger" in plain(made)
    assert "publicerad för 2019 och är framförd till 2022" in assumed
    assert unknown.startswith("Siffrorna slutar 2022.")


def test_the_fan_of_inhabitants_has_the_outlooks_own_quantiles() -> None:
    last = years_of_population(outlook())[-1]
    # 15 200 in 2040, and 2, 1.3 and 0.7 spreads of 900 on each side
    assert last.year == 2040
    assert last.at == pytest.approx((13400, 14030, 14570, 15200, 15830, 16370, 17000))
    assert SHOWN == QUANTILES


@given(st.floats(-3e6, 3e6))
def test_people_are_never_told_to_the_last_one(value: float) -> None:
    shown = rough(value)
    assert shown % 10 == 0
    assert abs(shown - value) <= max(5.0, abs(value) * 0.005) + 1e-6
    assert len(people(value).strip("−").replace("\u00a0", "").rstrip("0")) <= 3


def test_an_interval_with_a_minus_sign_has_no_dash() -> None:
    assert plain(span(15000.0, 17000.0)) == "15 000–17 000"
    assert span(-50.0, 120.0) == "−50 till 120"


@given(st.floats(0, 1), st.sampled_from([2023, 2030, 2038, 2040]), st.floats(1000, 40000))
def test_every_sentence_about_a_goal_says_its_year_and_no_cause(chance: float, year: int, goal: float) -> None:
    aim, told = Aim(goal, year), outlook(chance=chance)
    sentence = words.goal_sentence(told, aim, "Exempelby")
    assert str(year) in sentence
    assert "2022" in sentence
    assert re.findall(r"(\d+) ch", sentence)[0] in {str(count) for count in range(1, 10)}
    for text in (
        sentence,
        words.expected_beside_goal(told, aim),
        *words.takes_sentences(takes(year=year), "Exempelby"),
    ):
        assert not re.search(r"därför|beror på|orsak|leder till|tack vare|på grund|%", text)
