"""The page of how good the forecasts have been."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.record.population_record import POPULATION_RECORD, PopulationRow
from tests.presentation.test_record_words import record
from tests.publishing.reading import main_of, text_of

ADDRESS = "/om/prognoser/"


def judged(monkeypatch: pytest.MonkeyPatch, source: Figures, found: object) -> Client:
    """Somebody who reads the site where the outlook has this record."""
    run = SimpleNamespace(record=found, catalogue=source.catalogue, version=SimpleNamespace(name="20260102T0"))
    monkeypatch.setattr(Figures, "outlook", lambda _: run)
    return Client()


def test_without_forecasts_the_page_says_so(visitor: Client) -> None:
    text = text_of(main_of(visitor, ADDRESS))

    assert "Inga prognoser är gjorda än på de här siffrorna" in text
    assert "Hur ofta de höll" not in text
    assert "Orden för chanser" in text


def test_without_outcomes_the_page_says_so(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "har ännu ett utfall att prövas mot" in text_of(main_of(judged(monkeypatch, invented_site, None), ADDRESS))


def test_the_record_is_told_with_what_did_not_hold(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = judged(monkeypatch, invented_site, record())
    html = main_of(visitor, ADDRESS)
    text = text_of(html)

    assert "hamnade 79 av 100 utfall inom det område som skulle rymma 80" in text
    assert "Prognoser gjorda 2021: 60 av 100" in text
    assert "utanför det som krävs" in text  # never the sign alone
    assert html.count("<circle") == 3  # a point for each row of the table beside
    assert "Mer än tio år framåt är ingenting prövat" in text
    assert "20260102T0" in text


def test_every_picture_has_its_figures_beside_it(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    html = main_of(judged(monkeypatch, invented_site, record()), ADDRESS)

    assert 'aria-hidden="true"' in re.findall("<svg[^>]*>", html)[0]
    assert 'id="chanser-tabell"' in html


def test_the_page_about_the_figures_leads_there(visitor: Client) -> None:
    assert f'href="{ADDRESS}"' in main_of(visitor, "/om-siffrorna/")


@pytest.mark.parametrize("row", POPULATION_RECORD, ids=lambda row: row.ahead)
def test_what_is_said_of_the_population_is_what_the_proof_wrote(repository: Path, row: PopulationRow) -> None:
    """The page of the proof is held by `make prove`."""
    page = (repository / "docs" / "population-back-test.md").read_text(encoding="utf-8")
    later, earlier = page.split("By years ahead, base years to 2012:")
    part = earlier if row.earlier else later
    cells = next(
        line.split(" | ") for line in part.splitlines() if line.startswith(f"| {row.ahead.removesuffix(' år')} | ")
    )

    assert [cells[2], cells[3], cells[4], cells[7]] == [
        row.error.replace(",", "."),
        row.as_today.replace(",", "."),
        row.drift.replace(",", "."),
        row.held,
    ]


def test_the_whole_of_the_population_is_what_the_proof_wrote(repository: Path) -> None:
    """1,6 procent beside 2,9 and 2,0, and 79 av 100, as the text of the page says."""
    page = (repository / "docs" / "population-back-test.md").read_text(encoding="utf-8")
    template = (repository / "src/riktmarke/publishing/website/templates/website/record/record.html").read_text(
        encoding="utf-8"
    )
    cells = next(line.split(" | ") for line in page.splitlines() if line.startswith("| 2013 and later"))
    error, as_today, drift = (f"{float(cell):.1f}".replace(".", ",") for cell in cells[2:5])

    assert f"felet i medeltal {error} procent" in template
    assert f"hade haft {as_today} procents fel" in template
    assert f"de senaste fem åren {drift}." in template
    assert f"Av 100 utfall hamnade {cells[7]} inom" in template
