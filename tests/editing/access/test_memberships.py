"""An administrator says who may do what: accounts, levels, units, and a log of it."""

import re

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, Site

from riktmarke.editing.access.memberships import LastAdministrator, UserExists, add_account, set_membership
from riktmarke.editing.access.rights import Level
from riktmarke.editing.access.wagtail_groups import APPROVERS, EDITORS, STAFF, ensure_groups, settle_everybody
from riktmarke.editing.models import AccessEntry, Membership
from riktmarke.governance.models import Plan
from tests.editing.access.people import PASSWORD, member, signed_in, user
from tests.governance.planning import AT

MEMBERS = "/admin/riktmarke/behorigheter/9101/"


@pytest.fixture
def administrator(plan: Plan) -> Client:
    return signed_in(member("administratören", plan, Level.ADMINISTRATOR))


def groups(name: str) -> set[str]:
    return set(User.objects.get(username=name).groups.values_list("name", flat=True))


def test_a_new_account_is_opened_by_a_link_that_is_shown_once(administrator: Client, plan: Plan) -> None:
    said = {"who": "ny@example.org", "level": "contributor", "units": ["namnd"]}
    shown = administrator.post(f"{MEMBERS}ny/", said)

    link = re.search(r'value="http://testserver(/admin/valj-losenord/[^"]+)"', shown.content.decode())
    assert shown.status_code == 200
    assert link is not None
    assert link[1] not in administrator.get(MEMBERS).content.decode()
    holder = Client()
    form = holder.get(link[1], follow=True)
    chosen = holder.post(form.request["PATH_INFO"], {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)
    assert "Lösenordet är valt" in chosen.content.decode()
    assert "gäller inte längre" in Client().get(link[1]).content.decode()
    assert holder.login(username="ny@example.org", password=PASSWORD)
    assert holder.get("/admin/riktmarke/9101/").status_code == 200
    assert holder.get(MEMBERS).status_code == 403


def test_an_account_is_found_by_its_address_and_added_once(administrator: Client, plan: Plan) -> None:
    user("lasaren", staff=False)

    added = administrator.post(f"{MEMBERS}ny/", {"who": "LASAREN@example.org", "level": "reader"})
    again = administrator.post(f"{MEMBERS}ny/", {"who": "lasaren", "level": "reader"})

    assert added.headers["Location"] == MEMBERS
    assert Membership.objects.get(user__username="lasaren").level == "reader"
    assert again.status_code == 422
    assert "redan tillagd" in again.content.decode()
    entry = AccessEntry.objects.get(user_name="lasaren")
    assert (entry.by, entry.what, entry.after["level"]) == ("administratören", "add", "reader")
    assert "administratören lade till lasaren" in administrator.get(MEMBERS).content.decode()


def test_what_is_wrong_in_the_form_is_said_and_bound_to_its_field(administrator: Client) -> None:
    wrong = administrator.post(f"{MEMBERS}ny/", {"who": "ingen", "level": "contributor"}).content.decode()

    assert 'role="alert"' in wrong
    assert "<title>\n    Fel: " in wrong or "Fel: Lägg till användare" in wrong
    assert "Det finns inget konto med det namnet" in wrong
    assert 'aria-describedby="id_who_helptext id_who_error"' in wrong
    assert "minst en enhet eller en roll" in wrong
    assert not User.objects.filter(username="ingen").exists()


def test_the_last_administrator_stays(administrator: Client, plan: Plan) -> None:
    own = Membership.objects.get(user__username="administratören")

    lowered = administrator.post(f"{MEMBERS}{own.pk}/", {"level": "reader"})
    removed = administrator.post(f"{MEMBERS}{own.pk}/ta-bort/")

    assert (lowered.status_code, removed.status_code) == (422, 409)
    assert "minst en administratör" in lowered.content.decode()
    assert Membership.objects.get(pk=own.pk).level == "administrator"
    with pytest.raises(LastAdministrator):
        set_membership(user=own.user, plan=plan, level=Level.EDITOR, by="prov", at=AT)


def test_whoever_is_taken_out_is_out_at_once(administrator: Client, plan: Plan) -> None:
    administrator.post(f"{MEMBERS}ny/", {"who": "redaktor@example.org", "level": "editor"})
    editor = signed_in(User.objects.get(username="redaktor@example.org"))
    assert editor.get("/admin/riktmarke/9101/").status_code == 200
    number = Membership.objects.get(user__username="redaktor@example.org").pk

    assert "Ta bort redaktor@example.org" in administrator.get(f"{MEMBERS}{number}/ta-bort/").content.decode()
    administrator.post(f"{MEMBERS}{number}/ta-bort/")

    assert editor.get("/admin/riktmarke/9101/").status_code == 302  # not even the door
    assert groups("redaktor@example.org") == set()


def test_pages_are_of_the_sites_own_plan(plan: Plan, other_plan: Plan, settings: LazySettings) -> None:
    settings.RIKTMARKE_AREA = "9101"
    editor, chief, elsewhere = (user(name, staff=False) for name in ("redaktören", "chefen", "annan"))

    set_membership(user=editor, plan=plan, level=Level.EDITOR, by="prov", at=AT)
    set_membership(user=chief, plan=plan, level=Level.ADMINISTRATOR, by="prov", at=AT)
    set_membership(user=elsewhere, plan=other_plan, level=Level.ADMINISTRATOR, by="prov", at=AT)

    assert groups("redaktören") == {STAFF, EDITORS}
    assert groups("chefen") == {STAFF, EDITORS, APPROVERS}
    assert groups("annan") == {STAFF}
    root = Site.objects.get(is_default_site=True).root_page
    may = {
        name: root.permissions_for_user(User.objects.get(username=name)) for name in ("redaktören", "chefen", "annan")
    }
    assert [may[name].can_edit() for name in may] == [True, True, False]
    assert [may[name].can_publish() for name in may] == [False, True, False]


def test_a_link_for_a_password_is_given_to_nobody_who_is_more_than_the_giver(
    administrator: Client, plan: Plan, other_plan: Plan
) -> None:
    both = member("båda", plan, Level.EDITOR)
    numbers = {"båda": Membership.objects.get(user=both).pk}
    Membership.objects.create(user=both, plan=other_plan, level="editor")
    numbers["alla"] = Membership.objects.create(user=user("alla", superuser=True), plan=plan, level="reader").pk
    for name in ("läsaren", "inloggad", "mer", "i grupp"):
        set_membership(user=user(name, staff=False), plan=plan, level=Level.READER, by="prov", at=AT)
        numbers[name] = Membership.objects.get(user__username=name).pk
    User.objects.filter(username="inloggad").update(last_login=AT)
    User.objects.get(username="mer").user_permissions.add(Permission.objects.get(codename="add_user"))
    User.objects.get(username="i grupp").groups.add(Group.objects.create(name="En annan grupp"))

    asked = {name: administrator.post(f"{MEMBERS}{number}/losenord/").status_code for name, number in numbers.items()}

    assert asked == {"båda": 403, "alla": 403, "läsaren": 200, "inloggad": 403, "mer": 403, "i grupp": 403}
    assert AccessEntry.objects.filter(what="password").count() == 1


def opened_early(administrator: Client, *, signs_in: bool) -> Client:
    """Somebody's account, opened by the administrator who was shown the link: a visitor who holds it."""
    shown = administrator.post(f"{MEMBERS}ny/", {"who": "chef@example.org", "level": "reader"}).content.decode()
    form = administrator.get(re.search(r'value="http://testserver(/admin/valj-losenord/[^"]+)"', shown)[1], follow=True)
    said = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    administrator.post(form.request["PATH_INFO"], said)
    holder = Client()
    if signs_in:
        assert holder.login(username="chef@example.org", password=PASSWORD)
    return holder


def test_an_account_that_somebody_was_shown_the_link_to_is_opened_anew_by_letter(
    administrator: Client, other_plan: Plan, settings: LazySettings
) -> None:
    holder = opened_early(administrator, signs_in=True)
    assert holder.get("/admin/riktmarke/9101/").status_code == 200
    settings.RIKTMARKE_SMTP_URL = "smtp://mail.example.org"
    other = signed_in(member("annan", other_plan, Level.ADMINISTRATOR))
    said = {"who": "chef@example.org", "level": "administrator"}

    answer = other.post("/admin/riktmarke/behorigheter/9102/ny/", said, follow=True).content.decode()

    assert "/admin/valj-losenord/" not in answer
    assert [letter.to for letter in mail.outbox] == [["chef@example.org"]]
    assert "annan lät skicka en länk för lösenord till chef@example.org" in answer
    assert holder.get("/admin/riktmarke/9102/").status_code == 302
    assert not Client().login(username="chef@example.org", password=PASSWORD)


def test_without_a_mail_server_such_an_account_comes_into_no_other_plan(
    administrator: Client, other_plan: Plan
) -> None:
    holder = opened_early(administrator, signs_in=True)
    other = signed_in(member("annan", other_plan, Level.ADMINISTRATOR))
    said = {"who": "chef@example.org", "level": "administrator"}

    answer = other.post("/admin/riktmarke/behorigheter/9102/ny/", said)

    assert answer.status_code == 422
    assert "Den som sköter installationen kan lägga till det" in answer.content.decode()
    assert holder.get("/admin/riktmarke/9102/").status_code == 403


def test_a_new_link_ends_what_came_before_it(administrator: Client, other_plan: Plan) -> None:
    """Out of the first plan, and never signed in with: the other administrator may be shown a link; only that works."""
    opened_early(administrator, signs_in=False)
    administrator.post(f"{MEMBERS}{Membership.objects.get(user__username='chef@example.org').pk}/ta-bort/")
    other = signed_in(member("annan", other_plan, Level.ADMINISTRATOR))

    shown = other.post("/admin/riktmarke/behorigheter/9102/ny/", {"who": "chef@example.org", "level": "reader"})

    assert "/admin/valj-losenord/" in shown.content.decode()
    assert not Client().login(username="chef@example.org", password=PASSWORD)


def test_editors_change_no_pictures_but_their_own(db: None) -> None:
    editors = ensure_groups()[EDITORS]
    GroupCollectionPermission.objects.create(  # as it was
        group=editors,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="change_image"),
    )

    held = {
        name: set(group.collection_permissions.values_list("permission__codename", flat=True))
        for name, group in ensure_groups().items()
    }

    adding = {"add_image", "choose_image", "add_document", "choose_document"}
    assert held == {STAFF: set(), EDITORS: adding, APPROVERS: adding | {"change_image", "change_document"}}


def test_members_of_another_plan_are_not_reached(administrator: Client, other_plan: Plan) -> None:
    member("annan", other_plan, Level.READER)
    number = Membership.objects.get(user__username="annan").pk

    assert administrator.post(f"{MEMBERS}{number}/ta-bort/").status_code == 404
    assert administrator.post(f"{MEMBERS}{number}/", {"level": "editor"}).status_code == 404
    assert administrator.post("/admin/riktmarke/behorigheter/9102/ny/", {"who": "a@example.org"}).status_code == 403
    assert Membership.objects.get(pk=number).level == "reader"


def test_saving_what_is_already_said_is_no_change(administrator: Client, plan: Plan) -> None:
    member("läsaren", plan, Level.READER)
    number = Membership.objects.get(user__username="läsaren").pk

    administrator.post(f"{MEMBERS}{number}/", {"level": "reader"})

    assert AccessEntry.objects.count() == 0


def test_a_taken_name_is_refused(db: None) -> None:
    add_account(user_name="nagon@example.org", by="prov", at=AT)

    with pytest.raises(UserExists):
        add_account(user_name="Nagon@example.org", by="prov", at=AT)


def test_roles_without_a_holder_are_listed_until_somebody_holds_them(administrator: Client, plan: Plan) -> None:
    assert "<li>Påhittad strateg</li>" in administrator.get(MEMBERS).content.decode()

    administrator.post(f"{MEMBERS}ny/", {"who": "strateg@example.org", "level": "contributor", "roles": ["strateg"]})

    assert "<li>Påhittad strateg</li>" not in administrator.get(MEMBERS).content.decode()


def test_pages_follow_the_site_to_another_municipality(plan: Plan, other_plan: Plan, settings: LazySettings) -> None:
    settings.RIKTMARKE_AREA = plan.area
    here, there = user("redaktören", staff=False), user("annan", staff=False)
    set_membership(user=here, plan=plan, level=Level.EDITOR, by="prov", at=AT)
    set_membership(user=there, plan=other_plan, level=Level.EDITOR, by="prov", at=AT)

    settings.RIKTMARKE_AREA = other_plan.area
    settle_everybody()

    assert (groups("redaktören"), groups("annan")) == ({STAFF}, {STAFF, EDITORS})


@pytest.mark.parametrize("seen_to_fail", [False, True])
def test_nobody_takes_anothers_address(plan: Plan, settings: LazySettings, seen_to_fail: bool) -> None:
    """An account is found by its address: whoever could take a colleague's would be added in the colleague's place."""
    if seen_to_fail:
        settings.WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
    reader = member("lasaren", plan, Level.READER)
    said = {"email": "kollega@example.org", "first_name": "A", "last_name": "B"}
    locale = {"locale-preferred_language": "", "locale-current_time_zone": "Europe/Stockholm"}
    theme = {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}

    signed_in(reader).post("/admin/account/", {f"name_email-{name}": v for name, v in said.items()} | locale | theme)

    reader.refresh_from_db()
    assert (reader.email == "kollega@example.org") is seen_to_fail
