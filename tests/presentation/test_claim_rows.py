"""The table of claims: every figure of a claim as text, and the word it comes to."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.presentation.claim_rows import ClaimRow, claim_columns, claim_rows, verdict_text
from riktmarke.presentation.language import Language
from tests.presentation.challenges_made import DAYS, PEOPLE, SHARE, VOTED, changed, claim, level, listed, plain, worded

GAP = claim(ClaimKind.GAP, value=37.6, reference=25.6, estimate=12.0, group="F", other="M", worse=True)
WIDER = claim(
    ClaimKind.WIDER_GAP,
    value=37.6,
    reference=8.9,
    estimate=3.1,
    group="F",
    other="M",
    against=Against.COUNTRY,
    se=None,
)


def texts(row: ClaimRow) -> list[str]:
    return [plain(getattr(row, name)) for name in ClaimRow.__dataclass_fields__ if name != "claim"]


def test_a_row_holds_the_figures_the_uncertainty_the_limit_and_the_verdict() -> None:
    (row,) = claim_rows(worded(DAYS), listed(level(31.6, 4.1, reference=27.5)))
    assert texts(row) == [
        "Nivån",
        "Alla",
        "liknande kommuner",
        "2022",
        "31,6 dagar",
        "27,5 dagar",
        "+4,1 dagar",
        "2,1 till 6,1",
        "1 dag",
        "sämre",
    ]
    assert len(claim_columns()) == len(texts(row))


def test_differences_and_intervals_have_the_sign_of_the_published_values() -> None:
    worse = level(70, 12, reference=82)  # a higher value is better: 12 points worse is 12 points lower
    (row,) = claim_rows(worded(SHARE), listed(worse), Language.ENGLISH)
    assert texts(row)[5:8] == ["82.0 percent", "−12.0 percentage points", "−14.0 to −10.0"]


def test_of_gaps_the_widths_are_compared() -> None:
    rows = claim_rows(worded(DAYS), listed(GAP, WIDER))
    assert texts(rows[0])[1:8] == [
        "Kvinnor jämfört med män",
        "",
        "2022",
        "37,6 dagar",
        "25,6 dagar",
        "12,0 dagar",
        "10,0 till 14,0",
    ]
    assert texts(rows[1])[4:] == ["12,0 dagar", "8,9 dagar", "+3,1 dagar", "", "1 dag", "osäkerheten är okänd"]


def test_a_gap_is_never_narrower_than_nothing() -> None:
    (row,) = claim_rows(worded(DAYS), listed(replace(GAP, estimate=1.0)))
    assert row.interval == "0,0 till 3,0"


def test_a_target_stands_with_its_year_and_what_is_missing() -> None:
    missed = claim(
        ClaimKind.TARGET,
        value=15443,
        reference=17500,
        estimate=1800,
        se=None,
        first_period=2038,
        worse=True,
        margin=30,
        p_worse=0.03,
    )
    (row,) = claim_rows(worded(PEOPLE), listed(missed))
    assert texts(row)[3:] == [
        "2038",
        "15 443 personer",
        "17 500 personer",
        "saknas 1 800 personer",
        "",
        "",
        "mycket osannolikt att det nås (mindre än 1 chans av 10)",
    ]


def test_a_target_that_the_forecast_passes_says_by_how_much_and_of_a_gap_its_widths_are_set_side_by_side() -> None:
    narrowed = claim(
        ClaimKind.TARGET,
        value=12.1,
        reference=9,
        estimate=-1.5,
        se=None,
        first_period=2030,
        p_worse=0.62,
        group="F",
        other="M",
    )
    row, english = (claim_rows(worded(DAYS), listed(narrowed), language)[0] for language in Language)
    assert texts(row)[4:] == [
        "12,1 dagar",
        "9,0 dagar",
        "passeras med 1,5 dagar",
        "",
        "",
        "mer troligt än inte att det nås (ungefär 6 chanser av 10)",
    ]
    assert (plain(english.difference), english.verdict) == (
        "passed by 1.5 days",
        "more likely than not to be reached (about 6 chances in 10)",
    )


def test_years_are_those_that_the_claim_is_about() -> None:
    kinds = [
        replace(level(80, 3), kind=ClaimKind.OVER_YEARS, first_period=2014),
        changed(80, 3, first_period=1994, first_until=2002, last_from=2014),
        claim(ClaimKind.TARGET, value=80, reference=90, first_period=2030),
        level(80, 3),
    ]
    by_kind = {row.claim.kind: row.years for row in claim_rows(worded(VOTED), listed(*kinds))}
    assert by_kind == {
        ClaimKind.OVER_YEARS: "valen 2014–2022",
        ClaimKind.TREND: "valen 2014–2022 mot valen 1994–2002",
        ClaimKind.TARGET: "2030",
        ClaimKind.LEVEL: "valet 2022",
    }


def test_of_a_development_the_differences_from_others_are_compared() -> None:
    behind = changed(-4.0, 1.5, ClaimKind.FALLING_BEHIND, reference=-2.5, against=Against.SIMILAR, se=0.25)
    (row,) = claim_rows(worded(SHARE), listed(behind))  # a higher value is better: 2.5 below others, then 4.0
    assert texts(row)[3:8] == [
        "2020–2022 mot 2012–2014",
        "avstånd nu −4,0 procentenheter",
        "avstånd då −2,5 procentenheter",
        "−1,5 procentenheter",
        "−2,0 till −1,0",
    ]


def test_the_distances_from_others_are_named_in_english_too() -> None:
    behind = changed(1.6, 1.63, ClaimKind.FALLING_BEHIND, reference=-0.03, against=Against.SIMILAR)
    (row,) = claim_rows(worded(DAYS), listed(behind), Language.ENGLISH)
    assert texts(row)[4:6] == ["distance now +1.6 days", "distance then −0.03 days"]


def test_of_a_gap_that_changes_the_widths_are_compared() -> None:
    widened = changed(12.1, 2.5, ClaimKind.GAP_TREND, reference=9.6, group="F", other="M")
    (row,) = claim_rows(worded(DAYS), listed(widened))
    assert texts(row)[4:7] == ["12,1 dagar", "9,6 dagar", "+2,5 dagar"]


def test_the_pace_is_no_claim_of_its_own() -> None:
    pace = claim(ClaimKind.PACE, value=31.6, reference=29.3, estimate=2.3)
    assert claim_rows(worded(DAYS), listed(pace)) == ()


def test_what_stands_comes_first_and_everyone_before_groups() -> None:
    standing, for_women, open_ = (
        level(31.6, 4.1),
        level(37, 4, group="F"),
        level(31.6, 0.2, Against.COUNTRY, worse=False),
    )
    rows = claim_rows(worded(DAYS), listed(open_, for_women, standing))
    assert [row.claim for row in rows] == [standing, for_women, open_]


@pytest.mark.parametrize(
    ("told", "word"),
    [  # the margin is 1
        (level(0, 5), "sämre"),
        (level(0, -5, better=True), "bättre"),
        (level(0, 0.1, se=0.3, worse=False), "som hos andra"),  # -0,5 to 0,7
        (level(0, -1.0, se=0.3, worse=False), "som hos andra eller bättre"),  # -1,6 to -0,4
        (level(0, 1.0, se=0.3, worse=False), "går inte att avgöra"),
        (level(0, 1.0, se=None, worse=False), "osäkerheten är okänd"),
        (level(0, 5.0, worse=False, uncounted=True), "räknas inte: andra jämförelser säger annat"),
        (claim(ClaimKind.TREND, estimate=0.1, se=0.2), "ingen förändring som har betydelse"),
        (claim(ClaimKind.TREND, estimate=-1.0, se=0.3), "går inte att avgöra"),
        (claim(ClaimKind.GAP, estimate=0.2, se=0.1, better=True, other="M"), "ungefär lika"),
        (claim(ClaimKind.POTENTIAL, estimate=-3.0, se=0.1), "andra är inte klart bättre"),
        (
            claim(ClaimKind.TARGET, estimate=5.0, p_worse=0.5),
            "ungefär lika troligt som inte att det nås (ungefär 5 chanser av 10)",
        ),
        (claim(ClaimKind.FALLING_BEHIND, estimate=0.1, se=0.2), "ungefär samma utveckling"),
    ],
)
def test_a_verdict_never_says_more_than_the_interval(told: Claim, word: str) -> None:
    assert verdict_text(told) == word


def test_a_limit_keeps_the_decimals_it_has() -> None:
    (row,) = claim_rows(worded(VOTED), listed(level(80, 3, margin=0.8)))
    assert plain(row.limit) == "0,8 procentenheter"
