"""The pages of a plan say what the plan says: in the chain, decided or proposed, and never a draft."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from riktmarke.publishing.website.chain.routes import PlanPages
from tests import invented_plan

ROOT = "/kommun/9101/"
PAGES = [
    f"{ROOT}vision/",
    f"{ROOT}overgripande-mal/vaxa/",
    f"{ROOT}mal/",
    f"{ROOT}mal/friskare/",
    f"{ROOT}fokusomraden/",
    f"{ROOT}fokusomraden/halsa/",
    f"{ROOT}konsuppdelning/",
    f"{ROOT}ramverk/",
    f"{ROOT}ramverk/agenda-2030/",
    f"{ROOT}ramverk/agenda-2030/3/",
    f"{ROOT}ramverk/agenda-2030/3-4/",
    f"{ROOT}styrdokument/",
    f"{ROOT}styrdokument/strategi/",
]


def text_of(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").replace("\u00a0", " ").split())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_frame(planned_visitor: Client, address: str) -> None:
    page = planned_visitor.get(address).content.decode()
    assert page.count("<h1") == 1
    assert 'aria-label="Brödsmulor"' in page
    assert "Påhittad strateg, Påhittade nämnden" in page
    assert "strateg@example.org" in page
    assert "2 januari" in page.replace("\u00a0", " ")
    assert "<script>" not in page
    assert "style=" not in page


def test_every_route_of_a_plan_is_tried_here() -> None:
    routes = [str(pattern.pattern) for pattern in PlanPages.get_subpage_urls() if str(pattern.pattern)]
    tried = [re.compile(re.sub(r"<str:[a-z]+>", "[^/]+", route).strip("^$")) for route in routes]
    assert len(routes) == len(PAGES) - 2  # an item of a framework and a part of it have a route among the themes
    assert all(any(way.fullmatch(page.lstrip("/")) for page in PAGES) for way in tried)


def test_the_start_tells_the_story_from_vision_to_figures(planned_visitor: Client) -> None:
    told = text_of(planned_visitor, "/")
    assert "Påhittade Exempelby 2038" in told
    assert "Påhittad andel med publicerat länsvärde: mål minst 70 procent 2030, senast 65,4 procent 2022." in told
    assert "Påhittad hälsa 2 föreslagna indikatorer" in told
    assert "Förslag · 1 föreslagen indikator" in told


@pytest.mark.parametrize("address", [*PAGES, "/", f"{ROOT}nyckeltal/N90001/"])
def test_a_draft_is_nowhere(planned_visitor: Client, address: str) -> None:
    assert "Hemligt utkast" not in planned_visitor.get(address).content.decode()


def test_a_draft_has_no_page(planned_visitor: Client) -> None:
    assert planned_visitor.get(f"{ROOT}overgripande-mal/utkast/").status_code == 404


def test_the_vision_says_who_decided_it_and_what_is_not_measured(planned_visitor: Client) -> None:
    told = text_of(planned_visitor, f"{ROOT}vision/")
    assert "Beslutat Påhittade fullmäktige, 21 november 2021, § 12." in told
    assert "Inget målvärde är beslutat. Ingen påhittad siffra kan visa det." in told
    assert "Påhittad tidigare vision 2010–2020" in told


def test_targets_say_the_group_the_distance_and_where_they_come_from(planned_visitor: Client) -> None:
    told = text_of(planned_visitor, f"{ROOT}fokusomraden/halsa/")
    # the figures are those of tests/invented_figures.level for 9101 in 2022; 65,375 for all and men, 67,875 for women
    assert (
        "Mål minst 70 procent 2030 Senast 65,4 procent 2022 Läge Inte nått än Det skiljer 4,6 procentenheter. Beslutat"
    ) in told
    assert (
        "kvinnor , 2030 Mål minst 21,5 procent 2030 Senast 67,9 procent 2022 Läge På målnivån Det senaste värdet ligger"
    ) in told
    assert (
        "mellan kvinnor och män , 2030 Mål en skillnad på högst 1 procentenhet 2030 Senast 2,5 procentenheter 2022 Läge"
        " Inte nått än Det skiljer 1,5 procentenheter."
    ) in told


def test_the_page_of_a_goal_has_its_targets_one_by_one_before_anybody_knows_how_likely_they_are(
    planned_visitor: Client,
) -> None:
    told = text_of(planned_visitor, f"{ROOT}overgripande-mal/vaxa/")
    assert (
        "länsvärde: minst 70 procent 2030 Mål . Beslutat · Påhittade fullmäktige 21 november 2021 . Indikatorn : "
        "Påhittad andel med publicerat länsvärde ? Hur troligt det är har inte räknats ut än. Läget och takten Senast "
        "65,4 procent 2022. Inte nått än. Det skiljer 4,6 procentenheter."
    ) in told
    assert "högst 1 procentenhet 2030 Mål . Förslag . Indikatorn :" in told


def test_a_target_for_everyone_says_who_is_furthest_from_it_and_at_which_pace(planned_visitor: Client) -> None:
    """From 65,375 to 70 in eight years is 0,6 a year; the formula of the invented figures rises by 0,25."""
    told = text_of(planned_visitor, f"{ROOT}overgripande-mal/vaxa/")
    assert "För att nå målet behöver värdet öka med 0,6 procentenheter om året till 2030." in told
    assert "I en rak linje genom åren 2012–2022 har det ökat med omkring 0,3 procentenheter om året." in told
    assert "Målet är satt för alla. Män är längst från det: 65,4 procent 2022." in told
    assert "Andras tumregler på samma siffror." in told
    weather = "molnigt (tredje av fyra väder: rätt håll, men målet missas med mycket), 2017–2022"
    assert f"Tysklands hållbarhetsstrategi: {weather}" in told


def test_the_page_of_the_vision_has_the_targets_in_short(planned_visitor: Client) -> None:
    told = text_of(planned_visitor, f"{ROOT}vision/")
    assert "Läge Inte nått än" in told
    assert "om året" not in told


def test_earlier_targets_are_kept_with_who_decided_them_and_what_took_their_place(planned_visitor: Client) -> None:
    for address in (f"{ROOT}overgripande-mal/vaxa/", f"{ROOT}mal/friskare/", f"{ROOT}fokusomraden/halsa/"):
        told = text_of(planned_visitor, address).partition("Tidigare målvärden")[2]
        assert told.startswith(
            " Påhittad andel med publicerat länsvärde : minst 68 procent 2030 Beslutat · Påhittade fullmäktige 21 "
            "november 2021 Ersatt av minst 70 procent 2030 (Beslutat · Påhittade fullmäktige 21 november 2021)."
        ), address


def test_a_goal_shows_its_place_in_the_chain_and_what_is_done(planned_visitor: Client) -> None:
    told = text_of(planned_visitor, f"{ROOT}mal/friskare/")
    for words in ("Påhittat mål att växa", "Påhittad del av friskare", "Agenda 2030 3.4", "Påhittad promenad . Pågår"):
        assert words in told
    assert "Uppföljning: Det gick." in told


def test_the_global_goals_say_what_is_steered_on_and_what_is_not_our_task(planned_visitor: Client) -> None:
    told = text_of(planned_visitor, f"{ROOT}ramverk/agenda-2030/")
    # 3 has a goal, an action and a document that has run out; for 8 there is a proposed indicator alone
    assert "Beslutat: något för 1 av 17 globala mål. Bara förslag: för 1. Inte kommunens uppgift: 1." in told
    assert "Inte kommunens uppgift" in told
    assert told.count("Inget i planen") == 14
    sea = text_of(planned_visitor, f"{ROOT}ramverk/agenda-2030/14/")
    assert "Inte kommunens uppgift Påhittet har inget hav." in sea


def test_a_document_that_has_run_out_is_warned_about_on_the_day_it_is_read(
    planned_visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Giltighetstiden gick ut med år 2022." in text_of(planned_visitor, f"{ROOT}styrdokument/")
    monkeypatch.setattr("riktmarke.config.today.localdate", lambda: date(2022, 8, 1))
    assert "Giltighetstiden går ut med år 2022." in text_of(planned_visitor, f"{ROOT}styrdokument/strategi/")
    monkeypatch.setattr("riktmarke.config.today.localdate", lambda: date(2020, 8, 1))
    assert "Gäller 2019–2022" in text_of(planned_visitor, f"{ROOT}styrdokument/")


def test_a_proposal_is_marked(planned_visitor: Client) -> None:
    assert "Påhittad miljö Förslag" in text_of(planned_visitor, f"{ROOT}fokusomraden/")
    assert "Urvalet av indikatorer är ett förslag." in text_of(planned_visitor, f"{ROOT}fokusomraden/miljo/")


@pytest.mark.parametrize(
    "address",
    [
        "mal/finns-inte/",
        "overgripande-mal/x/",
        "fokusomraden/x/",
        "ramverk/x/",
        "ramverk/agenda-2030/18/",
        "ramverk/gender-equality/5-1/",
        "ramverk/public-health/",  # a framework that this plan does not use
        "styrdokument/inte/",
        "mal/" + "å" * 300 + "/",
    ],
)
def test_what_the_plan_does_not_have_is_said_with_a_way_on(planned_visitor: Client, address: str) -> None:
    answer = planned_visitor.get(ROOT + address)
    assert answer.status_code == 404
    assert f"{ROOT}vision/" in answer.content.decode()


def test_a_municipality_without_a_plan_says_so_and_keeps_its_figures(visitor: Client) -> None:
    answer = visitor.get("/kommun/9102/vision/")
    assert answer.status_code == 404
    assert "/kommun/9102/" in answer.content.decode()
    assert "vision/" not in visitor.get("/kommun/9102/").content.decode()


def test_a_write_shows_on_the_next_page(planned_visitor: Client, repository: Path) -> None:
    assert "Påhittade Exempelby 2038" in text_of(planned_visitor, "/")
    invented_plan.load(repository, invented_plan.PLAN.replace("Påhittade Exempelby 2038", "Ny vision"))
    assert "Ny vision" in text_of(planned_visitor, "/")


def test_pages_of_a_plan_that_is_held_ask_the_database_little(
    planned_visitor: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for address in (*PAGES, "/", f"{ROOT}nyckeltal/N90001/"):
        planned_visitor.get(address)
        with django_assert_max_num_queries(12):
            planned_visitor.get(address)


def test_two_plans_in_one_installation_do_not_see_each_other(planned_visitor: Client, repository: Path) -> None:
    other = (
        invented_plan.PLAN.replace("9101", "9102").replace('"exempelby"', '"grannby"').replace("Påhittat", "Grannes")
    )
    invented_plan.load(repository, other)
    assert "Grannes mål att växa" in text_of(planned_visitor, "/kommun/9102/vision/")
    assert "Grannes" not in text_of(planned_visitor, f"{ROOT}vision/")
    assert "något för 1 av 17" in text_of(planned_visitor, f"{ROOT}ramverk/agenda-2030/")
