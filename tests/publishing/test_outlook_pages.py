"""How likely targets are and where figures may go, on the pages of an invented municipality."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from riktmarke.assessment.outlook import origins
from riktmarke.assessment.outlook.likelihood import Earlier
from riktmarke.assessment.outlook.runs import run_outlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind, TargetOrigin
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.holding import middleware as held_pages
from riktmarke.publishing.website.outlook.earlier_said import earlier_said
from riktmarke.publishing.website.outlook.source import Outlook
from riktmarke.publishing.website.outlook.target_mark import target_mark
from riktmarke.statistics.store import Store
from tests import invented_figures, invented_plan
from tests.fixtures_figures import RECEIVED, silent
from tests.publishing.reading import main_of, section, text_of

ROOT = "/kommun/9101/"
GOAL = f"{ROOT}overgripande-mal/vaxa/"
SERIES = f"{ROOT}nyckeltal/N90001/"
LEVEL = TargetAsked("N90001", "_T", 2030, TargetKind.LEVEL, at_least=True, value=70.0)
WOMEN = replace(LEVEL, group="F", value=21.5, origin=TargetOrigin.PROPOSAL)
GAP = TargetAsked("N90001", "sex", 2030, TargetKind.GAP, at_least=False, value=1.0, origin=TargetOrigin.PROPOSAL)


@pytest.fixture(scope="session")
def foreseen_store(small_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The invented figures with an outlook run: five municipalities are enough to tell of all, and not twenty."""
    root = tmp_path_factory.mktemp("foreseen") / "store"
    shutil.copytree(small_store.root, root)
    store = Store(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origins, "FEWEST_AREAS", 5)
        plans = {"9101": (LEVEL, WOMEN, GAP)}
        run_outlook(store, invented_figures.catalogue(), plans=plans, at=RECEIVED, progress=silent)
    return store


@pytest.fixture
def foreseen(
    invented_site: Figures, foreseen_store: Store, plan_of_exempelby: None, monkeypatch: pytest.MonkeyPatch
) -> Client:
    """Somebody who reads the site of Exempelby with its plan, after an outlook run."""
    source = Figures(foreseen_store.root, invented_figures.catalogue())
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    return Client()


def test_a_goal_says_how_likely_each_target_is_for_whom_and_by_which_figures(foreseen: Client) -> None:
    """The invented figures rise by 0,25 a year: from 65,4 in 2022 to 70 in 2030 is more than they have ever done."""
    told = text_of(main_of(foreseen, GOAL))
    assert "Målvärden, och hur troliga de är" in told
    assert "Mycket osannolikt , mindre än 1 chans av 10" in told  # a pause, for who hears it
    assert "Med siffror till och med 2022 är det mycket osannolikt (mindre än 1 chans av 10) att" in told
    groups = told.partition("Grupp Så troligt är det 2030")[2].partition("Det nås först när")[0]
    assert re.search(r"Män .* mindre än 1 chans av 10 Alla tillsammans .* mindre än 1 chans av 10", groups)
    # women have a target of their own, far below where they are
    assert "Mycket troligt , mer än 9 chanser av 10" in told
    assert "Hur bra är våra prognoser?" in told


def test_every_picture_has_the_same_figures_as_a_table(foreseen: Client) -> None:
    html = main_of(foreseen, GOAL)
    pictures = re.findall(r'<img src="([^"]*utsikt\.svg[^"]*)"[^>]*alt="([^"]+)"', html)
    assert len(pictures) == html.count("Bilden som tabell")
    assert len(pictures) == len({address for address, _ in pictures})  # none is shown twice
    for address, words in pictures:
        assert "2030" in words
        svg = foreseen.get(address.replace("&amp;", "&"))
        assert svg.status_code == 200
        assert svg["Content-Type"] == "image/svg+xml"
        assert b"<title" in svg.content
    table = html.partition("Bilden som tabell")[2].partition("</table>")[0]
    assert "minst 70" in table.partition(">2030<")[2].partition("</tr>")[0]
    assert "65,4" in table.partition(">2022<")[2].partition("</tr>")[0]


def test_a_gap_says_which_side_is_higher(foreseen: Client) -> None:
    assert "Över nollan har kvinnor det högre värdet." in text_of(main_of(foreseen, GOAL))


def test_a_picture_that_nobody_has_asked_for_is_not_found(foreseen: Client) -> None:
    assert foreseen.get(f"{SERIES}utsikt.svg?mal={target_mark(GAP)}").status_code == 200
    assert foreseen.get(f"{SERIES}utsikt.svg?mal={target_mark(replace(GAP, value=2.0))}").status_code == 404
    assert foreseen.get(f"{ROOT}nyckeltal/N90002/utsikt.svg?mal={target_mark(GAP)}").status_code == 404
    assert foreseen.get(f"{SERIES}utsikt.svg?grupp=utrikes-fodda").status_code == 404
    assert foreseen.get(f"{ROOT}nyckeltal/N99999/utsikt.svg").status_code == 404


def test_narrower_pictures_are_drawn_anew_and_known_ones_are_not_sent_again(foreseen: Client) -> None:
    wide, narrow = (foreseen.get(f"{SERIES}utsikt.svg?grupp=kvinnor{width}") for width in ("", "&bredd=smal"))
    assert wide.content != narrow.content
    again = foreseen.get(f"{SERIES}utsikt.svg?grupp=kvinnor", headers={"If-None-Match": wide["ETag"]})
    assert again.status_code == 304


def test_the_start_has_every_goal_with_how_likely_it_is_or_why_that_cannot_be_said(foreseen: Client) -> None:
    told = text_of(section(main_of(foreseen, ROOT), "overgripande"))
    assert "Påhittat mål att växa ○ Mycket osannolikt , mindre än 1 chans av 10 Påhittad andel" in told
    assert "Påhittad god kultur ? Kan inte sägas: målet har inget målvärde." in told


def test_targets_elsewhere_say_in_short_how_likely_they_are(foreseen: Client) -> None:
    for address in (f"{ROOT}vision/", f"{ROOT}fokusomraden/halsa/", SERIES):
        assert "mindre än 1 chans av 10" in text_of(main_of(foreseen, address)), address


def test_an_indicator_says_where_it_may_stand_for_everyone_or_the_group_that_is_chosen(foreseen: Client) -> None:
    everyone = section(main_of(foreseen, f"{SERIES}?med=9102"), "sa-kan-det-ga")
    assert "ungefär 8 chanser av 10" in text_of(everyone)
    assert re.search(r'href="\?med=9102#sa-kan-det-ga" aria-current="true">Alla<', everyone)
    assert 'href="?grupp=kvinnor&amp;med=9102#sa-kan-det-ga"' in everyone
    women = section(main_of(foreseen, f"{SERIES}?grupp=kvinnor"), "sa-kan-det-ga")
    assert "kvinnor" in text_of(women).partition("ungefär 8 chanser av 10")[2].partition("2030")[0]
    assert "utsikt.svg?grupp=kvinnor" in women
    assert "minst 21,5" in text_of(women)  # the target that they have, in the table
    wrong = section(main_of(foreseen, f"{SERIES}?grupp=ingen"), "sa-kan-det-ga")
    assert "utsikt.svg?grupp=alla" in wrong


def test_an_indicator_of_another_municipality_has_its_own(foreseen: Client) -> None:
    told = text_of(section(main_of(foreseen, "/kommun/9102/nyckeltal/N90001/"), "sa-kan-det-ga"))
    assert "i Provköping" in told
    assert "minst 70" not in told  # that is Exempelby's target


def test_what_cannot_be_said_has_its_reason(foreseen: Client) -> None:
    untold = [
        series.indicator
        for series in website_figures.figures().outlook().of("9101").series.values()
        if series.why_not and series.measured and series.group == "_T"
    ]
    assert untold
    told = text_of(section(main_of(foreseen, f"{ROOT}nyckeltal/{untold[0]}/"), "sa-kan-det-ga"))
    assert "Kan inte sägas:" in told
    assert "Skälet:" in told
    assert "utsikt.svg" not in told


def test_a_series_without_a_definition_says_nothing_of_the_years_ahead(foreseen: Client) -> None:
    source = website_figures.figures()
    undefined = next(s for s in source.dataset().series.ids if source.definition(s) is None)
    assert "sa-kan-det-ga" not in main_of(foreseen, f"{ROOT}nyckeltal/{undefined}/")


def test_a_target_that_is_newer_than_the_run_waits_for_the_next(foreseen: Client, repository: Path) -> None:
    invented_plan.load(repository, invented_plan.PLAN.replace("value = 70", "value = 71"))
    told = text_of(main_of(foreseen, GOAL))
    assert "minst 71 procent 2030" in told
    assert "Målet är nyare än den senaste utsikten. Hur troligt det är räknas ut nästa gång." in told


def test_a_goal_without_a_target_has_a_table_of_where_its_indicators_may_stand(
    foreseen: Client, repository: Path
) -> None:
    plan = invented_plan.PLAN.replace(
        'focus_areas = ["halsa", "miljo"]\nproposal = true',
        'focus_areas = ["halsa", "miljo"]\noverarching_goals = ["kultur"]\nproposal = true',
    )
    invented_plan.load(repository, plan)
    told = text_of(main_of(foreseen, f"{ROOT}overgripande-mal/kultur/"))
    ahead = told.rpartition("Vad som går att säga om åren framåt")[2]  # first it is a link at the top of the page
    assert ahead.startswith(" Målet har inget målvärde, så hur troligt det är att det nås kan inte sägas.")
    assert "Minst lika bra" not in ahead  # tried on the past it did not come true as said
    assert re.search(r"2022 [\d ,]+ 2030 [\d ,−]+ till [\d ,−]+ ", ahead)


def test_before_any_run_the_same_pages_say_so(planned_visitor: Client) -> None:
    assert "Hur troligt det är har inte räknats ut än." in text_of(
        section(main_of(planned_visitor, ROOT), "overgripande")
    )
    told = text_of(main_of(planned_visitor, f"{ROOT}overgripande-mal/kultur/"))
    assert "Var indikatorerna kan stå framöver har inte räknats ut än." in told
    assert "sa-kan-det-ga" not in main_of(planned_visitor, SERIES)
    assert planned_visitor.get(f"{SERIES}utsikt.svg?grupp=alla").status_code == 404


def test_a_run_on_older_figures_says_when_they_were_fetched(foreseen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Prognoserna bygger på siffror som hämtades" not in main_of(foreseen, GOAL)
    monkeypatch.setattr(Outlook, "other_figures", "1 januari 2025")
    held_pages.forget()  # nothing was switched in, so the page is held
    assert "Prognoserna bygger på siffror som hämtades 1 januari 2025." in text_of(main_of(foreseen, GOAL))
    assert "Prognosen bygger på siffror som hämtades 1 januari 2025." in text_of(main_of(foreseen, SERIES))


def test_what_would_have_been_said_is_told_year_by_year_and_drawn_from_three_years() -> None:
    assert earlier_said((Earlier(2020, 0.3),)) is None
    same = earlier_said(tuple(Earlier(year, 0.01) for year in (2020, 2021, 2022)))
    assert same is not None
    assert same.sentence
    assert (same.rows, same.path) == ((), "")  # the sentence says it all
    two = earlier_said((Earlier(2020, 0.3), Earlier(2022, 0.52)))
    assert two is not None
    assert not two.path
    assert [(row.year, row.said.tenths) for row in two.rows] == [(2020, 3), (2022, 5)]
    three = earlier_said((Earlier(2020, 0.01), Earlier(2021, 0.5), Earlier(2022, 0.99)))
    assert three is not None
    low, middle, high = three.rows
    assert low.y > middle.y > high.y
    assert middle.x - low.x == high.x - middle.x
    assert three.path.startswith(f"M{low.x} {low.y} L")
