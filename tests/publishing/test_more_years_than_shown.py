"""Where a value may stand for more years than the one beside it, tables say so: the year alone is less than true."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.series_workbook import about_series
from tests.publishing.reading import text_of

SERIES, ANOTHER = "N90001", "N90002"
NOTED = "(kan vara fler år än så)"
BELOW = "† kan vara fler år än så: Värdet kan bygga på fler år än det som står. Måttets egen sida säger vilka."


def rows(html: str) -> list[tuple[str, str]]:
    """The rows of the tables of indicators of a page, each with its series: one may stand in several tables."""
    found = re.findall(r'<tr>\s*<th scope="row"><a[^>]*(?:nyckeltal[/=])(\w+)[^>]*>.*?</tr>', html, re.DOTALL)
    texts = re.findall(r'<tr>\s*<th scope="row"><a[^>]*nyckeltal[/=]\w+[^>]*>.*?</tr>', html, re.DOTALL)
    return [(series, text_of(text)) for series, text in zip(found, texts, strict=True)]


@pytest.mark.parametrize("page", ["utforska/?sida=1", "jamfor/?med=9102"])
def test_the_year_of_a_value_that_may_stand_for_more_is_marked(
    invented_site: Figures, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    noted = replace(invented_site.catalogue[SERIES], window_note="Åren skiljer sig åt.")
    source = Figures(invented_site.store.root, {**invented_site.catalogue, SERIES: noted})
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)

    html = Client().get(f"/kommun/9101/{page}").content.decode()

    assert [series for series, text in rows(html) if NOTED in text] == [SERIES]
    assert ANOTHER in dict(rows(html))
    assert BELOW in text_of(html)


def test_the_workbook_says_which_years_a_value_stands_for(invented_site: Figures) -> None:
    noted = replace(invented_site.catalogue[SERIES], window_note="Åren skiljer sig åt.")
    source = Figures(invented_site.store.root, {**invented_site.catalogue, SERIES: noted})

    told = {series: dict(about_series(source, source.dataset().series[series])) for series in (SERIES, ANOTHER)}

    assert told[SERIES]["Vilka år ett värde står för"] == "Åren skiljer sig åt."
    assert "Vilka år ett värde står för" not in told[ANOTHER]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "fokusomraden/jamlik-halsa/",
        "overgripande-mal/trygg-plats/",
        "ramverk/agenda-2030/3/",
        "jamstalldhet/",
        "jamfor/?omrade=equal-health",
    ],
)
def test_the_health_survey_of_hedemora_is_marked_wherever_its_years_stand(
    hedemora: Client, real_catalogue: dict[str, Definition], page: str
) -> None:
    html = hedemora.get(f"/kommun/2083/{page}", follow=True).content.decode()
    found = rows(html)

    marked = [series for series, text in found if NOTED in text]
    with_note = {series for series, definition in real_catalogue.items() if definition.window_note}
    assert marked == [series for series, text in found if series in with_note and re.search(r"\b20\d\d\b", text)]
    assert marked
    assert BELOW in text_of(html)
