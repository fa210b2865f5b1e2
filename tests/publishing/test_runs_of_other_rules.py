"""A site whose stored runs were made by other rules, as after a new version: it says that nothing is made yet."""

import json
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from riktmarke.assessment.challenges.runs import current_challenges
from riktmarke.assessment.outlook import origins
from riktmarke.assessment.outlook.runs import current_outlook
from riktmarke.operations.challenges import ensure_challenges
from riktmarke.operations.outlook import ensure_outlook
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.statistics.store import Store
from riktmarke.statistics.versions import MANIFEST, VersionedFolder
from riktmarke.vocabulary.errors import NoFigures
from tests import invented_figures, invented_plan
from tests.fixtures_figures import RECEIVED, silent
from tests.publishing.reading import main_of, text_of

KEPT_OTHERWISE: Mapping[str, Any] = {"rules": "0"}  # and without anything that is read of a run today


@pytest.fixture
def upgraded(small_store: Store, tmp_path: Path) -> Store:
    """A store whose current outlook and challenge runs were made by rules that are no more."""
    shutil.copytree(small_store.root, tmp_path / "store")
    store = Store(tmp_path / "store")
    for versions in (store.outlook_versions, store.challenge_versions):
        with versions.writing(at=RECEIVED, describe=dict(KEPT_OTHERWISE)) as folder:
            (folder / "of-then.json").write_text("{}", encoding="utf-8")
    return store


def rules_of(versions: VersionedFolder) -> str:
    return str(json.loads((versions.current().path / MANIFEST).read_text(encoding="utf-8"))["rules"])


def test_the_pages_say_that_nothing_is_made_yet(
    invented_site: Figures, upgraded: Store, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Figures(upgraded.root, invented_figures.catalogue())
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    invented_plan.load(repository)

    assert "Inga prognoser är gjorda än på de här siffrorna" in text_of(main_of(Client(), "/om/prognoser/"))
    for address in ("", "overgripande-mal/vaxa/", "nyckeltal/N90001/"):
        assert Client().get(f"/kommun/9101/{address}").status_code == 200
    assert Client().get("/kommun/9101/utmaningar/").status_code == 503  # as before any run
    assert Client().get("/kommun/9101/utmaningar.csv").status_code == 404


def test_who_asks_for_the_run_is_told_what_to_do_and_it_is_made_anew(
    upgraded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins, "FEWEST_AREAS", 5)
    catalogue = {"N90001": invented_figures.catalogue()["N90001"]}
    with pytest.raises(NoFigures, match="rules 0") as outlook:
        current_outlook(upgraded, catalogue)
    with pytest.raises(NoFigures, match="rules 0") as challenges:
        current_challenges(upgraded, catalogue)
    assert "riktmarke outlook --again" in outlook.value.remedy
    assert "riktmarke challenges --again" in challenges.value.remedy

    at = RECEIVED + timedelta(days=1)
    ensure_outlook(upgraded, catalogue, {}, at=at, progress=silent)
    ensure_challenges(upgraded, catalogue, {}, at=at, progress=silent)
    assert "0" not in (rules_of(upgraded.outlook_versions), rules_of(upgraded.challenge_versions))
