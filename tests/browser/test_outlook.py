"""From the start to a goal, its fan and the fan's table, and on to an indicator: on a phone, and without scripts."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

GOAL = "/kommun/2083/overgripande-mal/invanare-2038/"


def opened(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).first.click()


def test_on_a_phone_from_the_start_to_a_goal_the_fans_table_and_an_indicator(browser: Browser, site_url: str) -> None:
    visiting = Visit(browser, origin=site_url, width=360)
    page = visiting.page
    page.goto("/")
    goals = page.get_by_role("region", name="Övergripande mål")
    expect(goals.get_by_role("listitem")).to_have_count(5)
    for goal in goals.get_by_role("listitem").all():
        assert re.search(r"chans|Kan inte sägas", goal.inner_text()), goal.inner_text()
    assert_accessible(page)

    goals.get_by_role("link", name="År 2038 är vi 17 500 innevånare i kommunen").click()
    target = page.get_by_role("region", name="Folkmängd: 17 500 personer 2038")
    expect(target).to_contain_text("mindre än 1 chans av 10")
    expect(target).to_contain_text("Med siffror till och med 2022")
    expect(target.get_by_role("img").first).to_have_attribute("alt", re.compile("Mål 2038: minst 17"))
    opened(page, "Bilden som tabell")
    row = target.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2038", exact=True)).first
    expect(row).to_contain_text("minst 17")
    expect(target).to_contain_text("Med siffror till och med 2012 hade vi sagt")  # it never moved: a sentence, no table
    assert_accessible(page)
    assert fits(page)

    target.get_by_role("link", name=re.compile("^Indikatorn")).click()
    ahead = page.get_by_role("region", name="Så kan det gå")
    expect(ahead.get_by_role("img")).to_be_visible()
    expect(ahead).to_contain_text("med 8 chanser av 10 mellan")
    assert_accessible(page)
    visiting.end()


def test_a_goal_without_a_target_says_so_and_where_its_indicators_may_stand(page: Page) -> None:
    page.goto("/kommun/2083/overgripande-mal/god-hushallning/")
    ahead = page.get_by_role("region", name="Vad som går att säga om åren framåt")
    expect(ahead).to_contain_text("hur troligt det är att det nås kan inte sägas")
    assert_accessible(page)
    ahead.get_by_role("link", name="Kommunens resultat", exact=True).click()
    expect(page).to_have_url(re.compile("/nyckeltal/N03102/#sa-kan-det-ga$"))
    expect(page.get_by_role("heading", name="Så kan det gå")).to_be_in_viewport()


def test_an_indicator_shows_the_years_ahead_of_women_without_scripts(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/kommun/2080/nyckeltal/N00957/")
    page.get_by_role("navigation", name="Grupp i prognosen").get_by_role("link", name="Kvinnor").click()
    ahead = page.get_by_role("region", name="Så kan det gå")
    expect(ahead).to_be_in_viewport()
    expect(ahead).to_contain_text("för kvinnor")
    picture = ahead.get_by_role("img")
    assert "utsikt.svg?grupp=kvinnor" in (picture.get_attribute("src") or "")
    assert page.request.get(picture.get_attribute("src") or "").ok
