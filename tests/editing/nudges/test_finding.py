"""What should be looked at in a plan, one case of each kind."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from riktmarke.editing.nudges.finding import Nudge, find
from tests.governance.planning import Raw, whole

TODAY = date(2026, 11, 26)
# of a definition, the nudges ask nothing but whether it shows women and men
CATALOGUE = {"N00001": SimpleNamespace(split_by_sex=True), "N00003": SimpleNamespace(split_by_sex=True)}


def found(change: Callable[[Raw], object] | None = None, *, on: date = TODAY, **written: date) -> set[tuple[str, str]]:
    """What is found in the invented plan, as (nudge, row)."""
    wrote = {("goals", key): day for key, day in written.items()}
    return {(one.nudge.value, one.row.key) for one in find(whole(change), today=on, written=wrote, catalogue=CATALOGUE)}


def row(raw: Raw, table: str, key: str) -> Raw:
    return next(one for one in raw[table] if one.get("key", one.get("definition")) == key)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 26), None),  # until 2027-06-30
        (date(2027, 1, 1), "runs_out"),  # 180 days are left
        (date(2027, 6, 30), "runs_out"),
        (date(2027, 7, 1), "run_out"),
    ],
)
def test_a_document_runs_out_and_has_run_out(on: date, said: str | None) -> None:
    about = {nudge for nudge, key in found(on=on) if key == "strategi"}

    assert about == ({said} if said else set()) | ({"no_responsible"} if "no_responsible" in about else set())
    assert ("run_out", "aldre") not in found(on=on)  # another has taken its place


def test_an_action_past_its_end_needs_a_follow_up() -> None:
    assert ("no_follow_up", "atgard") not in found()
    assert ("no_follow_up", "atgard") in found(lambda raw: row(raw, "actions", "atgard").pop("follow_up"))

    def stopped(raw: Raw) -> None:
        row(raw, "actions", "atgard").pop("follow_up")
        row(raw, "actions", "atgard")["status"] = "stopped"

    assert ("no_follow_up", "atgard") not in found(stopped)


def test_drafts_that_are_neither_decided_nor_put_forward() -> None:
    said = {key for nudge, key in found() if nudge == Nudge.DRAFT}

    assert "omatbart" in said
    assert not {"delmal", "halsa", "mal", "nytt"} & said  # proposals are seen, and so is what is decided
    aimed = {"indicator": "N00001", "year": 2035, "kind": "level", "value": 9, "origin": "decided", "key": "sent"}
    assert "sent" in {key for nudge, key in found(lambda raw: raw["targets"].append(aimed)) if nudge == Nudge.DRAFT}
    proposed = aimed | {"origin": "proposal"}
    assert "sent" not in {
        key for nudge, key in found(lambda raw: raw["targets"].append(proposed)) if nudge == Nudge.DRAFT
    }


def test_rows_that_nobody_answers_for() -> None:
    said = {key for nudge, key in found() if nudge == Nudge.NO_RESPONSIBLE}

    assert {"halsa", "delmal", "N00003", "valdeltagande"} <= said
    assert not {"mal", "atgard", "N00001", "aldre"} & said
    assert "atgard" not in {  # its unit does it
        key
        for nudge, key in found(lambda raw: row(raw, "actions", "atgard").pop("responsible"))
        if nudge == Nudge.NO_RESPONSIBLE
    }


def test_goals_without_an_indicator_unless_they_say_why() -> None:
    said = {key for nudge, key in found() if nudge == Nudge.NO_INDICATOR}

    assert said == {"delmal"}  # `omatbart` says why, `mal` has one, `overgripande` has one and a composite
    whole_without = {
        key
        for nudge, key in found(lambda raw: row(raw, "indicators", "N00001").pop("goals"))
        if nudge == Nudge.NO_INDICATOR
    }
    assert whole_without == {"delmal", "mal"}


def test_a_goal_is_followed_by_its_parts() -> None:
    def only_the_part(raw: Raw) -> None:
        row(raw, "indicators", "N00001")["goals"] = ["delmal"]

    assert not {nudge for nudge, key in found(only_the_part) if nudge == Nudge.NO_INDICATOR}


def test_indicators_without_a_target_and_targets_for_all_alone() -> None:
    said = found()

    assert ("target_not_by_sex", "N00003") in said
    assert not {("target_not_by_sex", "N00001"), ("no_target", "N00001"), ("no_target", "valdeltagande")} & said
    without = found(lambda raw: raw.update(targets=[]))
    assert {key for nudge, key in without if nudge == Nudge.NO_TARGET} == {"N00001", "N00003", "valdeltagande"}


def test_a_text_is_old_after_a_year() -> None:
    assert ("old_text", "mal") in found(mal=date(2025, 11, 25))
    assert ("old_text", "mal") not in found(mal=date(2025, 11, 26))
    assert ("old_text", "mal") not in found()  # nobody knows when it was written


def test_the_most_pressing_comes_first() -> None:
    order = [one.nudge for one in find(whole(), today=date(2028, 1, 1), written={}, catalogue=CATALOGUE)]

    assert order == sorted(order, key=list(Nudge).index)
    assert order[0] is Nudge.RUN_OUT
