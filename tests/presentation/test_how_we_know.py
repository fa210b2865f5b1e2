"""The long account: what each section says, and that nothing is said without what it rests on."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Listing, UncertaintySource
from riktmarke.governance.definitions import (
    BreakSource,
    CountedUnit,
    Definition,
    Measurement,
    Replacement,
    SeriesBreak,
    SuppressionRule,
)
from riktmarke.presentation.how_we_know import Explained, how_we_know
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.groups import Ground
from tests.presentation.challenges_made import DAYS, LIVED, VOTED, changed, claim, level, listed, plain, worded

LEAD = level(
    31.6,
    4.1,
    reference=27.5,
    reference_unweighted=27.9,
    members=6,
    size=7,
    typical=3.6,
    rank=255,
    rank_lower=214,
    rank_upper=281,
    rank_of=290,
    q_worse=0.0123,
)
COUNTRY = level(31.6, 9.6, Against.COUNTRY, reference=22.0, q_worse=0.0004)
GAP = claim(ClaimKind.GAP, value=37.6, reference=25.6, estimate=12.0, group="F", other="M", worse=True)
TREND = changed(31.2, -0.5, reference=31.7, points=11, better=False)
BEHIND = changed(4.0, -1.5, ClaimKind.FALLING_BEHIND, reference=5.5, against=Against.SIMILAR, se=0.25)
PACE = claim(ClaimKind.PACE, value=31.6, estimate=-0.5, first_period=2012, points=11)


def sections(of: Definition, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> dict[str, Explained]:
    return {section.heading: section for section in how_we_know(worded(of), finding, language)}


def said(section: Explained) -> list[str]:
    return [plain(sentence) for sentence in section.sentences]


def test_the_figure_says_value_people_direction_and_how_it_is_measured() -> None:
    section = sections(DAYS, listed(LEAD, GAP))["Siffran"]
    assert said(section) == [
        "Ohälsotalet i Hedemora var 31,6 dagar 2022.",
        "Måttet gäller påhittade invånare.",
        "Ett lägre värde är bättre.",
        "Måttet mäts varje år.",
    ]
    observed = "uträknad ur hur värden som detta brukar svänga"
    assert [tuple(map(plain, row)) for row in section.rows] == [
        ("Alla", "31,6 dagar", "2022", observed),
        ("Kvinnor", "37,6 dagar", "2022", observed),
    ]


@pytest.mark.parametrize(
    ("of", "how"),
    [
        (LIVED, "Varje värde står för fem år tillsammans."),
        (VOTED, "Måttet mäts med fyra års mellanrum. Däremellan upprepar källan värdet"),
        (replace(DAYS, measurement=Measurement(repeats_at_most=2)), "Samma värde kan stå kvar i källan i upp till två"),
        (replace(DAYS, window_note="Åren skiljer sig åt."), "Åren skiljer sig åt."),
    ],
)
def test_repeats_and_pooled_years_are_said(of: Definition, how: str) -> None:
    assert any(sentence.startswith(how) for sentence in said(sections(of, listed(LEAD))["Siffran"]))


def test_comparators_stand_weighted_and_unweighted_with_how_many_they_are() -> None:
    middle = level(31.6, 5.4, Against.MIDDLE, reference=26.2, members=290, size=290)
    section = sections(DAYS, listed(LEAD, COUNTRY, middle))["Vilka vi jämför med"]
    assert [tuple(map(plain, row)) for row in section.rows] == [
        ("Liknande kommuner", "27,5 dagar", "27,9 dagar", "28,0 dagar", "6 av 7", "2022"),
        ("Sverige", "22,0 dagar", "", "", "", "2022"),
        ("Den mellersta kommunen", "26,2 dagar", "", "", "290 av 290", "2022"),
    ]
    assert said(section)[0].startswith("Medelvärdena är vägda med befolkningen.")
    by_people = sections(replace(DAYS, denominators=("N1",)), listed(LEAD))["Vilka vi jämför med"]
    assert said(by_people)[0].startswith("Medelvärdena är vägda med den befolkning måttet gäller.")
    of_lakes = sections(replace(DAYS, weighed_by_inhabitants=False), listed(LEAD))["Vilka vi jämför med"]
    assert said(of_lakes)[0].startswith("I medelvärdena räknas varje kommun lika")


def test_a_tested_claim_says_difference_uncertainty_limit_and_chance_in_plain_words() -> None:
    tested = said(sections(DAYS, listed(LEAD, COUNTRY))["Vad som är prövat"])
    assert tested[1:] == [
        (
            "Nivån (alla, liknande kommuner, 2022): skillnaden är +4,1 dagar (osäkerhet: 2,1 till 6,1). Den "
            "minsta skillnad "
            "som har betydelse är 1 dag. Bedömning: sämre. Av hundra påståenden med minst så starkt stöd "
            "väntas högst två "
            "vara en slump (q-värde 0,012)."
        ),
        (
            "Nivån (alla, Sverige, 2022): skillnaden är +9,6 dagar (osäkerhet: 7,6 till 11,6). Den minsta "
            "skillnad som har "
            "betydelse är 1 dag. Bedömning: sämre. Av hundra påståenden med minst så starkt stöd väntas inte "
            "ens ett vara "
            "en slump (q-värde < 0,001)."
        ),
    ]


def test_where_nothing_stands_the_level_is_told_as_undecided() -> None:
    unknown = level(31.6, 4.1, se=None, worse=False, source=UncertaintySource.UNKNOWN)
    tested = said(sections(DAYS, listed(unknown, listing=Listing.UNDECIDED))["Vad som är prövat"])
    assert tested[1] == (
        "Nivån (alla, liknande kommuner, 2022): skillnaden är +4,1 dagar. Hur osäker den är går inte att räkna ut."
    )


def test_a_rank_never_stands_without_its_set() -> None:
    assert said(sections(DAYS, listed(LEAD))["Plats bland kommunerna"]) == [
        "Plats 255 av 290 2022, med osäkerheten mellan 214 och 281. Plats 1 är bäst."
    ]
    assert "Plats bland kommunerna" not in sections(DAYS, listed(COUNTRY))


def test_gaps_are_told_or_why_there_are_none() -> None:
    assert said(sections(DAYS, listed(LEAD, GAP))["Grupper"]) == [
        "Ohälsotalet i Hedemora var 12,0 dagar högre för kvinnor än för män 2022."
    ]
    unsplit = replace(DAYS, not_split_by_sex="Källan delar inte upp det.")
    assert said(sections(unsplit, listed(LEAD))["Grupper"]) == ["Källan delar inte upp det."]


def test_changes_are_told_with_both_means_and_that_they_may_be_chance() -> None:
    assert said(sections(DAYS, listed(LEAD, TREND, BEHIND, PACE))["Utvecklingen"]) == [
        (
            "Alla: 31,2 dagar i genomsnitt 2020–2022, mot 31,7 dagar 2012–2014. Skillnaden är −0,5 dagar (osäkerhet: "
            "−2,5 till 1,5). Det kan vara en slump."
        ),
        (
            "Alla: utvecklingen från 2012–2014 till 2020–2022 var 1,5 dagar bättre än i liknande kommuner (osäkerhet: "
            "1,0 till 2,0)."
        ),
    ]
    assert said(sections(DAYS, listed(LEAD, PACE))["Utvecklingen"]) == [
        "De oberoende mätningarna är för få för att säga något om utvecklingen."
    ]


def test_the_line_is_told_where_a_target_rests_on_it() -> None:
    missed = claim(ClaimKind.TARGET, value=31.6, reference=25, estimate=5, first_period=2030, worse=True)
    assert said(sections(DAYS, listed(missed, PACE))["Utvecklingen"]) == [
        (
            "Alla: längs en rät linje genom elva oberoende mätningar från 2012 till 2022 har värdet minskat med "
            "0,5 dagar (osäkerhet: −2,5 till 1,5)."
        )
    ]


def test_breaks_and_replaced_series_are_said_with_who_says_so() -> None:
    of = replace(
        DAYS,
        series_breaks=(SeriesBreak(2015, "Åldern ändrades.", BreakSource.PUBLISHER),),
        replaces=(Replacement("N00001", 2010, "Den byggde på annat."),),
    )
    assert said(sections(of, listed(LEAD))["Serien"]) == [
        "Värden från och med 2015 jämförs inte med tidigare, enligt källan. Åldern ändrades.",
        "Serien tog vid 2010 efter serien N00001. Den byggde på annat.",
    ]
    assert "Serien" not in sections(DAYS, listed(LEAD))


def test_source_own_work_and_what_is_hidden_are_said() -> None:
    of = replace(
        DAYS, grounds=(Ground.SEX, Ground.AGE), suppressed_below=SuppressionRule(5, CountedUnit.PERSONS, "serien")
    )
    found = sections(of, listed(LEAD))
    assert said(found["Källan och vår egen bearbetning"])[0] == "Källa: Kolada. Siffrorna kommer från Påhittet."
    assert said(found["Källan och vår egen bearbetning"])[1].startswith("Egen bearbetning:")
    assert said(found["Vad siffrorna inte kan visa"]) == [
        "Värden med färre än 5 personer bakom sig visas inte. Gränsen är känd från: serien.",
        (
            "Siffrorna visar inte skillnader efter: könsöverskridande identitet eller uttryck, etnisk tillhörighet, "
            "religion eller annan trosuppfattning, funktionsnedsättning och sexuell läggning."
        ),
    ]


def test_the_account_is_whole_in_english_with_swedish_texts_quoted() -> None:
    of = replace(DAYS, series_breaks=(SeriesBreak(2015, "Åldern ändrades.", BreakSource.FIGURES),))
    found = sections(of, listed(LEAD, GAP, TREND), Language.ENGLISH)
    assert list(found) == [
        "The figure",
        "Whom we compare with",
        "What was tested",
        "Rank among municipalities",
        "Groups",
        "The trend",
        "The series",
        "The source and our own work",
        "What the figures cannot show",
    ]
    assert said(found["The series"]) == [
        (
            "Values from 2015 on are not compared with earlier ones, according to our own reading of the figures. In "
            "Swedish: “Åldern ändrades.”"
        )
    ]
    assert said(found["Rank among municipalities"]) == [
        "Rank 255 of 290 in 2022, with its uncertainty between 214 and 281. Rank 1 is the best."
    ]


@pytest.mark.parametrize("language", Language)
def test_an_indicator_without_claims_still_tells_its_source(language: Language) -> None:
    sections_told = how_we_know(worded(DAYS), listed(listing=Listing.NO_FIGURE), language)
    assert all(len(row) == len(section.columns) for section in sections_told for row in section.rows)
    assert any("Kolada" in sentence for section in sections_told for sentence in section.sentences)
