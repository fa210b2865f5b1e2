"""Golden sentences: written by hand from the figures beside them, read aloud, never pasted back from the code."""

from dataclasses import replace

import pytest

from riktmarke.assessment.findings import Basis
from riktmarke.presentation.sentences import (
    age_sentence,
    change_sentence,
    comparison_sentence,
    five_year_sentence,
    gap_sentence,
    latest_sentence,
    peers_sentence,
    spread_sentence,
)
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.presentation.making import COUNT, DAYS, ELECTION, SHARE, WINDOW, finding, gap, wording

NOBODY = finding()


def plain(text: str) -> str:
    """The sentence with ordinary spaces, so that the expectation can be read."""
    return text.replace("\u00a0", " ")


def women_and_men(women: float, men: float, period: int) -> dict[str, object]:
    return {
        "women": finding(Sex.FEMALE, value=women, period=period),
        "men": finding(Sex.MALE, value=men, period=period),
    }


def test_the_latest_value_names_area_unit_year_women_and_men() -> None:
    said = latest_sentence(wording(DAYS), total=finding(value=31.6, period=2022), **women_and_men(35.8, 27.6, 2022))  # type: ignore[arg-type]
    assert plain(said) == "Ohälsotalet i Exempelby var 31,6 dagar 2022: 35,8 för kvinnor och 27,6 för män."


def test_a_mean_over_years_and_an_election_say_so() -> None:
    mean = latest_sentence(wording(WINDOW), total=finding(value=84.1, period=2022), women=NOBODY, men=NOBODY)
    vote = latest_sentence(wording(ELECTION), total=finding(value=79.0, period=2022), women=NOBODY, men=NOBODY)
    assert plain(mean) == "Medellivslängden i Exempelby var 84,1 år i genomsnitt 2018–2022."
    assert plain(vote) == "Valdeltagandet i Exempelby var 79,0 procent i valet 2022."


def test_women_and_men_of_another_year_are_left_out_of_the_sentence() -> None:
    said = latest_sentence(wording(DAYS), total=finding(value=31.6, period=2022), **women_and_men(35.8, 27.6, 2021))  # type: ignore[arg-type]
    assert plain(said) == "Ohälsotalet i Exempelby var 31,6 dagar 2022."


def test_a_series_without_a_definition_is_said_without_phrase_or_unit() -> None:
    said = latest_sentence(wording(None), total=finding(value=83.0, period=2022), women=NOBODY, men=NOBODY)
    assert plain(said) == "Det senaste värdet i vår hämtning för Exempelby är 83,0 (2022)."


def test_only_one_sex_is_said_as_that() -> None:
    said = latest_sentence(wording(DAYS), total=NOBODY, women=finding(Sex.FEMALE, value=12.0, period=2020), men=NOBODY)
    assert plain(said) == (
        "Ohälsotalet i Exempelby var 12,0 dagar för kvinnor 2020. Inget värde är publicerat för alla tillsammans."
    )


def test_nothing_published_is_said() -> None:
    said = latest_sentence(wording(DAYS), total=NOBODY, women=NOBODY, men=NOBODY)
    assert said == "I vår hämtning finns inget värde för Exempelby."


@pytest.mark.parametrize(
    ("county", "country", "said"),
    [
        (24.9, 22.0, "Det var högre än i Påhittade Norr (24,9) och i Sverige (22,0) samma år (2022)."),
        (24.9, 40.0, "Det var högre än i Påhittade Norr (24,9) men lägre än i Sverige (40,0) samma år (2022)."),
        (31.64, None, "Det var detsamma som i Påhittade Norr (31,6) samma år (2022)."),
        (None, None, ""),
    ],
)
def test_comparators_are_of_the_same_year(county: float | None, country: float | None, said: str) -> None:
    found = finding(value=31.6, period=2022, county=county, country=country)
    assert plain(comparison_sentence(wording(DAYS), found, split=False)) == said


def test_after_women_and_men_the_comparison_says_whose_value_it_is() -> None:
    found = finding(value=31.6, period=2022, country=22.0)
    assert plain(comparison_sentence(wording(DAYS), found, split=True)) == (
        "Totalt var det högre än i Sverige (22,0) samma år (2022)."
    )


def test_similar_municipalities_weighted_and_unweighted_are_both_named() -> None:
    found = finding(
        value=31.6,
        period=2022,
        peers_weighted=27.5,
        peers_unweighted=27.9,
        peers_basis=Basis.POPULATION,
        peers_members=6,
        peers_size=7,
    )
    assert plain(peers_sentence(wording(DAYS), found)) == (
        "Medelvärdet för sex av de sju liknande kommunerna var 27,5 dagar 2022 (vägt med befolkningen) och 27,9 ovägt."
    )


def test_a_change_is_from_one_measurement_to_another_in_percentage_points_for_shares() -> None:
    found = finding(value=79.0, period=2022, change=-4.0, previous_value=83.0, previous_period=2018)
    assert plain(change_sentence(wording(ELECTION), found, split=False)) == (
        "Värdet har minskat med 4,0 procentenheter från valet 2018 till valet 2022."
    )


def test_an_index_is_a_number_and_its_changes_are_in_units() -> None:
    engaged = wording(definition("N90001", phrase="indexet för engagemang", unit=Unit.INDEX))
    found = finding(value=80.5, period=2022, change=-0.8, previous_value=81.3, previous_period=2021)
    assert plain(latest_sentence(engaged, total=found, women=NOBODY, men=NOBODY)) == (
        "Indexet för engagemang i Exempelby var 80,5 2022."
    )
    assert (
        plain(change_sentence(engaged, found, split=False)) == "Värdet har minskat med 0,8 enheter från 2021 till 2022."
    )


def test_a_change_too_small_to_show_is_no_change() -> None:
    found = finding(value=31.6, period=2022, change=0.04, previous_value=31.56, previous_period=2021)
    assert plain(change_sentence(wording(DAYS), found, split=True)) == (
        "Det totala värdet är oförändrat från 2021 till 2022 (31,6 dagar)."
    )


def test_no_change_has_its_reason() -> None:
    found = finding(value=31.6, period=2022, change_reason=Reason.OVERLAPPING_WINDOWS)
    assert "delvis är samma" in change_sentence(wording(WINDOW), found, split=False)


def test_five_years_back_is_said_with_both_years() -> None:
    found = finding(value=31.6, period=2022, five_year_change=-5.2)
    assert plain(five_year_sentence(wording(DAYS), found)) == "Från 2017 till 2022 har det minskat med 5,2 dagar."


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (
            8.2,
            6.3,
            "Värdet var 8,2 dagar högre för kvinnor än för män 2022. År 2021 var skillnaden 6,3 dagar.",
        ),
        (
            -2.0,
            -3.0,
            "Värdet var 2,0 dagar högre för män än för kvinnor 2022. År 2021 var skillnaden 3,0 dagar.",
        ),
        (0.0, 0.0, "Värdet var detsamma för kvinnor och män 2022. År 2021 var värdet detsamma för kvinnor och män."),
        (
            1.0,
            -0.5,
            (
                "Värdet var 1,0 dag högre för kvinnor än för män 2022. "
                "År 2021 var det 0,5 dagar högre för män än för kvinnor."
            ),
        ),
    ],
)
def test_the_gap_says_for_whom_and_how_it_has_changed(now: float, before: float, said: str) -> None:
    found = gap(
        gap=now,
        gap_period=2022,
        gap_reason=Reason.SAID,
        previous_gap=before,
        previous_gap_period=2021,
        gap_change=now - before,
        gap_change_reason=Reason.SAID,
    )
    assert plain(gap_sentence(wording(DAYS), found)) == said


def test_no_gap_is_told_in_the_definitions_own_words() -> None:
    told = definition("N90004", not_split_by_sex="Polisen redovisar inte offrets kön per kommun.")
    assert gap_sentence(wording(told), gap()) == "Polisen redovisar inte offrets kön per kommun."
    assert gap_sentence(wording(DAYS), gap()) == "Källan redovisar inte kvinnor och män var för sig."


def test_the_spread_says_how_many_municipalities() -> None:
    found = finding(
        value=31.6,
        period=2022,
        kind_minimum=9.5,
        kind_maximum=41.7,
        kind_lower_quarter=22.4,
        kind_upper_quarter=29.2,
        kind_members=290,
    )
    assert plain(spread_sentence(wording(DAYS), found)) == (
        "Bland 290 kommuner med ett värde samma år (2022) går värdena från 9,5 till 41,7 dagar. "
        "Den mittersta hälften ligger mellan 22,4 och 29,2."
    )


def test_shares_are_in_percent_and_their_gaps_in_percentage_points() -> None:
    said = gap_sentence(wording(SHARE), gap(gap=2.0, gap_period=2022, gap_reason=Reason.SAID))
    assert "2,0 procentenheter högre för kvinnor" in plain(said)


def test_a_series_that_nobody_has_defined_is_never_compared_in_words() -> None:
    found = finding(value=420.0, period=2022, county=24.9, country=22.0, peers_unweighted=27.9, peers_members=7)
    parted = gap(gap=2.0, gap_period=2022, gap_reason=Reason.SAID)
    assert comparison_sentence(wording(None), found, split=False) == ""
    assert peers_sentence(wording(None), found) == ""
    assert gap_sentence(wording(None), parted) == ""
    assert change_sentence(wording(None), replace(found, change_reason=Reason.NO_DEFINITION), split=False) == (
        "Vi har inte gått igenom serien än och räknar därför ingen förändring."
    )


def test_a_count_is_never_compared_and_counts_women_and_men() -> None:
    found = finding(value=15443, period=2022, county=288310.0, country=10521556.0)
    assert comparison_sentence(wording(COUNT, decimals=0), found, split=True) == ""
    said = latest_sentence(wording(COUNT, decimals=0), total=found, **women_and_men(7606, 7837, 2022))  # type: ignore[arg-type]
    assert plain(said) == "Folkmängden i Exempelby var 15 443 personer 2022: 7 606 kvinnor och 7 837 män."
    more_men = gap(gap=-231.0, gap_period=2022, previous_gap=5.0, previous_gap_period=2021)
    assert plain(gap_sentence(wording(COUNT, decimals=0), more_men)) == (
        "Det var 231 fler män än kvinnor 2022. År 2021 var det 5 fler kvinnor än män."
    )


@pytest.mark.parametrize(
    ("country", "said"),
    [
        (22.0, "Det var högre än medelvärdet av kommunerna i Påhittade Norr (24,9) och högre än i Sverige (22,0)"),
        (40.0, "Det var högre än medelvärdet av kommunerna i Påhittade Norr (24,9) men lägre än i Sverige (40,0)"),
    ],
)
def test_a_mean_of_municipalities_is_never_called_the_county(country: float, said: str) -> None:
    found = finding(value=31.6, period=2022, county=24.9, county_basis=Basis.POPULATION, country=country)
    assert plain(comparison_sentence(wording(DAYS), found, split=False)) == f"{said} samma år (2022)."


def test_a_municipality_that_is_its_county_is_told_as_that() -> None:
    found = finding(value=31.6, period=2022, country=22.0, county_reason=Reason.WHOLE_COUNTY)
    assert plain(comparison_sentence(wording(DAYS), found, split=False)) == (
        "Det var högre än i Sverige (22,0) samma år (2022). Kommunen är hela länet."
    )


def test_all_similar_municipalities_and_a_mean_without_weights() -> None:
    found = finding(value=84.0, period=2022, peers_unweighted=84.2, peers_members=7, peers_size=7)
    assert plain(peers_sentence(wording(WINDOW), found)) == (
        "Medelvärdet för de sju liknande kommunerna var 84,2 år i genomsnitt 2018–2022 (ovägt)."
    )


def test_the_unit_is_said_once() -> None:
    tonnes = definition("N90001", phrase="utsläppen per invånare", unit=Unit.TONNES_CO2E_PER_INHABITANT)
    rate = definition("N90001", phrase="antalet brott per 100 000 invånare", unit=Unit.PER_100_000)
    one, other = (
        latest_sentence(wording(given), total=finding(value=5.0, period=2022), women=NOBODY, men=NOBODY)
        for given in (tonnes, rate)
    )
    assert plain(one) == "Utsläppen i Exempelby var 5,0 ton koldioxidekvivalenter per invånare 2022."
    assert plain(other) == "Antalet brott i Exempelby var 5,0 per 100 000 invånare 2022."


def test_on_gotland_one_lives_on_it() -> None:
    said = latest_sentence(
        wording(DAYS, area="Gotland"), total=finding(value=31.6, period=2022), women=NOBODY, men=NOBODY
    )
    assert plain(said) == "Ohälsotalet på Gotland var 31,6 dagar 2022."


@pytest.mark.parametrize(("women", "men", "note"), [(6.34, 5.44, ""), (6.25, 5.44, " (räknat på oavrundade värden)")])
def test_a_gap_that_rounded_values_do_not_give_says_so(women: float, men: float, note: str) -> None:
    found = gap(gap=women - men, gap_period=2022, gap_change_reason=Reason.SAID)
    said = plain(gap_sentence(wording(DAYS), found, women=women, men=men))
    assert said.endswith(f"för män 2022{note}.")


def test_a_change_over_five_years_is_not_said_twice() -> None:
    found = finding(
        value=84.1,
        period=2022,
        change=0.9,
        previous_value=83.2,
        previous_period=2017,
        five_year_change=0.9,
    )
    assert plain(change_sentence(wording(WINDOW), found, split=False)) == (
        "Värdet har ökat med 0,9 år från 2013–2017 till 2018–2022."
    )
    assert five_year_sentence(wording(WINDOW), found) == ""


def test_no_span_is_shown_where_it_is_not_the_same_everywhere() -> None:
    noted = replace(WINDOW, window_note="I fem län gäller värdet ett enda år.")
    said = latest_sentence(wording(noted), total=finding(value=84.1, period=2022), women=NOBODY, men=NOBODY)
    assert plain(said) == "Medellivslängden i Exempelby var 84,1 år 2022."


@pytest.mark.parametrize(
    ("total", "women", "last", "said"),
    [
        (2022, 2022, 2022, ""),
        (2011, None, 2022, "Andra områden har värden till och med 2022."),
        (1996, 2021, 2021, "För kvinnor och män var för sig finns nyare värden, till och med 2021."),
        (None, 2018, 2022, "Andra områden har värden till och med 2022."),
        (None, None, 2022, ""),
    ],
)
def test_nothing_old_reads_as_today(total: int | None, women: int | None, last: int, said: str) -> None:
    found = {
        sex: finding(sex, value=None if year is None else 1.0, period=year)
        for sex, year in ((Sex.TOTAL, total), (Sex.FEMALE, women), (Sex.MALE, None))
    }
    assert age_sentence(found, series_last=last) == said
