"""A fan: what it shows, where each thing stands, and the same figures in words and as a table."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.targets.pace import Point
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, Chart, Frame
from riktmarke.presentation.fan import (
    SHOWN,
    Fan,
    FanYear,
    OthersLine,
    TargetMark,
    differences,
    segments,
    target_marks,
    years_of_series,
    years_of_target,
)
from riktmarke.presentation.fan_chart import EDGES, FAN_HEIGHTS, TARGET_SHAPE, TONES, fan_chart, mixed
from riktmarke.presentation.fan_words import BANDS, HEADINGS, fan_table, fan_words
from riktmarke.presentation.rendering import ChartWorker
from riktmarke.vocabulary.groups import Sex
from tests.invented_figures import definition
from tests.presentation.outlooks_made import DAYS, NORMAL, PEOPLE, SHARE, asked, outlook, plain, series

FRAMES = pytest.mark.parametrize("frame", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])
HISTORY = tuple(Point(year, 30.0 - 0.5 * (year - 2012)) for year in range(2012, 2023))
AIMED = TargetMark(2032, 20.0, "Mål 2032: högst 20")
OTHERS = (
    OthersLine("Liknande kommuner", "similar", (Point(2015, 24.0), Point(2022, 22.0))),
    OthersLine("Påhittade Norr", "county", (Point(2022, 21.0),)),
    OthersLine("Sverige", "country", (Point(2012, 26.0), Point(2022, 23.0))),
)


def made(**given: Any) -> Fan:
    """Return the fan of a figure that fell from 30 to 25, 2012 to 2022, and is normal, 25 and 5, from then on."""
    usual: dict[str, Any] = {
        "name": "Exempelby",
        "measured": HISTORY,
        "years": years_of_series(series()),
        "known": 2022,
    }
    return Fan(**{**usual, **given})


def drawn(fan: Fan, frame: Frame = WIDE, of: Definition = DAYS) -> Chart:
    return fan_chart(fan, title="Ohälsotal", definition=of, decimals=of.decimals, frame=frame)


def layers(chart: Chart, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == kind]


def words(chart: Chart) -> dict[str, dict[str, Any]]:
    """Return every piece of text with its place."""
    return {row["text"]: row for layer in layers(chart, "text") for row in layer["data"]["values"]}


def test_the_years_ahead_are_the_outlooks_own_quantiles() -> None:
    # Normal, 25 and 5, by a published table: 25 - 1.960 · 5, 25 - 1.282 · 5, 25 - 0.674 · 5, 25, and the same above.
    first = years_of_series(series())[0]
    assert first.year == 2023
    assert first.at == pytest.approx((15.2, 18.59, 21.63, 25.0, 28.37, 31.41, 34.8), abs=0.001)
    assert first.middle == 25.0
    of_target = outlook(years=(2030,), quantiles=(tuple((25 + 5 * NORMAL).tolist()),))
    assert years_of_target(of_target)[0].at == pytest.approx(first.at)
    assert set(SHOWN) <= {round(float(level), 3) for level in LEVELS}  # nothing is read between those that are kept
    assert years_of_series(series(predictive=None)) == ()


def test_a_difference_has_the_years_that_both_have() -> None:
    women, men = (Point(2020, 30.0), Point(2021, 31.0)), (Point(2021, 28.5), Point(2022, 28.0))
    assert differences(women, men) == (Point(2021, 2.5),)


@pytest.mark.parametrize(
    ("target", "threshold", "of", "said"),
    [
        (asked(), 28.0, DAYS, "Mål 2032: högst 28"),
        (asked(at_least=True, value=17500.0), 17500.0, PEOPLE, "Mål 2032: minst 17 500"),
        (asked(TargetKind.AS_GOOD_AS, comparator=Comparator.COUNTY), 0.0, SHARE, "Mål 2032: minst lika bra"),
        (
            asked(TargetKind.AS_GOOD_AS, comparator=Comparator.COUNTY, at_least=True),
            -2.0,
            SHARE,
            "Mål 2032: högst 2 procentenheter sämre",
        ),
        (asked(TargetKind.DIRECTION), 0.0, DAYS, "Mål 2032: lägre än i början"),
        (asked(TargetKind.DIRECTION, at_least=True), 0.0, DAYS, "Mål 2032: högre än i början"),
    ],
)
def test_a_target_has_a_mark_with_its_words(target: Any, threshold: float, of: Definition, said: str) -> None:
    (mark,) = target_marks(target, threshold, of)
    assert (mark.year, mark.value, plain(mark.words)) == (2032, threshold, said)


def test_a_gap_has_a_mark_on_each_side_of_nothing() -> None:
    gap = asked(TargetKind.GAP, group="sex")
    above, below = target_marks(gap, 5.0, DAYS)
    assert (above.value, plain(above.words), below.value, below.words) == (5.0, "Mål 2032: högst 5 dagar", -5.0, "")
    assert len(target_marks(gap, 0.0, DAYS)) == 1


def test_a_line_joins_no_measurements_over_a_break_or_a_longer_gap_than_usual() -> None:
    points = [Point(year, 1.0) for year in (2010, 2011, 2012, 2015, 2016, 2017)]
    assert [[p.year for p in run] for run in segments(points)] == [[2010, 2011, 2012], [2015, 2016, 2017]]
    assert [[p.year for p in run] for run in segments(points, [2011])] == [[2010], [2011, 2012], [2015, 2016, 2017]]
    elections = [Point(year, 1.0) for year in (2010, 2014, 2018)]
    assert len(segments(elections)) == 1
    assert segments([]) == []


@FRAMES
def test_the_picture_keeps_its_frame(frame: Frame) -> None:
    chart = drawn(made(targets=(AIMED,), others=OTHERS), frame)
    assert chart.spec["height"] + chart.spec["padding"]["top"] == FAN_HEIGHTS[frame]
    for layer in chart.spec["layer"]:
        for row in layer["data"]["values"]:
            assert 0 <= row["x"] <= frame.width
            assert 0 <= row["y"] <= chart.spec["height"]


@FRAMES
def test_bands_are_told_apart_without_colour(frame: Frame) -> None:
    chart = drawn(made(), frame)
    areas = layers(chart, "area")
    assert len({area["mark"]["color"] for area in areas}) == len(set(EDGES)) == len(TONES) == 3  # tone, and edge
    assert set(BANDS) < set(words(chart))  # and words
    heights = [row["y2"] - row["y"] for area in areas for row in area["data"]["values"][-1:]]
    assert [abs(height) for height in heights] == sorted((abs(height) for height in heights), reverse=True)


def test_tones_are_opaque_mixtures_with_paper() -> None:
    assert mixed("#000000", 0.0) == "#fcfbf8"  # paper
    assert mixed("#6d2077", 1.0) == "#6d2077"
    assert mixed("#000000", 0.5) == "#7e7e7c"  # 252/2, 251/2 and 248/2, rounded half to even


def test_the_fan_begins_where_the_last_measurement_stands() -> None:
    chart = drawn(made())
    middle = next(line for line in layers(chart, "line") if line["mark"]["strokeDash"] == [12, 5])["data"]["values"]
    history = next(layer for layer in layers(chart, "point"))["data"]["values"]
    assert middle[0] == history[-1]
    areas = [area["data"]["values"][0] for area in layers(chart, "area")]
    assert all(row["y"] == row["y2"] == history[-1]["y"] for row in areas)


def test_the_last_figures_year_has_a_line_with_words() -> None:
    chart = drawn(made())
    label = words(chart)["senaste siffran 2022"]
    uprights = [
        r for layer in layers(chart, "rule") for r in layer["data"]["values"] if r["x"] == r["x2"] == label["x"]
    ]
    assert uprights


@FRAMES
def test_a_target_has_a_mark_of_its_own_and_its_words(frame: Frame) -> None:
    chart = drawn(made(targets=(AIMED,)), frame)
    marks = [layer for layer in layers(chart, "point") if layer["mark"]["shape"] == TARGET_SHAPE]
    assert len(marks) == 1 + 1  # it lies on the fan, so that its words stand in the key, beside another mark
    assert AIMED.words in words(chart)


@FRAMES
def test_a_target_outside_the_fan_has_its_words_beside_it_where_there_is_room(frame: Frame) -> None:
    chart = drawn(made(targets=(TargetMark(2030, 60.0, "mål"),)), frame)
    marks = [layer for layer in layers(chart, "point") if layer["mark"]["shape"] == TARGET_SHAPE]
    assert len(marks) == 1 + frame.narrow
    assert "mål" in words(chart)


@pytest.mark.parametrize(("value", "downwards"), [(12.0, True), (40.0, False)], ids=["below", "above"])
def test_a_targets_words_lie_away_from_the_middle_of_the_fan(value: float, *, downwards: bool) -> None:
    chart = drawn(made(targets=(TargetMark(2030, value, "mål"),)))
    (mark,) = next(x for x in layers(chart, "point") if x["mark"]["shape"] == TARGET_SHAPE)["data"]["values"]
    assert (words(chart)["mål"]["y"] > mark["y"]) is downwards


def test_the_words_of_several_targets_stand_in_the_key_where_they_cannot_run_together() -> None:
    chart = drawn(made(targets=(TargetMark(2027, 12.0, "delmål"), TargetMark(2028, 12.5, "mål"))))
    first, second = words(chart)["delmål"], words(chart)["mål"]
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]
    marks = [layer for layer in layers(chart, "point") if layer["mark"]["shape"] == TARGET_SHAPE]
    assert len(marks) == 1 + 2  # in the picture, and one beside each of the words


def test_a_target_without_an_outlook_is_drawn_too() -> None:
    chart = drawn(made(years=(), targets=(AIMED,)))
    assert AIMED.words in words(chart)
    assert layers(chart, "area") == []
    assert not set(BANDS) & set(words(chart))


def test_others_have_names_and_lines_of_their_own() -> None:
    chart = drawn(made(others=OTHERS))
    assert {"Exempelby", "Liknande kommuner", "Påhittade Norr", "Sverige"} < set(words(chart))
    dashes = {tuple(line["mark"]["strokeDash"]) for line in layers(chart, "line") if line["mark"]["strokeWidth"] == 1.5}
    assert len(dashes) == 3


def test_others_of_another_size_are_left_out_and_named() -> None:
    country = OthersLine("Sverige", "country", (Point(2020, 9000.0), Point(2022, 9100.0)))
    fan = made(others=(*OTHERS[:1], country, OthersLine("Ingen", "county", ())))
    assert fan.left_out == ("Sverige", "Ingen")
    assert "Sverige" not in words(drawn(fan))


def test_a_break_has_a_line_where_there_are_measurements_on_both_sides() -> None:
    broken, before = made(breaks=(2018,)), made(breaks=(2005, 2023))
    dotted = [layer for layer in layers(drawn(broken), "rule") if layer["mark"].get("strokeDash")]
    assert len(dotted) == 1
    assert before.breaks_within == ()
    said = plain(fan_words(broken, definition=DAYS, decimals=1))
    assert "Serien bryts 2018; här sägs bara tiden därefter. Exempelby: från 27,0 (2018) till 25,0 (2022)" in said


def test_a_difference_has_a_line_at_nothing_and_the_unit_of_differences() -> None:
    fan = made(difference=True)
    chart = drawn(fan, of=SHARE)
    assert "procentenheter" in words(chart)
    assert "0" in words(chart)  # the axis reaches it


def test_the_words_tell_history_outlook_targets_and_others() -> None:
    fan = made(targets=(AIMED,), others=OTHERS)
    assert plain(fan_words(fan, definition=DAYS, decimals=1)) == (
        "Solfjäderdiagram 2012–2040, dagar. Exempelby: från 30,0 (2012) till 25,0 (2022). 2030: 8 av 10 mellan 18,6 "
        "och 31,4, mitten 25,0. 2038: 8 av 10 mellan 18,6 och 31,4, mitten 25,0. Mål 2032: högst 20. Liknande "
        "kommuner: från 24,0 (2015) till 22,0 (2022). Påhittade Norr: 21,0 (2022). Sverige: från 26,0 (2012) till "
        "23,0 (2022). Senaste siffran gäller 2022. Alla värden i tabellen."
    )
    assert drawn(fan).description == fan_words(fan, definition=DAYS, decimals=1)


def test_the_words_tell_the_last_year_before_one_that_is_not_measured() -> None:
    election = definition("N1", measurement=Measurement(schedule=(1998, 4)), occasion="valet")
    said = plain(fan_words(made(years=years_of_series(series(step=4))), definition=election, decimals=1))
    assert "valet 2030: 8 av 10 mellan 18,6 och 31,4, mitten 25,0. valet 2038" in said


def test_the_table_has_the_pictures_figures() -> None:
    rows = fan_table(made(targets=(AIMED,), others=OTHERS), definition=DAYS, decimals=1)
    assert HEADINGS == ("År", "Uppmätt", "Mitten", "5 av 10", "8 av 10", "19 av 20", "Mål")
    by_year = {row.year: row for row in rows}
    assert [row.year for row in rows] == [str(year) for year in range(2040, 2011, -1)]
    assert by_year["2032"].bands == ("21,6–28,4", "18,6–31,4", "15,2–34,8")
    assert (by_year["2032"].middle, by_year["2032"].target, by_year["2032"].measured) == ("25,0", "högst 20", "")
    assert (by_year["2022"].measured, by_year["2022"].middle, by_year["2022"].bands) == ("25,0", "", ("", "", ""))
    assert by_year["2022"].others == ("22,0", "21,0", "23,0")


def test_ends_on_both_sides_of_nothing_have_no_dash_between() -> None:
    across = FanYear(2030, (-4.0, -3.0, -2.0, 0.0, 2.0, 3.0, 4.0))
    (row,) = fan_table(made(measured=(), years=(across,)), definition=DAYS, decimals=0)
    assert row.bands == ("−2 till 2", "−3 till 3", "−4 till 4")


def test_people_ahead_are_told_to_three_figures_and_those_counted_to_the_last() -> None:
    ahead = FanYear(2030, (13495.0, 14029.0, 14511.0, 15157.0, 15751.0, 16295.0, 17148.0))
    fan = made(measured=(Point(2022, 15443.0),), years=(ahead,), people=True)
    last, counted = fan_table(fan, definition=PEOPLE, decimals=0)
    assert [plain(text) for text in (last.middle, last.bands[1], counted.measured)] == [
        "15 200",
        "14 000–16 300",
        "15 443",
    ]
    assert "mellan 14 000 och 16 300, mitten 15 200" in plain(fan_words(fan, definition=PEOPLE, decimals=0))


@FRAMES
def test_nothing_to_show_is_said(frame: Frame) -> None:
    chart = drawn(made(measured=(), years=()), frame)
    assert chart.spec["layer"] == []
    assert chart.description == "Solfjäderdiagram. Inga värden att visa."


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12),
    st.lists(st.floats(-1e6, 1e6), min_size=7, max_size=7),
    st.sampled_from([WIDE, MIDDLE, NARROW]),
    st.sampled_from(Sex),
)
def test_whatever_the_figures_everything_stands_within_the_picture(
    history: list[float], ahead: list[float], frame: Frame, sex: Sex
) -> None:
    measured = tuple(Point(2010 + place, value) for place, value in enumerate(history))
    fan = made(measured=measured, years=(FanYear(2030, tuple(sorted(ahead))),), sex=sex)
    chart = drawn(fan, frame)
    places = [row for layer in chart.spec["layer"] for row in layer["data"]["values"]]
    assert all(np.isfinite([row["x"], row["y"]]).all() for row in places)
    assert all(0 <= row["y"] <= chart.spec["height"] for row in places)


@pytest.fixture(scope="module")
def worker() -> Any:
    running = ChartWorker()
    yield running
    running.close()


def test_the_engine_draws_it(worker: ChartWorker) -> None:
    chart = drawn(made(targets=(AIMED,), others=OTHERS, sex=Sex.FEMALE, breaks=(2018,)))
    svg = worker.draw(chart.spec)
    assert f'width="{WIDE.width}"' in svg
    assert f'height="{FAN_HEIGHTS[WIDE]}"' in svg
    for said in ("Exempelby", "senaste siffran 2022", "19 av 20", "Mål 2032: högst 20"):
        assert said in svg


def test_the_same_figures_make_the_same_picture() -> None:
    assert drawn(made()).spec == drawn(replace(made())).spec
