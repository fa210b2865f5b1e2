"""Staff see every page of the site with the state of its text, begin on any of them, and find those without a page."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from riktmarke.publishing.website.models import PageText
from riktmarke.publishing.website.texts.seeding import ensure_texts

LIST = "/admin/texter/9101/"


@pytest.fixture
def editor(planned_visitor: Client) -> Client:
    """Somebody who may write texts, and not publish them."""
    ensure_texts("9101")
    user = User.objects.create_user("redaktör", "redaktor@example.org", "x")
    user.groups.add(Group.objects.get(name="Riktmärke redaktörer"))
    client = Client()
    client.force_login(user)
    return client


def test_the_list_tells_how_far_each_text_has_come(editor: Client) -> None:
    vision = PageText.objects.get(address="/kommun/9101/vision/")
    vision.save_revision()
    PageText.objects.get(address="/om-siffrorna/").save_revision().publish()
    PageText.objects.filter(address="/kommun/9101/mal/").update(address="/kommun/9101/mal/borttaget/")
    page = editor.get(LIST).content.decode()
    for address, state in ((vision.address, "Utkast"), ("/om-siffrorna/", "Publicerad"), ("/kommuner/", "Ingen text")):
        row = page.partition(f'href="{address}"')[0].rpartition("<tr>")[2]
        assert f"<td>{state}</td>" in row, address
    assert "/kommun/9101/mal/borttaget/" in page.partition("Texter utan sida")[2]
    assert editor.get("/admin/texter/").status_code == 200


def test_an_editor_begins_on_a_page_that_had_no_text_and_a_stranger_may_not(editor: Client) -> None:
    address = "/kommun/9101/ramverk/agenda-2030/3-4/"
    answer = editor.post(f"{LIST}skriv/", {"adress": address})
    text = PageText.objects.get(address=address)
    assert answer.headers["Location"] == f"/admin/pages/{text.pk}/edit/"
    assert editor.get(answer.headers["Location"]).status_code == 200
    assert editor.get(f"{LIST}skriv/").status_code == 405
    assert Client().post(f"{LIST}skriv/").status_code == 302
    assert editor.post(f"{LIST}skriv/", {"adress": "/finns/inte/"}).headers["Location"] == LIST
    assert editor.post(f"{LIST}skriv/").headers["Location"] == LIST


def test_news_are_begun_from_the_list_by_whoever_may(editor: Client) -> None:
    begin = re.compile(r'href="(/admin/pages/add/website/newspage/\d+/)">Skriv en nyhet</a>')
    found = begin.search(editor.get(LIST).content.decode())
    assert found
    assert editor.get(found[1]).status_code == 200
    looking = User.objects.create_user("läsare")
    looking.user_permissions.add(Permission.objects.get(codename="access_admin"))
    reader = Client()
    reader.force_login(looking)
    page = reader.get(LIST).content.decode()
    assert "Alla nyheter" in page
    assert not begin.search(page)


def test_the_editor_bears_our_name_and_only_pages_that_make_sense_can_be_made(editor: Client) -> None:
    assert "Logga in i Riktmärke" in Client().get("/admin/login/").content.decode()
    home = editor.get("/admin/").content.decode()
    assert "editing/mark-light.svg" in home
    assert "Wagtail</title>" not in home
    vision = PageText.objects.get(address="/kommun/9101/vision/")
    for parent in (vision, vision.get_parent(), vision.get_parent().get_parent()):
        assert editor.get(f"/admin/pages/{parent.pk}/add_subpage/").status_code in {302, 403}
