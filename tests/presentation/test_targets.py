"""Targets in Swedish: what, for whom, by when, how far."""

from decimal import Decimal

import pytest

from riktmarke.governance.codes import Comparator, Reach, TargetKind, TargetOrigin
from riktmarke.governance.models import Target
from riktmarke.presentation.targets import ORIGIN_NAMES, REACHED, distance_sentence, group_name, target_sentence
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

HIGHER = definition("N1", unit=Unit.PERCENT, decimals=1)
LOWER = definition("N2", unit=Unit.DAYS, decimals=1, polarity=Polarity.LOWER_IS_BETTER)
NEITHER = definition("N3", unit=Unit.PERSONS, decimals=0, polarity=Polarity.NO_JUDGEMENT)


def level(value: str, **given: object) -> Target:
    return Target(kind=TargetKind.LEVEL, value=Decimal(value), year=2030, **given)


@pytest.mark.parametrize(
    ("target", "of", "said"),
    [
        (level("90"), HIGHER, "minst 90 procent 2030"),
        (level("90.25"), HIGHER, "minst 90,25 procent 2030"),  # a decided figure is never rounded
        (level("1"), LOWER, "högst 1 dag 2030"),
        (level("17500"), NEITHER, "17 500 personer 2030"),
        (level("17500", reach=Reach.AT_LEAST.value), NEITHER, "17 500 personer 2030"),
        (level("17500", reach=Reach.AT_MOST.value), NEITHER, "högst 17 500 personer 2030"),
        (
            Target(kind=TargetKind.AS_GOOD_AS, comparator=Comparator.SIMILAR_MUNICIPALITIES.value, year=2030),
            HIGHER,
            "minst lika bra som liknande kommuner 2030",
        ),
        (
            Target(
                kind=TargetKind.AS_GOOD_AS, comparator=Comparator.BEST_IN_COUNTY.value, value=Decimal("1.5"), year=2030
            ),
            HIGHER,
            "högst 1,5 procentenheter sämre än den bästa av de andra kommunerna i länet 2030",
        ),
        (
            Target(kind=TargetKind.GAP, value=Decimal("1.5"), year=2030),
            HIGHER,
            "en skillnad på högst 1,5 procentenheter 2030",
        ),
        (Target(kind=TargetKind.DIRECTION, year=2030), LOWER, "lägre 2030 än när målet sattes"),
        (Target(kind=TargetKind.DIRECTION, year=2030, base_year=2020), HIGHER, "högre 2030 än 2020"),
    ],
)
def test_a_target_says_which_side_how_much_and_when(target: Target, of: object, said: str) -> None:
    assert target_sentence(target, of).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("target", "of", "value", "said"),
    [
        (level("90"), HIGHER, 81.5, "Det skiljer 8,5 procentenheter."),
        (level("90"), HIGHER, 90.0, REACHED),
        (level("90"), HIGHER, 95.0, REACHED),
        (level("20"), LOWER, 19.0, REACHED),
        (level("20"), LOWER, 21.0, "Det skiljer 1,0 dag."),
        (level("90"), HIGHER, 89.96, "Det skiljer mindre än 0,1 procentenheter."),  # never reached by rounding
        (level("82.5"), definition("N4", decimals=0), 82.4, "Det skiljer 0,1 procentenheter."),
        (Target(kind=TargetKind.GAP, value=Decimal("1.5"), year=2030), LOWER, 2.4, "Det skiljer 0,9 dagar."),
        (Target(kind=TargetKind.GAP, value=Decimal("1.5"), year=2030), LOWER, 1.5, REACHED),
        (level("17500"), NEITHER, 15443.0, "Det skiljer 2 057 personer."),
        (level("17500"), NEITHER, 18000.0, "Det skiljer 500 personer."),  # nobody has said which side is good
        (level("17500", reach=Reach.AT_LEAST.value), NEITHER, 18000.0, REACHED),
        (Target(kind=TargetKind.DIRECTION, year=2030), LOWER, 3.0, ""),
    ],
)
def test_the_distance_is_told_only_to_a_level(target: Target, of: object, value: float, said: str) -> None:
    assert distance_sentence(target, of, value).replace("\u00a0", " ") == said


def test_every_origin_has_a_name_and_every_group_its_words() -> None:
    assert set(ORIGIN_NAMES) == {origin.value for origin in TargetOrigin}
    assert [group_name(g) for g in ("_T", "F", "origin:foreign_born", "sex")] == [
        "",
        "kvinnor",
        "utrikes födda",
        "mellan kvinnor och män",
    ]
