"""The years ahead on real figures: Hedemora's goal says the same everywhere, and any municipality has its fans."""

import re

import pytest
from django.test import Client

from tests.publishing.reading import main_of, section, text_of

GOAL = "/kommun/2083/overgripande-mal/invanare-2038/"
# an indicator of each kind: each year, a moving window, repeated until the next, on a schedule, and too short
SERIES = ("N00957", "N01451", "N17673", "N05401", "N00610")


def test_the_goal_of_17_500_is_as_likely_on_every_page_and_never_told_to_the_percent(hedemora: Client) -> None:
    """The population has stood at 15 000 to 15 600 for twenty years."""
    said = "mindre än 1 chans av 10"
    for address in ("/kommun/2083/", "/kommun/2083/vision/", "/kommun/2083/befolkning/", GOAL):
        told = text_of(main_of(hedemora, address))
        assert said in told, address
        assert not re.search(r"(?:sannolikhet|chans)\w* \D{0,30}\d+(?:,\d+)? (?:%|procent)", told), address
    html = main_of(hedemora, GOAL)
    assert "Med siffror till och med 2022 är det mycket osannolikt" in text_of(html)
    assert "Folkmängd" in section(html, "malvarde-1")


def test_each_of_the_five_goals_says_how_likely_it_is_or_that_it_cannot_be_said(hedemora: Client) -> None:
    glance = section(main_of(hedemora, "/kommun/2083/"), "overgripande")
    goals = glance.split("<li>")[1:]
    assert len(goals) == 5
    assert [("Kan inte sägas: målet har inget målvärde." in goal) for goal in goals] == [False, True, True, False, True]
    assert "plats" in text_of(goals[3])  # the safest: never a chance without where it stands now


@pytest.mark.parametrize("code", ["2083", "0180", "2403", "0980"])
def test_any_municipality_has_the_years_ahead_of_any_kind_of_indicator(hedemora: Client, code: str) -> None:
    told = {}
    for series in SERIES:
        html = main_of(hedemora, f"/kommun/{code}/nyckeltal/{series}/")
        assert ("sa-kan-det-ga" in html) is ('id="saknas"' not in html), series  # nothing is told of what has no value
        told[series] = text_of(section(html, "sa-kan-det-ga"))
        picture = hedemora.get(f"/kommun/{code}/nyckeltal/{series}/utsikt.svg?grupp=alla&bredd=smal")
        assert picture.status_code == (200 if told[series] else 404), series
    said = {series: text for series, text in told.items() if text}
    assert len(said) >= 3
    for series, text in said.items():
        assert re.search(r"Med siffror till och med \d{4}.* chanser av 10 |Kan inte sägas: .* Skälet: ", text), series
