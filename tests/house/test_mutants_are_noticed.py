"""The small version of mutation testing (make prove): one short module of the methods, all its mutants."""

import pytest

from tests.prove.mutation import PAGE, explained, mutated


@pytest.mark.usefixtures("real_data")
def test_the_tests_of_multiplicity_notice_its_mutants_or_it_is_said_why_not() -> None:
    outcome = mutated("multiplicity", tests=["tests/methods/test_multiplicity.py"])

    assert outcome.made > 30
    assert set(outcome.survivors) - set(explained()) == set()


def test_the_page_of_mutants_tells_every_survivor_with_its_reason() -> None:
    told = PAGE.read_text(encoding="utf-8")

    assert "not explained" not in told
    assert [reason for reason in explained().values() if reason not in told] == []
    assert [reason for reason in explained().values() if len(reason) < 20] == []
