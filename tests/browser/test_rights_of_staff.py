"""A contributor is let in inside the own unit and refused outside it; what staff meet there is for every reader."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from riktmarke.editing.access.rights import Level
from riktmarke.governance.models import AuditEntry, Goal
from tests import invented_plan
from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit
from tests.browser.test_answering_residents import own_database
from tests.editing.access.people import PASSWORD, member, signed_in

__all__ = ["own_database"]
ROWS = "/admin/riktmarke/plan/9101/goals/rad"

PLAN = """
[plan]
name = "exempelby"
title = "Påhittad plan för Exempelby"
area = "9101"
contact = "strateg"

[[units]]
key = "namnd"
name = "Påhittade nämnden"
kind = "board"

[[units]]
key = "annan"
name = "Annan nämnd"
kind = "board"

[[roles]]
key = "strateg"
title = "Påhittad strateg"
unit = "namnd"

[[roles]]
key = "annans"
title = "Annan roll"
unit = "annan"

[[goals]]
key = "eget"
title = "Eget utkast"
responsible = "strateg"

[[goals]]
key = "annans"
title = "Annans utkast"
responsible = "annans"
"""


@pytest.fixture
def site(own_database: Path, repository: Path, settings: LazySettings) -> Iterator[str]:
    """A running site whose plan has a draft of the board's and one of another's."""
    plan = invented_plan.load(repository, PLAN)
    contributor = member("medarbetaren", plan, Level.CONTRIBUTOR, units=("namnd",))
    contributor.set_password(PASSWORD)
    contributor.save()
    member("administratören", plan, Level.ADMINISTRATOR)
    server = LiveServer("127.0.0.1")
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.CSRF_TRUSTED_ORIGINS = [server.url]
    yield server.url
    server.stop()


def test_a_contributor_works_inside_the_own_unit_and_is_told_where_it_ends(browser: Browser, site: str) -> None:
    visit = Visit(browser, origin=site)
    page = visit.page
    page.goto(f"{ROWS}/eget/")
    page.get_by_label("Användarnamn").fill("medarbetaren")
    page.get_by_label("Lösenord").first.fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()

    page.get_by_label("Titel").first.fill("Eget utkast, ändrat")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.get_by_role("button", name="Spara", exact=False).first.click()
    assert sent.value.status == 302
    assert Goal.objects.get(key="eget").title == "Eget utkast, ändrat"
    assert AuditEntry.objects.last().by == "medarbetaren"
    expect(page.get_by_text("är sparat")).to_be_visible()  # a page still on its way would come instead of the next one

    page.goto(f"{ROWS}/annans/")
    expect(page.get_by_role("button", name="Spara")).to_have_count(0)
    answer = page.request.post(
        f"{site}{ROWS}/annans/",
        form={"title": "Taget", "csrfmiddlewaretoken": token},
        headers={"Referer": site},
    )
    assert answer.status == 403
    assert Goal.objects.get(key="annans").title == "Annans utkast"

    page.goto(f"{ROWS}/eget/ta-bort/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du saknar behörighet")
    expect(page.locator(".staff")).to_contain_text("administratören, administratör för planen")
    assert_accessible(page)
    visit.end()


def test_what_staff_meet_is_for_every_reader(browser: Browser, site: str) -> None:
    visit = Visit(browser, origin=site, width=320)
    session = signed_in(User.objects.get(username="administratören")).cookies["sessionid"].value
    visit.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    page = visit.page
    for address in ("", "9101/", "behorigheter/9101/", "behorigheter/9101/ny/", "att-se-over/9101/"):
        page.goto(f"/admin/riktmarke/{address}")
        assert_accessible(page)
        assert fits(page), address
    page.goto("/admin/")
    assert_accessible(page)
    page.get_by_role("link", name="Mål utan indikator: 2").click()
    expect(page.get_by_role("heading", name="Mål utan indikator (2)")).to_be_in_viewport()

    page.goto("/admin/riktmarke/behorigheter/9101/ny/")
    page.get_by_label("Användarnamn eller e-postadress").fill("ingen")
    page.get_by_label("Medarbetare").check()
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fel: Lägg till användare"))
    assert_accessible(page)
    page.get_by_label("Användarnamn eller e-postadress").fill("ny@example.org")
    page.get_by_label("Påhittade nämnden", exact=True).check()
    page.get_by_role("button", name="Lägg till").click()
    link = page.get_by_label("Länk för ny@example.org").input_value()
    assert_accessible(page)
    page.goto(link)
    page.get_by_label("Nytt lösenord").fill("kort")
    page.get_by_role("button", name="Spara lösenordet").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    assert fits(page)
    visit.end()
