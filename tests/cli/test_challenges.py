"""riktmarke challenges: what it lists, for whom, in which language, as text and as JSON, and how it ends."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.conf import LazySettings

from riktmarke.assessment.challenges.choosing import EVERYONE, concerns
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.runs import PlanRules, current_challenges
from riktmarke.cli import assess, challenge_run, challenges, terminal, up
from riktmarke.cli.challenge_lists import OF_NO_GROUP, ListName, listed
from riktmarke.operations import challenges as operations
from riktmarke.publishing.website.site import ensure_site
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import RiktmarkeError
from tests import invented_figures
from tests.cli.conftest import Ended, Riktmarke

Bulk = Callable[..., Path]
CATALOGUE = invented_figures.catalogue()
pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(riktmarke: Riktmarke, bulk_folder: Bulk, monkeypatch: pytest.MonkeyPatch) -> Riktmarke:
    """The command line on the invented figures, with their catalogue."""
    for module in (challenges, assess):
        monkeypatch.setattr(module, "configured_catalogue", lambda: CATALOGUE)
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    return riktmarke


def as_json(ended: Ended) -> Any:
    """Read JSON as strict readers do: no NaN, no infinity."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    assert ended.code == 0, ended.err
    return json.loads(ended.out, parse_constant=refuse)


def current(tmp_path: Path) -> Any:
    return current_challenges(Store(tmp_path / "store"), CATALOGUE)


def challenges_of_9103(tmp_path: Path) -> int:
    """How many challenges Låtsasås has, which is low in most of what is invented."""
    count = len(current(tmp_path).of("9103").challenges)
    assert count > 10
    return count


def with_rules(monkeypatch: pytest.MonkeyPatch, **given: Any) -> None:
    """Let a plan for Låtsasås set these parameters."""
    rules = {"9103": PlanRules(ChallengeParameters(**given))}
    monkeypatch.setattr(operations, "rules_of_plans", lambda _: rules)


# Lists.


def test_challenges_are_numbered_with_title_reason_and_sentence_in_80_columns(
    filled: Riktmarke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.out, "width", 80)
    ended = filled("challenges", "--area", "9103")

    lines = ended.out.splitlines()
    first, *others = current(tmp_path).of("9103").challenges
    count = 1 + len(others)
    assert lines[0] == f"Utmaningar i Låtsasås (9103): {count} mått i {count} utmaningar (av {len(CATALOGUE)} mått)"
    assert lines[1] == f" 1. {CATALOGUE[first.indicator].title} ({first.indicator})"
    assert lines[2] == "    Sämre än andra"
    assert "Låtsasås var" in lines[3] + lines[4]
    assert "2022" in ended.out
    assert f"riktmarke challenges --area 9103 --indicator {first.indicator}" in ended.out
    assert "Egen bearbetning" in ended.out
    assert max(map(len, lines)) <= 80


def test_the_whole_in_english(filled: Riktmarke, tmp_path: Path) -> None:
    out = filled("challenges", "--area", "9103", "--language", "en").out

    count = challenges_of_9103(tmp_path)
    assert out.startswith(
        f"Challenges in Låtsasås (9103): {count} indicators in {count} challenges (of {len(CATALOGUE)} indicators)"
    )
    assert "    Worse than others" in out
    assert "How we know: riktmarke challenges --area 9103" in out


def test_the_longest_list_is_cut_and_that_is_said_and_0_is_all_of_it(filled: Riktmarke, tmp_path: Path) -> None:
    cut = filled("challenges", "--area", "9103", "--limit", 2).out
    whole = filled("challenges", "--area", "9103", "--limit", 0).out

    assert "\n 2. " in cut
    assert "\n 3. " not in cut
    count = challenges_of_9103(tmp_path)
    assert f"… och {count - 2} till. Alla: --limit 0" in cut
    assert f"\n{count}. " in whole
    assert "--limit" not in whole


HEADINGS = {
    ListName.STRENGTHS: "Styrkor",
    ListName.GAPS: "Skillnader mellan grupper",
    ListName.UNCERTAIN: "Stora men osäkra skillnader",
    ListName.UNDECIDED: "Går inte att avgöra",
    ListName.IMPROVEMENTS: "Förbättringar",
}


def test_every_list_says_what_it_is_and_an_empty_one_that_it_is_empty(filled: Riktmarke, tmp_path: Path) -> None:
    filled("challenges", "--area", "9101")
    counts = {wanted: len(listed(current(tmp_path).of("9101"), wanted)) for wanted in HEADINGS}
    for wanted, heading in HEADINGS.items():
        out = filled("challenges", "--area", "9101", "--list", wanted.value).out

        assert out.startswith(f"{heading} i Exempelby (9101): {counts[wanted]} av {len(CATALOGUE)} mått")
        assert ("\n 1. " in out, "Ingenting står i den här listan." in out) == (counts[wanted] > 0, counts[wanted] == 0)

    assert 0 < sum(count > 0 for count in counts.values()) < len(counts)  # some are empty, some are not


def test_what_shows_the_same_thing_is_one_challenge_in_every_count_of_them(
    filled: Riktmarke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = {name: replace(CATALOGUE[name], family="påhitt") for name in ("N90001", "N90002")}
    monkeypatch.setattr(challenges, "configured_catalogue", lambda: CATALOGUE | alike)
    text = filled("challenges", "--area", "9103", "--limit", 0).out
    told = as_json(filled("challenges", "--area", "9103", "--limit", 0, "--json"))
    account = current_challenges(Store(tmp_path / "store"), CATALOGUE | alike).of("9103")
    measures, things = len(account.challenges), len(account.grouped)
    (first, second) = next([f.indicator for f in same] for same in account.grouped if len(same) > 1)

    assert measures == things + 1
    assert f"{measures} mått i {things} utmaningar" in text.partition("\n")[0]
    assert f"Samma sak syns i: {CATALOGUE[second].title} ({second})." in " ".join(text.split())
    assert f"\n{things:2}. " in text
    assert f"\n{things + 1:2}. " not in text
    assert (told["count"], told["indicator_count"]) == (things, measures)
    numbers = {finding["indicator"]: finding["number"] for finding in told["findings"]}
    assert numbers[first] == numbers[second]
    assert sorted(set(numbers.values())) == list(range(1, things + 1))
    everywhere = as_json(filled("challenges", "--all", "--limit", 0, "--json"))["areas"]
    own = next(row for row in everywhere if row["area"] == "9103")
    assert (own["challenges"], own["indicators"]["challenge"]) == (things, measures)


def test_the_second_time_nothing_is_found_anew_and_nothing_is_said_of_progress(
    filled: Riktmarke, tmp_path: Path
) -> None:
    first = filled("challenges", "--area", "9103")
    made = current(tmp_path).version.name
    again = filled("challenges", "--area", "9103")

    assert operations.STEP in first.err
    assert (again.err, again.out) == ("", first.out)
    assert current(tmp_path).version.name == made
    assert operations.STEP in filled("challenges", "--area", "9103", "--again").err
    assert current(tmp_path).version.name != made


# Groups.


def test_a_group_is_asked_for_in_either_language(filled: Riktmarke) -> None:
    english = as_json(filled("challenges", "--area", "9103", "--group", "women", "--json"))
    swedish = as_json(filled("challenges", "--area", "9103", "--group", "kvinnor", "--json"))

    assert english["group"] == "F"
    assert swedish == english


def test_of_a_group_only_what_is_about_it_is_listed_and_no_claim_stands_that_did_not_before(
    filled: Riktmarke, tmp_path: Path
) -> None:
    told = as_json(filled("challenges", "--area", "9103", "--group", "women", "--json"))
    account = current(tmp_path).of("9103")
    wanted = [f.indicator for f in account.challenges if any(concerns(claim, "F") for claim in f.worse)]

    assert [finding["indicator"] for finding in told["findings"]] == wanted != []
    assert len(wanted) < len(account.challenges)  # one is published for nobody but all
    groups = {(claim["group"], claim["other"]) for finding in told["findings"] for claim in finding["claims"]}
    assert all("F" in pair for pair in groups)
    assert "som gäller kvinnor" in filled("challenges", "--area", "9103", "--group", "women").out


@pytest.mark.parametrize("wanted", [name for name in ListName if name not in OF_NO_GROUP])
def test_a_group_without_figures_leaves_every_list_empty(filled: Riktmarke, tmp_path: Path, wanted: ListName) -> None:
    filled("challenges", "--area", "9103")
    account = current(tmp_path).of("9103")

    assert listed(account, wanted, "origin:foreign_born") == ()
    assert {f.indicator for f in listed(account, wanted, "M")} <= {
        f.indicator for f in listed(account, wanted, EVERYONE)
    }


# JSON.


def test_json_has_every_figure_of_every_claim_and_codes_by_name(filled: Riktmarke, tmp_path: Path) -> None:
    told = as_json(filled("challenges", "--area", "9103", "--limit", 1, "--json"))
    run = current(tmp_path)
    finding = run.of("9103").challenges[0]
    (said,) = told["findings"]

    assert (told["area"], told["name"], told["count"], told["run"]["version"]) == (
        "9103",
        "Låtsasås",
        challenges_of_9103(tmp_path),
        run.version.name,
    )
    assert (said["listing"], said["undecided"], said["reasons"][0]) == ("challenge", None, "worse")
    assert said["sentence"].endswith(".")
    assert len(said["claims"]) == len(finding.claims)
    claim = finding.worse[0]
    shown = said["claims"][finding.claims.index(claim)]
    codes = (claim.kind, claim.against, claim.source)
    assert [shown["kind"], shown["against"], shown["source"]] == [code.name.lower() for code in codes]
    for figure in ("estimate", "se", "margin", "value", "reference", "rank", "q_worse", "in_margins"):
        assert shown[figure] == pytest.approx(getattr(claim, figure))
    assert shown["interval"] == pytest.approx(list(claim.interval or [None]))


def test_how_we_know_of_an_indicator_as_text_and_as_json(filled: Riktmarke, tmp_path: Path) -> None:
    name = "N90001"
    text = filled("challenges", "--area", "9103", "--indicator", name)
    told = as_json(filled("challenges", "--area", "9103", "--indicator", name, "--json"))["finding"]

    assert text.out.startswith(f"{CATALOGUE[name].title}, Låtsasås (9103)\n    Står under ”Utmaningar”.")
    assert told["indicator"] == name
    assert len(told["claims"]) == len(current(tmp_path).of("9103").by_indicator[name].claims)
    words = " ".join(text.out.split())
    for section in told["how_we_know"]:
        assert section["heading"] in text.out
        assert all(" ".join(sentence.split()) in words for sentence in section["sentences"])


def test_how_many_challenges_each_municipality_has(filled: Riktmarke, tmp_path: Path) -> None:
    told = as_json(filled("challenges", "--all", "--limit", 0, "--json"))
    run = current(tmp_path)

    assert {row["area"]: row["challenges"] for row in told["areas"]} == {
        area: len(run.of(area).grouped) for area in invented_figures.MUNICIPALITIES
    }
    counts = [row["challenges"] for row in told["areas"]]
    assert counts == sorted(counts, reverse=True)
    assert all(sum(row["indicators"].values()) == len(CATALOGUE) for row in told["areas"])
    out = filled("challenges", "--all", "--limit", 3).out
    assert "12 municipalities" in out
    each = [len(run.of(area).grouped) for area in invented_figures.MUNICIPALITIES]
    assert f"from {min(each)} to {max(each)}, {median(each):g} in the middle" in " ".join(out.split())
    assert "and 9 more" in out


# What is new.


def test_what_left_the_challenges_by_another_rule_is_told_with_why(
    filled: Riktmarke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ingen tidigare körning" in filled("challenges", "--area", "9103", "--list", "new").out
    before = challenges_of_9103(tmp_path)
    with_rules(monkeypatch, smallest_difference_factor=1000.0)

    told = as_json(filled("challenges", "--area", "9103", "--list", "new", "--limit", 0, "--json"))
    assert told["count"] == before
    assert {(move["before"], move["why"]) for move in told["moved"]} == {("challenge", "new_rule")}
    text = filled("challenges", "--area", "9103", "--list", "new", "--limit", 1).out
    assert told["since"] in text.partition("\n")[0]
    assert "Är inte längre en utmaning." in text
    assert f"… och {before - 1} till" in text
    assert "Inget har kommit till" in filled("challenges", "--area", "9101", "--list", "new").out


def test_rules_that_can_find_no_trend_are_warned_of(filled: Riktmarke, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rules(monkeypatch, trend_years=5, fewest_points=9)
    ended = filled("challenges", "--area", "9103")

    assert ended.code == 0
    assert "The plan for 9103 asks for at least 9 measurements" in ended.err


# Which municipality.


def test_the_municipality_is_the_one_that_the_site_is_for(filled: Riktmarke, settings: LazySettings) -> None:
    settings.RIKTMARKE_AREA = "9101"
    assert "Exempelby (9101)" in filled("challenges").out
    ensure_site(area="9103")
    assert "Låtsasås (9103)" in filled("challenges").out
    assert "Exempelby (9101)" in filled("challenges", "--area", "exempelby").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--area", "9109"], 1, "There is no area with the code '9109'"),
        (["--area", "0091"], 1, "not a municipality"),
        (["--indicator", "N9000"], 1, "nearest: N90"),
        (["--group", "everybody"], 2, "choose one of women, men"),
        (["--all", "--area", "9103"], 2, "leave out --area"),
        (["--all", "--list", "gaps"], 2, "leave out --area"),
        (["--indicator", "N90001", "--group", "men"], 2, "leave out --list and --group"),
        (["--list", "new", "--group", "men"], 2, "leave out --group"),
        (["--list", "undecided", "--group", "men"], 2, "leave out --group"),
        (["--list", "everything"], 2, "improvements"),
    ],
)
def test_what_cannot_be_is_told(filled: Riktmarke, words: list[str], code: int, said: str) -> None:
    ended = filled("challenges", *words)

    assert ended.code == code
    assert said in " ".join(ended.err.replace("│", " ").split())


def test_without_figures_it_says_how_to_get_some_and_asks_no_database(
    riktmarke: Riktmarke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "rules_of_plans", pytest.fail)
    ended = riktmarke("challenges", "--json")

    assert ended.code == 1
    assert json.loads(ended.err)["error"]["code"] == "NoFigures"


# The other commands.


def test_assess_all_finds_them_too_and_going_back_to_earlier_figures_goes_back_to_theirs(
    filled: Riktmarke, bulk_folder: Bulk, tmp_path: Path
) -> None:
    before = as_json(filled("assess", "--all", "--json"))
    assert before["challenges"] == current(tmp_path).version.name
    filled("import", "kolada-bulk", bulk_folder("again"))
    after = as_json(filled("assess", "--all", "--json"))
    assert after["challenges"] == current(tmp_path).version.name != before["challenges"]

    ended = filled("store", "use", before["dataset_version"])

    assert f"Now showing the challenges {before['challenges']}" in ended.out
    assert current(tmp_path).version.name == before["challenges"]
    assert "challenges" in filled("store", "list").out
    assert filled("store", "use", after["challenges"]).code == 0
    assert current(tmp_path).version.name == after["challenges"]


def test_up_serves_though_challenges_cannot_be_found_and_says_so(
    filled: Riktmarke, bulk_folder: Bulk, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up.waitress, "serve", lambda *_, **__: None)
    words = ["up", "--port", free_port, "--data", bulk_folder("same"), "--area", "9103", "--processes", 1]
    assert "Challenges found in Låtsasås: 0." in filled(*words).out

    def refuse(*_: object, **__: object) -> None:
        raise RiktmarkeError("The disk is full.", remedy="make room.")

    monkeypatch.setattr(challenge_run, "challenges_found", refuse)
    ended = filled(*words)
    assert ended.code == 130
    assert "The challenges could not be brought up to date." in ended.err
    assert "make room" in ended.err
    assert "Riktmärke is at" in ended.out
