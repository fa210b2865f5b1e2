"""English of small things in tables and lines: times after "since", names within names, islands, who publishes."""

import pytest
from django.utils import translation

from riktmarke.presentation.language import Language, say
from riktmarke.presentation.tongues import TONGUES
from riktmarke.publishing.website.cells import change_cell, five_year_cell
from riktmarke.publishing.website.population.shown import PUBLISHERS
from riktmarke.publishing.website.templatetags.figures_text import uncapitalised
from tests.presentation.making import DAYS, ELECTION, finding, wording


@pytest.mark.parametrize(("language", "since"), [("sv", "sedan valet 2018"), ("en", "since the 2018 election")])
def test_a_change_since_an_election_is_since_that_election(language: str, since: str) -> None:
    found = finding(period=2022, previous_period=2018, change=-4.0)
    with translation.override(language):
        assert change_cell(found, wording(ELECTION)).since == since


@pytest.mark.parametrize(("language", "since"), [("sv", "sedan 2017"), ("en", "since 2017")])
def test_a_change_over_five_years_says_the_year(language: str, since: str) -> None:
    found = finding(period=2022, five_year_change=-4.0)
    with translation.override(language):
        assert five_year_cell(found, wording(DAYS)).since == since


@pytest.mark.parametrize(("area", "where"), [("Gotland", "on Gotland"), ("Hedemora", "in Hedemora")])
def test_one_lives_on_an_island_in_every_sentence(area: str, where: str) -> None:
    assert TONGUES[Language.ENGLISH].measure(wording(DAYS, area=area)).endswith(f" {where}")


def test_a_group_after_a_colon_keeps_the_capital_letter_of_its_country() -> None:
    assert uncapitalised("People born in Sweden") == "people born in Sweden"


def test_statistics_sweden_is_named_as_it_is_in_each_language() -> None:
    with translation.override("en"):
        assert say(PUBLISHERS["SCB"]) == "Statistics Sweden (SCB)"
    with translation.override("sv"):
        assert say(PUBLISHERS["SCB"]) == "SCB"
