"""A strategist keeps a plan in a browser: a goal, targets for women and men, a decision; and takes it back."""

import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit
from tests.fixtures_figures import TEMPLATE

AREA = "2084"  # whose plan no other test reads
USER = "strateg@example.org"
PLAN = f"/admin/riktmarke/plan/{AREA}"
RESPONSIBLE = "Den som samordnar arbetet med hållbarhet i Avesta"


@pytest.fixture(scope="module")
def password(site_url: str, site_environment: dict[str, str]) -> str:
    """The password of the administrator of a plan that is made for these tests."""
    riktmarke = [sys.executable, "-m", "riktmarke"]
    for command in (["plan", "load", str(TEMPLATE), "--area", AREA], ["staff", "add", USER, "--area", AREA]):
        told = subprocess.run([*riktmarke, *command], env=site_environment, check=True, capture_output=True, text=True)
    found = re.search(r"Password: (\S+)", told.stdout)
    assert found, told.stdout
    return found[1]


def sign_in(page: Page, password: str) -> None:
    page.goto(f"/admin/login/?next={PLAN}/")
    page.locator("[name=username]").fill(USER)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Styrkedjan")


def targets_are_decided(page: Page) -> None:
    """Set targets for women and men in one go, decided by a decision that is written down with them."""
    page.goto(f"{PLAN}/indicators/")
    assert_accessible(page)
    page.goto(f"{PLAN}/indicators/rad/N00957/malvarden/")
    page.get_by_label("Ska nås år").fill("2030")
    page.get_by_label("Värde, kvinnor").fill("24,5")
    page.get_by_label("Värde, män").fill("17")
    page.get_by_label("Ett nytt beslut").check()
    page.get_by_label("Titel").fill("Påhittat beslut om mål")
    page.get_by_label("Beslutat av").fill("Påhittade fullmäktige")
    page.get_by_label("Beslutsdatum").fill("2026-02-03")
    page.get_by_role("button", name="Spara målvärden").click()
    expect(page.get_by_text("Målvärden är sparade för kvinnor, män, som beslutat.")).to_be_visible()
    assert_accessible(page)


def test_a_goal_with_a_target_per_sex_is_added_decided_and_seen_by_everybody(page: Page, password: str) -> None:
    sign_in(page, password)
    assert_accessible(page)
    page.get_by_role("link", name="Lägg till mål under Jämlik hälsa").click()
    page.get_by_label("Från år").fill("0000")
    page.get_by_label("Till år").fill("i morgon")
    page.get_by_role("button", name="Spara mål").click()
    told = page.get_by_role("alert")
    expect(told).to_be_focused()
    expect(page).to_have_title(re.compile("^Fel: "))
    assert_accessible(page)
    expect(told.get_by_role("link", name="Från år: året ska vara från 1900 till 2200.")).to_be_visible()
    told.get_by_role("link", name="Titel saknas. Fyll i fältet.").click()
    expect(page.get_by_label("Titel")).to_be_focused()
    expect(page.get_by_label("Till år")).to_have_accessible_description(re.compile("Skriv ett år med fyra siffror"))
    page.keyboard.type("Påhittat mål om ohälsa")
    page.get_by_label("Från år").fill("2026")
    page.get_by_label("Till år").fill("2030")
    page.get_by_label("Ansvarig roll").select_option(label=RESPONSIBLE)
    page.keyboard.press("Tab")
    page.get_by_label("Titel").press("Enter")
    expect(page.get_by_text("Det är ett utkast och syns inte på webbplatsen.")).to_be_visible()
    goal = page.url.partition("#")[0]
    assert page.request.get(f"/kommun/{AREA}/mal/pahittat-mal-om-ohalsa/").status == 404

    targets_are_decided(page)
    page.goto(f"{PLAN}/indicators/rad/N00957/")
    page.get_by_label("Påhittat mål om ohälsa (utkast)").check()
    page.get_by_role("button", name="Spara", exact=True).last.click()
    expect(page.get_by_text("är sparat")).to_be_visible()  # to go on at once would be to leave before it is sent
    page.goto(goal)
    page.get_by_role("link", name="Besluta").click()
    page.get_by_label("Påhittat beslut om mål, Påhittade fullmäktige, 2026-02-03").check()
    page.get_by_role("button", name="Gör beslutat").click()
    page.get_by_role("link", name="Se på webbplatsen").first.click()

    expect(page).to_have_url(re.compile(f"/kommun/{AREA}/mal/pahittat-mal-om-ohalsa/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Påhittat mål om ohälsa")
    public = page.locator("main")
    expect(public).to_contain_text("Påhittade fullmäktige")
    expect(page.locator("body")).to_contain_text(RESPONSIBLE)
    expect(public).to_contain_text(re.compile(r"högst 24,5"))
    expect(public).to_contain_text(re.compile(r"högst 17"))

    page.goto(f"{goal}historik/")
    assert_accessible(page)
    page.get_by_role("button", name="Ångra senaste ändringen").click()
    expect(page.get_by_text("är som före den senaste ändringen")).to_be_visible()
    assert page.request.get(f"/kommun/{AREA}/mal/pahittat-mal-om-ohalsa/").status == 404


def test_on_a_phone_without_scripts_the_chain_is_found_and_saved(
    browser: Browser, site_url: str, password: str
) -> None:
    visiting = Visit(browser, origin=site_url, javascript=False, width=320)
    page = visiting.page
    sign_in(page, password)
    page.get_by_role("link", name="Åtgärder", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Åtgärder")
    assert fits(page)
    page.get_by_role("link", name="Lägg till åtgärd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny åtgärd")
    assert fits(page)
    page.get_by_label("Titel").fill("Påhittad åtgärd")
    links = page.get_by_role("group", name="Länkar till ramverk")
    links.get_by_label("Sök att välja bland").fill("vald kvinnor")
    links.get_by_label("Sök att välja bland").press("Enter")
    expect(page.get_by_label("Titel")).to_have_value("Påhittad åtgärd")
    links = page.get_by_role("group", name="Länkar till ramverk")
    expect(links.get_by_text(re.compile("Träffar: [1-9]"))).to_be_visible()
    links.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Spara åtgärd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Påhittad åtgärd")
    expect(page.get_by_text("Valda: 1")).to_be_visible()
    assert fits(page)
    visiting.end()


def test_a_document_that_is_about_to_run_out_is_told_of_to_staff_and_to_everybody(page: Page, password: str) -> None:
    sign_in(page, password)
    page.goto(f"{PLAN}/documents/ny/")
    page.get_by_label("Titel").fill("Påhittad plan som snart löper ut")
    page.get_by_label("Slag (måste fyllas i)").select_option(label="Plan")
    page.get_by_label("Gäller till").fill(str(date.today() + timedelta(days=90)))  # noqa: DTZ011  # 180 are soon
    page.get_by_label("Ansvarig roll").select_option(label=RESPONSIBLE)
    page.get_by_label("Visa som förslag").check()
    page.get_by_role("button", name="Spara styrdokument").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Påhittad plan som snart löper ut")

    page.goto("/admin/")
    page.get_by_role("link", name="Styrdokument som löper ut inom 180 dagar: 1").click()
    expect(page.get_by_role("heading", name="Styrdokument som löper ut inom 180 dagar (1)")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_text("Förbered ett nytt beslut.")).to_be_visible()
    page.get_by_role("link", name="Påhittad plan som snart löper ut").click()
    page.get_by_role("link", name="Se på webbplatsen").first.click()

    expect(page).to_have_url(re.compile(f"/kommun/{AREA}/styrdokument/pahittad-plan-som-snart-loper-ut/$"))
    expect(page.locator("main")).to_contain_text("Giltighetstiden går ut")
    expect(page.locator("body")).to_contain_text(RESPONSIBLE)
    page.goto(f"/kommun/{AREA}/styrdokument/")
    expect(page.locator("main")).to_contain_text("Giltighetstiden går ut")
