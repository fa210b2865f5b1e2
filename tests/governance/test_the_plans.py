"""The plans in plans/: Hedemora's says what is public and nothing else; the template gives any municipality a plan."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import Known, known_from
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import parse_plan, raw_plan, read_plan_file
from riktmarke.governance.plan_rules import check_plan
from riktmarke.governance.plan_schema import PlanFile
from riktmarke.governance.plan_templates import instantiate, plan_name
from riktmarke.governance.plan_text import plan_text

FOCUS = "focus-areas/"
# what the catalogue's focus areas are called in the plans' addresses
KEYS = {
    "equal-health": "jamlik-halsa",
    "inclusion": "inkludering",
    "gender-equality": "jamstalldhet",
    "environment": "miljo",
    "population": "befolkning",
    "safety": "trygghet",
    "employer": "arbetsgivare",
    "economy": "ekonomi",
    "administration": "forvaltning",
}


@pytest.fixture(scope="module")
def known(repository: Path) -> Known:
    folder = repository / "catalogue"
    catalogue = load_catalogue(folder)
    return known_from(catalogue, load_framework_lists(folder), load_composites(folder, catalogue))


@pytest.fixture(scope="module")
def hedemora(repository: Path) -> PlanFile:
    return read_plan_file(repository / "plans" / "hedemora" / "plan.toml")


def filled(repository: Path, *, area: str, municipality: str) -> PlanFile:
    file = repository / "plans" / "template" / "plan.toml"
    return instantiate(
        raw_plan(file),
        template="template",
        area=area,
        municipality=municipality,
        name=plan_name(municipality),
        source=str(file),
    )


def titles(plan: PlanFile, table: str) -> list[str]:
    return [row.values["title"] for row in plan.tables[table]]


def focus_of(known: Known, definition: str) -> set[str]:
    return {KEYS[link.removeprefix(FOCUS)] for link in known.indicators[definition].links if link.startswith(FOCUS)}


@pytest.mark.parametrize("name", ["hedemora", "template"])
def test_a_plan_file_is_written_as_an_export_writes_it(name: str, repository: Path) -> None:
    """But for the comment at its top: an export then shows in version control what has changed, and nothing else."""
    written = (repository / "plans" / name / "plan.toml").read_text(encoding="utf-8")
    comment = re.match(r"(?:#[^\n]*\n)+\n", written)
    assert comment is not None
    plan = parse_plan(tomllib.loads(written, parse_float=Decimal), source=name)
    assert written.removeprefix(comment.group()) == plan_text(plan)


def test_hedemora_s_plan_holds_together(hedemora: PlanFile, known: Known) -> None:
    check_plan(hedemora, known, source="hedemora")
    assert (hedemora.name, hedemora.area) == ("hedemora", "2083")


def test_hedemora_s_overarching_goals_are_those_that_the_council_adopted(hedemora: PlanFile) -> None:
    # the titles of the goals adopted by kommunfullmäktige 2023-11-21, as the municipality writes them
    assert titles(hedemora, "overarching_goals") == [
        "År 2038 är vi 17 500 innevånare i kommunen",
        "Vi är en attraktiv arbetsgivare med hög ambition",
        (
            "Vi har en god ekonomisk hushållning och tar ansvar för kommande generationers möjligheter att finansiera "
            "välfärden"
        ),
        "Hedemora kommun är en trygg plats att bo, verka i och besöka",
        "Vi har en god förvaltningskultur",
    ]
    decision = hedemora.row("decisions", "kf-2023-11-21").values
    assert (decision["body"], decision["decided_on"]) == ("Kommunfullmäktige", date(2023, 11, 21))
    assert {row.values["decision"] for row in hedemora.tables["overarching_goals"]} == {"kf-2023-11-21"}


def test_hedemora_has_one_target_and_no_goals_of_our_own_making(hedemora: PlanFile) -> None:
    (target,) = hedemora.tables["targets"]
    said = [target.values[key] for key in ("indicator", "group", "year", "kind", "value", "reach", "origin")]
    assert said == ["N01951", "_T", 2038, "level", 17500, "at_least", "decided"]
    assert hedemora.tables["goals"] == hedemora.tables["actions"] == ()


def test_hedemora_has_decided_nothing_about_what_is_a_challenge(hedemora: PlanFile) -> None:
    assert hedemora.tables["challenge_rules"] == ()


def test_the_rule_that_the_template_shows_in_its_comment_can_be_taken_into_use(repository: Path, known: Known) -> None:
    text = (repository / "plans" / "template" / "plan.toml").read_text(encoding="utf-8")
    rule = re.search(r"^# \[\[challenge_rules\]\]\n(?:# .+\n)+", text, re.MULTILINE)
    assert rule is not None
    raw = tomllib.loads(text + "\n" + rule.group().replace("# ", ""), parse_float=Decimal)
    plan = instantiate(raw, template="template", area="2085", municipality="Ludvika", name="ludvika", source="mall")
    check_plan(plan, known, source="mall")
    assert plan.keys("challenge_rules") == ["false_discovery_rate"]


def test_hedemora_s_indicators_are_proposals_and_nothing_that_is_proposed_is_decided(hedemora: PlanFile) -> None:
    assert all(row.values["proposal"] for row in hedemora.tables["indicators"])
    assert not any(row.values.get("proposal") for row in hedemora.tables["documents"])


def test_hedemora_s_documents_are_valid_as_far_as_is_published(hedemora: PlanFile) -> None:
    years = {row.key: (row.values["valid_from"], row.values["valid_to"]) for row in hedemora.tables["documents"]}
    assert years == {
        "hallbarhetsstrategi": (date(2019, 1, 1), date(2022, 12, 31)),
        "vagen-in": (None, None),
        "policy-jamstalldhet-mangfald": (None, None),
        "handlingsplan-cemr": (date(2011, 1, 1), date(2016, 12, 31)),
        "jamstalldhetsplan": (date(2014, 1, 1), date(2016, 12, 31)),
        "samling-social-hallbarhet": (date(2016, 1, 1), date(2018, 12, 31)),
    }


def test_hedemora_s_focus_areas_and_indicators_are_the_catalogue_s_links(hedemora: PlanFile, known: Known) -> None:
    """Every indicator stands where its definition says: the overarching goals are focuses there too."""
    assert titles(hedemora, "focus_areas") == ["Jämlik hälsa", "Inkludering", "Jämställdhet", "Miljö"]
    goal_of = {
        "befolkning": "invanare-2038",
        "trygghet": "trygg-plats",
        "arbetsgivare": "attraktiv-arbetsgivare",
        "ekonomi": "god-hushallning",
        "forvaltning": "forvaltningskultur",
    }
    stands = {
        row.key: {*row.values["focus_areas"], *row.values["overarching_goals"]} for row in hedemora.tables["indicators"]
    }
    assert stands == {
        definition: {goal_of.get(focus, focus) for focus in focus_of(known, definition)}
        for definition in known.indicators
    }


def test_every_overarching_goal_of_hedemora_can_be_measured_or_says_why_not(hedemora: PlanFile) -> None:
    measured = {goal for row in hedemora.tables["indicators"] for goal in row.values["overarching_goals"]}
    for row in hedemora.tables["overarching_goals"]:
        assert row.key in measured or row.values["not_measurable"]


@pytest.mark.parametrize(
    ("goal", "untold"),
    [
        ("attraktiv-arbetsgivare", "rekrytera"),
        ("god-hushallning", "underhåll"),
        ("forvaltningskultur", "egentligheter"),
    ],
)
def test_a_goal_that_figures_say_only_something_about_has_indicators_no_target_and_what_is_not_measured(
    goal: str, untold: str, hedemora: PlanFile
) -> None:
    measures = {row.key for row in hedemora.tables["indicators"] if goal in row.values["overarching_goals"]}
    assert len(measures) >= 7
    assert measures.isdisjoint(row.values["indicator"] for row in hedemora.tables["targets"])
    said = hedemora.row("overarching_goals", goal).values["not_measurable"]
    assert said.startswith("Målet säger inte vilka mått som avgör om det är nått. Indikatorerna säger")
    assert untold in said


@pytest.mark.parametrize(
    ("area", "municipality", "name"),
    [("2085", "Ludvika", "ludvika"), ("2023", "Malung-Sälen", "malung-salen"), ("1480", "Göteborg", "goteborg")],
)
def test_the_template_gives_any_municipality_a_plan(
    area: str, municipality: str, name: str, repository: Path, known: Known
) -> None:
    plan = filled(repository, area=area, municipality=municipality)
    check_plan(plan, known, source="template")
    assert (plan.name, plan.area, plan.header["title"]) == (name, area, f"Plan för {municipality}")
    assert plan.header["template_of"] == "template"
    assert not re.search(r"[{}]", plan_text(plan))


def test_everything_in_the_template_is_a_proposal_without_target_values(repository: Path, known: Known) -> None:
    plan = filled(repository, area="2085", municipality="Ludvika")
    assert plan.tables["targets"] == ()
    rows = [row for table in ("focus_areas", "indicators") for row in plan.tables[table]]
    assert all(row.values["proposal"] for row in rows)
    decided = [row for rows in plan.tables.values() for row in rows if row.values.get("state") == "decided"]
    assert decided == []
    assert {row.key: set(row.values["focus_areas"]) for row in plan.tables["indicators"]} == {
        definition: focus_of(known, definition) for definition in known.indicators
    }


def test_the_template_reaches_public_health_gender_equality_and_the_global_goals(
    repository: Path, known: Known
) -> None:
    plan = filled(repository, area="2085", municipality="Ludvika")
    assert plan.header["frameworks"] == ("agenda-2030", "gender-equality", "public-health")
    links = [link for row in plan.tables["indicators"] for link in known.indicators[row.key].links]
    reached = {
        framework: {link for link in links if link.startswith(f"{framework}/")} for framework in known.frameworks
    }
    assert len(reached["public-health"]) == 8
    assert len(reached["gender-equality"]) == 6
    # goal 17, partnership, has no indicator in official statistics on municipalities
    goals = {link.split("/")[1].split(".")[0] for link in reached["agenda-2030"]}
    assert goals >= {"1", "3", "4", "5", "6", "7", "8", "10", "11", "12", "13", "15", "16"}


def test_a_word_in_braces_that_means_nothing_is_refused(repository: Path) -> None:
    raw = raw_plan(repository / "plans" / "template" / "plan.toml")
    raw["roles"][0]["title"] = "Den som svarar för {kommun}"
    with pytest.raises(PlanError, match=r"roles\[1\]\.title holds \{kommun\}"):
        instantiate(raw, template="template", area="2085", municipality="Ludvika", name="ludvika", source="mall")
