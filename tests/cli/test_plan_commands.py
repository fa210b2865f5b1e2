"""`riktmarke plan` as somebody uses it who keeps a plan as a file."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from riktmarke.governance.models import Plan
from riktmarke.statistics.store import Store
from tests.cli.conftest import Riktmarke
from tests.invented_figures import catalogue as invented_catalogue

PLAN = """
[plan]
name = "pahitt"
title = "Påhittad [plan]"
area = "9101"
frameworks = ["agenda-2030"]

[[indicators]]
definition = "N01951"
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, settings: LazySettings, repository: Path) -> Path:
    """A plan file in a folder of plans, which holds the template too."""
    settings.RIKTMARKE_PLANS = tmp_path / "plans"
    for name in ("pahitt", "template"):
        (settings.RIKTMARKE_PLANS / name).mkdir(parents=True)
    template = (repository / "plans" / "template" / "plan.toml").read_text(encoding="utf-8")
    (settings.RIKTMARKE_PLANS / "template" / "plan.toml").write_text(template, encoding="utf-8")
    written = settings.RIKTMARKE_PLANS / "pahitt" / "plan.toml"
    written.write_text(PLAN, encoding="utf-8")
    return written


def test_a_plan_is_checked_loaded_changed_and_exported(riktmarke: Riktmarke, file: Path, tmp_path: Path) -> None:
    assert "nothing is wrong" in riktmarke("plan", "check", file).out
    assert "2 rows written" in riktmarke("plan", "load", file).out
    assert "nothing to write" in riktmarke("plan", "load", file).out
    assert riktmarke("plan", "export", "pahitt").out == PLAN.lstrip()
    assert riktmarke("plan", "export", "pahitt", "--to", tmp_path / "ut").code == 0
    assert (tmp_path / "ut" / "pahitt" / "plan.toml").read_text(encoding="utf-8") == PLAN.lstrip()


def test_rules_for_challenges_are_counted_loaded_and_exported(riktmarke: Riktmarke, file: Path) -> None:
    written = (
        PLAN
        + """
[[challenge_rules]]
parameter = "false_discovery_rate"
value = 0.05
note = "Varför: påhittat."

[[challenge_rules]]
parameter = "smallest_difference"
indicator = "N01951"
value = 25
"""
    )
    file.write_text(written, encoding="utf-8")
    assert "2 challenge rules" in riktmarke("plan", "check", file).out
    assert "4 rows written" in riktmarke("plan", "load", file).out
    assert riktmarke("plan", "export", "pahitt").out == written.lstrip()
    file.write_text(written.replace("0.05", "0.9"), encoding="utf-8")
    refused = riktmarke("plan", "check", file).err
    assert f"{file}: one thing is wrong" in refused
    assert "challenge_rules[1].value = 0.9, which false_discovery_rate cannot be." in refused
    assert "Expected: a number from 0.001 to 0.5" in refused


def test_check_tells_everything_with_exit_code_1(riktmarke: Riktmarke, file: Path) -> None:
    file.write_text(PLAN + '[[goals]]\nkey = "a"\n\n[[indicators]]\ndefinition = "N9"\n', encoding="utf-8")
    ended = riktmarke("plan", "check", file)
    assert ended.code == 1
    assert f"{file}: " in ended.err
    assert "goals[1].title is missing." in ended.err
    assert "Expected: text between quotation marks" in ended.err


def test_check_as_json_gives_each_thing_apart(riktmarke: Riktmarke, file: Path) -> None:
    assert json.loads(riktmarke("plan", "check", file, "--json").out)["rows"] == {"indicators": 1}
    file.write_text(PLAN.replace("N01951", "N99999"), encoding="utf-8")
    ended = riktmarke("plan", "check", file, "--json")
    found = json.loads(ended.out)
    assert (ended.code, found["ok"]) == (1, False)
    assert [one["place"] for one in found["wrong"]] == ["indicators[1].definition"]


def test_check_refuses_a_proposal_for_a_year_that_is_over(
    riktmarke: Riktmarke, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = '\n[[targets]]\nindicator = "N01951"\nyear = 2027\nkind = "level"\nvalue = 10\nreach = "at_least"\n'
    file.write_text(f'{PLAN}{target}origin = "proposal"\n', encoding="utf-8")
    assert riktmarke("plan", "check", file).code == 0
    monkeypatch.setattr("riktmarke.cli.plan.now", lambda: datetime(2028, 1, 1, tzinfo=UTC))
    ended = riktmarke("plan", "check", file)
    assert (ended.code, "targets[1].year = 2027, a year that is over" in ended.err) == (1, True)
    assert riktmarke("plan", "load", file).code == 0  # it was right when it was written


def test_check_tells_what_the_figures_say_of_targets(
    riktmarke: Riktmarke, file: Path, small_store: Store, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RIKTMARKE_STORE = small_store.root
    monkeypatch.setattr("riktmarke.cli.plan.configured_catalogue", invented_catalogue)
    target = '\n[[targets]]\nindicator = "N90011"\nyear = 2099\nkind = "level"\nvalue = 10\norigin = "proposal"\n'
    file.write_text(PLAN.replace("N01951", "N90011") + target, encoding="utf-8")
    assert "Worth knowing: targets[1] is about N90011" in riktmarke("plan", "check", file).out
    told = json.loads(riktmarke("plan", "check", file, "--json").out)
    assert (told["ok"], [one["place"] for one in told["remarks"]]) == (True, ["targets[1]"])


def test_a_wrong_plan_is_not_loaded(riktmarke: Riktmarke, file: Path) -> None:
    file.write_text(PLAN.replace("N01951", "N99999"), encoding="utf-8")
    ended = riktmarke("plan", "load", file)
    assert (ended.code, "nearest: N" in ended.err) == (1, True)
    assert not Plan.objects.exists()


def test_the_list_says_what_is_a_file_and_what_is_in_the_database(riktmarke: Riktmarke, file: Path) -> None:
    def listed() -> dict[str, str]:
        return {row["name"]: row["database"] for row in json.loads(riktmarke("plan", "list", "--json").out)}

    assert listed() == {"pahitt": "no", "template": "template"}
    riktmarke("plan", "load", file)
    assert listed() == {"pahitt": "as loaded", "template": "template"}
    assert "Påhittad [plan]" in riktmarke("plan", "list").out


def test_a_file_that_cannot_be_read_is_listed_as_that(riktmarke: Riktmarke, file: Path) -> None:
    file.write_text("[plan", encoding="utf-8")
    ended = riktmarke("plan", "list")
    assert (ended.code, "unreadable" in ended.out) == (0, True)


@pytest.mark.parametrize("broken", ["a = " + "[" * 3000, "a = " + "9" * 5000, "a = 1e99999999999999999999"])
def test_no_broken_file_stops_the_list(riktmarke: Riktmarke, file: Path, broken: str) -> None:
    riktmarke("plan", "load", file)
    file.write_text(broken, encoding="utf-8")
    rows = json.loads(riktmarke("plan", "list", "--json").out)
    assert [(row["name"], row["database"]) for row in rows] == [
        ("pahitt", "unreadable"),
        ("template", "template"),
        ("pahitt", "as loaded"),
    ]
    assert "to be read" in rows[0]["title"]


def test_two_files_with_the_same_name_are_both_listed(riktmarke: Riktmarke, file: Path) -> None:
    second = file.parents[1] / "pahitt-2" / "plan.toml"
    second.parent.mkdir()
    second.write_text(PLAN.replace("9101", "9102"), encoding="utf-8")
    riktmarke("plan", "load", second)
    rows = json.loads(riktmarke("plan", "list", "--json").out)
    listed = {row["file"]: (row["name"], row["database"]) for row in rows}
    assert listed[str(file)] == ("pahitt", "no")
    assert listed[str(second)] == ("pahitt", "as loaded")


def test_a_new_plan_is_written_from_the_template_and_never_over_another(riktmarke: Riktmarke, file: Path) -> None:
    new = ["plan", "new", "--area", "9102", "--municipality", "Ny-Köping"]
    assert riktmarke(*new).code == 0
    written = file.parents[1] / "ny-koping" / "plan.toml"
    assert 'title = "Plan för Ny-Köping"' in written.read_text(encoding="utf-8")
    assert riktmarke("plan", "check", written).code == 0
    assert (riktmarke(*new).code, "is there already" in riktmarke(*new).err) == (1, True)


def test_the_template_is_loaded_for_a_municipality(riktmarke: Riktmarke, file: Path) -> None:
    template = file.parents[1] / "template" / "plan.toml"
    assert riktmarke("plan", "check", template).code == 0
    assert riktmarke("plan", "load", template, "--area", "9102", "--municipality", "Nyköping").code == 0
    assert Plan.objects.get(area="9102").name == "nykoping"


def test_with_figures_a_plan_is_only_for_a_municipality_of_theirs(
    riktmarke: Riktmarke, file: Path, bulk_folder: Callable[..., Path]
) -> None:
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    file.write_text(PLAN.replace("9101", "9999"), encoding="utf-8")
    for words in (("load", file), ("new", "--area", "9999", "--municipality", "Ingenstans")):
        ended = riktmarke("plan", *words)
        assert (ended.code, "9999" in ended.err, "riktmarke areas" in ended.err) == (1, True, True)
    assert not Plan.objects.exists()
    file.write_text(PLAN, encoding="utf-8")
    assert riktmarke("plan", "load", file).code == 0


def test_the_example_country_refuses_no_plan_of_sweden_s(riktmarke: Riktmarke, file: Path) -> None:
    made = riktmarke("example", "--municipalities", 12, "--counties", 3, "--series", 2, "--years", "2018-2025")
    assert (made.code, riktmarke("plan", "load", file).code) == (0, 0)


def test_without_figures_and_name_it_says_what_to_give(riktmarke: Riktmarke, file: Path) -> None:
    ended = riktmarke("plan", "new", "--area", "9102")
    assert (ended.code, "--municipality" in ended.err) == (1, True)


def test_a_template_is_not_loaded_for_nobody(riktmarke: Riktmarke, file: Path) -> None:
    ended = riktmarke("plan", "load", file.parents[1] / "template" / "plan.toml")
    assert (ended.code, "--area" in ended.err) == (1, True)
    assert not Plan.objects.exists()


def test_an_export_of_a_plan_that_is_not_there_names_the_nearest(riktmarke: Riktmarke, file: Path) -> None:
    riktmarke("plan", "load", file)
    ended = riktmarke("plan", "export", "pahit")
    assert (ended.code, "nearest: pahitt" in ended.err) == (1, True)


@pytest.mark.parametrize("command", ["list", "check", "load", "export", "new"])
def test_every_command_explains_itself(command: str, riktmarke: Riktmarke) -> None:
    assert f"riktmarke plan {command} [OPTIONS]" in riktmarke("plan", command, "--help").out
