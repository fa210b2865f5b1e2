"""An editor writes on a page, an approver lets it out, everybody reads it; and the history knows of both."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

PAGE = "/kommun/2083/fokusomraden/miljo/"
EDITOR, APPROVER = "redaktor@example.org", "godkannare@example.org"
WORDS = "Så arbetar vi med miljön."
MORE = "footer [data-w-dropdown-target=toggle]"


@pytest.fixture(scope="module")
def passwords(site_url: str, site_environment: dict[str, str]) -> dict[str, str]:
    """The passwords of one who writes, and of one who approves too."""
    found = {}
    for user, level in ((EDITOR, "editor"), (APPROVER, "administrator")):
        command = [sys.executable, "-m", "riktmarke", "staff", "add", user, "--area", "2083", "--level", level]
        told = subprocess.run(command, env=site_environment, check=True, capture_output=True, text=True).stdout
        password = re.search(r"Password: (\S+)", told)
        assert password, told
        found[user] = password[1]
    return found


def signed_in(browser: Browser, origin: str, user: str, password: str) -> Visit:
    visiting = Visit(browser, origin=origin)
    visiting.page.goto("/admin/login/?next=/admin/texter/")
    assert_accessible(visiting.page)
    visiting.page.locator("[name=username]").fill(user)
    visiting.page.locator("[name=password]").fill(password)
    visiting.page.keyboard.press("Enter")
    heading = visiting.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Texter på sidorna")
    visiting.page.wait_for_load_state()
    return visiting


def assert_the_editor_is_ready(page: Page) -> None:
    """Wait for the editor of a page, whose buttons do nothing before its scripts have come."""
    expect(page).to_have_url(re.compile("/edit/"))
    page.wait_for_load_state("networkidle")
    expect(page.locator(MORE)).to_have_attribute("aria-expanded", "false")


def row(page: Page) -> str:
    return page.locator("tr", has=page.locator(f'a[href="{PAGE}"]')).inner_text()


def written_and_sent(page: Page) -> None:
    """Write an introduction and send it to approval."""
    assert_accessible(page)
    assert "Ingen text" in row(page)
    page.get_by_role("link", name="Miljö", exact=True).click()
    assert_the_editor_is_ready(page)
    page.get_by_role("textbox", name="Inledning", exact=True).click()
    page.keyboard.type(WORDS)
    assert_accessible(page)
    # the editor of text gathers what is typed for a while before it puts it in the form
    expect(page.locator("[name=introduction]")).to_have_value(re.compile(re.escape(WORDS)))
    page.locator(MORE).click()
    page.get_by_role("button", name="Lämna in till Granskning").click()
    expect(page.get_by_text("har blivit inlämnad för granskning")).to_be_visible()
    assert_accessible(page)
    page.goto("/admin/texter/")
    assert "Under granskning" in row(page)


def test_what_an_editor_writes_is_read_by_all_when_an_approver_has_said_yes(
    browser: Browser, site_url: str, passwords: dict[str, str], page: Page
) -> None:
    writing = signed_in(browser, site_url, EDITOR, passwords[EDITOR])
    written_and_sent(writing.page)
    writing.end()
    page.goto(PAGE)
    expect(page.locator("main")).not_to_contain_text(WORDS)

    approving = signed_in(browser, site_url, APPROVER, passwords[APPROVER])
    staff = approving.page
    staff.get_by_role("link", name="Miljö", exact=True).click()
    assert_the_editor_is_ready(staff)
    editor = staff.url
    staff.locator(MORE).click()
    staff.get_by_role("button", name="Godkänn och Publicera", exact=True).click()
    expect(staff.get_by_text("har blivit uppdaterad")).to_be_visible()
    staff.goto("/admin/texter/")
    assert "Publicerad" in row(staff)

    page.reload()
    expect(page.locator(".own-introduction")).to_have_text(WORDS)
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert fits(page)

    staff.goto(editor.replace("/edit/", "/history/"))
    history = staff.locator("main").inner_text()
    assert EDITOR in history
    assert APPROVER in history
    approving.end()


def test_on_a_phone_no_word_in_the_list_of_texts_is_broken_and_none_lies_under_the_menu_button(
    browser: Browser, site_url: str, passwords: dict[str, str]
) -> None:
    visiting = signed_in(browser, site_url, EDITOR, passwords[EDITOR])
    page = visiting.page
    page.set_viewport_size({"width": 360, "height": 700})
    page.reload()  # what scripts move when a window changes is moved in time
    boxes = """element => { const words = document.createRange(); words.selectNodeContents(element);
        return [...words.getClientRects()].map(box => [box.left, box.top]) }"""
    assert len({top for _, top in page.get_by_role("rowheader", name="Styrdokument", exact=True).evaluate(boxes)}) == 1
    button = page.get_by_role("button", name="Växla sidorad").bounding_box()
    assert button is not None
    assert all(
        left >= button["x"] + button["width"] for left, _ in page.get_by_role("heading", level=1).evaluate(boxes)
    )
    assert fits(page)
    visiting.end()


def test_the_list_of_news_is_for_everyone(page: Page) -> None:
    page.goto("/nyheter/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nyheter")
    assert_accessible(page)
