"""The site on the invented figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.chain import held
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.series_files import WORKER
from riktmarke.publishing.website.site import ensure_site
from riktmarke.statistics.store import Store
from tests import invented_figures, invented_plan

OWN = "9101"


@pytest.fixture(scope="session")
def chart_process() -> Iterator[None]:
    """The process that draws charts ends with the tests."""
    yield
    WORKER.close()


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    """Every test has a database of its own, whose audit entries begin anew."""
    held.forget()


@pytest.fixture
def invented_site(
    db: None, chart_process: None, small_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Figures:
    """The site for Exempelby on the invented figures, with the invented definitions."""
    source = Figures(small_store.root, invented_figures.catalogue())
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    monkeypatch.setattr(settings, "RIKTMARKE_CHARTS", tmp_path / "charts")
    ensure_site(area=OWN)
    return source


@pytest.fixture
def visitor(invented_site: Figures) -> Client:
    """Somebody who reads the site."""
    return Client()


@pytest.fixture
def planned_visitor(invented_site: Figures, repository: Path) -> Client:
    """Somebody who reads the site of a municipality with a plan."""
    invented_plan.load(repository)
    return Client()
