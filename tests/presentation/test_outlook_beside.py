"""What stands beside a likelihood: what it rests on, how such forecasts have done, the pace, and what others say."""

from typing import Any

import numpy as np
import pytest

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.outlook.track_record import Record
from riktmarke.assessment.targets.kinds import Scheme, Standing
from riktmarke.assessment.targets.pace import AsOthers, Pace, Point
from riktmarke.assessment.targets.status import TargetStatus
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.methods import Reliability
from riktmarke.presentation.language import Language
from riktmarke.presentation.outlook_beside import (
    as_others_sentence,
    came_true_sentence,
    pace_words,
    rests_on_sentence,
)
from riktmarke.presentation.target_status import NO_PACE
from riktmarke.vocabulary.groups import Sex
from tests.presentation.outlooks_made import DAYS, asked, plain

SV, EN = Language.SWEDISH, Language.ENGLISH
RECORD = Record(
    cases=1000,
    series=10,
    within_50=0.49,
    within_80=0.788,
    within_95=0.94,
    crps=1.0,
    naive=1.1,
    drift=1.2,
    theta=1.1,
    missed=1.4,
    best_simple="naive",
    worse_by=-0.1,
    worse_by_se=0.05,
)
# Each tenth came true as often as the middle of it says, but for the ends; the second has few cases.
RELIABILITY = Reliability(
    cases=np.array([5000, 150, *[500] * 8]),
    stated=np.arange(0.05, 1, 0.1),
    came_true=np.array([0.046, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.728, 0.85, 0.955]),
)


def status(kind: TargetKind = TargetKind.LEVEL, **given: Any) -> TargetStatus:
    target = asked(kind, comparator=Comparator.COUNTY if kind is TargetKind.AS_GOOD_AS else None)
    usual: dict[str, Any] = {"standing": Standing.NOT_REACHED, "year": 2022, "value": 32.0, "own": 32.0}
    return TargetStatus(asked=target, groups=(Group(Sex.TOTAL),), **{**usual, **given})


def pace(per_year: float, first: int = 2012, last: int = 2022) -> Pace:
    return Pace(per_year, None, first, last, points=last - first + 1)


def test_what_a_forecast_rests_on_and_how_often_its_like_have_held() -> None:
    assert rests_on_sentence(RECORD, 290) == (
        "Prognosen bygger på hur samma mått har rört sig i 290 kommuner och på hur fel prognoser gjorda på samma sätt "
        "har haft. Prövat i efterhand på prognoser gjorda från 2016: av 100 utfall hamnade 79 inom det område som "
        "skulle rymma 80."
    )
    assert rests_on_sentence(RECORD, 290, EN).endswith(
        "Tested afterwards on forecasts made from 2016: of 100 outcomes 79 fell within the range that was to hold 80."
    )


def test_where_nothing_has_been_judged_that_is_said() -> None:
    assert rests_on_sentence(None, 12).endswith("Ingen sådan prognos har ännu ett utfall att prövas mot.")
    assert rests_on_sentence(None, 12, EN).endswith("No such forecast has an outcome yet to be tested against.")


def test_how_often_what_was_as_likely_came_true() -> None:
    assert came_true_sentence(RELIABILITY, 0.77) == (
        "Av det som i efterhand hade fått 7 till 8 chanser av 10 slog 73 av 100 in."
    )
    assert came_true_sentence(RELIABILITY, 0.77, EN) == (
        "Of what would have been given 7 to 8 chances in 10, 73 of 100 came true."
    )


def test_the_extremes_are_told_as_they_are_said() -> None:
    assert came_true_sentence(RELIABILITY, 0.02) == (
        "Av det som i efterhand hade fått mindre än 1 chans av 10 slog 5 av 100 in."
    )
    assert came_true_sentence(RELIABILITY, 1.0) == (
        "Av det som i efterhand hade fått mer än 9 chanser av 10 slog 96 av 100 in."
    )
    assert came_true_sentence(RELIABILITY, 0.97, EN).startswith("Of what would have been given more than 9 chances")


def test_too_few_cases_tell_nothing() -> None:
    assert came_true_sentence(RELIABILITY, 0.15) == ""


def test_the_pace_needed_stands_beside_the_pace_seen() -> None:
    held = status(needed=pace(-0.4, 2022, 2032), seen=pace(-0.9))
    assert plain(pace_words(held, DAYS)) == (
        "För att nå målet behöver värdet minska med 0,4 dagar om året till 2032. 2012–2022 har det minskat med 0,9 "
        "dagar om året."
    )
    assert plain(pace_words(held, DAYS, EN)) == (
        "To reach the target the value has to decrease by 0.4 days a year to 2032. In 2012–2022 it decreased by 0.9 "
        "days a year."
    )


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (pace(0.3), "In 2012–2022 it increased by 0.3 days a year."),
        (pace(0.0), "In 2012–2022 it neither increased nor decreased."),
        (None, "There are fewer than three comparable measurements: the pace so far cannot be said."),
    ],
)
def test_the_pace_seen_in_english(seen: Pace | None, said: str) -> None:
    assert plain(pace_words(status(needed=pace(-0.4, 2022, 2032), seen=seen), DAYS, EN)).endswith(said)
    assert seen is not None or pace_words(status(needed=pace(-0.4), seen=None), DAYS).endswith(NO_PACE)


def test_how_far_it_is_to_others_shrinks_when_the_difference_goes_the_good_way() -> None:
    # At most 28 days: the difference from others has to fall by 0.4 a year, so the distance has to shrink.
    behind = status(TargetKind.AS_GOOD_AS, needed=pace(-0.4, 2022, 2032), seen=pace(-0.2))
    assert plain(pace_words(behind, DAYS, EN)) == (
        "To reach the target the distance to the other municipalities of the county has to decrease by 0.4 days a year "
        "to 2032. In 2012–2022 it decreased by 0.2 days a year."
    )
    swedish = plain(pace_words(behind, DAYS))
    assert swedish.startswith("För att nå målet behöver avståndet till de andra kommunerna i länet minska med 0,4")


def test_no_pace_is_told_where_none_is_needed() -> None:
    assert pace_words(status(), DAYS, EN) == pace_words(status(), DAYS) == ""
    assert pace_words(status(TargetKind.DIRECTION, needed=pace(-0.4)), DAYS, EN) == ""


def test_what_others_would_say_is_marked_as_theirs() -> None:
    others = (
        AsOthers(Scheme.EUROSTAT, "moderate_progress", Point(2017, 34.0), Point(2022, 32.0)),
        AsOthers(Scheme.SDSN, "stagnating", Point(2015, 33.0), Point(2022, 32.0)),
    )
    assert as_others_sentence(status(others=others)) == (
        "Så skulle andra bedöma det, med sina egna tumregler: Eurostat: måttliga framsteg, 2017–2022; SDSN: står "
        "stilla, 2015–2022."
    )
    assert as_others_sentence(status(others=others), EN).startswith(
        "As others would judge it, by their own rules of thumb: Eurostat: moderate progress, 2017–2022; SDSN:"
    )
    assert as_others_sentence(status()) == ""
