"""Any municipality gets a complete site from the template, on real figures, and never another one's plan."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Definition
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.operations.plans import ensure_plan
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.site import ensure_site
from riktmarke.statistics.store import Store
from tests.fixtures_figures import RECEIVED

HEDEMORA = "2083"
# Ludvika, the largest, the smallest, a municipality that is its whole county
FOUR = {"2085": "Ludvika", "0180": "Stockholm", "2403": "Bjurholm", "0980": "Gotland"}
LINK = re.compile(r'href="(/kommun/[^"?#]*/)["?#]')  # files have their own tests
ONE_CHALLENGE = re.compile(r"/utmaningar/[^/]+/")
ITEM = re.compile(r"/ramverk/([\w-]+)/[^/]+/")
ITEM_BELOW = re.compile(r"/ramverk/agenda-2030/\d+-")


@pytest.fixture
def code(request: pytest.FixtureRequest) -> str:
    """The municipality that gets a plan beside Hedemora's."""
    return str(getattr(request, "param", "2085"))


@pytest.fixture
def real_site(
    db: None,
    real_store: Store,
    real_catalogue: dict[str, Definition],
    code: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Client:
    source = Figures(real_store.root, real_catalogue)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    ensure_site(area=HEDEMORA)
    for area in (HEDEMORA, code):
        ensure_plan(
            area,
            municipality=source.place(area).name,
            folder=settings.RIKTMARKE_PLANS,
            catalogue=load_catalogue(settings.RIKTMARKE_CATALOGUE),
            lists=load_framework_lists(settings.RIKTMARKE_CATALOGUE),
            composites=load_composites(settings.RIKTMARKE_CATALOGUE, real_catalogue),
            by="testerna",
            at=RECEIVED,
        )
    return Client()


def pages_of(visitor: Client, code: str, *, of_each: int = 4) -> dict[str, str]:
    """Return the pages that can be reached from the municipality's start without leaving it, by address.

    Of pages that one view makes alike (of indicators, of what is said of them, of a framework's items) every so many:
    `of_each` pages of a framework, four times as many indicators; of the 169 global targets none.
    """
    found, waiting, seen = {}, [f"/kommun/{code}/"], Counter[str]()
    while waiting:
        address = waiting.pop()
        if address in found or not address.startswith(f"/kommun/{code}/") or ITEM_BELOW.search(address):
            continue
        if "/nyckeltal/" in address or ONE_CHALLENGE.search(address):
            seen["indicators"] += 1
            if seen["indicators"] % (4 * of_each):
                continue
        elif (item := ITEM.search(address)) is not None:
            seen[item[1]] += 1
            if seen[item[1]] % of_each:
                continue
        answer = visitor.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        found[address] = answer.content.decode()
        if "/nyckeltal/" not in address and "/utforska/" not in address:
            waiting += LINK.findall(found[address])
    return found


@pytest.mark.parametrize("code", FOUR, indirect=True)
def test_the_template_gives_a_complete_site(real_site: Client, code: str) -> None:
    pages = pages_of(real_site, code)
    kinds = {address.removeprefix(f"/kommun/{code}/").partition("/")[0] for address in pages}
    assert kinds >= {
        "",
        "vision",
        "fokusomraden",
        "ramverk",
        "styrdokument",
        "mal",
        "nyckeltal",
        "utforska",
        "utmaningar",
    }
    assert sum("/fokusomraden/" in address for address in pages) == 10  # the list, and one each
    assert sum("/ramverk/agenda-2030/" in address for address in pages) >= 5
    assert sum("/nyckeltal/" in address for address in pages) > 5
    for address, page in pages.items():
        assert FOUR[code] in page, address
        if "/nyckeltal/" not in address:  # a similar municipality may be named beside figures
            assert "Vision Hedemora" not in page, address
            assert "17 500" not in page.replace("\u00a0", " "), address


def test_a_plan_of_its_own_is_taken_before_the_template(real_site: Client) -> None:
    vision = real_site.get(f"/kommun/{HEDEMORA}/vision/").content.decode()
    assert "Vision Hedemora 2038" in vision
    assert len(pages_of(real_site, HEDEMORA)) > 40
