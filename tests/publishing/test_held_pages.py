"""Public pages from memory: the same page without asking the views, and never one that is out of date."""

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils.timezone import now

from riktmarke.config import today
from riktmarke.governance.actions.rows import Writing, change_row
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import known_from
from riktmarke.governance.models import Plan
from riktmarke.publishing.website import start_view
from riktmarke.publishing.website.composites.asked import WEIGHT
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.holding import middleware, state
from riktmarke.publishing.website.holding.memory import Answer, Memory
from riktmarke.publishing.website.holding.parameters import KNOWN, known_part
from riktmarke.publishing.website.models import StartPage
from tests import invented_figures

START = "/kommun/9101/"
# Pages with forms and with links that ask for something.
ASKING = (
    START,
    *(
        f"{START}{page}"
        for page in ("jamfor/", "karta/?nyckeltal=N90001", "utmaningar/?visa=tabell", "konsuppdelning/")
    ),
    *(f"{START}{page}" for page in ("utforska/?q=andel", "befolkning/", "nyckeltal/N90001/?med=9102")),
    *("/kommuner/", "/sok/?q=andel", "/nyheter/", "/synpunkter/?sida=/kommuner/", "/tillganglighet/"),
)
# How a chart is to be sent: files are not held, and their addresses are left as they are.
OF_FILES = {("series_files.py", "bredd")}
FILE = re.compile(r"\.(?:csv|xlsx|png|svg|css|js|xml)$")


class Asked(HTMLParser):
    """The names that a page's own links and forms (those that are not posted) ask with."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self._in_form = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in_form = given.get("method", "get").lower() == "get"
        elif tag in {"input", "select", "textarea"} and self._in_form and given.get("name"):
            self.names.add(given["name"])
        elif tag == "a" and given.get("href", "").startswith("/"):
            path, _, query = given["href"].partition("#")[0].partition("?")
            if not FILE.search(path):
                self.names |= {name for name, _ in parse_qsl(query, keep_blank_values=True)}

    def handle_endtag(self, tag: str) -> None:
        self._in_form = self._in_form and tag != "form"


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count how often the start page is made."""
    made: list[str] = []
    make = start_view.start

    def counting(request: object, page: object, code: str) -> object:
        made.append(code)
        return make(request, page, code)

    with monkeypatch.context() as patch:
        patch.setattr(start_view, "start", counting)
        yield made


def test_a_page_is_made_once_for_everybody_who_reads_it(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted(monkeypatch) as made:
        first, second, another = visitor.get(START), Client().get(START), visitor.get(f"{START}?med=9102")

    assert first.content == second.content
    assert first.headers == second.headers
    assert another.status_code == 200
    assert made == ["9101", "9101"]  # the third asked for something else


def test_a_page_from_memory_is_what_the_view_answers(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # The token of the feedback form tells the second it was signed in, and two pages may be made in different seconds.
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda _: "1vOabc")
    held = visitor.get(START)
    with monkeypatch.context() as patch:
        patch.setattr(middleware, "asked_alike", lambda _: False)
        plain = visitor.get(START)

    assert held.content == plain.content
    assert held["Content-Security-Policy"] == plain["Content-Security-Policy"]


def test_what_is_written_in_a_plan_shows_at_once(planned_visitor: Client, repository: Path) -> None:
    plan = Plan.objects.get(name="exempelby")
    goals = f"/kommun/{plan.area}/vision/"
    before = planned_visitor.get(goals).content.decode()
    known = known_from(invented_figures.catalogue(), load_framework_lists(repository / "catalogue"))
    writing = Writing(by="testerna", at=now(), known=known)
    change_row(plan=plan, table="visions", key="vision-2038", values={"title": "En helt annan vision"}, writing=writing)

    after = planned_visitor.get(goals).content.decode()
    assert "En helt annan vision" not in before
    assert "En helt annan vision" in after


def test_what_an_editor_publishes_shows_at_once(visitor: Client) -> None:
    assert b"Nyskriven inledning" not in visitor.get("/").content
    page = StartPage.objects.get()
    page.introduction = "<p>Nyskriven inledning</p>"
    page.save_revision().publish()

    assert b"Nyskriven inledning" in visitor.get("/").content


def test_other_figures_and_another_day_are_other_pages(
    visitor: Client, invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as made:
        visitor.get(START)
        monkeypatch.setattr(today, "localdate", lambda: date(2031, 1, 1))
        visitor.get(START)
        known = state.state_of_the_site()
        monkeypatch.setattr(middleware, "state_of_the_site", lambda: (*known, "another version"))
        visitor.get(START)
        visitor.get(START)

    assert len(made) == 3
    assert invented_site.store.run_versions.current_name() in known
    assert invented_site.store.dataset_versions.current_name() in known


def test_who_has_signed_in_is_never_answered_from_memory(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    staff = Client()
    staff.cookies[settings.SESSION_COOKIE_NAME] = "whatever"
    with counted(monkeypatch) as made:
        visitor.get(START)
        staff.get(START)
        staff.get(START)

    assert len(made) == 3


def test_marks_that_no_page_knows_are_taken_out_and_make_no_other_page(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as made:
        plain = visitor.get(START).content
        marked = [visitor.get(f"{START}?fbclid=läsare-{reader}&utm_source=brev").content for reader in range(3)]
        known = visitor.get(f"{START}?utm_source=brev&med=9102").content

    assert marked == [plain] * 3
    assert made == ["9101", "9101"]
    assert b"med=9102" in known  # the link to the page in English asks the same
    assert b"utm_source" not in known


def test_a_query_is_kept_as_it_was_written_where_all_of_it_is_known() -> None:
    assert known_part("q=h%C3%A4lsa+barn&med=9102&med=9103&sida=") == "q=h%C3%A4lsa+barn&med=9102&med=9103&sida="
    assert known_part("x=1&med=9102&med=9103&q=&vikt-halsa=20") == "med=9102&med=9103&q=&vikt-halsa=20"
    assert known_part("x=1") == known_part("") == ""


def test_queries_made_up_without_end_never_push_out_a_page(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware.OF_QUERIES, "most_bytes", 100_000)
    with counted(monkeypatch) as made:
        visitor.get(START)
        for number in range(9):
            visitor.get(f"{START}?med={number}")
        visitor.get(START)

    assert len(made) == 10
    assert middleware.OF_QUERIES.bytes <= 100_000


def test_every_link_and_form_of_a_public_page_asks_with_what_is_known(
    challenge_site: Figures, planned_visitor: Client
) -> None:
    unknown = {}
    for address in ASKING:
        page = planned_visitor.get(address)
        assert page.status_code == 200, address
        asked = Asked()
        asked.feed(page.content.decode())
        assert asked.names
        if left := {name for name in asked.names if name not in KNOWN and not name.startswith(WEIGHT)}:
            unknown[address] = left

    assert unknown == {}


def test_every_name_that_a_view_reads_from_an_address_is_known(repository: Path) -> None:
    website = repository / "src" / "riktmarke" / "publishing" / "website"
    reads = re.compile(r"\b(?:asked|query|request\.GET)\.get(?:list)?\(\"([^\"]+)\"")
    read = {(file.name, name) for file in website.rglob("*.py") for name in reads.findall(file.read_text("utf-8"))}

    assert len(read) > 20
    assert {(file, name) for file, name in read if name not in KNOWN} == OF_FILES


def test_what_is_wrong_is_not_held(visitor: Client) -> None:
    assert visitor.get("/kommun/9999/").status_code == 404
    assert len(middleware.MEMORY) == 0


def test_a_reader_who_has_the_page_is_told_that_it_is_the_same(visitor: Client) -> None:
    first = visitor.get(START)
    again = visitor.get(START, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert visitor.get(START, headers={"If-None-Match": 'W/"another"'}).status_code == 200


def test_it_is_sent_gzipped_to_those_who_can_read_it(visitor: Client) -> None:
    plain = visitor.get(START)
    zipped = visitor.get(START, headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain["Vary"]


def test_memory_never_holds_more_than_it_may() -> None:
    memory = Memory(100_000)
    for number in range(200):
        memory.answer(number, lambda: Answer((), bytes(5000), bytes(1000)))
        assert memory.bytes <= 100_000

    assert memory.answer("huge", lambda: Answer((), bytes(200_000), b"")) is not None
    assert 0 < len(memory) <= 100_000 // 8500
    memory.forget()
    assert (len(memory), memory.bytes) == (0, 0)


def test_the_least_recently_asked_for_falls_out_first() -> None:
    memory = Memory(30_000)
    made: list[str] = []

    def ask(key: str) -> None:
        memory.answer(key, lambda: made.append(key) or Answer((), bytes(7000), b""))

    for key in ("a", "b", "c", "a", "d", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "d", "b"]


def test_readers_at_the_same_time_wait_for_one_making() -> None:
    memory = Memory(1_000_000)
    gate, made = threading.Event(), []

    def make() -> Answer:
        made.append(1)
        gate.wait(60)
        return Answer((), b"page", b"")

    answers: list[Answer | None] = []
    readers = [threading.Thread(target=lambda: answers.append(memory.answer("page", make))) for _ in range(8)]
    for reader in readers:
        reader.start()
    gate.set()
    for reader in readers:
        reader.join(60)

    assert len(made) == 1
    assert [answer.plain for answer in answers if answer] == [b"page"] * 8


def test_a_making_that_fails_lets_the_next_try() -> None:
    memory = Memory(1_000_000)

    def fail() -> Answer:
        raise RuntimeError("the view failed")

    with pytest.raises(RuntimeError, match="the view failed"):
        memory.answer("page", fail)
    assert memory.answer("page", lambda: Answer((), b"well", b"")).plain == b"well"


def test_what_turns_out_not_to_be_held_is_made_by_each_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(1_000_000)
    gate, begins, waits, made = threading.Event(), threading.Event(), threading.Semaphore(0), []
    together = threading.Barrier(4, timeout=60)

    class Awaited(threading.Event):
        """What tells that the first is done, and tells of each that waits for it."""

        def wait(self, timeout: float | None = None) -> bool:
            waits.release()
            return super().wait(timeout)

    monkeypatch.setattr("riktmarke.publishing.website.holding.memory.Event", Awaited)

    def first() -> None:
        begins.set()
        gate.wait(60)

    def each() -> None:
        made.append(1)
        together.wait()  # passes only if all four are here at the same time

    def ask(make: object) -> None:
        memory.answer("missing", make)  # type: ignore[arg-type]

    begun = threading.Thread(target=ask, args=(first,))
    begun.start()
    assert begins.wait(60)
    others = [threading.Thread(target=ask, args=(each,)) for _ in range(4)]
    for other in others:
        other.start()
    for _ in others:  # who came after the first is done would be the next to make it alone
        assert waits.acquire(timeout=60)
    gate.set()
    for thread in (begun, *others):
        thread.join(60)

    assert len(made) == 4
    assert not together.broken


def test_a_page_that_says_something_else_is_another_to_the_browser_too(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visitor.get("/personuppgifter/")
    middleware.forget()  # as when the program starts anew
    monkeypatch.setattr(settings, "RIKTMARKE_FEEDBACK_MONTHS", 7)
    after = visitor.get("/personuppgifter/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "7 månader" in after.content.decode()
    assert "7 månader" not in before.content.decode()
