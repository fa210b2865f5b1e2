"""All targets of an indicator: who is worst off decides, never the mean alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import Standing, TargetRole
from riktmarke.assessment.targets.standings import GapSeen, YearStanding, roles, year_standings
from riktmarke.governance.codes import TargetKind, TargetOrigin
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, codes, figures_of, who
from tests.invented_figures import definition

nan = np.nan
COUNTIES = (2,)
OWN = codes(*COUNTIES).index("3001")
WHO = who(*COUNTIES)


def figures(
    everyone: float, women: float, men: float, *, groups: tuple[Group, ...] = (ALL, WOMEN, MEN)
) -> IndicatorFigures:
    array = np.full((3, len(codes(*COUNTIES)), 1), nan)
    array[:, OWN, 0] = everyone, women, men
    return figures_of(array[: len(groups)], groups=groups, first_year=2022)


def level(
    value: float, group: str = "_T", year: int = 2030, origin: TargetOrigin = TargetOrigin.DECIDED
) -> TargetAsked:
    return TargetAsked("N1", group, year, TargetKind.LEVEL, at_least=False, value=value, origin=origin)


def gap(value: float, year: int = 2030) -> TargetAsked:
    return TargetAsked("N1", "sex", year, TargetKind.GAP, at_least=False, value=value)


def stands(of: IndicatorFigures, *targets: TargetAsked) -> YearStanding:
    found = year_standings(of, WHO, targets, OWN, this_year=2026)
    assert len(found) == 1
    return found[0]


def test_a_target_for_everyone_is_held_up_against_the_sex_that_is_worst_off() -> None:
    """A mean of 28 reaches 30 days; women's 32 do not."""
    found = stands(figures(28, 32, 24), level(30.0))

    assert found.standing is Standing.NOT_REACHED
    assert found.mean is not None
    assert found.mean.standing is Standing.REACHED
    assert found.worst is not None
    assert (found.worst.groups, found.worst.implied, found.worst.ahead) == ((WOMEN,), True, -2)
    assert found.seen_gap == GapSeen(8.0, 2022)


def test_it_is_reached_when_women_and_men_reach_it() -> None:
    found = stands(figures(28, 29, 27), level(30.0))

    assert found.standing is Standing.REACHED
    assert found.worst is not None
    assert found.worst.groups == (WOMEN,)  # nearest to not reaching it


def test_targets_of_their_own_are_what_each_sex_is_held_to() -> None:
    """Women may have 33 and have 32; men may have 20 and have 24: men are furthest behind, though women have more."""
    found = stands(figures(28, 32, 24), level(33.0, "F"), level(20.0, "M"))

    assert found.worst is not None
    assert (found.worst.groups, found.worst.implied) == ((MEN,), False)
    assert (found.standing, found.mean) == (Standing.NOT_REACHED, None)


def test_a_target_for_everyone_gives_way_to_one_that_a_sex_has_of_its_own() -> None:
    found = stands(figures(28, 32, 24), level(30.0), level(33.0, "F"))

    assert [(one.asked.group, one.asked.value, one.implied) for one in found.statuses] == [
        ("_T", 30.0, False),
        ("M", 30.0, True),
        ("F", 33.0, False),
    ]
    assert found.standing is Standing.REACHED


def test_the_gap_is_part_of_the_status() -> None:
    found = stands(figures(28, 29, 27), level(30.0), gap(1.0))

    assert found.standing is Standing.NOT_REACHED
    assert found.gap is not None
    assert (found.gap.value, found.gap.standing) == (2.0, Standing.NOT_REACHED)
    assert found.worst is not None
    assert found.worst.standing is Standing.REACHED


def test_without_women_and_men_everyone_is_all_there_is() -> None:
    found = stands(figures(28, nan, nan, groups=(ALL,)), level(30.0))

    assert found.worst is not None
    assert (found.worst.groups, found.seen_gap) == ((ALL,), None)
    assert len(found.statuses) == 1


def test_a_number_of_people_is_not_a_level_for_each_sex() -> None:
    people = replace(figures(15_000, 7_600, 7_400), definition=definition("N1", unit=Unit.PERSONS, averaged=False))

    found = stands(people, replace(level(17_500.0), at_least=True))

    assert [one.asked.group for one in found.statuses] == ["_T"]
    assert found.worst is not None
    assert found.worst.ahead == -2_500


def test_reached_by_those_who_are_known_is_not_reached_by_all() -> None:
    """Men's figure is there for another municipality, not for this one."""
    array = np.full((3, len(codes(*COUNTIES)), 1), nan)
    array[:2, OWN, 0] = 28
    array[:, OWN + 1, 0] = 28
    found = stands(figures_of(array, groups=(ALL, WOMEN, MEN), first_year=2022), level(30.0))

    assert found.standing is Standing.CANNOT_SAY
    assert found.worst is not None
    assert found.worst.groups == (WOMEN,)


def test_each_year_stands_by_itself() -> None:
    found = year_standings(figures(28, 28, 28), WHO, [level(20.0, year=2035), level(30.0)], OWN, this_year=2026)

    assert [(one.year, one.standing) for one in found] == [(2030, Standing.REACHED), (2035, Standing.NOT_REACHED)]
    assert year_standings(figures(28, 28, 28), WHO, [], OWN, this_year=2026) == []


def test_an_earlier_target_of_the_same_group_is_interim() -> None:
    plan = [
        level(30.0),
        level(20.0, year=2040),
        level(25.0, "F"),
        level(15.0, year=2045, origin=TargetOrigin.STATUTORY),
    ]

    assert roles(plan) == [TargetRole.INTERIM, TargetRole.FINAL, TargetRole.FINAL, TargetRole.FINAL]


def test_references_of_several_years_are_a_path_and_make_nothing_interim() -> None:
    reference = [level(40.0 - 5 * step, year=2025 + 5 * step, origin=TargetOrigin.REFERENCE) for step in range(3)]

    assert roles([*reference, level(30.0)]) == [*[TargetRole.PATH] * 3, TargetRole.FINAL]
    assert roles(reference[:1]) == [TargetRole.FINAL]
    proposed = level(10.0, year=2040, origin=TargetOrigin.PROPOSAL)
    assert roles([level(30.0), proposed]) == [TargetRole.INTERIM, TargetRole.FINAL]


values = st.floats(0, 100).map(lambda number: round(number, 2))


@given(women=values, men=values, share=st.floats(0, 1), target=values)
def test_no_mean_reaches_what_one_sex_does_not(women: float, men: float, share: float, target: float) -> None:
    mean = women * share + men * (1 - share)
    found = stands(figures(mean, women, men), level(target))

    reached = max(women, men) <= target
    assert (found.standing is Standing.REACHED) is (reached and round(mean - target, 9) <= 0)
    assert found.worst is not None
    assert found.worst.ahead == pytest.approx(target - max(women, men))


@given(women=values, men=values, target=values)
def test_it_does_not_matter_which_direction_the_scale_has(women: float, men: float, target: float) -> None:
    """What is 30 of 100 from below is 70 of 100 from above."""
    down = stands(figures(women, women, men), level(target))
    mirrored = replace(level(100 - target), at_least=True)
    up = stands(replace(figures(100 - women, 100 - women, 100 - men), definition=DAYS), mirrored)

    assert up.standing is down.standing
