"""Gender equality, diversity and social sustainability: on a plan, without one, and on the real figures."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Cut, Definition
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.operations.plans import ensure_plan
from riktmarke.presentation.group_words import GROUND_TITLES
from riktmarke.presentation.numbers import number
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.challenges.account import account_of
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.site import ensure_site
from riktmarke.publishing.website.themes.state import state_of
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.groups import Dimension, Ground
from tests import invented_figures
from tests.fixtures_figures import RECEIVED
from tests.publishing.reading import main_of, section, text_of

PLANNED, UNPLANNED = "/kommun/9101/", "/kommun/9102/"
THEMES = ("hallbarhet/", "jamstalldhet/", "mangfald/", "social-hallbarhet/")
TEMPLATE_CODE = "0180"


@pytest.fixture
def site(challenge_site: Figures, plan_of_exempelby: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The invented country with challenges, the catalogue's links to three sub-goals, and a plan for Exempelby."""
    catalogue = dict(challenge_site.catalogue)
    catalogue["N90001"] = replace(
        catalogue["N90001"],
        links=("gender-equality/5", "public-health/1"),
        grounds=(Ground.SEX,),
        cuts=(Cut(Dimension.ORIGIN, "native_born", "N90008"), Cut(Dimension.ORIGIN, "foreign_born", "N90009")),
    )
    catalogue["N90002"] = replace(catalogue["N90002"], links=("gender-equality/2", "public-health/4"))
    catalogue["N90004"] = replace(catalogue["N90004"], links=("gender-equality/2",))
    monkeypatch.setattr(challenge_site, "catalogue", catalogue)
    return Client()


@pytest.mark.parametrize("root", [PLANNED, UNPLANNED])
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_a_page_with_a_plan_and_without(site: Client, root: str, theme: str) -> None:
    html = site.get(f"{root}{theme}").content.decode()
    assert html.count("<h1") == 1
    assert f'href="{root}{theme}" aria-current="page"' in html
    assert '<a href="' + f'{root}hallbarhet/" aria-current' in html
    assert ("Riktmärkes koppling" in html) is (theme == "social-hallbarhet/" or (root == UNPLANNED and "jam" in theme))


def test_the_six_sub_goals_are_told_with_what_cannot_be_measured(site: Client) -> None:
    told = text_of(main_of(site, f"{UNPLANNED}jamstalldhet/"))
    assert "Kvinnor och män ska ha samma makt att forma samhället och sina egna liv." in told
    for title in ("1. En jämn fördelning av makt", "4. Jämn fördelning av det obetalda", "6. Mäns våld mot kvinnor"):
        assert title in told
    assert "Det obetalda arbetet går knappt att mäta lokalt." in told
    assert "säger en låg siffra här inte att våldet är litet" in told
    assert told.count("Ingen indikator är kopplad hit än.") == 4


def test_women_men_and_the_gap_stand_beside_those_of_the_county_and_the_country(site: Client) -> None:
    row = section(main_of(site, f"{PLANNED}jamstalldhet/"), "delmal-5").partition("<tbody")[2]
    cells = dict(re.findall(r'data-label="([^"]+)">(.*?)</td>', row, re.DOTALL))
    women, men = (float(text_of(cells[sex]).replace(",", ".")) for sex in ("Kvinnor", "Män"))
    who, figure = re.match(r"(kvinnor|män) \+([\d,]+)", text_of(cells["Skillnad"])).groups()
    assert float(figure.replace(",", ".")) == pytest.approx(abs(women - men), abs=0.11)
    assert (who == "kvinnor") is (women > men)
    assert re.match(
        r"(kvinnor|män) \+|ingen|–", text_of(cells["Sverige"] if "Sverige" in cells else list(cells.values())[5])
    )


def test_a_mean_of_the_county_s_municipalities_never_bears_the_county_s_name(site: Client) -> None:
    text = text_of(main_of(site, f"{UNPLANNED}jamstalldhet/"))
    county = [code for code in invented_figures.MUNICIPALITIES if code.startswith("91")]
    weights = [invented_figures.persons(code, 2022, "T") for code in county]
    levels = [invented_figures.level(code, 2022, "T") for code in county]  # N90004 is published for no county
    mean = sum(w * v for w, v in zip(weights, levels, strict=True)) / sum(weights)
    assert f"Medel av kommunerna i Påhittade Norr {number(mean, decimals=1)}" in text
    assert f"; Påhittade Norr {number(mean, decimals=1)}" not in text


def test_never_only_sex_where_the_source_has_where_people_were_born(site: Client) -> None:
    told = text_of(section(main_of(site, f"{PLANNED}jamstalldhet/"), "aldrig-bara-kon"))
    assert "inrikes födda" in told
    assert "utrikes födda" in told
    assert "Den som varken är kvinna eller man syns inte för sig" in told


def test_no_ground_is_passed_over_in_silence(site: Client) -> None:
    page = main_of(site, f"{PLANNED}mangfald/")
    for ground in Ground:
        about = text_of(section(page, ground.value.replace("_", "-")))
        assert GROUND_TITLES[ground] in about
        assert "Det här går inte att visa" in about
    assert "Om 6 av de sju grunderna säger ingen indikator något." in text_of(page)
    assert "De räknas ändå med i varje mått" in text_of(page)


def test_each_indicator_stands_in_one_count_and_the_counts_are_the_accounts(
    site: Client, challenge_site: Figures
) -> None:
    account = account_of(challenge_site, challenge_site.place("9101"))
    assert account is not None
    names = list(account.findings.by_indicator)
    state = state_of(account, names)
    assert state is not None
    counts = (state.challenges, state.uncertain, state.like_others, state.strengths, state.not_said)
    assert sum(counts) == len(names) == state.indicators
    assert state.challenges == len(account.findings.listed(Listing.CHALLENGE)) > 0
    assert sum(float(part.width) for part in state.bar) == pytest.approx(100, abs=0.1)
    assert all(one.worse + one.better <= one.of for one in state.beside)


def test_an_item_without_a_plan_says_whose_mapping_it_is(site: Client) -> None:
    told = text_of(main_of(site, f"{UNPLANNED}ramverk/gender-equality/5/"))
    assert "Riktmärkes koppling" in told
    assert "har ingen plan här som använder ramverket" in told
    assert site.get(f"{UNPLANNED}ramverk/gender-equality/9/").status_code == 404
    # a region's own framework is not told of in other counties
    assert site.get(f"{UNPLANNED}ramverk/social-sustainability-dalarna/1/").status_code == 404


def test_the_pages_have_english(site: Client) -> None:
    told = text_of(main_of(site, f"/en{PLANNED}jamstalldhet/"))
    assert "6. Men's violence against women must stop" in told
    assert "Violence can hardly be measured locally." in told
    assert not re.search(r"\b(Delmål|Läget|Skillnad|Bedömning)\b", told)


@pytest.fixture
def hedemora(
    db: None,
    real_store: Store,
    real_catalogue: dict[str, Definition],
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Client:
    """The site for Hedemora on the real figures, and Stockholm with the plan of the template."""
    lists = load_framework_lists(repository / "catalogue")
    source = Figures(real_store.root, real_catalogue, frameworks=lists)
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    ensure_site(area="2083")
    for area in ("2083", TEMPLATE_CODE):
        ensure_plan(
            area,
            municipality=source.place(area).name,
            folder=settings.RIKTMARKE_PLANS,
            catalogue=load_catalogue(settings.RIKTMARKE_CATALOGUE),
            lists=lists,
            composites=load_composites(settings.RIKTMARKE_CATALOGUE, real_catalogue),
            by="testerna",
            at=RECEIVED,
        )
    return Client()


def test_hedemoras_themes_on_the_real_figures_and_anothers_from_the_template(hedemora: Client) -> None:
    equality = main_of(hedemora, "/kommun/2083/jamstalldhet/")
    told = text_of(equality)
    assert equality.count('class="sub-goal"') == 6
    assert "Ohälsotal" in told
    assert "Mäns uttag av föräldrapenning" in told
    assert "Policy för jämställdhet och mångfald" in text_of(section(equality, "planen"))
    assert "Har gått ut" in text_of(section(equality, "planen"))
    violence = text_of(main_of(hedemora, "/kommun/2083/ramverk/gender-equality/6/"))
    assert "Våldet går knappt att mäta lokalt." in violence
    assert "Jämfört med andra" in violence
    social = text_of(main_of(hedemora, "/kommun/2083/social-hallbarhet/"))
    assert "Alla barn en bra start i livet" in social
    assert "8. En jämlik och hälsofrämjande hälso- och sjukvård" in social
    assert re.search(r"Liknande kommuner: säkert sämre i \d+, säkert bättre i \d+, av \d+ som går att jämföra", social)
    assert "Rasism tolereras inte." in text_of(main_of(hedemora, "/kommun/2083/mangfald/"))

    other = text_of(main_of(hedemora, f"/kommun/{TEMPLATE_CODE}/social-hallbarhet/"))
    assert "Alla barn en bra start i livet" not in other
    assert "8. En jämlik och hälsofrämjande hälso- och sjukvård" in other
    assert "Hedemora" not in other
    assert "Rasism tolereras inte." not in text_of(main_of(hedemora, f"/kommun/{TEMPLATE_CODE}/mangfald/"))
