"""The picture of challenges: places, sizes, shapes and names of points, and what those hear who do not see it."""

from math import sqrt
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.presentation.challenge_chart import CHART_HEIGHTS, SHAPES, UNKNOWN_PX2, challenge_chart
from riktmarke.presentation.challenge_points import ChallengePoint, challenge_point, point_in_words, points_in_words
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, Chart, Frame
from tests.presentation.challenges_made import DAYS, PEOPLE, RATE, SHARE, changed, level, listed, plain, worded

FRAMES = pytest.mark.parametrize("frame", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])


def point(
    title: str = "Mått",
    level: float | None = 3.0,
    trend: float | None = 0.0,
    changed: int = 0,
    people: float | None = None,
) -> ChallengePoint:
    return ChallengePoint(title, level, trend, changed, people)


def drawn(*points: ChallengePoint, frame: Frame = WIDE) -> Chart:
    return challenge_chart(points, title="Utmaningar", frame=frame)


def marks(chart: Chart) -> list[dict[str, Any]]:
    """Return the marks of the points, without those of the key."""
    layers = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "point"]
    found: list[dict[str, Any]] = layers[0]["data"]["values"]
    return found


def texts(chart: Chart) -> list[dict[str, Any]]:
    """Return every piece of text with its place."""
    layers = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"]
    return [row for layer in layers for row in layer["data"]["values"]]


def words(chart: Chart) -> set[str]:
    return {row["text"] for row in texts(chart)}


def test_a_point_is_where_what_is_told_first_lies_and_the_change_of_the_same_group() -> None:
    finding = listed(
        level(30, 4.0, Against.SIMILAR, margin=2.0),  # 2 smallest differences: what is told first
        level(30, 8.0, Against.COUNTRY, margin=2.0),
        level(40, 20.0, Against.SIMILAR, margin=2.0, group="F"),
        changed(30, 6.0, margin=2.0),
        changed(30, -8.0, margin=2.0, group="F"),
    )
    made = challenge_point(finding, worded(DAYS))
    assert finding.lead == finding.claims[0]
    assert (made.title, made.level, made.trend, made.changed) == ("Ohälsotal", 2.0, 3.0, 1)


def test_where_the_level_is_not_what_is_told_first_it_is_the_mean_over_those_compared_with() -> None:
    finding = listed(
        level(30, 0.5, Against.SIMILAR, margin=0.25, worse=False),  # 2 smallest differences
        level(30, 1.0, Against.COUNTRY, margin=0.25, worse=False),  # 4
        level(30, 90.0, Against.MIDDLE, margin=0.25, worse=False),  # only tells whether the country is typical
        changed(30, 6.0, margin=2.0),
    )
    made = challenge_point(finding, worded(DAYS))
    assert (made.level, made.trend, made.changed) == (3.0, 3.0, 1)


def test_where_a_group_is_told_first_it_is_the_group_that_is_drawn() -> None:
    finding = listed(
        level(30, 1.0, margin=2.0, worse=False),
        level(40, 6.0, margin=2.0, group="F"),
        changed(40, -4.0, margin=2.0, group="F"),
    )
    made = challenge_point(finding, worded(DAYS))
    assert (made.level, made.trend, made.changed) == (3.0, -2.0, -1)


def test_what_is_unknown_is_no_number() -> None:
    aimed = listed(changed(100, 5.0, ClaimKind.TARGET, worse=True, better=False))
    made = challenge_point(aimed, worded(PEOPLE))
    assert (made.level, made.trend, made.changed, made.people) == (None, None, 0, None)


def test_persons_are_counted_of_shares_not_of_events_and_only_where_there_is_at_least_one() -> None:
    lying_apart = {"estimate": 2.0, "value": 10.0, "se": 0.1}
    assert challenge_point(listed(level(**lying_apart, persons=0.2)), worded(SHARE)).people is None
    assert challenge_point(listed(level(**lying_apart, persons=40.0)), worded(SHARE)).people == 80.0
    assert challenge_point(listed(level(**lying_apart, persons=40.0)), worded(RATE)).people is None
    may_be_none = level(10.0, 2.0, se=1.5, persons=40.0)
    assert challenge_point(listed(may_be_none), worded(SHARE)).people is None


def test_worse_is_further_right_and_having_become_worse_is_further_up() -> None:
    near, far = marks(drawn(point(level=2.0, trend=-3.0), point(level=6.0, trend=3.0)))
    assert far["x"] > near["x"]
    assert far["y"] < near["y"]  # downwards from the top


def test_distances_are_square_roots() -> None:
    zero, one, nine = sorted(mark["x"] for mark in marks(drawn(point(level=0.0), point(level=1.0), point(level=9.0))))
    assert (nine - zero) / (one - zero) == pytest.approx(3.0)


def test_the_area_is_as_large_as_the_people_are_many_and_a_ring_has_a_size_of_its_own() -> None:
    many, few, unknown = marks(
        drawn(point(level=2, people=1000.0), point(level=4, people=250.0), point(level=6, people=None))
    )
    assert many["size"] / few["size"] == pytest.approx(4.0)
    assert unknown["size"] == UNKNOWN_PX2
    assert unknown["fill"] != unknown["edge"]
    assert unknown["edge"] == few["fill"]  # a ring in the colour that the others are filled with


def test_the_shape_tells_the_change_so_that_colour_need_not() -> None:
    shapes = [mark["shape"] for mark in marks(drawn(*(point(changed=change, level=3.0) for change in (1, 0, -1))))]
    assert shapes == ["triangle-up", "circle", "triangle-down"] == [SHAPES[1], SHAPES[0], SHAPES[-1]]
    assert {"Har blivit sämre", "Ingen säker förändring", "Har blivit bättre", "Antalet människor okänt"} <= words(
        drawn(point())
    )


def test_those_whose_change_is_unknown_lie_below_the_others() -> None:
    known, unknown = point(trend=-20.0), point(trend=None)
    lowest, below = sorted(mark["y"] for mark in marks(drawn(known, unknown)))
    heading = next(row["y"] for row in texts(drawn(known, unknown)) if row["text"] == "Förändringen är inte känd")
    assert lowest < heading < below


def test_points_of_unknown_change_do_not_cover_each_other() -> None:
    found = marks(drawn(*(point(title=f"Mått {i}", level=4.0 + i / 100, trend=None) for i in range(5))))
    for i, one in enumerate(found):
        for other in found[:i]:
            apart = sqrt((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2)
            assert apart > 2 * sqrt(UNKNOWN_PX2 / 3.14159)


def test_the_first_eight_are_named_with_their_place_in_the_list() -> None:
    said = words(drawn(*(point(title=f"Mått {i}", level=1.0 + i, trend=i - 5.0) for i in range(1, 11))))
    assert {f"{i} Mått {i}" for i in range(1, 9)} <= said
    assert not {"9 Mått 9", "10 Mått 10"} & said


def test_on_a_phone_only_the_places_are_written() -> None:
    said = words(drawn(point(title="Ohälsotal", level=8.0, trend=6.0), frame=NARROW))
    assert "1" in said
    assert not any("Ohälsotal" in text for text in said)


def test_a_long_name_is_cut_between_words() -> None:
    said = words(drawn(point(title="Problem med öppen narkotikahandel i bostadsområdet")))
    assert "1 Problem med öppen narkotikahandel …" in said


def test_a_challenge_that_is_compared_with_nobody_keeps_its_place_in_the_numbers_but_is_not_drawn() -> None:
    chart = drawn(point(title="Folkmängd", level=None), point(title="Ohälsotal"))
    assert len(marks(chart)) == 1
    assert "2 Ohälsotal" in words(chart)


def test_without_anything_to_draw_the_words_say_so() -> None:
    assert drawn().spec["layer"] == []
    assert drawn(point(level=None)).description == "Punktdiagram. Inga utmaningar att visa."


def test_the_picture_in_words_is_one_sentence_with_what_is_where() -> None:
    points = [
        point("Ohälsotal", level=6.9, trend=4.0, changed=1),
        point("Rökning", level=-0.5, trend=-1.0, changed=0),
        point("Valdeltagande", level=2.0, trend=None),
        point("Folkmängd", level=None),
    ]
    assert points_in_words(points) == (
        "Punktdiagram över 3 utmaningar: 2 ligger sämre till än andra, 1 har blivit sämre, 1 har ingen säker "
        "förändring och 1 har en förändring som inte är känd."
    )
    assert [plain(point_in_words(one)) for one in points] == [
        "6,9 åt höger, 4,0 uppåt",
        "0,5 åt vänster, 1,0 nedåt",
        "2,0 åt höger, i fältet nedtill",
        "",
    ]
    assert (
        points_in_words(points[:1])
        == "Punktdiagram över 1 utmaning: 1 ligger sämre till än andra och 1 har blivit sämre."
    )


def test_one_challenge_is_told_as_one_in_english() -> None:
    points = [point("Ohälsotal", level=6.9, trend=4.0, changed=1), point("Rökning", level=2.0, trend=-1.0, changed=-1)]
    with translation.override("en"):
        said = points_in_words(points)

    assert said == (
        "Point chart of 2 challenges: 2 are worse off than others, 1 has become worse and 1 has become better."
    )


somewhere = st.floats(-60, 60, allow_nan=False)
anywhere = st.builds(
    point,
    title=st.text("abc åäö", min_size=1, max_size=60),
    level=somewhere | st.none(),
    trend=somewhere | st.none(),
    changed=st.sampled_from([-1, 0, 1]),
    people=st.floats(1, 1e6) | st.none(),
)


@FRAMES
@given(points=st.lists(anywhere, min_size=1, max_size=40))
def test_every_mark_and_word_is_anchored_inside_the_picture(frame: Frame, points: list[ChallengePoint]) -> None:
    chart = drawn(*points, frame=frame)
    height = chart.spec["padding"]["top"] + chart.spec["height"]
    assert height == CHART_HEIGHTS[frame]
    if chart.spec["layer"]:
        for row in [*marks(chart), *texts(chart)]:
            assert 0 <= row["x"] <= frame.width
            assert 0 <= row["y"] <= chart.spec["height"]
