"""What the engine takes from a plan's target."""

from datetime import date
from decimal import Decimal

import pytest

from riktmarke.assessment.targets.asked import TargetAsked, asked_by, reach
from riktmarke.governance.codes import Comparator, Reach, TargetKind, TargetOrigin
from riktmarke.governance.models import Decision, Target
from riktmarke.vocabulary.polarity import Polarity
from tests.invented_figures import definition

FEWER = definition("N1", polarity=Polarity.LOWER_IS_BETTER)
NEITHER = definition("N1", polarity=Polarity.NO_JUDGEMENT)
DECIDED = Decision(decided_on=date(2024, 6, 1))


def target(kind: TargetKind, **given: object) -> Target:
    return Target(kind=kind.value, group="F", year=2030, origin="decided", **given)


def test_a_level_is_reached_on_the_good_side() -> None:
    assert asked_by(target(TargetKind.LEVEL, value=Decimal("2.5")), FEWER) == TargetAsked(
        "N1", "F", 2030, TargetKind.LEVEL, at_least=False, value=2.5
    )


def test_without_a_good_direction_the_target_says_the_side_or_nobody_does() -> None:
    level = target(TargetKind.LEVEL, value=Decimal(17500), reach="at_least")

    found = asked_by(level, NEITHER)
    assert found is not None
    assert found.at_least
    assert asked_by(target(TargetKind.LEVEL, value=Decimal(17500)), NEITHER) is None
    assert reach(target(TargetKind.GAP), NEITHER) is Reach.AT_MOST


@pytest.mark.parametrize(
    ("given", "base_year"),
    [
        ({"base_year": 2020, "decision": DECIDED}, 2020),
        ({"decision": DECIDED}, 2024),
        ({}, None),
        ({"decision": Decision()}, None),
    ],
)
def test_a_direction_counts_from_its_base_year_or_its_decision(given: dict[str, object], base_year: int | None) -> None:
    found = asked_by(target(TargetKind.DIRECTION, **given), FEWER)

    assert found is not None
    assert found.base_year == base_year


def test_as_good_as_others_with_a_margin() -> None:
    margin = target(TargetKind.AS_GOOD_AS, comparator="best_in_county", value=Decimal(2), decision=DECIDED)
    margin.origin = "proposal"

    found = asked_by(margin, FEWER)

    assert found is not None
    assert (found.comparator, found.value, found.base_year) == (Comparator.BEST_IN_COUNTY, 2.0, None)
    assert found.origin is TargetOrigin.PROPOSAL
