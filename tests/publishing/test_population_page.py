"""The page of the population to come, on an invented country: answers, fields, files, and where there is nothing."""

import csv
import re
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from riktmarke.assessment.population import QUANTILES
from riktmarke.assessment.runs import run
from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import load_plan
from riktmarke.governance.definitions import Definition
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import known_from
from riktmarke.governance.plan_file import read_plan_file
from riktmarke.operations.example import import_example
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.population.asked import Given, Goal, asked
from riktmarke.publishing.website.population.projected import Projected, projected
from riktmarke.publishing.website.site import ensure_site
from riktmarke.sources.example_country.generating import write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.statistics.store import Store
from tests.fixtures_figures import RECEIVED, silent
from tests.publishing.reading import main_of, section, text_of

AREA = "3001"
RECIPE = Recipe(municipalities=10, counties=2, first_year=2005, plain_series=3)
PAGE = f"/kommun/{AREA}/befolkning/"
ANSWER = f"/kommun/{AREA}/befolkning/scenario"
GIVEN = Given(1.75, 840.0, Goal(17_500, 2038), 2038, 2023, 2040)


@pytest.fixture(scope="module")
def peopled_store(tmp_path_factory: pytest.TempPathFactory, real_catalogue: dict[str, Definition]) -> Store:
    """A small invented country with population by age, births, deaths and moves."""
    root = tmp_path_factory.mktemp("peopled")
    store = Store(root / "store")
    recipe = write_recipe(root / "recipe.json", RECIPE, real_catalogue)
    import_example(store, recipe, at=RECEIVED, progress=silent)
    run(store, real_catalogue, at=RECEIVED, processes=1, progress=silent)
    return store


@pytest.fixture
def nothing_else(db: None, chart_process: None) -> None:
    """A database of the test's own, and charts drawn by a process that ends."""


@pytest.fixture
def peopled(
    nothing_else: None,
    peopled_store: Store,
    real_catalogue: dict[str, Definition],
    monkeypatch: pytest.MonkeyPatch,
) -> Figures:
    """The site of the invented country, without a plan."""
    source = Figures(peopled_store.root, real_catalogue)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    monkeypatch.setattr(settings, "RIKTMARKE_CHARTS", peopled_store.root / "charts")
    ensure_site(area=AREA)
    return source


@pytest.fixture
def reader(peopled: Figures) -> Client:
    """Somebody who reads the site."""
    return Client()


@pytest.fixture
def reader_of_a_plan(reader: Client, real_catalogue: dict[str, Definition], repository: Path) -> Client:
    """Somebody who reads the site of the municipality when it has a plan with a goal for the number of inhabitants."""
    lists, at = load_framework_lists(repository / "catalogue"), datetime(2026, 1, 2, 12, tzinfo=UTC)
    sync_frameworks(lists, by="testerna", at=at)
    file = repository / "plans" / "example" / "plan.toml"
    load_plan(read_plan_file(file), known=known_from(real_catalogue, lists), source=str(file), by="testerna", at=at)
    return reader


def projections(source: Figures) -> Projected:
    found = projected(source, AREA)
    assert isinstance(found, Projected)
    return found


def answer_of(client: Client, query: str) -> str:
    answer = client.get(f"{ANSWER}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def lead_of(html: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', html)
    assert found
    return unescape(found[1])


def test_the_page_begins_with_how_likely_the_plan_s_goal_is_in_tenths_and_never_to_the_percent(
    reader_of_a_plan: Client,
) -> None:
    lead = lead_of(main_of(reader_of_a_plan, PAGE))
    assert re.search(
        r"^Med siffror till och med \d{4} är det .* \((ungefär|mindre än|mer än) \d chanse?r? av 10\)", lead
    )
    assert re.search(r"har minst [\d\u00a0]+ invånare 20\d\d\.$", lead)
    assert "procent" not in lead


def test_a_municipality_without_a_goal_is_told_where_the_population_may_go(reader: Client) -> None:
    html = main_of(reader, PAGE)
    assert re.search(r"väntas .* ha omkring [\d\u00a0]+ invånare \d{4}: med 8 chanser av 10 mellan", lead_of(html))
    assert 'id="kravs"' not in html
    assert "Vad som krävs" in text_of(main_of(reader, f"{PAGE}?mal=20000&ar=2038"))


def test_every_picture_has_its_figures_as_a_table_and_its_words(reader: Client, peopled: Figures) -> None:
    html = main_of(reader, f"{PAGE}?barn=2,5")
    alternatives = re.findall(r'<img [^>]*alt="([^"]+)"', html)
    assert len(alternatives) == 2
    outlook = projections(peopled).expected(AREA)
    years = text_of(section(html, "framat"))
    for year in outlook.years:
        assert f" {year} " in years
    assert html.count("<table") == html.count("<caption") == html.count('class="scroller')
    chart = reader.get(f"{PAGE}diagram.svg?barn=2,5")
    assert chart.status_code == 200
    assert alternatives[1] in unescape(chart.content.decode())


WRONG = (
    ("barn=tv%C3%A5", "barn", "Skriv ett tal, till exempel 1,8."),
    ("barn=9", "barn", "Skriv ett tal från 0 till 8."),
    ("barn=-1", "barn", "Skriv ett tal från 0 till 8."),
    ("inflyttade=1e9", "inflyttade", "Skriv ett antal personer"),
    ("inflyttade=999999999", "inflyttade", "Skriv ett tal från 0 till"),
    ("utflyttade=1001", "utflyttade", "Skriv ett tal från 0 till 1 000."),
    ("utflyttade=1000", "utflyttade", "skulle alla i någon ålder lämna kommunen på ett år"),
    ("mal=0", "mal", "Målet 0 går inte att räkna på. Skriv ett antal invånare över 0."),
    ("mal=-17500", "mal", "Skriv ett antal invånare över 0."),
    ("mal=m%C3%A5nga", "mal", "Skriv ett antal invånare, till exempel 17 500."),
    ("mal=1&ar=2040", "mal", "är så lågt att det inte räcker att ingen alls flyttar in"),
    ("ar=1999", "ar", "År 1999 har passerat."),
    ("ar=2300", "ar", "Skriv ett år från"),
    ("ar=snart", "ar", "Skriv ett årtal, till exempel 2038."),
    ("ar=2030,5", "ar", "Skriv ett årtal"),
)


def test_what_cannot_be_answered_is_said_beside_its_field_and_what_was_written_stays(reader: Client) -> None:
    for query, field, said in WRONG:
        html = main_of(reader, f"{PAGE}?{query}")
        beside = re.search(rf'<p class="field-wrong" id="{field}-fel">(.*?)</p>', html)
        assert beside, query
        assert said in text_of(beside[1])
        entered = re.search(rf'<input [^>]*id="{field}" name="{field}" value="([^"]*)"[^>]*>', html)
        assert entered
        assert 'aria-invalid="true"' in entered[0]
        assert f'aria-describedby="{field}-fel {field}-tips"' in entered[0]
        assert unescape(entered[1]).replace("\u00a0", "") == parse_qs(query)[field][0]
        assert html.count('aria-invalid="true"') == 1
        assert f'<a href="#{field}">' in html
        assert f'data-wrong="{field}"' in answer_of(reader, query)


def test_the_title_of_a_page_with_something_wrong_begins_with_that(reader: Client) -> None:
    assert "<title>Fel: " in reader.get(f"{PAGE}?barn=nej").content.decode()
    assert "<title>Fel: " not in reader.get(PAGE).content.decode()


def test_a_scenario_tells_its_surplus_of_moves_and_how_long_so_many_have_moved_in(reader: Client) -> None:
    told = text_of(answer_of(reader, "inflyttade=3000"))
    assert re.search(r"Det betyder omkring [\d\s]+ fler inflyttade än utflyttade om året, i medel", told)
    assert re.search(r"3\s000 inflyttade om året är mer än .* har haft tre år i följd", told)


def test_the_answer_by_itself_is_the_one_on_the_page(reader: Client) -> None:
    for query in ("", "barn=2,5", "inflyttade=0", "utflyttade=80&mal=30000", "barn=nej"):
        alone = text_of(answer_of(reader, query))
        assert alone in text_of(main_of(reader, f"{PAGE}?{query}")), query


def test_the_expected_numbers_written_out_change_nothing(reader: Client, peopled: Figures) -> None:
    found = projections(peopled)
    inflow = f"{found.expected(AREA).middle.inflow.mean():.0f}"
    children = f"{found.projections.children_per_woman(AREA):.2f}".replace(".", ",")
    html = answer_of(reader, f"inflyttade={inflow}&barn={children}&utflyttade=100")
    assert "<table" not in html
    assert html == answer_of(reader, "")


def test_more_moving_in_makes_more_inhabitants_and_the_difference_is_told_with_the_likelihood(
    reader: Client, peopled: Figures
) -> None:
    inflow = projections(peopled).expected(AREA).middle.inflow.mean()
    html = answer_of(reader, f"inflyttade={2 * inflow:.0f}&mal=1000000")
    said = text_of(html)
    assert re.search(r"Då väntas .* ha omkring [\d ]+ invånare \d{4}, [\d ]+ fler än utan ändringarna", said)
    assert "minst 1 000 000 invånare" in said
    assert "precis som utan ändringarna" in said  # neither is near
    assert re.search(r"Ändrat: [\d ]+ inflyttade per år \(väntat [\d ]+\)\. Allt annat är som väntat\.", said)
    rows = re.findall(r'<th scope="row">(.*?)</th>', html)
    assert rows[0] == "Invånare"
    assert "20–64 år" in rows
    fewer = text_of(answer_of(reader, "inflyttade=0"))
    assert "färre än utan ändringarna" in fewer


def test_examples_are_questions_that_have_answers_and_keep_the_goal(reader: Client) -> None:
    html = main_of(reader, f"{PAGE}?mal=30000")
    examples = re.findall(r'<a href="([^"]+)" data-fills="scenario">', html)
    assert len(examples) >= 4
    for address in map(unescape, examples):
        assert "mal=30000" in address
        answered = main_of(reader, address.partition("#")[0])
        assert "aria-invalid" not in answered
        assert "Då väntas" in text_of(section(answered, "svar-sagt"))


def test_the_files_hold_what_the_page_shows_and_say_what_is_computed(reader: Client, peopled: Figures) -> None:
    outlook = projections(peopled).expected(AREA)
    rows = list(csv.DictReader(StringIO(reader.get(f"{PAGE}siffror.csv?barn=3").content.decode("utf-8-sig"))))
    middle = [
        float(row["value"])
        for row in rows
        if (row["measure"], row["quantile"], row["scenario"]) == ("population", "0.5", "")
    ]
    expected = outlook.total[QUANTILES.index(0.5), 1:]
    assert middle == pytest.approx(expected, abs=0.06)
    assert {row["scenario"] for row in rows} == {"", "barn=3"}
    for row in rows:
        assert "påhittade siffror" in row["source"]
        assert ("Egen bearbetning" in row["source"]) is (row["kind"] == "projected")
    swedish = reader.get(f"{PAGE}siffror-excel.csv").content.decode("utf-8-sig").splitlines()
    assert swedish[0].startswith("Kommun;Scenario;Vad;År;")
    assert any(";Invånare 80 år och äldre 31 december;2040;framräknat;0,5;" in line for line in swedish)


def test_another_municipality_is_gone_to_on_the_same_page(reader: Client) -> None:
    answer = reader.get("/kommun/?kod=3002&sida=befolkning")
    assert answer.headers["Location"] == "/kommun/3002/befolkning/"


def test_the_script_may_ask_this_site_and_nobody_else(reader: Client) -> None:
    policy = reader.get(PAGE).headers["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_without_population_by_age_the_page_says_why_and_has_no_files(visitor: Client) -> None:
    said = text_of(main_of(visitor, "/kommun/9101/befolkning/"))
    assert "Folkmängden efter ålder är inte inläst" in said
    for file in ("scenario", "diagram.svg", "siffror.csv", "siffror-excel.csv"):
        assert visitor.get(f"/kommun/9101/befolkning/{file}").status_code == 404


def test_a_region_and_a_code_of_nobody_have_no_such_page(reader: Client) -> None:
    for code in ("0000", "9999"):
        assert reader.get(f"/kommun/{code}/befolkning/").status_code == 404
        assert reader.get(f"/kommun/{code}/befolkning/scenario").status_code == 404


@pytest.mark.parametrize(
    ("written", "read"),
    [("17 600", 17_600), ("17.600", 17_600), ("17\u00a0600", 17_600), ("17600,0", 17_600), ("+17600", 17_600)],
)
def test_a_number_is_read_as_a_swede_writes_it(written: str, read: float) -> None:
    found = asked({"mal": written}, GIVEN, this_year=2026)
    assert found.goal == Goal(read, 2038)
    assert found.query == "mal=17600"


@pytest.mark.parametrize("written", ["17,600", "17600", "17 600"])
def test_in_english_a_comma_stands_between_thousands_and_decimals_have_either(written: str) -> None:
    with translation.override("en"):
        found = asked({"mal": written, "barn": "2,1"}, GIVEN, this_year=2026)

    assert found.goal == Goal(17_600, 2038)
    assert found.scenario.children_per_woman == pytest.approx(2.1)
    assert found.query == "barn=2.1&mal=17600"


def test_decimals_are_read_with_a_comma_or_a_point() -> None:
    for written in ("2,1", "2.1", " 2,10 "):
        assert asked({"barn": written}, GIVEN, this_year=2026).scenario.children_per_woman == pytest.approx(2.1)


def test_no_goal_is_a_goal_left_empty_and_the_plan_s_is_meant_where_nothing_is_said() -> None:
    assert asked({}, GIVEN, this_year=2026).goal is GIVEN.goal
    assert asked({"mal": ""}, GIVEN, this_year=2026).goal is None
    assert asked({"mal": "17500", "ar": "2038"}, GIVEN, this_year=2026).goal is GIVEN.goal
