"""A neighbouring municipality and a researcher: the same figures for others, with what is needed to use them again."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible


def test_given_another_municipality_when_a_challenge_is_followed_then_its_own_figures_and_similar_ones_stand_there(
    page: Page,
) -> None:
    page.goto("/kommuner/")
    page.get_by_label("Namn eller kod").fill("Ludvika")
    page.locator("main").get_by_role("button", name="Sök").click()
    expect(page.locator(".where-name")).to_have_text("Ludvika")
    assert_accessible(page)
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Utmaningar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Utmaningar i Ludvika")
    first = page.locator(".challenge-list > li").first
    expect(first).to_contain_text("i Ludvika")
    first.get_by_role("heading").get_by_role("link").click()
    expect(page.locator(".lead")).to_contain_text("i Ludvika")
    assert_accessible(page)
    similar = page.locator(".onward a[href*='/utmaningar/']").last
    name = similar.inner_text()
    similar.click()
    expect(page.locator(".where-name")).to_have_text(name)


def test_given_a_figure_when_a_researcher_takes_it_then_codes_what_is_computed_and_the_method_come_with_it(
    page: Page, tmp_path: Path
) -> None:
    page.goto("/kommun/2085/nyckeltal/N00957/")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="för programmering (CSV)").click()
    file = tmp_path / "figures.csv"
    downloading.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["area_code"] for row in rows} >= {"2085", "0020", "0000"}
    assert {row["group"] for row in rows} == {"_T", "F", "M"}
    assert all(re.fullmatch(r"\d{4}", row["year"]) for row in rows)
    published = {row["area_code"] for row in rows if row["source"] == "Källa: Kolada"}
    computed = {
        row["area_code"] for row in rows if row["source"].startswith("Egen bearbetning av Kolada: medel av 7 av 7")
    }
    assert computed == {"peers_weighted", "peers_unweighted"}
    assert published == {row["area_code"] for row in rows} - computed

    page.get_by_role("link", name="Så är det uträknat").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Om siffrorna")
    expect(page.locator("#metoder")).to_be_in_viewport()
    assert_accessible(page)
