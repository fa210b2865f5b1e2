"""What a plan can set in the rules for challenges, and what the engine is told of it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riktmarke.governance.challenge_rules import RulesOfPlan
from riktmarke.governance.codes import ALLOWED, ChallengeParameter
from riktmarke.governance.queries import challenge_rules, rules_of_area
from tests.governance.planning import another, held, load, whole

# parameter, numbers that it can be, numbers that it cannot: the ends, and what is next to them
SPECIFIED = [
    ("false_discovery_rate", ["0.001", "0.05", "0.1", "0.5"], ["-0.1", "0", "0.000999", "0.500001", "1", "5"]),
    ("smallest_difference", ["0.000001", "0.2", "2", "250000"], ["-2", "0"]),
    ("smallest_difference_factor", ["0.1", "1", "1.5", "10"], ["-1", "0", "0.099999", "10.000001"]),
    ("clear_improvement_factor", ["1", "2.5", "20"], ["0", "0.999999", "20.000001"]),
    ("large_uncertain_factor", ["1", "2.5", "20"], ["0", "0.999999", "20.000001"]),
    ("trend_years", ["5", "12", "30"], ["0", "4", "7.5", "31"]),
    ("fewest_points", ["4", "8", "20"], ["0", "3", "4.5", "21"]),
]


@pytest.mark.parametrize(("parameter", "can", "cannot"), SPECIFIED)
def test_a_parameter_can_be_what_is_specified_and_nothing_else(
    parameter: str, can: list[str], cannot: list[str]
) -> None:
    allowed = ALLOWED[ChallengeParameter(parameter)]
    assert [text for text in can if Decimal(text) not in allowed] == []
    assert [text for text in cannot if Decimal(text) in allowed] == []


def test_every_parameter_is_specified_and_has_a_range() -> None:
    assert [parameter for parameter, *_ in SPECIFIED] == [code.value for code in ChallengeParameter]
    assert list(ALLOWED) == list(ChallengeParameter)


def test_the_documentation_has_every_parameter_with_its_range(repository: Path) -> None:
    text = (repository / "plans" / "README.md").read_text(encoding="utf-8")
    table = text.split("| parameter | what the number is | default | allowed |")[1].split("\n\n")[0]
    assert dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| ([^|]+) \|$", table, re.MULTILINE)) == {
        parameter.value: str(allowed) for parameter, allowed in ALLOWED.items()
    }


@pytest.mark.django_db
def test_the_engine_is_told_what_the_plan_of_the_municipality_sets() -> None:
    plan = held()
    assert rules_of_area("9101") == RulesOfPlan(
        values={ChallengeParameter.FALSE_DISCOVERY_RATE: 0.05},
        smallest_differences={"N00001": 2.0, "N00003": 1.5},
    )
    assert [rule.note for rule in challenge_rules(plan)] == ["Varför: påhittat.", "", ""]


@pytest.mark.django_db
def test_without_a_plan_or_without_rules_in_it_nothing_is_set() -> None:
    held()
    load(whole(lambda raw: (raw["plan"].update(name="utan", area="9102"), raw.pop("challenge_rules"))))
    assert rules_of_area("9102") == rules_of_area("9103") == RulesOfPlan()


@pytest.mark.django_db
def test_a_municipality_s_rules_are_not_another_s() -> None:
    held(), load(another())
    changed = whole(lambda raw: raw["challenge_rules"][0].update(value=Decimal("0.2")))
    load(changed)
    assert rules_of_area("9101").values == {ChallengeParameter.FALSE_DISCOVERY_RATE: 0.2}
    assert rules_of_area("9102").values == {ChallengeParameter.FALSE_DISCOVERY_RATE: 0.05}


@pytest.mark.django_db
def test_rules_of_many_indicators_are_asked_for_as_those_of_one_are() -> None:
    held()
    with CaptureQueriesContext(connection) as context:
        assert len(rules_of_area("9101").smallest_differences) == 2
    assert len(context) == 2  # the plan, and its rules with their indicators
