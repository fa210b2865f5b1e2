"""The page of how good the forecasts have been."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.test import Client

from riktmarke.publishing.website.figures import Figures
from tests.presentation.test_record_words import PLAIN, record
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


def test_what_was_won_has_its_amount(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    """1,8 beside 2,0 is a tenth less."""
    name = next(iter(invented_site.catalogue))
    one = replace(PLAIN, cases=1000)
    html = main_of(judged(monkeypatch, invented_site, record(by_indicator={name: one})), ADDRESS)
    won = html.partition('id="bast"')[2].partition("</table>")[0]

    assert "<strong>10 procent</strong>" in won
    assert "Mindre fel än den bästa enkla" in won
    assert "Mindre fel än den bästa enkla" not in html.partition('id="samst"')[2].partition("</table>")[0]


def test_what_was_tried_on_other_figures_says_on_which_and_when(
    invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_of(main_of(judged(monkeypatch, invented_site, record()), ADDRESS))

    assert "Det prövades den 26 november 2026 på riktiga siffror 1995–2022 för 290 kommuner" in text
    assert "i november 2026 på riktiga siffror till och med 2022, rättades en brist" in text


def test_the_example_country_has_neither(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Figures, "example", True)
    text = text_of(main_of(judged(monkeypatch, invented_site, record()), ADDRESS))

    assert "riktiga siffror" not in text
    assert "Folkmängd" not in text


def test_residents_are_given_no_paths_of_files(invented_site: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    html = main_of(judged(monkeypatch, invented_site, record()), ADDRESS)

    assert "docs/" not in html
    assert ".md" not in html
    assert "projektets öppna dokumentation" in html
