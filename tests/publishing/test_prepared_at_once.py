"""Two that begin at the same moment on one new database make one site, one plan and one text for each page."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.operations import migrating
from riktmarke.operations.plans import ensure_plan
from riktmarke.publishing.website.site import ensure_site
from riktmarke.publishing.website.texts.seeding import ensure_texts

# As `riktmarke up` prepares a site without figures, once the other is ready too.
PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.conf import settings
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.operations.plans import ensure_plan
from riktmarke.publishing.website.site import ensure_site
from riktmarke.publishing.website.texts.seeding import ensure_texts

folder = Path(settings.RIKTMARKE_CATALOGUE)
known = {"catalogue": load_catalogue(folder), "lists": load_framework_lists(folder)}
print("ready", flush=True)
sys.stdin.readline()
area = ensure_site(area="9101")
ensure_plan(area, municipality=None, folder=Path(settings.RIKTMARKE_PLANS), by="prov", at=datetime.now(UTC), **known)
ensure_texts(area)
"""
ONE_OF = {
    "start pages": "SELECT count(*) FROM website_startpage",
    "sites": "SELECT count(*) FROM wagtailcore_site",
    "lists of news": "SELECT count(*) FROM website_newsindex",
    "plans": "SELECT count(*) FROM governance_plan",
    "folders of texts": "SELECT count(*) FROM website_textfolder",
    "texts for a page": "SELECT count(*) FROM website_pagetext GROUP BY address ORDER BY 1 DESC LIMIT 1",
}


def test_two_that_prepare_a_new_site_at_once_make_one(migrated_database: Path, tmp_path: Path) -> None:
    database = tmp_path / "ny.sqlite3"
    shutil.copy(migrated_database, database)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "riktmarke.config.settings",
        "RIKTMARKE_DATABASE": str(database),
        "RIKTMARKE_STORE": str(tmp_path / "without figures"),
    }
    pair = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in pair:
        assert one.stdout is not None
        one.stdout.readline()
    for one in pair:
        assert one.stdin is not None
        one.stdin.write("begin\n")
        one.stdin.flush()
    said = [one.communicate(timeout=300)[1] for one in pair]

    assert [(one.returncode, words) for one, words in zip(pair, said, strict=True)] == [(0, ""), (0, "")]
    with closing(sqlite3.connect(database)) as held:
        assert {name: held.execute(query).fetchone()[0] for name, query in ONE_OF.items()} == dict.fromkeys(ONE_OF, 1)


@pytest.mark.django_db
def test_everything_that_a_new_site_needs_is_written_in_ones_turn(
    repository: Path, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RIKTMARKE_STORE = tmp_path / "without figures"
    catalogue = repository / "catalogue"
    known = {"catalogue": load_catalogue(catalogue), "lists": load_framework_lists(catalogue)}
    turns: list[str] = []
    written: dict[str, set[bool]] = {}

    @contextmanager
    def turn(_: Callable[[], None]) -> Iterator[None]:
        turns.append("mine")
        yield
        turns.pop()

    def prepared(name: str, prepare: Callable[[], object]) -> None:
        def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                written.setdefault(name, set()).add(bool(turns))
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            prepare()

    for way in ("_turn_by_file", "_turn_by_the_database"):
        monkeypatch.setattr(migrating, way, turn)
    prepared("site", lambda: ensure_site(area="9101"))
    prepared(
        "plan",
        lambda: ensure_plan(
            "9101", municipality=None, folder=repository / "plans", by="prov", at=datetime.now(UTC), **known
        ),
    )
    prepared("texts", lambda: ensure_texts("9101"))
    assert written == {"site": {True}, "plan": {True}, "texts": {True}}
