"""What is new since the run before and why, and a file for each run that is there whole or not at all."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from riktmarke.assessment.challenges import history
from riktmarke.assessment.challenges.history import NO_NEWS, History, Kept, Moved, News, Why, moved
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.vocabulary.errors import DamagedFile

CHALLENGE, STRENGTH, UNDECIDED = Listing.CHALLENGE, Listing.STRENGTH, Listing.UNDECIDED
FIRST, SECOND, THIRD = "20260101T000000.000000Z", "20260201T000000.000000Z", "20260301T000000.000000Z"


def one(before: Kept, after: Kept, *, same_rules: bool = True) -> Why:
    (found,) = moved({"N1": before}, {"N1": after if same_rules else replace(after, rule="another")})
    return found.why


def test_a_later_measurement_is_why_a_challenge_is_new() -> None:
    before, after = Kept(UNDECIDED, 10.0, 2021), Kept(CHALLENGE, 12.0, 2022)

    assert one(before, after) is Why.NEW_FIGURES
    assert one(before, after, same_rules=False) is Why.NEW_FIGURES
    assert one(Kept(Listing.NO_FIGURE, None, None), after) is Why.NEW_FIGURES


def test_other_rules_are_why_when_nothing_was_measured_since() -> None:
    assert one(Kept(UNDECIDED, 10.0, 2022), Kept(CHALLENGE, 10.0, 2022), same_rules=False) is Why.NEW_RULE


def test_another_value_of_the_same_year_is_a_revision() -> None:
    assert one(Kept(CHALLENGE, 10.0, 2022), Kept(UNDECIDED, 10.1, 2022)) is Why.REVISED_SOURCE


def test_with_the_same_value_the_others_have_changed() -> None:
    assert one(Kept(CHALLENGE, 10.0, 2022), Kept(STRENGTH, 10.0, 2022)) is Why.OTHERS_CHANGED


def test_only_what_comes_to_or_leaves_the_challenges_is_told_and_what_comes_first() -> None:
    before = {name: Kept(CHALLENGE, 1.0, 2022) for name in ("left", "stays")} | {
        name: Kept(UNDECIDED, 1.0, 2022) for name in ("came", "also came", "between")
    }
    after = {
        "left": Kept(UNDECIDED, 1.0, 2022),
        "stays": Kept(CHALLENGE, 2.0, 2023),
        "came": Kept(CHALLENGE, 1.0, 2022),
        "also came": Kept(CHALLENGE, 1.0, 2022),
        "between": Kept(STRENGTH, 1.0, 2022),
        "newly defined": Kept(CHALLENGE, 1.0, 2022),
    }

    found = moved(before, after)
    assert [(move.indicator, move.before, move.after) for move in found] == [
        ("also came", UNDECIDED, CHALLENGE),
        ("came", UNDECIDED, CHALLENGE),
        ("left", CHALLENGE, UNDECIDED),
    ]


def test_what_is_kept_of_a_run_is_read_back(tmp_path: Path) -> None:
    lists = {
        "9101": {"N1": Kept(CHALLENGE, 0.1 + 0.2, 2022, "rule"), "N2": Kept(Listing.NO_FIGURE, None, None)},
        "9102": {"N1": Kept(STRENGTH, -5.0, 2021)},
    }
    kept = History(tmp_path / "history")
    kept.keep(FIRST, lists)

    assert kept.runs() == [FIRST]
    assert {area: kept.of(FIRST, area) for area in lists} == lists
    assert kept.of(FIRST, "9999") == {}


def test_a_run_is_compared_with_the_one_before_it_and_not_with_later_ones(tmp_path: Path) -> None:
    kept = History(tmp_path)
    for run, listing in ((FIRST, UNDECIDED), (SECOND, CHALLENGE), (THIRD, UNDECIDED)):
        kept.keep(run, {"9101": {"N1": Kept(listing, 1.0, 2022)}})

    came, left = (Moved("N1", *lists, Why.OTHERS_CHANGED) for lists in ((UNDECIDED, CHALLENGE), (CHALLENGE, UNDECIDED)))
    assert kept.news(FIRST, "9101") == NO_NEWS
    assert kept.news(SECOND, "9101") == News(date(2026, 1, 1), (came,))
    assert kept.news(THIRD, "9101") == News(date(2026, 2, 1), (left,))


def test_what_is_new_is_told_since_the_lists_last_were_others_however_often_nothing_has_changed(tmp_path: Path) -> None:
    kept = History(tmp_path)
    for run, listing in ((FIRST, UNDECIDED), (SECOND, CHALLENGE), (THIRD, CHALLENGE)):
        kept.keep(run, {"9101": {"N1": Kept(listing, 1.0, 2022)}})

    assert kept.news(THIRD, "9101") == kept.news(SECOND, "9101") != NO_NEWS


def test_a_file_that_cannot_be_read_is_passed_over_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = History(tmp_path)
    for run, listing in ((FIRST, UNDECIDED), (SECOND, UNDECIDED), (THIRD, CHALLENGE)):
        kept.keep(run, {"9101": {"N1": Kept(listing, 1.0, 2022)}})
    (tmp_path / f"{SECOND}.parquet").write_bytes(b"?")

    assert kept.news(THIRD, "9101").since == date(2026, 1, 1)
    assert kept.news(SECOND, "9101") == NO_NEWS
    assert SECOND in caplog.text


def test_there_is_no_news_of_a_run_that_was_not_kept(tmp_path: Path) -> None:
    """It was switched in, and its lists could not be written after it: readers must not meet an error."""
    kept = History(tmp_path)
    kept.keep(FIRST, {"9101": {"N1": Kept(UNDECIDED, 1.0, 2022)}})

    assert kept.news(SECOND, "9101") == NO_NEWS


def _fails(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def _is_killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["write_by_area", "sync", "os.replace"])
@pytest.mark.parametrize("how", [_fails, _is_killed])
def test_a_run_is_kept_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, how: Callable[..., None]
) -> None:
    kept = History(tmp_path)
    kept.keep(FIRST, {"9101": {"N1": Kept(UNDECIDED, 1.0, 2022)}})
    with monkeypatch.context() as patch:
        patch.setattr(f"{history.__name__}.{where}", how)
        with pytest.raises((OSError, KeyboardInterrupt)):
            kept.keep(SECOND, {"9101": {"N1": Kept(CHALLENGE, 1.0, 2022)}})

    assert kept.runs() == [FIRST]
    assert kept.of(FIRST, "9101") == {"N1": Kept(UNDECIDED, 1.0, 2022)}
    kept.keep(SECOND, {"9101": {"N1": Kept(CHALLENGE, 1.0, 2022)}})
    assert [move.indicator for move in kept.news(SECOND, "9101").moves] == ["N1"]


def test_half_of_a_file_is_no_run(tmp_path: Path) -> None:
    """As a machine that loses its power leaves it: the bytes so far, under the name of what is unfinished."""
    kept = History(tmp_path)
    kept.keep(FIRST, {"9101": {"N1": Kept(UNDECIDED, 1.0, 2022)}})
    whole = (tmp_path / f"{FIRST}.parquet").read_bytes()
    (tmp_path / f".{SECOND}").write_bytes(whole[: len(whole) // 2])

    assert kept.runs() == [FIRST]


def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    kept = History(tmp_path)
    kept.keep(FIRST, {"9101": {"N1": Kept(UNDECIDED, 1.0, 2022)}})
    (tmp_path / f"{FIRST}.parquet").write_bytes(os.urandom(500))

    with pytest.raises(DamagedFile, match=FIRST) as raised:
        kept.of(FIRST, "9101")
    assert "remove" in raised.value.remedy
