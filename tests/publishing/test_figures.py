"""What the pages read: worked out once for every answer and anew for other figures; damaged, never a fault page."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.runs import run
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty, uncertainty_of_indicator
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website import held_series
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.held_series import UNCERTAINTIES_HELD
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent
from tests.publishing.test_challenge_pages import text_of


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The indicators whose uncertainty has been worked out, in order."""
    asked: list[str] = []

    def noted(figures: IndicatorFigures, areas: AreaTable) -> IndicatorUncertainty:
        asked.append(figures.definition.series)
        return uncertainty_of_indicator(figures, areas)

    monkeypatch.setattr(held_series, "uncertainty_of_indicator", noted)
    return asked


def test_the_uncertainty_of_an_indicator_is_worked_out_once_for_all_answers(
    own_store: Store, worked_out: list[str]
) -> None:
    source = Figures(own_store.root, invented_figures.catalogue())
    first = source.for_one_answer().uncertainty(source.catalogue["N90001"])
    assert first is not None
    assert source.for_one_answer().uncertainty(source.catalogue["N90001"]) is first
    assert source.for_one_answer().uncertainty(source.catalogue["N90002"]) is not first
    assert worked_out == ["N90001", "N90002"]


def test_other_figures_have_an_uncertainty_of_their_own(own_store: Store, worked_out: list[str]) -> None:
    source = Figures(own_store.root, invented_figures.catalogue())
    source.for_one_answer().uncertainty(source.catalogue["N90001"])
    run(own_store, source.catalogue, at=RECEIVED + timedelta(days=1), processes=1, progress=silent)
    source.for_one_answer().uncertainty(source.catalogue["N90001"])
    assert worked_out == ["N90001", "N90001"]


def test_only_those_asked_for_last_are_held(
    own_store: Store, monkeypatch: pytest.MonkeyPatch, worked_out: list[str]
) -> None:
    monkeypatch.setattr(held_series, "UNCERTAINTIES_HELD", 1)
    assert UNCERTAINTIES_HELD == 64
    source = Figures(own_store.root, invented_figures.catalogue())
    for series in ("N90001", "N90002", "N90001"):
        source.uncertainty(source.catalogue[series])
    assert worked_out == ["N90001", "N90002", "N90001"]


def damage(folder: Path, name: str, *, whole_size: bool) -> Path:
    """Damage a file of the store: cut it in half, or fill it with nothing."""
    (file,) = folder.rglob(name)
    size = file.stat().st_size
    file.write_bytes(bytes(size) if whole_size else file.read_bytes()[: size // 2])
    return file


@pytest.mark.parametrize("whole_size", [False, True])
@pytest.mark.parametrize("address", ["/", "/kommun/9101/nyckeltal/N90001/", "/kommun/9101/nyckeltal/N90001/lage.svg"])
def test_damaged_figures_are_answered_with_what_to_do_and_the_log_names_the_file(
    invented_site: Figures,
    own_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    address: str,
    *,
    whole_size: bool,
) -> None:
    source = Figures(own_store.root, invented_figures.catalogue())
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    damaged = damage(own_store.root, "findings.parquet", whole_size=whole_size)
    with caplog.at_level(logging.ERROR):
        answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 503
    said = text_of(answer.content.decode())
    assert "Siffrorna går inte att läsa just nu" in said
    assert "riktmarke store use" in said
    assert damaged.parent.name not in said
    assert damaged.name in caplog.text
    assert "What to do:" in caplog.text
