"""The long account: what each section says, and that nothing is said without what it rests on."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.claim import Claim
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
from riktmarke.vocabulary.polarity import Polarity
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


ALL = "Vilka vi jämför med: alla"


def test_comparators_stand_after_the_own_value_weighted_and_unweighted_with_how_many_they_are() -> None:
    middle = level(31.6, 5.4, Against.MIDDLE, reference=26.2, members=290, size=290)
    section = sections(DAYS, listed(LEAD, COUNTRY, middle))[ALL]
    assert [tuple(map(plain, row)) for row in section.rows] == [
        ("Hedemora", "31,6 dagar", "", "", "", "2022"),
        ("Liknande kommuner", "27,5 dagar", "27,9 dagar", "28,0 dagar", "6 av 7", "2022"),
        ("Sverige", "22,0 dagar", "", "", "", "2022"),
        ("Kommunen i mitten", "26,2 dagar", "", "", "290 av 290", "2022"),
    ]
    assert said(section)[0].startswith("Medelvärdena är vägda med befolkningen.")
    assert said(section)[-1] == "Kommunen i mitten är medianen: lika många kommuner ligger över som under."
    by_people = sections(replace(DAYS, denominators=("N1",)), listed(LEAD))[ALL]
    assert said(by_people)[0].startswith("Medelvärdena är vägda med den befolkning måttet gäller.")
    of_lakes = sections(replace(DAYS, weighed_by_inhabitants=False), listed(LEAD))[ALL]
    assert said(of_lakes)[0].startswith("I medelvärdena räknas varje kommun lika")


def test_where_a_group_leads_its_comparison_is_a_table_of_its_own_before_everyones() -> None:
    women = level(37.1, 6.0, group="F", reference=31.1)
    everyone = level(31.6, 0.5, reference=31.1, worse=False)
    found = sections(DAYS, listed(everyone, women, level(26.0, 0.1, group="M", worse=False)))
    tables = {heading: found[heading].rows for heading in found if heading.startswith("Vilka vi jämför med")}
    assert list(tables) == ["Vilka vi jämför med: kvinnor", ALL]
    assert [[plain(row[1]) for row in rows] for rows in tables.values()] == [
        ["37,1 dagar", "31,1 dagar"],
        ["31,6 dagar", "31,1 dagar"],
    ]
    assert said(found["Siffran"])[0] == "För kvinnor var ohälsotalet i Hedemora 37,1 dagar 2022."


def test_no_value_of_everyone_stands_beside_another_groups_means() -> None:
    only_men = listed(level(26.0, 0.1, group="M", worse=False), listing=Listing.UNDECIDED)
    assert not any(heading.startswith("Vilka vi jämför med") for heading in sections(DAYS, only_men))


def test_the_account_begins_with_three_sentences_that_can_be_said() -> None:
    account = how_we_know(worded(DAYS), listed(replace(LEAD, members=7, margin=0.4), COUNTRY))
    assert account[0].heading == "I korthet"
    assert said(account[0]) == [
        "Vi jämförde med sju liknande kommuner.",
        "Skillnaden är 4,1 dagar; osäkerheten är från 2,1 till 6,1.",
        "En skillnad på mindre än 0,4 dagar räknar vi inte.",
    ]


@pytest.mark.parametrize(
    ("lead", "swedish", "english"),
    [
        (
            LEAD,
            "Vi jämförde med sex av de sju liknande kommunerna.",
            "We compared with six of the seven similar municipalities.",
        ),
        (
            level(37.1, 6.0, Against.COUNTY, group="F"),
            "Vi jämförde kvinnor med kvinnor i övriga kommuner i Dalarna.",
            "We compared women with women in the other municipalities of Dalarna.",
        ),
        (
            level(31.6, 5.4, Against.MIDDLE, members=290, size=290),
            "Vi jämförde med kommunen i mitten av alla.",
            "We compared with the median municipality of all.",
        ),
        (
            changed(31.2, 2.3, group="M", reference=28.9),
            "Vi jämförde 2020–2022 med 2012–2014 för män.",
            "We compared 2020–2022 with 2012–2014 among men.",
        ),
        (
            replace(BEHIND, estimate=1.5, worse=True, better=False),
            "Vi jämförde utvecklingen från 2012–2014 till 2020–2022 med den i liknande kommuner.",
            "We compared the development from 2012–2014 to 2020–2022 with that in similar municipalities.",
        ),
        (
            replace(GAP, kind=ClaimKind.WIDER_GAP, against=Against.COUNTRY),
            "Vi jämförde skillnaden mellan kvinnor och män med den i Sverige.",
            "We compared the gap between women and men with that in Sweden.",
        ),
        (
            changed(12.1, 2.5, ClaimKind.GAP_TREND, group="F", other="M"),
            "Vi jämförde skillnaden mellan kvinnor och män: 2020–2022 med 2012–2014.",
            "We compared the gap between women and men: 2020–2022 with 2012–2014.",
        ),
        (
            claim(ClaimKind.POTENTIAL, against=Against.SIMILAR, estimate=6.5, members=2, size=7, worse=True),
            "Vi jämförde med vad minst två av sju liknande kommuner når.",
            "We compared with what at least two of seven similar municipalities reach.",
        ),
        (
            claim(ClaimKind.TARGET, value=31.6, estimate=5, first_period=2030, worse=True, p_worse=0.05),
            "Vi gjorde en prognos till 2030 och jämförde med målet.",
            "We made a forecast to 2030 and compared with the target.",
        ),
    ],
)
def test_what_was_compared_is_said_of_every_kind_that_can_lead(lead: Claim, swedish: str, english: str) -> None:
    finding = listed(GAP, lead)
    assert said(sections(DAYS, finding)["I korthet"])[0] == swedish
    assert said(sections(DAYS, finding, Language.ENGLISH)["In short"])[0] == english


def test_a_difference_for_the_better_is_told_by_its_size_and_one_of_unknown_uncertainty_as_that() -> None:
    well = listed(level(21.6, -4.1, better=True), listing=Listing.STRENGTH)
    assert said(sections(DAYS, well)["I korthet"])[1] == "Skillnaden är 4,1 dagar; osäkerheten är från 2,1 till 6,1."
    unknown = level(31.6, 4.1, se=None, worse=False, source=UncertaintySource.UNKNOWN)
    short = sections(DAYS, listed(unknown, listing=Listing.UNDECIDED))["I korthet"]
    assert said(short)[1] == "Skillnaden är 4,1 dagar. Hur osäker den är går inte att räkna ut."


TESTED = "Hur det är prövat"


def test_how_likely_chance_is_of_what_leads_and_of_the_weakest_that_holds() -> None:
    weak = level(31.6, 1.9, Against.COUNTY, q_worse=0.0871)
    assert said(sections(DAYS, listed(LEAD, COUNTRY, weak))[TESTED])[1:] == [
        (
            "Av hundra påståenden med minst så starkt stöd som det i första meningen väntas högst två vara en slump "
            "(q-värde 0,012)."
        ),
        "Det svagaste av de tre påståenden som håller har q-värdet 0,087.",
    ]
    assert said(sections(DAYS, listed(COUNTRY))[TESTED])[1:] == [
        (
            "Av hundra påståenden med minst så starkt stöd som det i första meningen väntas inte ens ett vara en slump "
            "(q-värde < 0,001)."
        )
    ]


def test_where_nothing_holds_no_chance_is_said_and_where_nothing_is_tested_nothing_is() -> None:
    open_ = level(31.6, 0.4, worse=False, q_worse=0.6)
    assert len(said(sections(DAYS, listed(open_, listing=Listing.UNDECIDED))[TESTED])) == 1
    assert TESTED not in sections(DAYS, listed(PACE, listing=Listing.NOT_JUDGED))


def test_a_rank_never_stands_without_its_set() -> None:
    assert said(sections(DAYS, listed(LEAD))["Plats bland kommunerna"]) == [
        "Plats 255 av 290 kommuner 2022, med osäkerheten mellan 214 och 281. Plats 1 är bäst."
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


def test_of_a_target_how_likely_it_is_is_told_and_no_test_of_it() -> None:
    missed = claim(
        ClaimKind.TARGET,
        value=31.6,
        reference=25,
        estimate=5,
        first_period=2030,
        worse=True,
        p_worse=0.05,
        q_worse=0.05,
    )
    told = sections(DAYS, listed(missed, PACE))
    assert said(told["I korthet"])[1:] == [
        "Att målet nås är mycket osannolikt (mindre än 1 chans av 10).",
        "Hur säkra sådana prognoser är har prövats mot vad som hände efter tidigare år.",
    ]
    assert TESTED not in told
    assert len(said(sections(DAYS, listed(COUNTRY, missed))[TESTED])) == 2


def test_the_line_is_told_where_nobody_says_which_way_is_better() -> None:
    undirected = replace(DAYS, polarity=Polarity.NO_JUDGEMENT)
    assert said(sections(undirected, listed(PACE, listing=Listing.NOT_JUDGED))["Utvecklingen"]) == [
        (
            "Alla: längs en rät linje genom elva oberoende mätningar från 2012 till 2022 har värdet ökat med "
            "0,5 dagar (osäkerhet: −1,5 till 2,5)."
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
        "In short",
        "The figure",
        "Whom we compare with: everyone",
        "How it was tested",
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
