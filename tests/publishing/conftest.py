"""The site on the invented figures."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from riktmarke.assessment.challenges.runs import run_challenges
from riktmarke.config import today
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definitions import Cut, Definition
from riktmarke.governance.everyday_words import load_everyday_words
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.overview import load_overview
from riktmarke.operations.plans import ensure_plan
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.chain import held
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.holding import middleware as held_pages
from riktmarke.publishing.website.news.listed import forget_news
from riktmarke.publishing.website.searching import index as search_index
from riktmarke.publishing.website.series_files import WORKER
from riktmarke.publishing.website.site import ensure_site
from riktmarke.publishing.website.texts.held import forget_texts
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.groups import Dimension
from riktmarke.vocabulary.polarity import Polarity
from tests import invented_figures, invented_plan
from tests.fixtures_database import WrittenOnce
from tests.fixtures_figures import RECEIVED, silent

OWN = "9101"


@pytest.fixture(scope="session")
def chart_process() -> Iterator[None]:
    """The process that draws charts ends with the tests."""
    yield
    WORKER.close()


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that goes on past midnight is of the day that it began on: another day's pages are others."""
    day = today.localdate()
    monkeypatch.setattr(today, "localdate", lambda: day)


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    """Every test has a database of its own, whose audit entries begin anew."""
    held.forget()
    search_index.forget()
    forget_texts()
    forget_news()
    held_pages.forget()


@pytest.fixture
def invented_site(
    chart_process: None,
    small_store: Store,
    written_once: WrittenOnce,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Figures:
    """The site for Exempelby on the invented figures, with the invented definitions."""
    source = Figures(small_store.root, invented_figures.catalogue())
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    monkeypatch.setattr(settings, "RIKTMARKE_CHARTS", tmp_path / "charts")
    written_once("the site for Exempelby", lambda: ensure_site(area=OWN))
    return source


@pytest.fixture
def visitor(invented_site: Figures) -> Client:
    """Somebody who reads the site."""
    return Client()


@pytest.fixture
def plan_of_exempelby(written_once: WrittenOnce, repository: Path) -> None:
    """The invented plan is loaded."""
    written_once("the plan of Exempelby", lambda: invented_plan.load(repository))


@pytest.fixture
def planned_visitor(invented_site: Figures, plan_of_exempelby: None) -> Client:
    """Somebody who reads the site of a municipality with a plan."""
    return Client()


@pytest.fixture(scope="session")
def challenge_catalogue() -> dict[str, Definition]:
    """The invented definitions with some turned round, so that the invented places have challenges to find.

    N90001 and N90007 show the same thing; N90002 has groups by where people were born; N90018 is not judged.
    """
    found = {name: d for name, d in invented_figures.catalogue().items() if name not in ("N90008", "N90009")}
    turned = {"polarity": Polarity.LOWER_IS_BETTER}
    cuts = (Cut(Dimension.ORIGIN, "native_born", "N90008"), Cut(Dimension.ORIGIN, "foreign_born", "N90009"))
    return found | {
        "N90001": replace(found["N90001"], **turned, links=("agenda-2030/3.4",), family="påhitt"),
        "N90002": replace(found["N90002"], **turned, cuts=cuts),
        "N90004": replace(found["N90004"], **turned),
        "N90007": replace(found["N90007"], **turned, links=("gender-equality/2",), family="påhitt"),
        "N90018": replace(found["N90018"], polarity=Polarity.NO_JUDGEMENT),
    }


@pytest.fixture(scope="session")
def challenge_store(
    small_store: Store, challenge_catalogue: dict[str, Definition], tmp_path_factory: pytest.TempPathFactory
) -> Store:
    """The invented figures with two challenge runs: by the plain definitions, and a day later by the turned ones."""
    root = tmp_path_factory.mktemp("challenges") / "store"
    shutil.copytree(small_store.root, root)
    store = Store(root)
    for days, definitions in enumerate((invented_figures.catalogue(), challenge_catalogue)):
        run_challenges(store, definitions, plans={}, at=RECEIVED + timedelta(days=days), progress=silent)
    return store


@pytest.fixture
def challenge_site(
    invented_site: Figures,
    challenge_store: Store,
    challenge_catalogue: dict[str, Definition],
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Figures:
    """The site for Exempelby on the invented figures with their challenges."""
    lists = load_framework_lists(repository / "catalogue")
    source = Figures(challenge_store.root, challenge_catalogue, frameworks=lists)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    return source


@pytest.fixture
def hedemora_site(
    db: None, real_store: Store, real_catalogue: dict[str, Definition], monkeypatch: pytest.MonkeyPatch
) -> Figures:
    """The site for Hedemora on the real figures, with its plan and everything that the catalogue holds."""
    folder = Path(settings.RIKTMARKE_CATALOGUE)
    lists, composites = load_framework_lists(folder), load_composites(folder, real_catalogue)
    source = Figures(
        real_store.root,
        real_catalogue,
        load_everyday_words(folder),
        load_overview(folder, real_catalogue),
        frameworks=lists,
        composites=composites,
    )
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    ensure_site(area="2083")
    ensure_plan(
        "2083",
        municipality="Hedemora",
        folder=settings.RIKTMARKE_PLANS,
        catalogue=real_catalogue,
        lists=lists,
        composites=composites,
        by="testerna",
        at=RECEIVED,
    )
    return source


@pytest.fixture
def hedemora(hedemora_site: Figures) -> Client:
    """Somebody who reads the site for Hedemora."""
    return Client()
