"""Years ahead on the pages of a municipality are those that its plan looks to, and stand in print beside pictures."""

import re

from django.test import Client

from riktmarke.governance.models import Plan, Vision
from riktmarke.governance.queries import targets, year_of_plan
from riktmarke.publishing.website.chain.held import forget
from tests.publishing.reading import main_of
from tests.publishing.test_outlook_pages import GOAL, SERIES, foreseen, foreseen_store

__all__ = ("foreseen", "foreseen_store")  # fixtures


def test_a_vision_of_2035_has_2035_told(foreseen: Client) -> None:
    Vision.objects.update(year=2035)
    forget()
    ahead = main_of(foreseen, SERIES).partition("sa-kan-det-ga")[2]

    assert "2035: 8 av 10" in ahead
    assert "2038: 8 av 10" not in ahead


def test_without_a_year_of_the_vision_a_plan_looks_to_its_last_target(foreseen: Client) -> None:
    plan = Plan.objects.get(area="9101")
    Vision.objects.update(year=None)

    assert year_of_plan(plan) == max(target.year for target in targets(plan))


def test_in_print_the_years_that_are_told_stand_beside_the_picture(foreseen: Client) -> None:
    html = main_of(foreseen, GOAL)
    pictures = re.findall(r'<img src="[^"]*utsikt\.svg[^"]*"[^>]*alt="([^"]+)"', html)
    printed = re.findall(r'<p class="print-only">(Solfjäderdiagram[^<]+)</p>', html)

    assert printed == pictures != []
    assert all("2030: 8 av 10" in words and "Mål 2030" in words for words in printed)
