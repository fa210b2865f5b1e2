"""From a resident's form to the answer in the mailbox: the site, staff's pages and a real mail server together."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from riktmarke.editing.access.rights import Level
from riktmarke.operations.caretaking import Caretaker
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.chain import held
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.holding import middleware as held_pages
from riktmarke.publishing.website.site import ensure_site
from riktmarke.statistics.store import Store
from tests import invented_figures, invented_plan
from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit
from tests.dialogue.mail_server import MailServer
from tests.editing.access.people import member, signed_in
from tests.editing.inbox.conftest import PLAN
from tests.fixtures_database import use_database

INBOX = "/admin/riktmarke/dialog/9101/"


@dataclass
class House:
    """A site of its own with a plan, a mail server and a caretaker; `session` is an editor's who has signed in."""

    url: str
    mail: MailServer
    caretaker: Caretaker
    session: str


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Path]:
    """The folder with a copy of the database, which other threads see as it is written."""
    before = Path(django_settings.DATABASES["default"]["NAME"])
    shutil.copy(before, tmp_path / "site.sqlite3")
    held.forget()
    held_pages.forget()
    with django_db_blocker.unblock():
        use_database(tmp_path / "site.sqlite3")
        yield tmp_path
        connection.close()
        use_database(before)
    held.forget()
    held_pages.forget()


@pytest.fixture
def house(
    own_database: Path,
    small_store: Store,
    repository: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    """A running site in this process."""
    source = Figures(small_store.root, invented_figures.catalogue())
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    with MailServer() as mail:
        settings.RIKTMARKE_SMTP_URL, settings.RIKTMARKE_MAIL_FROM = mail.url, "noreply@kommunen.example.org"
        settings.RIKTMARKE_DIALOGUE_LEDGER = own_database / "ledger.txt"
        ensure_site(area="9101")
        plan = invented_plan.load(repository, PLAN)
        editor = signed_in(member("redaktören", plan, Level.EDITOR))
        server = LiveServer("127.0.0.1")
        settings.ALLOWED_HOSTS = ["127.0.0.1"]
        settings.WAGTAILADMIN_BASE_URL = server.url
        mail.start()
        caretaker = Caretaker(lambda: datetime.now(UTC), lambda _: None)
        yield House(server.url, mail, caretaker, editor.cookies["sessionid"].value)
        server.stop()


def written_by_a_resident(page: Page) -> str:
    """Write about the vision, and return the reference that the page tells."""
    page.goto("/synpunkter/?sida=/kommun/9101/vision/")
    page.get_by_label("Din synpunkt").fill("Jag saknar en bänk. <b>Hej</b>")
    page.get_by_label("E-postadress").fill("invanare@example.org")
    page.wait_for_timeout(2200)  # what a person takes
    page.get_by_role("button", name="Skicka").click()
    told = page.locator(".lead strong")
    expect(told).to_have_text(re.compile(r"^9101-\w{5}$"))
    return told.inner_text()


def test_a_resident_writes_staff_pass_on_answer_and_erase_without_scripts(browser: Browser, house: House) -> None:
    resident = Visit(browser, origin=house.url, javascript=False)
    reference = written_by_a_resident(resident.page)
    resident.end()
    house.caretaker.look()
    assert reference in house.mail.to("invanare@example.org")[0]["Subject"]
    (notice,) = house.mail.to("strateg@kommunen.example.org")
    (link,) = re.findall(r"http\S+/admin/\S+", notice.get_content())

    staff = Visit(browser, origin=house.url, javascript=False, width=320)
    staff.context.add_cookies([{"name": "sessionid", "value": house.session, "url": house.url}])
    page = staff.page
    page.goto(link)
    expect(page.locator("blockquote")).to_have_text("Jag saknar en bänk. <b>Hej</b>")
    page.get_by_text("Lämna vidare till en annan roll").click()
    page.locator("#forward_to").select_option(label="Påhittad planerare (Påhittade omsorgen)")
    page.get_by_label("Meddelande till rollen").fill("Er bänk.")
    page.get_by_role("button", name="Lämna vidare").click()
    expect(page.locator("dl")).to_contain_text("Påhittad planerare, Påhittade omsorgen")

    page.get_by_role("button", name="Skicka svaret").click()  # with nothing written
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("alert")).to_contain_text("Skriv ett svar.")
    assert fits(page)
    page.locator("#answer_text").fill("Bänken kommer i maj.")
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.locator("dl")).to_contain_text("Besvarad")
    house.caretaker.look()
    assert len(house.mail.to("planerare@kommunen.example.org")) == 1
    receipt, forwarded, answer = house.mail.to("invanare@example.org")
    assert all(reference in mail["Subject"] for mail in (receipt, forwarded, answer))
    assert "Bänken kommer i maj." in answer.get_content()

    page.get_by_text("Radera", exact=True).click()
    page.get_by_label("Varför synpunkten raderas").fill("Begäran.")
    page.get_by_label("Jag förstår att det inte går att ångra").check()
    page.get_by_role("button", name="Radera för alltid").click()
    expect(page.locator("dl")).to_contain_text("finns inte kvar")
    expect(page.locator(".staff")).not_to_contain_text("bänk")
    expect(page.locator(".staff")).not_to_contain_text("invanare@example.org")
    staff.end()


def test_the_inbox_is_accessible_and_fits(browser: Browser, house: House) -> None:
    resident = Visit(browser, origin=house.url)
    reference = written_by_a_resident(resident.page)
    resident.end()
    staff = Visit(browser, origin=house.url, width=320)
    staff.context.add_cookies([{"name": "sessionid", "value": house.session, "url": house.url}])
    for address in ("", f"{reference}/", "statistik/", "diarium/", "person/"):
        staff.page.goto(INBOX + address)
        staff.page.evaluate("document.querySelectorAll('.staff details').forEach(one => { one.open = true })")
        assert_accessible(staff.page)
        assert fits(staff.page), address
    staff.page.goto(INBOX)
    staff.page.get_by_role("link", name=reference).click()
    expect(staff.page.get_by_role("heading", level=1)).to_have_text(reference)
    staff.end()
