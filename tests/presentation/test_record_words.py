"""The record of the forecasts in words, on a record made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.outlook.kinds import OutlookKind
from riktmarke.assessment.outlook.track_record import Record, TrackRecord
from riktmarke.methods import Reliability
from riktmarke.presentation import record_words as words
from tests.invented_figures import definition

CATALOGUE = {name: definition(name, title=f"Mått {name}") for name in ("N1", "N2", "N3")}
PLAIN = Record(
    cases=12_345,
    series=3,
    within_50=0.49,
    within_80=0.79,
    within_95=0.94,
    crps=1.8,
    naive=2.0,
    drift=2.5,
    theta=2.2,
    missed=2.4,
    best_simple="naive",
    worse_by=-0.2,
    worse_by_se=0.05,
)
NARROW = replace(PLAIN, within_80=0.6)
WIDE = replace(PLAIN, within_80=0.92)
WORSE = replace(PLAIN, crps=2.1)


def record(**given: object) -> TrackRecord:
    plain = {
        "overall": PLAIN,
        "by_kind": {"rate": PLAIN, "scheduled": WORSE},
        "by_ahead": {1: PLAIN, 4: PLAIN},
        "by_origin": {2016: PLAIN, 2021: NARROW},
        "by_kind_and_ahead": {("rate", 1): PLAIN, ("rate", 4): WIDE, ("scheduled", 4): PLAIN},
        "by_indicator": {"N1": PLAIN, "N2": NARROW, "N3": WORSE},
        "by_far_ahead": {10: WIDE},
        "probabilities": Reliability(
            np.array([500, 0, 0, 0, 0, 0, 0, 300, 10, 400]),
            np.array([0.04, *[np.nan] * 6, 0.752, 0.85, 0.96]),
            np.array([0.06, *[np.nan] * 6, 0.641, 0.1, 0.95]),
        ),
    }
    return TrackRecord(**(plain | given))  # type: ignore[arg-type]  # named as its fields


def test_the_whole_in_a_sentence() -> None:
    assert words.lead_sentence(record()) == (
        "Av 12\u00a0345 prognoser, gjorda i efterhand med det som var känt 2016–2021, hamnade 79 av 100 utfall inom "
        "det område som skulle rymma 80."
    )


def test_what_is_gained_is_said_and_what_is_not() -> None:
    """1.8 beside 2.0 is a tenth less; two of three indicators are below all simple ones."""
    said = words.gained_sentence(record())

    assert said.startswith("Felet är i medeltal 10 procent mindre än för den bästa av tre enkla prognoser.")
    assert "för 2 av 3 mått" in said
    assert "5 procent större" in words.gained_sentence(record(overall=WORSE))


def test_what_is_outside_what_is_asked_is_marked() -> None:
    assert [row.unreliable for row in words.held_by_origin(record())] == [False, True]
    assert [(row.name, row.unreliable) for row in words.held_by_ahead(record())] == [
        ("1 år", False),
        ("4 år", False),
        ("10 år", True),
    ]
    assert words.held_by_kind(record())[0] == words.HeldRow("Alla mått", "12\u00a0345", "49", "79", "94")


def test_cells_that_nothing_is_measured_in_are_empty() -> None:
    assert words.held_in_cells(record()) == (
        ("Antal per invånare", ("79", "92")),
        ("Mäts bara vissa år", ("", "79")),
    )


def test_where_not_to_trust_them_is_told_from_the_record() -> None:
    said = words.not_reliable(record(), CATALOGUE)

    assert said[0].startswith("Prognoser gjorda 2021: 60 av 100")
    assert said[1] == "Antal per invånare, 4 år framåt: 92 av 100 i stället för 80. Områdena är för breda."
    assert said[2] == "Mäts bara vissa år: felet är inte mindre än för ”samma som senast”."
    assert said[3].startswith("Långt fram: 10 år framåt höll 92 av 100")
    assert "Mått N2" in said[4]
    assert len(said) == 5


def test_nothing_is_told_where_all_held() -> None:
    good = record(
        by_kind={"rate": PLAIN},
        by_origin={2016: PLAIN},
        by_kind_and_ahead={("rate", 1): PLAIN},
        by_far_ahead={},
        by_indicator={"N1": PLAIN},
    )

    assert words.not_reliable(good, CATALOGUE) == ()


def test_chances_with_cases_enough_have_a_row_and_a_place() -> None:
    """In a square of 100 from (10, 20): 0.752 stands 75 to the right, 0.641 stands 36 below the top."""
    rows = words.said_rows(record(), left=10, top=20, side=100)

    assert [row.said for row in rows] == ["mindre än 1", "7–8", "mer än 9"]
    assert (rows[1].stated, rows[1].came_true, rows[1].cases, rows[1].x, rows[1].y) == ("75", "64", "300", 85, 56)
    assert words.said_sentence(record()).startswith(
        "Av det som i efterhand hade fått i medeltal 75 chanser av 100 slog 64 av 100 in. Som mest skilde det 11 "
    )


def test_too_few_outcomes_say_nothing_of_chances() -> None:
    few = Reliability(np.full(10, 3), np.full(10, 0.5), np.full(10, 0.5))

    assert "för få utfall" in words.said_sentence(record(probabilities=few))
    assert words.said_rows(record(probabilities=few), left=0, top=0, side=1) == ()


def test_the_worst_and_the_best_are_indicators_of_the_catalogue() -> None:
    worst, best = words.extremes(record(by_indicator={"N1": PLAIN, "N2": NARROW, "GONE": NARROW}), CATALOGUE)

    assert [row.indicator for row in worst] == ["N2", "N1"]
    assert [row.indicator for row in best] == ["N1"]


def test_errors_stand_beside_those_of_simple_ones() -> None:
    assert words.sharp_rows(record())[2] == words.SharpRow(
        "Mäts bara vissa år", "2,10", "2,00", "2,50", "2,20", "−5 procent"
    )


@pytest.mark.parametrize("kind", OutlookKind)
def test_every_kind_has_a_name_and_says_what_it_is(kind: OutlookKind) -> None:
    name, what = words.KINDS[kind]

    assert name[0].isupper()
    assert what[0].islower()


def tenths(came_true: float, *, at: int = 6, cases: int = 300) -> Reliability:
    """Only one tenth was said, in its middle."""
    counts, stated, came = np.zeros(10, dtype=int), np.full(10, np.nan), np.full(10, np.nan)
    counts[at], stated[at], came[at] = cases, (at + 0.5) / 10, came_true
    return Reliability(counts, stated, came)


def test_chances_far_ahead_and_by_kind_are_told_with_what_came() -> None:
    told = record(
        far_probabilities=tenths(0.75), by_kind_probabilities={"scheduled": tenths(0.35), "rate": tenths(0.6)}
    )

    assert [(row.said, row.stated, row.came_true) for row in words.far_said_rows(told)] == [("6–7", "65", "75")]
    assert words.far_said_rows(record()) == ()
    assert words.said_by_kind(told)[0] == ("Mäts bara vissa år", ("",) * 6 + ("35",) + ("",) * 3)
    assert [words.said_heads()[one] for one in (0, 6, 9)] == ["mindre än 1", "6–7", "mer än 9"]


def test_chances_that_did_not_come_true_are_told_where_not_to_trust() -> None:
    kinds = {"scheduled": tenths(0.35), "pooled_years": tenths(0.5), "rate": tenths(0.6), "share": tenths(0.1, cases=9)}
    told = words.not_reliable(record(far_probabilities=tenths(0.8), by_kind_probabilities=kinds), CATALOGUE)

    assert (
        "Mäts bara vissa år: där 65 chanser av 100 sades slog 35 av 100 in. Därför sägs inga chanser för dem." in told
    )
    assert (
        "Flera år i varje värde: där 65 chanser av 100 sades slog 50 av 100 in. Läs chanserna som osäkrare."
    ) in told
    assert not any("Antal per invånare: där" in one or "Andelar: där" in one for one in told)
    assert any(one.startswith("Chanser sex till tio år framåt: där 65 chanser av 100 sades slog 80") for one in told)


def test_what_the_mean_rests_on_is_told() -> None:
    """Three alike but that the third errs by 2.1: it is 2.1 of 5.7. Without all three nothing is gained."""
    said = words.rests_on_few_sentence(record(), CATALOGUE)

    assert "Mått N3 är ensamt 37 hundradelar av felet" in said
    assert "vinsten 0 procent" in said
    assert "2 år, och i dem var vinsten 10 till 10 procent" in said
