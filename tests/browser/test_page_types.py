"""Every type of page: accessible, no wider than a narrow phone, and worth printing."""

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

PAGE_TYPES = {
    "start": "/",
    "start of another municipality": "/kommun/0114/",
    "series": "/kommun/2083/nyckeltal/N00957/",
    "series beside another municipality": "/kommun/2083/nyckeltal/N00957/?med=2085",
    "series without a definition": "/kommun/2083/nyckeltal/N00945/",
    "series of scheduled measurements": "/kommun/2083/nyckeltal/N05401/",
    "series without values, with a very long title": "/kommun/0114/nyckeltal/U30752/",
    "a county of one municipality": "/kommun/0980/nyckeltal/N31816/",
    "vision": "/kommun/2083/vision/",
    "vision of a plan from the template": "/kommun/2085/vision/",
    "overarching goal with a target": "/kommun/2083/overgripande-mal/invanare-2038/",
    "overarching goal that is not measured": "/kommun/2083/overgripande-mal/forvaltningskultur/",
    "overarching goal followed by a composite": "/kommun/2083/overgripande-mal/trygg-plats/",
    "a composite": "/kommun/2083/sammanvagt/trygghet-och-anmalda-brott/",
    "a composite where there is only one municipality": "/kommun/0980/sammanvagt/trygghet-och-anmalda-brott/",
    "goals": "/kommun/2083/mal/",
    "focus areas": "/kommun/2083/fokusomraden/",
    "focus area": "/kommun/2083/fokusomraden/jamlik-halsa/",
    "always sex, never only sex": "/kommun/2083/konsuppdelning/",
    "an item of a framework where there is no plan": "/kommun/0114/ramverk/gender-equality/6/",
    "searched": "/sok/?q=trygghet",
    "searched with a misspelling": "/sok/?q=hemedora",
    "searched in vain": "/sok/?q=xyzzy",
    "frameworks": "/kommun/2083/ramverk/",
    "the global goals": "/kommun/2083/ramverk/agenda-2030/",
    "a global goal": "/kommun/2083/ramverk/agenda-2030/3/",
    "a target of a global goal": "/kommun/2083/ramverk/agenda-2030/3-4/",
    "a global goal that nothing steers on": "/kommun/2083/ramverk/agenda-2030/17/",
    "documents": "/kommun/2083/styrdokument/",
    "a document that has run out": "/kommun/2083/styrdokument/hallbarhetsstrategi/",
    "not in the plan": "/kommun/2083/mal/finns-inte/",
    "a municipality without a plan": "/kommun/0114/vision/",
    "an indicator composed of two series": "/kommun/2083/nyckeltal/medellivslangd/",
    "a group of an indicator": "/kommun/2083/nyckeltal/U65861/",
    "challenges": "/kommun/2083/utmaningar/",
    "challenges of another municipality": "/kommun/0114/utmaningar/?alla=1",
    "challenges of women in a focus area": "/kommun/2083/utmaningar/?grupp=kvinnor&omrade=jamlik-halsa",
    "challenges as a table": "/kommun/2083/utmaningar/?visa=tabell",
    "no challenges found": "/kommun/2083/utmaningar/?ram=agenda-2030/14",
    "one challenge": "/kommun/2083/utmaningar/N00957/",
    "one challenge of many groups": "/kommun/2083/utmaningar/N05401/",
    "an indicator that is not judged": "/kommun/2083/utmaningar/N01951/",
    "the population to come": "/kommun/2083/befolkning/",
    "the population under a scenario": "/kommun/2083/befolkning/?inflyttade=1132&mal=20000",
    "questions about the population that have no answer": "/kommun/2083/befolkning/?barn=nio&utflyttade=900&ar=1999",
    "sustainability": "/kommun/2083/hallbarhet/",
    "gender equality": "/kommun/2083/jamstalldhet/",
    "diversity": "/kommun/2083/mangfald/",
    "social sustainability": "/kommun/2083/social-hallbarhet/",
    "social sustainability of a municipality without a plan": "/kommun/0114/social-hallbarhet/",
    "search": "/sok/",
    "search with something found": "/sok/?q=hallbar",
    "search with nothing found": "/sok/?q=xyzzy",
    "news": "/nyheter/",
    "a map of the county": "/kommun/2083/karta/?nyckeltal=N00957",
    "a map of the country": "/kommun/2083/karta/?nyckeltal=N00957&omrade=riket",
    "a map of regions alone": "/kommun/2083/karta/?nyckeltal=N60077",
    "municipalities beside each other": "/kommun/2083/jamfor/?med=2080,2084",
    "explore": "/kommun/2083/utforska/",
    "found": "/kommun/2083/utforska/?q=skola&med=2085",
    "nothing found": "/kommun/2083/utforska/?q=xyzzy",
    "municipalities": "/kommuner/",
    "municipalities found": "/kommuner/?q=malm%C3%B6&nyckeltal=N00957",
    "about the figures": "/om-siffrorna/",
    "how good the forecasts are": "/om/prognoser/",
    "accessibility": "/tillganglighet/",
    "personal data": "/personuppgifter/",
    "feedback": "/synpunkter/?sida=/kommun/2083/vision/",
    "thanks for an answer, and more to tell": "/synpunkter/tack/?hjalpte=nej&sida=/",
    "a series with a break": "/kommun/2083/nyckeltal/N15428/",
    "a series about one sex": "/kommun/2083/nyckeltal/U01424/",
    "no such municipality": "/kommun/2099/",
    "no such series": "/kommun/2083/nyckeltal/X/",
    "no such page": "/finns/inte/",
}


@pytest.mark.parametrize("address", list(PAGE_TYPES.values()), ids=list(PAGE_TYPES))
def test_axe_finds_nothing_and_the_html_is_whole(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert_accessible(page)
    assert answer is not None
    assert faults(answer.text()) == []


@pytest.mark.parametrize("address", list(PAGE_TYPES.values()), ids=list(PAGE_TYPES))
def test_nothing_sticks_out_at_320_px_in_either_language(browser: Browser, site_url: str, address: str) -> None:
    visiting = Visit(browser, origin=site_url, width=320)
    page = visiting.page
    page.goto(address)
    assert fits(page)
    answer = page.goto(f"/en{address}")
    assert fits(page)
    assert page.locator("html").get_attribute("lang") == "en"
    assert_accessible(page)
    assert answer is not None
    assert faults(answer.text()) == []
    visiting.end()


def faults(html: str) -> list[str]:
    """What breaks the HTML standard's rules of syntax: where, and which rule."""
    reading = html5lib.HTMLParser()
    reading.parse(html)
    return [f"line {line}, column {column}: {rule}" for (line, column), rule, _ in reading.errors]


def test_a_fault_in_html_is_seen() -> None:
    assert faults("<!doctype html><html lang=sv><title>Hel</title><p>Hel</p>") == []
    assert faults("<!doctype html><html lang=sv><title>Trasig</title><p><b>Trasig</p>") != []


@pytest.mark.parametrize(
    "address",
    ["/", "/kommun/2083/nyckeltal/N00957/", "/kommun/2083/utmaningar/?visa=tabell", "/kommun/2083/utmaningar/N00957/"],
)
def test_a_page_prints_with_its_figures_and_dates_and_without_its_forms(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert not page.locator(".skip").first.is_visible()
    assert page.locator("table").first.is_visible()
    assert page.locator(".dates").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_no_page_asks_for_motion(page: Page) -> None:
    page.goto("/")
    moving = "() => [...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration))"
    assert page.evaluate(f"({moving})().length") == 0
