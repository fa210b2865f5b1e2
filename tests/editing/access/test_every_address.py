"""Every address × every kind of visitor, held to docs/addresses.md: an address without a line there fails.

An address is *reached* when it answers with anything but the door, the first page of staff's part, or a refusal.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Collection, Site, Task, Workflow

from riktmarke.dialogue.actions.receiving import receive
from riktmarke.dialogue.models import OutgoingMail
from riktmarke.dialogue.roles import ResponsibleRole
from riktmarke.editing.access.memberships import set_membership
from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import Membership
from riktmarke.governance.actions.rows import Writing, add_row
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import known_from
from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.texts.seeding import ensure_texts
from tests import invented_figures, invented_plan
from tests.editing.access.addresses import Address, every_address
from tests.editing.access.conftest import OTHER
from tests.editing.access.people import signed_in, user
from tests.publishing.conftest import chart_process, invented_site, nothing_held

__all__ = ["chart_process", "invented_site", "nothing_held"]  # the site on the invented figures

DOCUMENTED = Path(__file__).parents[3] / "docs" / "addresses.md"
OWN, OTHERS = "contributor, own row", "contributor, another's row"
LEVELS = ("administrator", "editor")
WHO: dict[str, set[str]] = {
    "nobody": set(),
    "not signed in": {"anonymous"},
    "superuser": {"superuser"},
    "administrator": {"superuser", "administrator"},
    "editor": {"superuser", *LEVELS},
    "own unit": {"superuser", *LEVELS, OWN},
    "contributor": {"superuser", *LEVELS, OWN, OTHERS},
    "member": {"superuser", *LEVELS, OWN, OTHERS, "reader"},
    "staff": {"superuser", *LEVELS, OWN, OTHERS, "reader", "of another plan"},
    "anyone": {"superuser", *LEVELS, OWN, OTHERS, "reader", "of another plan", "anonymous"},
}
INDICATOR = "N15428"  # one that the catalogue defines, and the forms know therefore
# Wagtail notes who has a page open, who is told of it, and which settings somebody has.
NOTED_BY_WAGTAIL = re.compile(
    r"wagtailadmin_editingsession|wagtailcore_pagesubscription|wagtailusers_userprofile|django_session"
)
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
ENDS_THE_VISIT = "admin/logout/"
FAILS_BY_DESIGN = {"admin/failwhale/"}
FORMS = {"_util/login/"}  # which have a token, in a cookie
# Django REST framework checks the token itself, of whoever has signed in; residents' forms have one without a cookie.
CHECKED_ELSEWHERE = ("admin/api/", "synpunkter/")


def documented() -> dict[str, str]:
    rows = re.findall(r"^\| `/(.*?)` \| (.+?) \|$", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


@pytest.fixture
def plan(invented_site: Figures, repository: Path) -> Plan:
    """The plan of the site, with a draft that the role of one of its units answers for, and another unit."""
    held = invented_plan.load(repository)
    definitions = invented_figures.catalogue() | load_catalogue(repository / "catalogue")
    known = known_from(definitions, load_framework_lists(repository / "catalogue"))
    writing = Writing(by="prov", at=invented_plan.AT, known=known)
    for table, key, values in (
        ("units", "annan", {"name": "Annan nämnd", "kind": "board"}),
        ("goals", "utkast", {"title": "Utkast", "responsible": "strateg"}),
    ):
        add_row(plan=held, table=table, values={"key": key, **values}, writing=writing)
    own = {"definition": INDICATOR, "responsible": "strateg"}
    add_row(plan=held, table="indicators", values=own, writing=writing)
    ensure_texts(held.area)
    return held


@pytest.fixture
def values(plan: Plan) -> dict[str, str]:
    """What the places of the addresses are tried with."""
    page = str(Site.objects.get(is_default_site=True).root_page_id)
    image = document = "1"  # there is none
    somebody = user("någon", staff=False)
    member = Membership.objects.create(user=somebody, plan=plan, level="reader")
    written = receive(
        area=plan.area,
        plan_name=plan.name,
        page="/",
        page_title="Start",
        language="sv",
        kind="feedback",
        responsible=ResponsibleRole("strateg", "Påhittad strateg"),
        name="",
        email="",
        comment="En synpunkt.",
        at=invented_plan.AT,
    )
    waiting = OutgoingMail.objects.create(
        message=written, header_id="prov", kind="notice", created_at=invented_plan.AT, next_try=invented_plan.AT
    )
    return {
        "page": page,
        "document": document,
        "pk in api/main/images": image,
        "pk in api/main/documents": document,
        "pk in collections": str(Collection.get_first_root_node().add_child(name="Samling").pk),
        "pk in workflows/tasks": str(Task.objects.first().pk),
        "pk in workflows": str(Workflow.objects.first().pk),
        "pk in documents": document,
        "pk in images": image,
        "pk in users": str(somebody.pk),
        "pk in groups": str(Group.objects.first().pk),
        "pk": page,
        "app_label in tasks": "wagtailcore",
        "model_name in tasks": "groupapprovaltask",
        "app_name": "taggit",
        **dict.fromkeys(("app_label", "content_type_app_name"), "website"),
        **dict.fromkeys(("model_name", "content_type_model_name"), "startpage"),
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"), page),
        "document_id": document,
        "doc_id": document,
        "image_id": image,
        "collection_id": str(Collection.get_first_root_node().pk),
        "action_name in api": "copy",
        **dict.fromkeys(("action", "action_name"), "delete"),
        **dict.fromkeys(
            ("task_state_id", "task_id", "workflow_pk", "revision_id", "workflow_state_id", "session_id"), "1"
        ),
        **dict.fromkeys(("uploaded_file_id", "restriction_id", "page_view_restriction_id", "object_id"), "1"),
        "uidb64": "MQ",
        "token": "fel",
        "filter_spec": "width-100",
        "area": plan.area,
        "code": plan.area,
        "number in behorigheter": str(member.pk),
        "reference": written.reference,
        "form": "csv",
        "number in dialog": str(waiting.pk),
        "number in historik": str(AuditEntry.objects.filter(plan_name=plan.name, model="goals").latest("id").pk),
        "number": "1",
        "series": "N00957",
        "table": "goals",
        "key in indicators/rad": INDICATOR,
        "key in riktmarke/plan": "utkast",
        # the public's: whether a page of that name is there makes no difference to who may read it
        **dict.fromkeys(("key", "indicator", "framework", "item", "name", "slug"), "finns-inte"),
    }


@pytest.fixture
def visitors(plan: Plan, settings: LazySettings, repository: Path) -> dict[str, Client]:
    settings.RIKTMARKE_AREA = plan.area
    other = invented_plan.load(repository, OTHER)
    own, others = ("contributor", ["namnd"]), ("contributor", ["annan"])
    levels = {"reader": ("reader", []), OWN: own, OTHERS: others, "editor": ("editor", [])}
    clients = {"anonymous": Client(), "superuser": signed_in(user("superuser", superuser=True))}
    for kind, (level, units) in {**levels, "administrator": ("administrator", [])}.items():
        made = user(kind.replace(" ", "-").replace(",", ""), staff=False)
        set_membership(user=made, plan=plan, level=Level(level), units=units, by="prov", at=invented_plan.AT)
        clients[kind] = signed_in(made)
    stranger = user("annan", staff=False)
    set_membership(user=stranger, plan=other, level=Level.ADMINISTRATOR, by="prov", at=invented_plan.AT)
    clients["of another plan"] = signed_in(stranger)
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def reached(answer: Any, *, staffs: bool) -> bool:
    """Whether the visitor came in. On the public's side nothing is shut: what is not there is missing for everybody."""
    if staffs and answer.status_code == 405:
        return False
    if answer.status_code in {301, 302}:
        return answer.headers["Location"].partition("?")[0] not in {"/admin/login/", "/admin/"}
    return answer.status_code not in ({401, 403, 404} if staffs else {401, 403})


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    seen: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if WRITES.match(sql) and not NOTED_BY_WAGTAIL.search(sql):
            seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield seen


def tried_as(address: Address, *, thorough: bool) -> set[str]:
    """Return the kinds of visitors that an address is tried as.

    The public's: nobody is anybody. Wagtail's own: its groups are three, and what only administrators and superusers
    reach there is the slow half, for `make prove`. Ours: everybody.
    """
    if not address.route.startswith("admin/"):
        return {"anonymous"}
    if address.route.startswith("admin/riktmarke/"):
        return WHO["anyone"]
    return {"anonymous", "reader", "editor"} | ({"administrator", "superuser"} if thorough else set())


def checked(
    address: Address, said: str, visitors: dict[str, Client], values: dict[str, str], *, thorough: bool
) -> Iterator[str]:
    """Yield what is wrong with an address: who reaches it though the table says otherwise, and what reading may not do.

    The line that would be right is yielded too, as far as the kinds that were tried tell.
    """
    reading, writing = set(), set()
    kinds = tried_as(address, thorough=thorough)
    tried = address.tried(values)
    for kind in kinds:
        with writes_seen() as seen:
            answer = visitors[kind].get(tried)
        yield from (f"{kind} {tried}: {written[:120]}" for written in seen)
        yield from troubles_of(answer, kind, tried, address)
        if reached(answer, staffs=tried.startswith("/admin/")):
            reading.add(kind)
        if tried.startswith("/admin/riktmarke/") and may_write(visitors[kind], tried):
            writing.add(kind)
    read, _, written = said.partition(" | ")
    as_said = read in WHO and reading == WHO[read] & kinds and writing == WHO[written or "nobody"]
    if not as_said:
        columns = [told(reading, kinds)] + ([told(writing, kinds)] if tried.startswith("/admin/riktmarke/") else [])
        yield f"| `/{address.route}` | {' | '.join(columns)} |"


def may_write(client: Client, tried: str) -> bool:
    """Whether a form sent to an address is taken up, with whatever words for what it lacks; nothing of it is kept."""
    with transaction.atomic():
        answer = client.post(tried)
        transaction.set_rollback(True)
    return reached(answer, staffs=True)


def told(found: set[str], kinds: set[str]) -> str:
    return next((name for name, who in WHO.items() if who & kinds == found), f"none of the kinds: {sorted(found)}")


def troubles_of(answer: Any, kind: str, tried: str, address: Address) -> Iterator[str]:
    if answer.status_code == 500 and address.route not in FAILS_BY_DESIGN:
        yield f"{kind} {tried}: {answer.status_code}"
    if not tried.startswith("/admin/"):
        if answer.cookies and address.route not in FORMS:
            yield f"{tried}: a cookie for somebody who only reads"
    elif kind == "editor" and address.route not in FAILS_BY_DESIGN:
        kept = {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")}
        if not {"private", "no-store"} <= kept:
            yield f"{tried}: may be kept by others: {kept}"


def wrong_in_the_table(visitors: dict[str, Client], values: dict[str, str], *, thorough: bool) -> list[str]:
    table, wrong, seen = documented(), [], set()
    for address in sorted(every_address(), key=lambda one: one.route == ENDS_THE_VISIT):
        seen.add(address.route)
        wrong += checked(address, table.get(address.route, ""), visitors, values, thorough=thorough)
    return wrong + [f"gone, but in the table: /{route}" for route in table if route not in seen]


def test_every_address_is_reached_by_those_it_is_for(visitors: dict[str, Client], values: dict[str, str]) -> None:
    wrong = wrong_in_the_table(visitors, values, thorough=False)

    assert not wrong, "docs/addresses.md says otherwise, or nothing:\n" + "\n".join(wrong)


def test_nothing_is_written_without_the_forms_own_token(plan: Plan) -> None:
    exempt = [address.route for address in every_address() if getattr(address.view, "csrf_exempt", False)]
    assert [route for route in exempt if not route.startswith(CHECKED_ELSEWHERE)] == []
    administrator = user("administratören", staff=False)
    set_membership(user=administrator, plan=plan, level=Level.ADMINISTRATOR, by="prov", at=invented_plan.AT)

    client = signed_in(administrator, checks=True)
    for route in ("ny/", "1/", "1/ta-bort/", "1/losenord/"):
        assert client.post(f"/admin/riktmarke/behorigheter/9101/{route}", {"who": "a@example.org"}).status_code == 403
    assert Membership.objects.count() == 1
