"""riktmarke sync: live figures from a local Kolada, what is said of them, and how it ends."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from riktmarke.cli import sync as command
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.cli.conftest import Riktmarke
from tests.sources import kolada_holdings
from tests.sources.kolada_server import Fault, KoladaServer, answer, running


@pytest.fixture
def kolada(settings: LazySettings, riktmarke: Riktmarke, monkeypatch: pytest.MonkeyPatch) -> Iterator[KoladaServer]:
    """A local Kolada that the command asks, and the invented catalogue."""
    invented = {"N90001": invented_figures.catalogue()["N90001"]}
    monkeypatch.setattr(command, "configured_catalogue", lambda: invented)
    with running(kolada_holdings.invented()) as server:
        settings.RIKTMARKE_KOLADA_URL = server.url
        settings.RIKTMARKE_AREA = "9101"
        yield server


def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_a_municipality_and_what_it_is_compared_with(
    riktmarke: Riktmarke, kolada: KoladaServer, tmp_path: Path
) -> None:
    ended = riktmarke("sync", "--area", "9201")

    assert ended.code == 0
    assert "of 3 series, 2010–2022" in ended.out
    assert "riktmarke sync --all" in ended.out
    assert "Fetching values from Kolada" in ended.err
    panel = store(tmp_path).dataset().panel("N90001")
    assert panel.of("9201")
    assert panel.of("9205")
    assert not panel.of("9106")


def test_the_usual_municipality_is_that_of_the_settings(
    riktmarke: Riktmarke, kolada: KoladaServer, tmp_path: Path
) -> None:
    riktmarke("sync")

    assert store(tmp_path).dataset().version.manifest["around"] == ["9101"]


def test_what_was_done_as_json(riktmarke: Riktmarke, kolada: KoladaServer) -> None:
    ended = riktmarke("sync", "--all", "--json")

    told = json.loads(ended.out)
    assert (told["series"], told["whole_country"], told["continues"], told["unknown_fields"]) == (3, True, None, [])
    assert told["requests"] == len(kolada.asked)
    assert told["rows"] == len(
        {cell[:3] for cell in kolada.holdings.cells if cell[0] in {"N01951", "N90001", "N90013"}}
    )
    assert json.loads(riktmarke("sync", "--all", "--json").out)["continues"] == told["snapshot"]


def test_every_series_only_when_asked_for(riktmarke: Riktmarke, kolada: KoladaServer, tmp_path: Path) -> None:
    assert riktmarke("sync", "--all", "--all-series").code == 0

    assert set(store(tmp_path).dataset().series.ids) == {series.id for series in invented_figures.SERIES}


def test_since_a_day_and_everything_anew(riktmarke: Riktmarke, kolada: KoladaServer) -> None:
    riktmarke("sync", "--all")
    kolada.forget()
    assert riktmarke("sync", "--all", "--from-date", "2021-05-06").code == 0
    assert all("from_date=2021-05-06" in path for path in kolada.asked_for("/data/"))

    kolada.forget()
    assert riktmarke("sync", "--all", "--full").code == 0
    assert not kolada.asked_for("from_date")


def test_a_field_that_is_not_known_is_said_once(riktmarke: Riktmarke, kolada: KoladaServer) -> None:
    kolada.new_field = "quality"
    ended = riktmarke("sync", "--all")

    assert ended.out.count("quality") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--all", "--area", "9101"], 2, "either --area or --all"),
        (["--from-date", "yesterday"], 2, "from-date"),
        (["--area", "9999"], 1, "no area with the code '9999'"),
        (["--area", "0091"], 1, "not a municipality"),
    ],
)
def test_what_cannot_be_is_told(
    riktmarke: Riktmarke, kolada: KoladaServer, words: list[str], code: int, said: str
) -> None:
    ended = riktmarke("sync", *words)

    assert ended.code == code
    assert said in ended.err


def test_a_kolada_that_does_not_answer_is_the_users_to_wait_for(
    riktmarke: Riktmarke, kolada: KoladaServer, tmp_path: Path
) -> None:
    kolada.faults = [Fault(answer(404), where="/data/")]
    ended = riktmarke("sync", "--json")

    assert ended.code == 1
    error = json.loads(ended.err.splitlines()[-1])["error"]
    assert error["code"] == "PublisherUnreachable"
    assert "404" in error["what"]
    assert store(tmp_path).dataset_versions.current_name() is None
    assert riktmarke("sync").code == 0


def test_no_address_no_sync(riktmarke: Riktmarke, settings: LazySettings) -> None:
    ended = riktmarke("sync")

    assert ended.code == 1
    assert "RIKTMARKE_KOLADA_URL" in ended.err


def test_figures_from_files_are_replaced_only_when_that_is_said(
    riktmarke: Riktmarke, kolada: KoladaServer, bulk_folder: Callable[..., Path], tmp_path: Path
) -> None:
    riktmarke("import", "kolada-bulk", bulk_folder())
    ended = riktmarke("sync", "--all")
    assert ended.code == 1
    assert "come from files" in ended.err
    assert kolada.asked == []

    assert riktmarke("sync", "--all", "--replace").code == 0
    assert store(tmp_path).dataset().version.manifest["source"] == "kolada-api"
