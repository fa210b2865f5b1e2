"""How targets stand, in words: every code has some, and every sentence says the number, the group and the year."""

from dataclasses import replace
from decimal import Decimal

import pytest

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import Scheme, Standing, TargetRole, WhyNot
from riktmarke.assessment.targets.pace import AsOthers, Pace, Point
from riktmarke.assessment.targets.standings import GapSeen
from riktmarke.assessment.targets.status import TargetStatus
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Measurement
from riktmarke.governance.models import Target
from riktmarke.methods import progress
from riktmarke.presentation.language import Language
from riktmarke.presentation.target_status import (
    CATEGORIES,
    MEAN_REACHED,
    NO_PACE,
    ROLES,
    SCHEMES,
    STANDINGS,
    WHY_NOT,
    change_sentence,
    distance_words,
    furthest_sentence,
    gap_sentence,
    now_words,
    others_words,
    pace_sentences,
    role_label,
    standing_label,
    why_not_sentence,
    worst_sentence,
)
from riktmarke.presentation.targets import REACHED
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

SHARE = definition("N1", unit=Unit.PERCENT, decimals=1)
WOMEN, MEN = Group(Sex.FEMALE), Group(Sex.MALE)
LEVEL = Target(kind=TargetKind.LEVEL.value, value=Decimal(90), year=2030)
GAP = Target(kind=TargetKind.GAP.value, group="sex", value=Decimal(1), year=2030)
AS_GOOD = Target(kind=TargetKind.AS_GOOD_AS.value, comparator="county", value=Decimal(2), year=2030)


def status(
    kind: TargetKind = TargetKind.LEVEL, standing: Standing = Standing.NOT_REACHED, **given: object
) -> TargetStatus:
    comparator = Comparator.COUNTY if kind is TargetKind.AS_GOOD_AS else None
    asked = TargetAsked("N1", "_T", 2030, kind, at_least=True, value=90.0, comparator=comparator)
    plain: dict[str, object] = {"groups": (WOMEN,), "year": 2022, "value": 81.5, "own": 81.5, "ahead": -8.5}
    return TargetStatus(asked=asked, standing=standing, **{**plain, **given})  # type: ignore[arg-type]


def pace(per_year: float, first: int = 2012, last: int = 2022) -> Pace:
    return Pace(per_year, None, first, last, 10)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", Language)
def test_every_code_has_words_in_both_languages(language: Language) -> None:
    assert set(STANDINGS[language]) == set(Standing)
    assert set(WHY_NOT[language]) == set(WhyNot)
    assert set(ROLES[language]) == set(TargetRole)
    assert set(SCHEMES[language]) == set(Scheme)
    assert len(set(STANDINGS[language].values())) == len(Standing)


def test_every_category_of_the_others_has_swedish_words() -> None:
    schemes = (
        progress.EUROSTAT_WITH_TARGET,
        progress.OPEN_SDG_WITH_TARGET,
        progress.SDSN,
    )
    said = {name for scheme in schemes for name in (*scheme.categories, scheme.reached)}
    assert said | set(progress.GERMAN_CATEGORIES) == set(CATEGORIES[Language.SWEDISH])


def test_labels() -> None:
    assert standing_label(Standing.NOT_REACHED) == "Inte nått än"
    assert standing_label(Standing.NOT_REACHED, Language.ENGLISH) == "Not reached yet"
    assert role_label(TargetRole.INTERIM) == "Delmål"
    assert why_not_sentence(WhyNot.SAID) == ""
    assert "dolt" in why_not_sentence(WhyNot.SUPPRESSED)


def test_the_value_that_decides_has_its_year_and_a_gap_is_its_width() -> None:
    assert plain(now_words(status(), SHARE)) == "81,5 procent 2022"
    assert plain(now_words(status(TargetKind.GAP, value=2.5, own=20.0), SHARE)) == "2,5 procentenheter 2022"
    nothing = status(standing=Standing.CANNOT_SAY, year=None, value=None, own=None, ahead=None)
    assert now_words(nothing, SHARE) == distance_words(LEVEL, SHARE, nothing) == ""


def test_the_distance_is_told_now_or_as_it_was_when_the_year_was_over() -> None:
    assert plain(distance_words(LEVEL, SHARE, status())) == "Det skiljer 8,5 procentenheter."
    over = status(standing=Standing.PASSED_NOT_REACHED)
    assert plain(distance_words(LEVEL, SHARE, over)) == "Det skilde 8,5 procentenheter."
    assert distance_words(LEVEL, SHARE, status(standing=Standing.PASSED_REACHED, value=91.0)) == ""
    assert plain(distance_words(GAP, SHARE, status(TargetKind.GAP, value=2.5))) == "Det skiljer 1,5 procentenheter."


def test_a_mean_on_the_level_is_not_said_to_be_the_target_reached_when_one_sex_is_behind() -> None:
    reached = status(standing=Standing.REACHED, value=91.0, ahead=1.0)

    assert distance_words(LEVEL, SHARE, reached, worst=status()) == MEAN_REACHED
    assert distance_words(LEVEL, SHARE, reached, worst=reached) == REACHED


@pytest.mark.parametrize(("own", "reached"), [(80.0, True), (79.9, False)])
def test_as_good_as_others_within_a_margin_says_what_they_have(own: float, reached: bool) -> None:
    said = plain(distance_words(AS_GOOD, SHARE, status(TargetKind.AS_GOOD_AS, own=own, other=82.0)))

    beside = REACHED if reached else "Det skiljer 2,1 procentenheter."
    assert said == f"De andra kommunerna i länet: 82,0 procent. {beside}"


def test_the_pace_needed_stands_beside_the_pace_seen() -> None:
    said = pace_sentences(status(needed=pace(1.0625, 2022, 2030), seen=pace(-0.25)), SHARE)

    assert list(map(plain, said)) == [
        "För att nå målet behöver värdet öka med 1,1 procentenheter om året till 2030.",
        "I en rak linje genom åren 2012–2022 har det minskat med omkring 0,3 procentenheter om året.",
    ]


def test_a_pace_is_never_rounded_to_nothing() -> None:
    said = pace_sentences(status(needed=pace(0.04), seen=pace(0.0)), SHARE)

    assert "öka med 0,04 procentenheter" in plain(said[0])
    assert said[1] == "2012–2022 har det varken ökat eller minskat."
    assert pace_sentences(status(needed=pace(0.04)), SHARE)[1] == NO_PACE
    assert pace_sentences(status(), SHARE) == ()


def test_a_distance_to_others_and_a_gap_are_what_has_to_shrink() -> None:
    """Own less others' is to rise from -4 by 0,5 a year: what lies between them shrinks."""
    behind = status(TargetKind.AS_GOOD_AS, needed=pace(0.5), seen=pace(-0.1), other=85.5)
    gap = status(TargetKind.GAP, needed=pace(-0.2), seen=pace(0.1))

    assert list(map(plain, pace_sentences(behind, SHARE))) == [
        (
            "För att nå målet behöver avståndet till de andra kommunerna i länet minska med 0,5 procentenheter om året "
            "till 2030."
        ),
        "I en rak linje genom åren 2012–2022 har det ökat med omkring 0,1 procentenheter om året.",
    ]
    assert list(map(plain, pace_sentences(gap, SHARE))) == [
        "För att nå målet behöver skillnaden minska med 0,2 procentenheter om året till 2030.",
        "I en rak linje genom åren 2012–2022 har den ökat med omkring 0,1 procentenheter om året.",
    ]


def test_a_direction_says_what_has_happened_since_its_base() -> None:
    direction = status(TargetKind.DIRECTION, value=-2.0, since=2020, needed=pace(1.0))

    assert plain(change_sentence(direction, SHARE)) == "Sedan 2020 har värdet minskat med 2,0 procentenheter."
    assert change_sentence(replace(direction, value=0.0), SHARE) == "Värdet är detsamma som 2020."
    assert change_sentence(status(), SHARE) == ""
    assert pace_sentences(direction, SHARE) == ()


def test_who_is_worst_off_is_named_with_the_value() -> None:
    assert plain(worst_sentence(status(), SHARE)) == (
        "Målet är satt för alla. Kvinnor är längst från det: 81,5 procent 2022."
    )
    assert plain(worst_sentence(status(groups=(MEN,), own=91.0, ahead=1.0), SHARE)) == (
        "Närmast gränsen är män: 91,0 procent 2022."
    )
    compared = status(TargetKind.AS_GOOD_AS, own=78.0, other=88.1)
    assert plain(worst_sentence(compared, SHARE)).endswith(
        "längst från det: 78,0 procent 2022, jämfört med 88,1 procent bland dem som målet jämför med."
    )
    foreign = status(groups=(Group(Sex.TOTAL, Dimension.ORIGIN, "foreign_born"),))
    assert furthest_sentence(foreign) == "Av grupperna med målvärden är utrikes födda längst från sitt."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (2.5, "Kvinnor har 2,5 procentenheter högre värde än män i valet 2022."),
        (-0.04, "Kvinnor har 0,04 procentenheter lägre värde än män i valet 2022."),
        (0.0, "Kvinnor och män har samma värde i valet 2022."),
    ],
)
def test_the_gap_is_told_whether_or_not_it_has_a_target(value: float, said: str) -> None:
    election = replace(SHARE, measurement=Measurement(schedule=(2010, 4)), occasion="valet")

    assert plain(gap_sentence(GapSeen(value, 2022), election)) == said


def test_what_others_would_say_is_named_as_theirs_with_its_years() -> None:
    judged = (
        AsOthers(Scheme.EUROSTAT, "movement_away", Point(2017, 1.0), Point(2022, 1.0)),
        AsOthers(Scheme.GERMAN_STRATEGY, "slightly_cloudy", Point(2017, 1.0), Point(2022, 1.0)),
    )

    assert others_words(judged) == (
        "Eurostat: bort från målet, 2017–2022",
        "Tysklands hållbarhetsstrategi: lätt molnigt (näst bäst av fyra väder), 2017–2022",
    )
    assert others_words(judged, Language.ENGLISH)[1] == "Germany's sustainability strategy: slightly cloudy, 2017–2022"
