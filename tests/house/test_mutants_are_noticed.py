"""The small version of mutation testing (make prove): one function of the methods, all its mutants."""

import pytest

from tests.prove.mutation import PAGE, explained, mutated


@pytest.mark.usefixtures("real_data")
def test_the_tests_of_intervals_notice_every_mutant_of_the_limits_of_a_count() -> None:
    outcome = mutated("intervals", tests=["tests/methods/test_intervals.py"], function="byar_limits")

    assert outcome.made > 20
    assert outcome.survivors == ()


def test_the_page_of_mutants_tells_every_survivor_with_its_reason() -> None:
    told = PAGE.read_text(encoding="utf-8")

    assert "not explained" not in told
    assert [reason for reason in explained().values() if reason not in told] == []
    assert [reason for reason in explained().values() if len(reason) < 20] == []
