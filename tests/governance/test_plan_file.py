"""A plan file that is not what it should be is refused with everything that is wrong in it, by key."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from riktmarke.governance.circles import in_circles
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import parse_plan, read_plan_file
from riktmarke.governance.plan_rules import check_plan
from tests.governance.planning import KNOWN, WHOLE, Raw, raw_whole, whole


def wrong_in(change: Callable[[Raw], object]) -> dict[str, str]:
    """What is wrong when the invented plan is changed so: by place."""
    raw = raw_whole()
    change(raw)
    with pytest.raises(PlanError) as refused:
        check_plan(parse_plan(raw, source="plans/pahitt/plan.toml"), KNOWN, source="plans/pahitt/plan.toml")
    assert str(refused.value).startswith("plans/pahitt/plan.toml: ")
    assert all(one.expected and one.remedy for one in refused.value.wrong)
    return {one.place: f"{one.what} | {one.expected} | {one.remedy}" for one in refused.value.wrong}


def setting(table: str, number: int, **values: Any) -> Callable[[Raw], object]:
    """Change keys of a row, counted from one as errors do."""
    return lambda raw: raw[table][number - 1].update(values)


def without(table: str, number: int, key: str) -> Callable[[Raw], object]:
    return lambda raw: raw[table][number - 1].pop(key)


def test_the_invented_plan_itself_has_nothing_wrong() -> None:
    check_plan(whole(), KNOWN, source="plan.toml")


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        (lambda raw: raw.update(gaols=[]), "gaols", "nearest: goals"),
        (lambda raw: raw.pop("plan"), "plan", "a table [plan]"),
        (lambda raw: raw["plan"].pop("area"), "plan.area", "is missing"),
        (lambda raw: raw.update(goals="mål"), "goals", "a table [[goals]] for each row"),
        (setting("goals", 2, titel="x"), "goals[2].titel", "nearest: title"),
        (without("goals", 2, "title"), "goals[2].title", "is missing"),
        (without("goals", 2, "key"), "goals[2].key", "is missing"),
        (setting("goals", 2, key="mål 2"), "goals[2].key", "letters a–z"),
        (setting("goals", 2, key="mal"), "goals[2].key", "goals[1] has the same"),
        (setting("goals", 2, title=7), "goals[2].title", "text between quotation marks"),
        (setting("goals", 2, title=" "), "goals[2].title", "text between quotation marks"),
        (setting("goals", 2, title="a\x00b"), "goals[2].title", "text between quotation marks"),
        (setting("goals", 2, title="x" * 301), "goals[2].title", "300 characters at most"),
        (setting("goals", 1, to_year="2027"), "goals[1].to_year", "a year"),
        (setting("goals", 1, to_year=20270), "goals[1].to_year", "a year"),
        (setting("goals", 1, to_year=True), "goals[1].to_year", "a year"),
        (setting("goals", 1, focus_areas="halsa"), "goals[1].focus_areas", "a list of keys"),
        (setting("goals", 1, focus_areas=["halsa", "halsa"]), "goals[1].focus_areas", "each once"),
        (setting("goals", 2, proposal="ja"), "goals[2].proposal", "true or false"),
        (setting("goals", 2, state="beslutad"), "goals[2].state", "one of draft, decided"),
        (setting("units", 1, kind="nämnd"), "units[1].kind", "council, board"),
        (setting("roles", 1, email="strateg"), "roles[1].email", "an e-mail address"),
        (setting("decisions", 1, source="example.org"), "decisions[1].source", "https://"),
        (setting("decisions", 1, decided_on=2023), "decisions[1].decided_on", "a date"),
        (setting("targets", 2, value="11"), "targets[2].value", "a number"),
        (setting("targets", 2, value=Decimal("0.1234567")), "targets[2].value", "a number"),
        (setting("targets", 2, value=Decimal("1000000000.000031")), "targets[2].value", "at most 15 digits"),
        (setting("targets", 2, value=Decimal("nan")), "targets[2].value", "a number"),
        (setting("indicators", 1, key="egen"), "indicators[1].key", "is not a key here"),
        (lambda raw: raw["indicators"].append({"definition": "N00001"}), "indicators[4].definition", "has the same"),
        (without("challenge_rules", 1, "parameter"), "challenge_rules[1].parameter", "is missing"),
        (
            setting("challenge_rules", 1, parameter="p"),
            "challenge_rules[1].parameter",
            "false_discovery_rate, smallest",
        ),
        (without("challenge_rules", 1, "value"), "challenge_rules[1].value", "is missing"),
        (setting("challenge_rules", 1, value="0.05"), "challenge_rules[1].value", "a number"),
        (setting("challenge_rules", 1, key="egen"), "challenge_rules[1].key", "is not a key here"),
        (
            lambda raw: raw["challenge_rules"].append({"parameter": "false_discovery_rate", "value": Decimal("0.2")}),
            "challenge_rules[4].parameter",
            "challenge_rules[1] has the same",
        ),
        (
            setting("challenge_rules", 3, indicator="N00001"),
            "challenge_rules[3].indicator",
            "challenge_rules[2] has the same",
        ),
    ],
)
def test_what_is_not_of_its_kind_is_named_with_its_key(change: Callable[[Raw], object], place: str, told: str) -> None:
    found = wrong_in(change)
    assert list(found) == [place]
    assert told in found[place]


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        (setting("indicators", 2, definition="N00004"), "indicators[2].definition", "nearest: N0000"),
        (setting("goals", 1, links=["global/1.2"]), "goals[1].links", "nearest: global/1"),
        (setting("overarching_goals", 1, composite="tryghet"), "overarching_goals[1].composite", "nearest: trygghet"),
        (setting("goals", 1, links=["themes/a"]), "goals[1].links", "add 'themes' to plan.frameworks"),
        (setting("goals", 1, links=["nagot/1"]), "goals[1].links", "does not exist"),
        (setting("goals", 1, focus_areas=["halsan"]), "goals[1].focus_areas", "nearest: halsa"),
        (setting("goals", 1, responsible="chef"), "goals[1].responsible", "the key of a row in roles"),
        (setting("documents", 1, framework="themes"), "documents[1].framework", "a framework that the plan uses"),
        (lambda raw: raw["plan"].update(frameworks=["globall"]), "plan.frameworks", "nearest: global"),
        (lambda raw: raw["plan"].update(contact="chef"), "plan.contact", "does not exist"),
        (lambda raw: raw["plan"].update(area="208"), "plan.area", "four digits"),
        (lambda raw: raw["plan"].update(area="0000"), "plan.area", "a municipality's four digits"),
        (lambda raw: raw["plan"].update(area="0020"), "plan.area", "a municipality's four digits"),
        (lambda raw: raw["plan"].update(name="template"), "plan.name", "not the template's"),
        (lambda raw: raw["plan"].update(name="på hitt"), "plan.name", "letters a–z"),
        (setting("units", 1, parent="enhet"), "units[1].parent", "circle, namnd → enhet → namnd"),
        (setting("units", 1, parent="namnd"), "units[1].parent", "circle, namnd → namnd"),
        (setting("goals", 1, parent="delmal"), "goals[1].parent", "circle"),
        (setting("visions", 2, replaces="ny"), "visions[2].replaces", "circle"),
        (setting("documents", 2, replaces="strategi"), "documents[2].replaces", "circle"),
        (setting("framework_items", 1, parent="1.1"), "framework_items[1].parent", "circle"),
        (setting("framework_items", 2, item="1 a"), "framework_items[2].item", "letters a–z, digits, . and -"),
        (setting("framework_items", 2, item="1/a"), "framework_items[2].item", "letters a–z, digits, . and -"),
        (
            lambda raw: raw["framework_items"].append({"framework": "eget", "item": "1-1", "title": "x"}),
            "framework_items[3].item",
            "has the same",
        ),
        (
            lambda raw: raw["framework_items"].append(
                {"framework": "eget", "item": "1.1.1", "parent": "1.1", "title": "x"}
            ),
            "framework_items[3].parent",
            "two levels at most",
        ),
        (setting("framework_items", 2, parent="2"), "framework_items[2].parent", "does not exist"),
        (lambda raw: raw["frameworks"].append({"key": "global", "title": "x"}), "frameworks[2].key", "shared"),
        (without("goals", 1, "decision"), "goals[1].decision", 'state = "decided"'),
        (setting("goals", 1, proposal=True), "goals[1].state", "for a proposal"),
        (setting("targets", 2, origin="proposal"), "targets[2].state", "for a proposal"),
        (
            lambda raw: raw["goals"][0].update(state="draft"),
            "goals[2].parent",
            "a draft, though the row itself is shown",
        ),
        (setting("visions", 2, state="draft"), "visions[1].replaces", "a draft"),
        (setting("visions", 1, state="draft"), "overarching_goals[1].vision", "a draft"),
        (setting("documents", 2, state="draft"), "documents[1].replaces", "a draft"),
        (setting("targets", 2, state="draft"), "targets[1].superseded_by", "a draft"),
        (setting("goals", 1, from_year=2028), "goals[1].to_year", "before from_year"),
        (setting("targets", 3, year=2022), "targets[3].year", "before its decision 'beslut' of 2023-11-21"),
        (setting("visions", 1, year=2020), "visions[1].year", "before its decision"),
        (setting("overarching_goals", 1, year=2020), "overarching_goals[1].year", "before its decision"),
        (setting("documents", 1, valid_from=2022), "documents[1].valid_from", "a year before its decision"),
        (setting("goals", 1, from_year=2020, to_year=2022), "goals[1].to_year", "before its decision"),
        (setting("documents", 1, valid_from=2022, valid_to=2022), "documents[1].valid_to", "before its decision"),
        (setting("actions", 1, starts=2022, ends=2022), "actions[1].ends", "before its decision"),
        (setting("targets", 5, group="M2"), "targets[5].group", "which valdeltagande"),
        (setting("targets", 4, group="origin:foreign_born"), "targets[4].group", "one of _T, F, M"),
        (setting("targets", 4, indicator="N00002"), "targets[4].indicator", "the key of a row in indicators"),
        (without("targets", 2, "value"), "targets[2].value", "is missing"),
        (without("targets", 4, "comparator"), "targets[4].comparator", "is missing"),
        (setting("targets", 4, value=-1), "targets[4].value", "how far from the others"),
        (setting("targets", 5, comparator="county"), "targets[5].comparator", "only with another kind than"),
        (setting("targets", 5, value=-1), "targets[5].value", "0 or more"),
        (setting("targets", 5, reach="at_most"), "targets[5].reach", "with a level alone"),
        (setting("targets", 2, reach="at_most"), "targets[2].reach", "says which direction is good"),
        (without("targets", 3, "reach"), "targets[3].kind", "has no good direction"),
        (setting("targets", 1, superseded_by="N00003-_T-2038"), "targets[1].superseded_by", "a target for N00003"),
        (setting("challenge_rules", 2, indicator="N00002"), "challenge_rules[2].indicator", "a row in indicators"),
        (without("challenge_rules", 2, "indicator"), "challenge_rules[2].indicator", "is missing"),
        (setting("challenge_rules", 1, indicator="N00003"), "challenge_rules[1].indicator", "take it away"),
        (
            setting("challenge_rules", 1, value=5),
            "challenge_rules[1].value",
            "= 5, which false_discovery_rate cannot be",
        ),
        (setting("challenge_rules", 1, value=5), "challenge_rules[1].value", "a number from 0.001 to 0.5"),
        (setting("challenge_rules", 2, value=0), "challenge_rules[2].value", "a number above 0"),
    ],
)
def test_what_does_not_hold_together_is_named_with_its_key(
    change: Callable[[Raw], object], place: str, told: str
) -> None:
    found = wrong_in(change)
    assert told in found[place], found


def test_two_targets_for_the_same_indicator_group_and_year_are_both_named() -> None:
    found = wrong_in(lambda raw: raw["targets"][0].pop("superseded_by"))
    assert list(found) == ["targets[1]", "targets[2]"]
    assert "2 targets for N00001, group _T, 2027" in found["targets[1]"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    def three(raw: Raw) -> None:
        raw["indicators"][0]["definition"] = "N99999"
        raw["goals"][0]["links"] = ["global/99"]
        raw["units"][0]["parent"] = "enhet"

    found = wrong_in(three)
    # both units of the circle are named, and so are the two targets and the action of the indicator that is gone
    assert {"indicators[1].definition", "goals[1].links", "units[1].parent", "units[2].parent"} <= set(found)


def test_a_document_may_hold_from_the_first_day_of_the_year_it_is_decided_in() -> None:
    # decided 2023-11-21, valid from 2023-01-01
    plan = whole()
    assert plan.tables["documents"][0].values["valid_from"].isoformat() == "2023-01-01"
    check_plan(plan, KNOWN, source="plan.toml")


def test_a_file_that_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text("[plan\n", encoding="utf-8")
    with pytest.raises(PlanError, match=r"plan\.toml.*\n.*line 1"):
        read_plan_file(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="does not exist"):
        read_plan_file(tmp_path / "plan.toml")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a = " + "[" * 3000 + "]" * 3000, "too deep"),
        ("[" + ".".join("a" * 3000) + "]", "too deep"),
        ("a = " + "9" * 5000, "number too large"),
        ("a = 0x" + "f" * 5000, "number too large"),
        ("a = 1e99999999999999999999", "number too large"),
    ],
)
def test_what_no_plan_needs_is_refused_as_any_other_mistake(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(PlanError, match=told):
        read_plan_file(file)


@pytest.mark.parametrize("number", ["1e999999999999999999", "1e-999999999999999999", "-1e400000"])
def test_a_number_of_another_order_is_told_where_it_stands(number: str) -> None:
    assert list(wrong_in(setting("targets", 2, value=Decimal(number)))) == ["targets[2].value"]


def test_a_mark_that_an_editor_puts_before_the_text_means_nothing(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(WHOLE, encoding="utf-8-sig")
    assert read_plan_file(file) == whole()


def test_a_file_in_latin_1_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text('[plan]\ntitle = "Påhittad"\n', encoding="latin-1")
    with pytest.raises(PlanError, match=r"not UTF-8 text: line 2(.|\n)*encoding UTF-8"):
        read_plan_file(file)


def test_of_a_thousand_mistyped_references_all_are_told_and_the_first_get_a_suggestion() -> None:
    found = wrong_in(
        lambda raw: raw["goals"].extend(
            {"key": f"m{n}", "title": "x", "responsible": f"strateq{n}"} for n in range(1000)
        )
    )
    assert len(found) == 1000
    assert sum("nearest: strateg" in told for told in found.values()) == 10


def test_a_long_chain_is_no_circle_and_each_step_of_it_is_taken_once() -> None:
    chain = Counted({f"g{n}": f"g{n + 1}" for n in range(3000)})
    assert in_circles(chain) == set()
    assert chain.looked_up == 3000


def test_those_that_lead_into_a_circle_are_not_of_it() -> None:
    assert in_circles({"a": "b", "b": "c", "c": "b", "d": "d", "e": "", "f": "a"}) == {"b", "c", "d"}


def test_of_a_long_circle_the_beginning_is_shown() -> None:
    def long_circle(raw: Raw) -> None:
        raw["units"] = [
            {"key": f"u{n}", "name": "x", "kind": "unit", "parent": f"u{(n + 1) % 300}"} for n in range(300)
        ] + raw["units"]

    assert "u0 → u1 → u2 → u3 → u4 → u5 → u6 → u7 → u8 → u9 → … → u0." in wrong_in(long_circle)["units[1].parent"]


class Counted(dict[str, str]):
    """Counts how often something is taken from it."""

    looked_up = 0

    def __getitem__(self, key: str) -> str:
        self.looked_up += 1
        return super().__getitem__(key)
