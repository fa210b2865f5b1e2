"""The site on the example country: every page, file and chart says that the figures are invented."""

import csv
import re
from datetime import UTC, date, datetime
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from riktmarke.assessment.challenges.runs import run_challenges
from riktmarke.assessment.runs import run
from riktmarke.config import today
from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import load_plan
from riktmarke.governance.codes import Comparator, TargetKind, TargetOrigin
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definitions import Definition
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import known_from
from riktmarke.governance.plan_file import read_plan_file
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_rules import check_plan
from riktmarke.governance.plan_text import plan_text
from riktmarke.presentation.labels import EXAMPLE_LABEL
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.models import StartPage
from riktmarke.publishing.website.site import ensure_site
from riktmarke.sources.example_country.generating import write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from tests.fixtures_figures import RECEIVED, silent

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)
OWN = "3001"
RECIPE = Recipe(municipalities=10, counties=2, first_year=2012, plain_series=3)
AGENDA = f"/kommun/{OWN}/ramverk/agenda-2030/"
PAGES = (
    "/",
    "/kommun/3002/",
    "/kommun/3001/nyckeltal/N00957/",
    "/kommun/3001/nyckeltal/N00957/?med=3102",
    "/kommun/3001/nyckeltal/U01405/",
    "/kommun/3001/nyckeltal/N05401/",
    "/kommun/3001/nyckeltal/medellivslangd/",
    "/kommun/3001/nyckeltal/X00001/",
    "/kommun/3001/utmaningar/",
    "/kommun/3001/utmaningar/?visa=tabell",
    "/kommun/3001/utmaningar/N00957/",
    "/kommun/3001/befolkning/",
    "/kommun/3001/befolkning/?barn=2",
    "/kommun/3001/utforska/",
    "/kommun/3001/utforska/?q=andel&med=3102",
    "/kommuner/",
    "/kommuner/?q=finnsinte",
    "/kommun/3001/sammanvagt/trygghet-och-anmalda-brott/",
    "/om-siffrorna/",
    "/om/prognoser/",
    "/tillganglighet/",
    "/kommun/3001/vision/",
    "/kommun/3001/overgripande-mal/god-halsa/",
    "/kommun/3001/mal/",
    "/kommun/3001/mal/farre-sjukdagar/",
    "/kommun/3001/fokusomraden/",
    "/kommun/3001/fokusomraden/jamlik-halsa/",
    "/kommun/3001/ramverk/",
    AGENDA,
    f"{AGENDA}3/",
    f"{AGENDA}14/",
    "/kommun/3001/konsuppdelning/",
    "/kommun/3001/hallbarhet/",
    "/kommun/3001/jamstalldhet/",
    "/kommun/3001/mangfald/",
    "/kommun/3001/social-hallbarhet/",
    "/sok/?q=h%C3%A4lsa",
    "/kommun/3001/jamfor/",
    "/kommun/3001/karta/",
    "/personuppgifter/",
    "/kommun/3001/styrdokument/",
    "/kommun/3001/styrdokument/hallbarhetsstrategi-2020/",
)
NOT_FOUND = ("/finns/inte/", "/kommun/2083/", "/kommun/3001/nyckeltal/N99999/", "/kommun/3001/mal/finnsinte/")
ELSEWHERE = {"kommun/": "/kommun/?kod=3002"}  # answers by going to another page


@pytest.fixture(scope="module")
def example_store(tmp_path_factory: pytest.TempPathFactory, real_catalogue: dict[str, Definition]) -> Store:
    root = tmp_path_factory.mktemp("example")
    store = Store(root / "store")
    recipe = write_recipe(root / "recipe.json", RECIPE, real_catalogue)
    import_from("example-country", recipe, store, at=RECEIVED, progress=silent)
    run(store, real_catalogue, at=RECEIVED, processes=1, progress=silent)
    run_challenges(store, real_catalogue, plans={}, at=RECEIVED, progress=silent)
    return store


@pytest.fixture
def example_site(
    db: None,
    chart_process: None,
    example_store: Store,
    real_catalogue: dict[str, Definition],
    monkeypatch: pytest.MonkeyPatch,
) -> Figures:
    """The site of the example country."""
    composites = load_composites(Path(settings.RIKTMARKE_CATALOGUE), real_catalogue)
    source = Figures(example_store.root, real_catalogue, composites=composites)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    monkeypatch.setattr(settings, "RIKTMARKE_CHARTS", example_store.root / "charts")
    ensure_site(area=OWN)
    return source


@pytest.fixture
def visitor(example_site: Figures, real_catalogue: dict[str, Definition], repository: Path) -> Client:
    """Somebody who reads the site of the example country, with its plan."""
    lists = load_framework_lists(repository / "catalogue")
    sync_frameworks(lists, by="testerna", at=AT)
    file = repository / "plans" / "example" / "plan.toml"
    load_plan(read_plan_file(file), known=known_from(real_catalogue, lists), source=str(file), by="testerna", at=AT)
    return Client()


def seen(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<body>", 1)[1]).split())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_that_the_figures_are_invented(
    visitor: Client, address: str, real_catalogue: dict[str, Definition]
) -> None:
    # a definition describes the real indicator, and may well name the country that it is published for
    said_of_the_real = [
        text for d in real_catalogue.values() for text in (d.note, d.source, d.why) if "Sverige" in text
    ]
    answer = visitor.get(address)
    html = answer.content.decode()

    assert answer.status_code == 200
    # first of all on the page, in a region with a name, and in the browser's title
    assert seen(html).startswith(f"Hoppa till innehållet Tyck till om sidan {EXAMPLE_LABEL}.")
    assert re.search(rf'<aside class="example" aria-label="[^"]+"><p><strong>{EXAMPLE_LABEL}', html)
    assert f"{EXAMPLE_LABEL}</title>" in html
    text = unescape(seen(html))
    for said in said_of_the_real:
        text = text.replace(" ".join(said.split()), "")
    assert "Sverige" not in text
    assert "Officiell statistik" not in html


@pytest.mark.parametrize("address", NOT_FOUND)
def test_a_page_that_is_not_there_says_so_too(visitor: Client, address: str) -> None:
    answer = visitor.get(address)

    assert answer.status_code == 404
    assert EXAMPLE_LABEL in seen(answer.content.decode())


def test_no_page_type_is_left_out(visitor: Client) -> None:
    tried = [*(address.split("?")[0].lstrip("/") for address in PAGES), *ELSEWHERE]
    patterns = [url.pattern for url in StartPage.get_subpage_urls()]

    assert len(patterns) >= 15
    assert [str(pattern) for pattern in patterns if not any(pattern.match(address) for address in tried)] == []
    for address in ELSEWHERE.values():
        assert visitor.get(address).status_code == 302


def test_the_label_is_printed(repository: Path) -> None:
    css = (repository / "src/riktmarke/publishing/website/static/riktmarke/print.css").read_text(encoding="utf-8")
    hidden = [rule.split("{")[0] for rule in css.split("}") if "display: none" in rule]

    assert hidden
    assert not any(re.search(r"\.example\b|\baside\b", rule) for rule in hidden)


@pytest.mark.parametrize(
    "name",
    [
        "nyckeltal/N00957/diagram.svg",
        "nyckeltal/N00957/diagram.svg?bredd=smal",
        "nyckeltal/N00957/lage.svg",
        "utmaningar/bild.svg",
        "utmaningar/bild.svg?bredd=smal",
    ],
)
def test_every_chart_says_so_where_it_is_seen_and_where_it_is_read_aloud(visitor: Client, name: str) -> None:
    svg = visitor.get(f"/kommun/3001/{name}").content.decode()
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", svg)

    assert EXAMPLE_LABEL in drawn
    assert f'<title id="title">{EXAMPLE_LABEL}. ' in svg
    assert f'<desc id="description">{EXAMPLE_LABEL}. ' in svg
    assert "Sverige" not in svg


def test_every_row_of_a_file_says_so_for_rows_are_read_alone(visitor: Client) -> None:
    plain = visitor.get("/kommun/3001/nyckeltal/N00957/siffror.csv").content.decode("utf-8-sig")
    excel = visitor.get("/kommun/3001/nyckeltal/N00957/siffror-excel.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(plain)))
    for_excel = list(csv.DictReader(StringIO(excel), delimiter=";"))

    assert len(rows) == len(for_excel) > 50
    assert all(row["source"].startswith(EXAMPLE_LABEL) for row in rows)
    assert all(row["Källa"].startswith(EXAMPLE_LABEL) for row in for_excel)
    assert {row["area"] for row in rows} >= {"Exempellandet"}
    assert "Sverige" not in plain + excel


def test_the_example_s_plan_loads_and_exports_to_the_same(
    db: None, repository: Path, real_catalogue: dict[str, Definition]
) -> None:
    lists = load_framework_lists(repository / "catalogue")
    sync_frameworks(lists, by="testerna", at=AT)
    file = repository / "plans" / "example" / "plan.toml"
    plan, known = read_plan_file(file), known_from(real_catalogue, lists)
    check_plan(plan, known, source=str(file))
    loaded = load_plan(plan, known=known, source=str(file), by="testerna", at=AT)

    assert plan_text(stored_plan(loaded.plan)) == plan_text(plan)
    assert load_plan(plan, known=known, source=str(file), by="testerna", at=AT).written == 0


def test_every_way_to_set_a_target_is_told_on_the_page_of_its_indicator(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "localdate", lambda: date(2026, 6, 1))  # another year other targets are over

    def told(indicator: str) -> str:
        html = visitor.get(f"/kommun/3001/nyckeltal/{indicator}/").content.decode().partition('id="i-planen"')[2]
        return " ".join(re.sub(r"<[^>]+>", " ", unescape(html)).replace("\u00a0", " ").split())

    waste = told("U07801")  # one year is over, the other is not
    assert "högst 430 kg per invånare 2022" in waste
    assert re.search(r"Läge (Nåddes|Nåddes inte) .*Läge (På målnivån|Inte nått än)", waste)
    assert "den bästa av de andra kommunerna i länet 2032" in told("N17461")
    assert "högst 2 procentenheter sämre än liknande kommuner 2032" in told("N00206")
    assert "mellan inrikes och utrikes födda" in told("N05401")
    assert re.search(r"lägre 2030 än 2018 .* Sedan 2018 har värdet", told("N00401"))
    assert told("N45930").count("Del av en bana") == 2
    assert "Delmål högst 31 dagar 2028" in told("N00957")
    assert "Ersatt av minst 85 procent 2027" in told("N15428")


def test_the_example_s_plan_has_everything_filled_in_and_says_that_it_is_invented(repository: Path) -> None:
    plan = read_plan_file(repository / "plans" / "example" / "plan.toml")
    targets = plan.tables["targets"]

    assert all(rows for rows in plan.tables.values())
    assert plan.header["introduction"].startswith("Allt här är påhittat")
    assert {row.values["group"] for row in targets} >= {"_T", "F", "M", "sex"}
    assert len({row.values["year"] for row in targets if row.values["indicator"] == "N00957"}) == 2  # one in between
    assert {row.values["kind"] for row in targets} == set(TargetKind)
    assert {row.values["comparator"] for row in targets} == {"", *Comparator}
    assert {row.values["origin"] for row in targets} == set(TargetOrigin)
    assert any(row.values["base_year"] for row in targets)
    assert any(row.values["value"] is not None and row.values["comparator"] for row in targets)  # a margin
    assert {row.values["group"] for row in targets} >= {"origin", "origin:foreign_born"}
    assert any(row.values["superseded_by"] for row in targets)
    assert {row.values["status"] for row in plan.tables["actions"]} == {"planned", "ongoing", "done", "stopped"}
    assert {row.values["kind"] for row in plan.tables["units"]} >= {"council", "board", "administration", "company"}
    assert all(
        "åhitt" in f"{row.values['title']}{row.values['text']}" or "Utkast" in row.values["title"]
        for table in ("visions", "overarching_goals", "goals", "documents", "actions")
        for row in plan.tables[table]
    )


def test_real_figures_carry_no_label(invented_site: Figures) -> None:
    # the other invented country is brought in as the real one is, so nothing says that it is an example
    answer = Client().get("/")

    assert EXAMPLE_LABEL not in answer.content.decode()
    assert invented_site.example == ""
