"""The page of a composite keeps its scores apart, says no rank without its set, and takes weights that can be."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.composites import Audience, Composite, CompositeDimension, CompositePart
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import OverarchingGoal
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.composites.routes import CompositePages
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.site import ensure_site
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.publishing.reading import main_of, section, text_of

PAGE = "/kommun/9101/sammanvagt/pahittad-trygghet/"
WEIGHTS = "?vikt-brott={}&vikt-upplevt={}"
ALL, RESIDENTS = tuple(Audience), (Audience.RESIDENTS,)


def composite(*, oldest_years: int = 2, experienced: str = "N90009") -> Composite:
    """Two dimensions: one for everybody, and one that nobody has asked companies about."""
    crime = (
        CompositePart("N90002", 0.6, ALL, "Den väger tyngst i påhittet."),
        CompositePart("N90004", 0.4, RESIDENTS, "Den är för invånare."),
    )
    safety = (CompositePart(experienced, 1.0, RESIDENTS, "Den är ensam."),)
    without = {Audience.COMPANIES: "Ingen frågar företagen.", Audience.VISITORS: "Ingen frågar besökarna."}
    return Composite(
        id="pahitt",
        title="Påhittad trygghet",
        superlative="tryggaste kommunen",
        says="Väger ihop påhitt i två poäng.",
        cannot_say=("Den säger ingenting om verkligheten.",),
        proposal=True,
        reference_years=(2017, 2022),
        oldest_years=oldest_years,
        smallest_share=0.5,
        winsorised_at=3.0,
        dimensions=(
            CompositeDimension("brott", "Anmälda påhitt", "Det som anmälts.", 0.5, crime, {}),
            CompositeDimension("upplevt", "Upplevda påhitt", "Det som sagts.", 0.5, safety, without),
        ),
        author="testerna",
        next_review=date(2030, 1, 1),
    )


@pytest.fixture
def visitor(invented_site: Figures, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody who reads the site with a composite, on figures that no forecasts have been made of."""
    source = Figures(small_store.root, invented_figures.catalogue(), composites={"pahitt": composite()})
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    return Client()


@pytest.fixture
def planned_visitor(visitor: Client, plan_of_exempelby: None) -> Client:
    """The same where the plan's goal is followed by the composite."""
    OverarchingGoal.objects.filter(key="kultur").update(composite="pahitt")
    return visitor


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?for=företag", f"{PAGE}{WEIGHTS.format(80, 20)}"])
def test_the_page_is_whole_in_swedish_and_needs_no_script(visitor: Client, address: str) -> None:
    page = visitor.get(address).content.decode()
    assert page.count("<h1") == 1
    assert "<script>" not in page
    assert "style=" not in page
    assert re.findall(r"\b(None|nan|NaN)\b", text_of(page)) == []
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(ids)
    assert page.count("<table") == page.count("<caption")


def test_its_one_address_is_tried_here() -> None:
    routes = [str(pattern.pattern) for pattern in CompositePages.get_subpage_urls() if str(pattern.pattern)]
    assert routes == ["kommun/<str:code>/sammanvagt/<str:name>/"]


def test_two_scores_stand_by_themselves_and_what_they_make_together_last(visitor: Client) -> None:
    html = main_of(visitor, PAGE)
    headings = [text_of(found) for found in re.findall(r"<h2[^>]*>(.*?)</h2>", html)]
    assert headings[:2] == ["Anmälda påhitt", "Upplevda påhitt"]
    assert headings.index("Sammanvägt") > 1
    assert "Förslag" in text_of(html)
    assert "Den säger ingenting om verkligheten." in text_of(section(html, "kan-inte"))
    together = text_of(section(html, "overall"))
    assert "Vikter: anmälda påhitt 50 procent och upplevda påhitt 50 procent." in together
    assert "de vikter som Riktmärke föreslår" in together


def test_a_rank_is_never_without_its_set(visitor: Client) -> None:
    html = main_of(visitor, PAGE)
    ranks = re.findall(r'class="rank-words">(.*?)</td>', html)
    assert len(ranks) >= 10
    assert all(re.fullmatch(r"(\d+( – till \d+)?|\d+) av \d+", text_of(rank)) for rank in ranks), ranks
    assert html.count('class="own"') >= 3  # drawn for each score, in the table of years and that of the county


def test_parts_say_their_weight_their_value_and_whom_they_are_for_and_lead_on(visitor: Client) -> None:
    crime = section(main_of(visitor, PAGE), "brott")
    assert '<a href="/kommun/9101/nyckeltal/N90002/">Påhittad andel utan publicerat länsvärde</a>' in crime
    row = text_of(crime.partition("N90002/")[2].partition("</tr>")[0])
    assert "För invånare, företag och besökare" in row
    assert " 60 " in row
    assert "2022" in row
    assert "Den väger tyngst i påhittet." in text_of(crime)


def test_one_may_ask_for_whom_and_is_told_where_nobody_has_asked_them(visitor: Client) -> None:
    html = main_of(visitor, f"{PAGE}?for=företag")
    assert "N90004" not in html
    assert "Kan inte sägas. Ingen frågar företagen." in text_of(section(html, "upplevt"))
    assert 'aria-current="true">För företag</a>' in html
    assert "Det finns ingen sammanvägd poäng" in text_of(html)
    assert main_of(visitor, f"{PAGE}?for=marsianer") == main_of(visitor, PAGE)


def test_other_weights_are_the_readers_own_and_those_that_cannot_be_are_answered_beside_the_field(
    visitor: Client,
) -> None:
    html = main_of(visitor, f"{PAGE}{WEIGHTS.format(80, 20)}")
    assert "dina vikter" in text_of(html)
    assert "Vikter: anmälda påhitt 80 procent och upplevda påhitt 20 procent." in text_of(html)
    alone = main_of(visitor, f"{PAGE}{WEIGHTS.format(100, 0)}")
    assert 'aria-current="true">Bara anmälda påhitt</a>' in alone
    for first, second, said in (
        ("hälften", 20, "Skriv ett helt tal från 0 till 100."),
        (-1, 20, "Skriv ett helt tal från 0 till 100."),
        (101, 20, "Skriv ett helt tal från 0 till 100."),
        (0, 0, "Någon av delarna måste väga något."),
    ):
        wrong = main_of(visitor, f"{PAGE}{WEIGHTS.format(first, second)}")
        assert said in text_of(wrong)
        assert 'aria-invalid="true"' in wrong
        assert "Vikter: anmälda påhitt 50 procent" in text_of(wrong)


def test_who_will_be_first_cannot_be_said_before_there_are_forecasts(visitor: Client) -> None:
    ahead = text_of(section(main_of(visitor, PAGE), "framat"))
    assert "Anmälda påhitt 2038: kan inte sägas än, för prognoserna har inte räknats ut" in ahead


def test_its_id_leads_to_it_and_what_is_none_is_answered_with_those_there_are(visitor: Client) -> None:
    assert visitor.get("/kommun/9101/sammanvagt/pahitt/").headers["Location"] == PAGE
    assert f'<a href="{PAGE}">Påhittad trygghet</a>' in main_of(visitor, "/kommun/9101/sammanvagt/annat/", 404)
    assert visitor.get("/kommun/0091/sammanvagt/pahitt/").status_code == 404


def test_another_municipality_keeps_the_page(visitor: Client) -> None:
    assert visitor.get("/kommun/?kod=9102&sida=sammanvagt/pahittad-trygghet").headers["Location"] == PAGE.replace(
        "9101", "9102"
    )


def test_the_goal_that_is_followed_by_it_shows_it_in_short_and_leads_on(planned_visitor: Client) -> None:
    html = main_of(planned_visitor, "/kommun/9101/overgripande-mal/kultur/")
    strip = section(html, "sammanvagt")
    assert "Anmälda påhitt 2022: Exempelby är på plats" in text_of(strip)
    assert "Förslag" in text_of(strip)
    assert f'<a href="{PAGE}">' in strip
    assert 'href="/kommun/9101/overgripande-mal/kultur/">Påhittad god kultur</a>' in main_of(planned_visitor, PAGE)
    assert 'id="sammanvagt"' not in main_of(planned_visitor, "/kommun/9101/overgripande-mal/vaxa/")


@pytest.fixture
def hedemora(
    db: None,
    real_store: Store,
    real_catalogue: dict[str, Definition],
    repository: object,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], str]:
    """What the page says of a municipality on the real figures."""
    composites = load_composites(repository / "catalogue", real_catalogue)  # type: ignore[operator]  # a path
    source = Figures(real_store.root, real_catalogue, composites=composites)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    ensure_site(area="2083")
    return lambda code: main_of(Client(), f"/kommun/{code}/sammanvagt/trygghet-och-anmalda-brott/")


def test_hedemora_is_hardly_the_safest_in_2038_and_felt_safety_cannot_be_said(
    hedemora: Callable[[str], str],
) -> None:
    """As docs/safety-dalarna-review.md has it: ranks 5–15 and 12–15 in 2022, and 9–14 of three years together."""
    html = hedemora("2083")
    crime, felt, ahead = (text_of(section(html, key)) for key in ("reported_crime", "experienced_safety", "framat"))
    assert "Anmälda brott 2022: Hedemora är på plats 5 – till 15 av 15 i länet." in crime
    assert "Tre år tillsammans (2020 – till 2022) säger mer: plats 9 – till 14 av 15." in crime
    assert "Upplevd trygghet 2022: Hedemora är på plats 12 – till 15 av 15 i länet." in felt
    assert (
        "Med anmälda brott till och med 2022 är det mycket osannolikt att Hedemora är först i länet 2038: mindre än "
        "1 chans av 10."
    ) in ahead
    assert "Sex års siffror (2017 – till 2022) säger lite om 16 år framåt." in ahead
    assert "Upplevd trygghet 2038: kan inte sägas, för det har mätts på samma sätt i för få år" in ahead
    assert re.search(r"\d+(,\d+)? (%|procent)", ahead) is None  # chances are never to the percent


def test_a_municipality_that_is_its_county_has_a_score_and_no_rank(hedemora: Callable[[str], str]) -> None:
    said = text_of(hedemora("0980"))
    assert "Gotland ligger" in said
    assert "ensam i sitt län" in said
    assert "Först i länet" not in said
