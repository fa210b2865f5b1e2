"""The pages of challenges say what the engine found, for whom, and how that is known; choices only hide."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from riktmarke.publishing.website.challenges.routes import ChallengePages
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.holding import middleware as held_pages
from riktmarke.statistics.areas import area_table
from tests import invented_figures, invented_plan
from tests.publishing.reading import listed, main_of, section, text_of

OWN = "/kommun/9101/utmaningar/"
SURVEY, SHARE, PEOPLE, TOTAL_ONLY = (
    "Påhittad enkät vartannat år",
    "Påhittad andel med publicerat länsvärde",
    "Påhittad andel utan publicerat länsvärde",
    "Påhittad andel, bara totalt",
)
PAGES = (
    OWN,
    f"{OWN}?grupp=kvinnor",
    f"{OWN}?visa=tabell",
    f"{OWN}?ram=agenda-2030/14",
    "/kommun/9202/utmaningar/",
    f"{OWN}N90002/",
    f"{OWN}N90006/",
    f"{OWN}N90018/",
    f"{OWN}N90011/",
)


@pytest.fixture
def visitor(challenge_site: Figures) -> Client:
    """Somebody who reads the site with challenges."""
    return Client()


@pytest.fixture
def planned_visitor(challenge_site: Figures, plan_of_exempelby: None) -> Client:
    """Somebody who reads the site of a municipality with challenges and a plan."""
    return Client()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_in_swedish_and_needs_no_script(visitor: Client, address: str) -> None:
    page = visitor.get(address).content.decode()
    assert page.count("<h1") == 1
    assert '<a href="/kommun/9' in page.partition('aria-label="Huvudmeny"')[2].partition("</nav>")[0]
    assert re.search(r'utmaningar/" aria-current="(page|true)">Utmaningar</a>', page)
    assert 'aria-label="Brödsmulor"' in page
    assert "<script>" not in page
    assert "style=" not in page
    assert re.findall(r"\b(None|nan|NaN)\b", text_of(page)) == []
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(ids)
    assert page.count("<table") == page.count("<caption")


def test_every_route_of_challenges_is_tried_here() -> None:
    routes = [str(pattern.pattern) for pattern in ChallengePages.get_subpage_urls() if str(pattern.pattern)]
    tried = [re.compile(re.sub(r"<str:[a-z]+>", "[^/?]+", route).strip("^$")) for route in routes]
    assert len(routes) == 2
    assert all(any(way.fullmatch(page.lstrip("/").partition("?")[0]) for page in PAGES) for way in tried)


def test_the_list_tells_each_challenge_with_its_reasons_its_year_and_its_people(visitor: Client) -> None:
    html = main_of(visitor, OWN)
    assert "<h1>Våra utmaningar</h1>" in html
    assert listed(html) == [SURVEY, PEOPLE, TOTAL_ONLY]
    first = html.partition('<ol class="challenge-list"')[2].partition("</li>\n<li>")[0]
    assert '<li class="tag">Sämre än andra</li>' in first
    assert f'<a href="{OWN}N90007/">' in first
    said = text_of(html)
    assert "Exempelby har 3 utmaningar" in said
    assert "Den påhittade andelen i Exempelby var 65,4 procent 2022, 5,0 procentenheter högre än" in said
    assert "omkring 63 färre personer" in said


def test_measures_that_show_the_same_thing_stand_together_and_are_counted_once(visitor: Client) -> None:
    html = main_of(visitor, OWN)
    assert "mått som visar samma sak står tillsammans" in text_of(html)
    assert f'Samma sak syns i: <a href="{OWN}N90001/">{SHARE}</a>' in html
    assert SHARE not in listed(html)


def test_what_is_no_challenge_is_listed_with_the_reason(visitor: Client) -> None:
    html = main_of(visitor, OWN)
    assert "Påhittat femårsmedel" in section(html, "styrkor")
    assert "Påhittad andel av sjöar" in section(html, "forbattringar")
    assert "högre bland kvinnor än bland män" in text_of(section(html, "grupper"))
    rest = section(html, "ovrigt")
    undecided = rest.partition("Bedöms inte")[0]
    assert "Påhittat valdeltagande" in undecided
    assert "Hur osäkert värdet är går inte att räkna ut" in undecided
    assert "Påhittad andel med nämnare utan kön" in rest.partition("Bedöms inte")[2]


def test_every_indicator_stands_somewhere_on_the_page(visitor: Client, challenge_site: Figures) -> None:
    html = main_of(visitor, f"{OWN}?alla=1")
    for indicator in challenge_site.challenges().of("9101").by_indicator:
        assert f'href="{OWN}{indicator}/"' in html, indicator


def test_what_is_new_is_told_with_the_reason(visitor: Client) -> None:
    new = text_of(section(main_of(visitor, OWN), "nytt"))
    why = "Reglerna, planens gränser eller beskrivningen av måttet har ändrats."
    assert new.startswith(">Nytt sedan 2 januari 2026 ")
    assert f"{why} {SHARE} har blivit en utmaning; stod förut under ”" in new
    assert new.count(why) == 1
    assert "inte längre" not in new


def test_another_municipality_has_its_own_challenges_under_its_own_name(visitor: Client) -> None:
    html = main_of(visitor, "/kommun/9202/utmaningar/")
    assert "<h1>Utmaningar i Fabelnäs</h1>" in html
    assert "Våra" not in html
    value = f"{invented_figures.level('9202', 2022, 'T'):.1f}".replace(".", ",")
    assert f"i Fabelnäs var {value} procent 2022" in text_of(html)
    assert "Exempelby var" not in text_of(html)
    assert '<a href="/kommun/9101/utmaningar/">Exempelby</a>' in html  # a similar one


def test_women_are_a_choice_that_keeps_what_stands_for_women_and_says_so(visitor: Client) -> None:
    html = main_of(visitor, f"{OWN}?grupp=kvinnor")
    assert listed(html) == [SURVEY, PEOPLE]
    said = text_of(html)
    assert '<h2 id="listan" tabindex="-1">2 av 3 utmaningar: kvinnor</h2>' in html
    assert "Här står utmaningar som gäller kvinnor." in said
    assert "Urvalet ändrar bara vad som visas, inte vad som är en utmaning." in said
    assert f'<a href="{OWN}#listan">Visa alla 3 utmaningar</a>' in html
    assert "Bland kvinnor var den påhittade andelen i Exempelby 67,9 procent 2022" in said
    assert "Kvinnor , 2 utmaningar" in text_of(html)
    assert 'role="status"' not in html
    assert "Bedöms inte" not in section(html, "ovrigt")
    assert 'id="nytt"' not in html


def test_a_group_is_found_where_something_stands_for_it_or_a_part_of_it(visitor: Client) -> None:
    assert listed(main_of(visitor, f"{OWN}?grupp=utrikes-fodda")) == [PEOPLE]
    crossed = main_of(visitor, f"{OWN}?grupp=utrikes-fodda-kvinnor")
    assert listed(crossed) == [PEOPLE]
    assert "Bland utrikes födda kvinnor var den påhittade andelen" in text_of(crossed)
    assert listed(main_of(visitor, f"{OWN}?grupp=hogst-inkomst")) == []


def test_choosing_changes_no_verdict(visitor: Client, challenge_site: Figures) -> None:
    before = challenge_site.challenges().of("9101").challenges
    main_of(visitor, f"{OWN}?grupp=man&ram=agenda-2030/3")
    assert challenge_site.challenges().of("9101").challenges == before
    assert text_of(main_of(visitor, f"{OWN}N90001/")).count("sämre") > 0


def test_an_item_of_a_framework_keeps_what_is_linked_to_it_or_below_it(visitor: Client) -> None:
    for item in ("agenda-2030/3", "agenda-2030/3.4"):
        html = main_of(visitor, f"{OWN}?ram={item}")
        assert listed(html) == [SHARE]
        assert "1 av 3 utmaningar: Agenda 2030, 3" in text_of(html)
    assert "som hör till Agenda 2030, 3 God hälsa" in text_of(main_of(visitor, f"{OWN}?ram=agenda-2030/3"))
    assert listed(main_of(visitor, f"{OWN}?ram=gender-equality/2")) == [SURVEY]


def test_choices_are_kept_in_each_others_addresses(visitor: Client) -> None:
    html = main_of(visitor, f"{OWN}?grupp=kvinnor&ram=agenda-2030/3")
    assert listed(html) == [SHARE]
    assert 'href="?grupp=man&amp;ram=agenda-2030/3#listan"' in html
    assert 'href="?ram=agenda-2030/3#listan"' in html  # all groups
    assert 'href="?grupp=kvinnor#listan"' in html  # all of the framework
    assert 'srcset="/kommun/9101/utmaningar/bild.svg?grupp=kvinnor&amp;ram=agenda-2030/3&amp;bredd=smal"' in html


def test_a_focus_area_of_the_plan_is_a_choice(planned_visitor: Client) -> None:
    html = main_of(planned_visitor, f"{OWN}?omrade=halsa")
    assert listed(html) == [PEOPLE, SHARE]
    assert "2 av 3 utmaningar: Påhittad hälsa" in text_of(html)
    assert "inom fokusområdet Påhittad hälsa." in text_of(html)
    assert re.search(r'href="\?omrade=miljo#listan">Påhittad miljö<', html)


def test_only_frameworks_that_the_plan_uses_or_that_are_everybodys_are_offered(
    visitor: Client, challenge_site: Figures, repository: Path
) -> None:
    everybodys = re.findall(r"<summary>([^<]*)</summary>", main_of(visitor, OWN))
    assert {"Agenda 2030", "Jämställdhet"} <= set(everybodys)
    assert "Social hållbarhet i Dalarna" not in everybodys
    without = invented_plan.PLAN.replace(', "gender-equality"', "").replace(', "gender-equality/5"', "")
    invented_plan.load(repository, without)
    planned = re.findall(r"<summary>([^<]*)</summary>", main_of(visitor, OWN))
    assert "Agenda 2030" in planned
    assert "Fokusområde" in planned
    assert "Jämställdhet" not in planned


def test_nothing_found_says_what_that_means_and_leads_back(visitor: Client) -> None:
    html = main_of(visitor, f"{OWN}?ram=agenda-2030/14")
    assert listed(html) == []
    assert "Ingen utmaning har hittats som hör till Agenda 2030, 14" in text_of(html)
    assert "Det betyder inte att allt är bra där" in text_of(html)
    assert f'href="{OWN}#listan">Visa alla 3 utmaningar</a>' in html
    assert "bild.svg" not in html
    assert "excel" not in html


@pytest.mark.parametrize("wrong", ["grupp=blåögda", "omrade=halsa", "ram=agenda-2030/99", "ram=finns/inte", "ram=3"])
def test_a_choice_that_does_not_exist_is_told_and_left_out(visitor: Client, wrong: str) -> None:
    html = main_of(visitor, f"{OWN}?{wrong}")
    assert "Det finns inget att välja som heter" in text_of(html)
    assert listed(html) == [SURVEY, PEOPLE, TOTAL_ONLY]


def test_those_that_concern_the_most_people_may_come_first_and_it_is_said_of_how_many_that_is_known(
    visitor: Client,
) -> None:
    html = main_of(visitor, f"{OWN}?ordning=personer")
    assert listed(html)[0] == PEOPLE
    assert "<strong>Flest människor först</strong>" in html
    counted = html.count('class="people"')  # all of them shares, and so persons
    assert 0 < counted < 3
    assert f"Det vet vi för {counted} av 3; de andra kommer efter, tyngst först." in text_of(html)
    weighed = main_of(visitor, OWN)
    assert "<strong>Tyngst först</strong>" in weighed
    assert "Ordnat efter tyngd: hur mycket sämre det är än hos andra, plus" in text_of(weighed)
    assert "Listan ordnas efter tyngd" in text_of(section(main_of(visitor, "/om-siffrorna/"), "utmaningar"))


def test_the_title_in_the_browser_says_what_is_left_and_of_how_many(visitor: Client) -> None:
    page = visitor.get(f"{OWN}?grupp=kvinnor&ram=agenda-2030/3").content.decode()
    title = unescape(page.partition("<title>")[2].partition("</title>")[0])
    assert title.startswith("1 av 3 utmaningar: kvinnor, Agenda 2030, 3 God hälsa")
    assert title.endswith(" – Exempelby – Riktmärke")
    assert "<title>Utmaningar – Exempelby" in visitor.get(OWN).content.decode()


def test_what_would_leave_nothing_is_no_link(visitor: Client) -> None:
    assert 'href="?ram=agenda-2030/3#listan"' in main_of(visitor, OWN)
    assert "Alla mål i Agenda 2030 , 3 utmaningar" in text_of(main_of(visitor, OWN))
    html = main_of(visitor, f"{OWN}?grupp=utrikes-fodda")
    assert '<span class="no-choice">3 God hälsa' in html
    assert "ram=agenda-2030/3#listan" not in html
    chosen = main_of(visitor, f"{OWN}?grupp=utrikes-fodda&ram=agenda-2030/3")
    assert 'href="?grupp=utrikes-fodda&amp;ram=agenda-2030/3#listan" aria-current="true"' in chosen


def test_the_list_is_read_before_its_picture(visitor: Client) -> None:
    html = main_of(visitor, OWN)
    assert html.index('class="challenge-list"') < html.index('id="bilden"')
    assert "Numren är de i listan." in text_of(section(html, "bilden"))


def test_the_years_of_the_figures_are_said_and_which_figures_where_the_others_are_of_another_fetch(
    challenge_site: Figures, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = text_of(main_of(visitor, OWN))
    assert "Siffrorna är från 2022 eller tidigare." in said
    assert "De andra sidorna visar siffror hämtade" not in said
    shown = challenge_site.dataset()
    later = replace(shown, version=replace(shown.version, name="later"))
    monkeypatch.setattr(Figures, "dataset", lambda _: later)
    held_pages.forget()  # nothing was switched in, so the page is held
    said = text_of(main_of(visitor, OWN))
    assert re.search(r"Utmaningarna är uträknade på siffror hämtade \d+ \w+ \d{4}\. De andra sidorna visar", said)


def test_a_municipality_that_the_run_does_not_know_has_no_challenges_yet(
    challenge_site: Figures, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = challenge_site.challenges()
    others = area_table(area for area in run.dataset.areas if area.code != "9101")
    without = replace(run, dataset=SimpleNamespace(areas=others, version=run.dataset.version))  # type: ignore[arg-type]
    monkeypatch.setattr(Figures, "challenges", lambda _: without)
    for address in (OWN, f"{OWN}N90001/"):
        assert "Utmaningarna är inte uträknade än." in main_of(visitor, address, 503)
    assert visitor.get(f"{OWN}utmaningar.csv").status_code == 404
    assert visitor.get("/").status_code == 200


def test_the_table_has_level_difference_uncertainty_change_and_people(visitor: Client) -> None:
    html = main_of(visitor, f"{OWN}?visa=tabell")
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html)
    assert [text_of(head).partition(" 95")[0] for head in heads] == [
        "Nr",
        "Mått",
        "Värde",
        "Skillnad mot andra",
        "Osäkerhet",
        "Förändring",
        "Människor",
        "Läge i bilden minsta skillnader",
    ]
    rows = [text_of(row) for row in re.findall(r"<tr><td.*?</tr>", html, re.DOTALL)]
    assert [row[0] for row in rows] == ["1", "1", "2", "3"]  # each measure, those that show the same thing as one
    assert [row.endswith("ritas inte: visar samma sak") for row in rows] == [False, True, False, False]
    assert "4 mått i 3 utmaningar" in text_of(html)
    people = next(row for row in rows if PEOPLE in row)
    assert "65,4 procent 2022" in people
    assert "+4,7 procentenheter mot övriga kommuner i Påhittade Norr" in people
    assert re.search(r" 63 \d+,\d åt höger, \d+,\d uppåt$", people)
    assert 'href="?#listan">Som lista</a>' in html


def test_only_the_first_are_shown_until_all_are_asked_for(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riktmarke.publishing.website.challenges.list_view.SHOWN_FIRST", 2)
    html = main_of(visitor, OWN)
    assert len(listed(html)) == 2
    assert '<a href="?alla=1#listan">Visa alla 3</a>' in html
    assert len(listed(main_of(visitor, f"{OWN}?alla=1"))) == 3


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{OWN}N90013/", 404),  # a series without a definition
        (f"{OWN}N00000/", 404),
        (f"{OWN}%3Cscript%3E/", 404),
        ("/kommun/9999/utmaningar/", 404),
        ("/kommun/0091/utmaningar/", 404),
        ("/kommun/9999/utmaningar/N90001/", 404),
        ("/kommun/9999/utmaningar/bild.svg", 404),
        ("/kommun/9999/utmaningar/utmaningar.csv", 404),
        (f"{OWN}?grupp={'å' * 3000}", 200),
        (f"{OWN}?ram=%00&omrade=%27%3B--&ordning=x&visa=y&alla=z", 200),
        (f"{OWN}bild.svg?grupp=finns-inte", 200),
        ("/kommun/?kod=9102&sida=utmaningar", 302),
    ],
)
def test_wrong_input_gets_a_clear_answer_never_a_fault(visitor: Client, address: str, status: int) -> None:
    answer = visitor.get(address)
    assert answer.status_code == status
    assert b"<script>" not in answer.content


def test_changing_municipality_keeps_the_page(visitor: Client) -> None:
    assert 'href="/kommuner/?sida=utmaningar">Byt kommun' in visitor.get(OWN).content.decode()
    one = visitor.get(f"{OWN}N90002/").content.decode()
    assert 'href="/kommuner/?sida=utmaningar/N90002">Byt kommun' in one
    html = main_of(visitor, "/kommuner/?sida=utmaningar/N90002")
    assert 'href="/kommun/9201/utmaningar/N90002/">Diktala</a>' in html
    assert '<input type="hidden" name="sida" value="utmaningar/N90002">' in html
    chosen = visitor.get("/kommun/?kod=9201&sida=utmaningar")
    assert chosen.headers["Location"] == "/kommun/9201/utmaningar/"
    for wrong in ("//example.org", "utmaningar/../admin", "admin"):
        assert visitor.get(f"/kommun/?kod=9201&sida={wrong}").headers["Location"] == "/kommun/9201/"


def test_the_start_tells_the_first_and_leads_to_all(visitor: Client) -> None:
    ours = main_of(visitor, "/")
    top = section(ours, "utmaningar")
    assert "Våra utmaningar" in top
    assert listed(ours) == [SURVEY, PEOPLE, TOTAL_ONLY]
    assert f'<a href="{OWN}">Alla utmaningar, styrkor och förbättringar</a>' in top
    assert "Våra utmaningar" not in main_of(visitor, "/kommun/9202/")
    assert "Utmaningar" in section(main_of(visitor, "/kommun/9202/"), "utmaningar")


def test_a_focus_area_tells_its_own_and_where_each_measure_lies(planned_visitor: Client) -> None:
    html = main_of(planned_visitor, "/kommun/9101/fokusomraden/halsa/")
    assert listed(html) == [PEOPLE, SHARE]
    assert f'href="{OWN}?omrade=halsa"' in section(html, "utmaningar")
    strips = section(html, "bland-alla")
    assert strips.count('class="strip-line"') == 2
    said = text_of(strips)
    assert re.search(r"65,4 procent 2022 .*?Osäkerhet mellan [\d,]+ och [\d,]+; bland 12 kommuner från", said)
    assert said.count("mittersta hälften") == 3  # the key, and a line of figures for each
    assert f'<a href="{OWN}N90001/">Utmaning<span class="hidden">: {SHARE}</span></a>' in strips


def test_a_framework_leads_to_the_challenges_of_each_of_its_items(planned_visitor: Client) -> None:
    html = main_of(planned_visitor, "/kommun/9101/ramverk/agenda-2030/")
    assert f'<a href="{OWN}?ram=agenda-2030/3#listan">1 utmaning<span class="hidden"> som hör till' in html
    assert html.count("utmaning<span") + html.count("utmaningar<span") == 1


def test_an_item_of_a_framework_tells_the_challenges_linked_to_it(planned_visitor: Client) -> None:
    html = main_of(planned_visitor, "/kommun/9101/ramverk/agenda-2030/3-4/")
    assert listed(html) == [SHARE]
    assert f'href="{OWN}?ram=agenda-2030/3.4"' in html


def test_the_page_of_an_indicator_says_whether_it_is_a_challenge(visitor: Client) -> None:
    challenge = main_of(visitor, "/kommun/9101/nyckeltal/N90001/")
    assert '<strong class="tag">Utmaning</strong>' in challenge
    assert f'<a href="{OWN}N90001/">Så vet vi det</a>' in challenge
    assert '<strong class="tag">Styrka</strong>' in main_of(visitor, "/kommun/9101/nyckeltal/N90006/")
    for said_nothing_of in ("N90018", "N90005", "N90013"):
        assert "Så vet vi det" not in main_of(visitor, f"/kommun/9101/nyckeltal/{said_nothing_of}/")


def test_until_there_is_a_run_the_pages_say_so_and_the_others_are_as_before(
    invented_site: Figures, repository: Path
) -> None:
    visitor = Client()
    invented_plan.load(repository)
    for address in (OWN, f"{OWN}N90001/"):
        html = main_of(visitor, address, 503)
        assert "Utmaningarna är inte uträknade än." in html
        assert '<a href="/kommun/9101/">Till översikten för Exempelby</a>' in html
    for file in ("bild.svg", "utmaningar.csv"):
        assert visitor.get(f"{OWN}{file}").status_code == 404
    for address in ("/", "/kommun/9101/nyckeltal/N90001/", "/kommun/9101/ramverk/agenda-2030/3/"):
        html = main_of(visitor, address)
        assert "challenge-list" not in html
        assert "Så vet vi det" not in html
    focus = main_of(visitor, "/kommun/9101/fokusomraden/halsa/")
    assert "strip-verdict" not in focus
    assert focus.count('class="strip-line"') == 2


def test_how_it_is_decided_is_told(visitor: Client) -> None:
    html = main_of(visitor, "/om-siffrorna/")
    decided = text_of(section(html, "utmaningar"))
    for words in ("Sämre än andra", "Har blivit sämre", "minsta skillnad som har betydelse", "slump"):
        assert words in decided
    assert "Kolada har egna jämförelser i grönt, gult och rött. De är Koladas omdömen" in decided
