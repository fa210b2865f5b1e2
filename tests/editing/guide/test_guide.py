"""The guide within the editor: everybody finds it, every link of it opens, and it names what the forms name."""

import re
from pathlib import Path

import pytest
from django.test import Client

from riktmarke.editing import guide
from riktmarke.editing.access.rights import Level
from riktmarke.governance.models import Plan
from riktmarke.publishing.website.figures import Figures
from tests import invented_plan
from tests.editing.access.people import member, signed_in
from tests.publishing.conftest import chart_process, invented_site, nothing_held

__all__ = ["chart_process", "invented_site", "nothing_held"]  # the site on the invented figures
PAGE = "/admin/riktmarke/hjalp/9101/"
FORMS = Path(guide.__file__).parents[1]
# Buttons of Wagtail's own, and what is no button.
ELSEWHERE = {
    "Växla förhandsgranskning",
    "Spara utkast",
    "Fler åtgärder",
    "Lämna in till Granskning",
    "Inväntar din granskning",
    "Godkänn och Publicera",
    "Begär ändringar",
    "Hämta nya sidor ur planen",
    "utkast",
}


@pytest.fixture
def plan(invented_site: Figures, repository: Path) -> Plan:
    return invented_plan.load(repository)


def main(client: Client) -> str:
    return client.get(PAGE).content.decode().partition('<div class="staff nice-padding">')[2]


@pytest.mark.parametrize("level", list(Level))
def test_every_link_of_the_guide_opens_for_whoever_has_it(plan: Plan, level: Level) -> None:
    reader = signed_in(member("någon", plan, level, units=("namnd",)))
    said = main(reader)
    links = set(re.findall(r'href="(/admin/[^"#]+)', said))

    assert len(links) > 5
    assert {link: reader.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert ("/goals/ny/" in said) is (level is not Level.READER)
    assert ("/behorigheter/" in said) is (level is Level.ADMINISTRATOR)


def test_the_guide_is_in_the_menus_of_whoever_reads_the_plan(plan: Plan) -> None:
    said = signed_in(member("läsaren", plan, Level.READER)).get("/admin/").content.decode()

    assert said.count(f'"{PAGE}"') == 2  # below the plan, and first in Wagtail's help
    assert said.rindex(PAGE) < said.index("guide.wagtail.org")


def test_the_guide_says_what_one_is_and_whom_to_ask(plan: Plan) -> None:
    member("administratören", plan, Level.ADMINISTRATOR)
    said = main(signed_in(member("läsaren", plan, Level.READER)))

    assert "är <strong>läsare</strong>" in said
    assert "administratören, administratör för planen" in said


def test_the_guide_names_buttons_and_fields_as_the_forms_do(plan: Plan) -> None:
    said = main(signed_in(member("redaktören", plan, Level.EDITOR)))
    named = set(re.findall(r"<strong>(.*?)</strong>", said))
    files = [path for kind in ("*.py", "*.html") for path in FORMS.rglob(kind) if path.name != "guide.html"]
    written = "\n".join(path.read_text(encoding="utf-8") for path in files)

    assert {name for name in named - ELSEWHERE if name.lower() not in written.lower()} == set()
