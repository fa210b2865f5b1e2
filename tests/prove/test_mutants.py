"""The methods that verdicts rest on, mutated: a test notices each change, or somebody has said why it cannot."""

import pytest

from tests.prove.mutation import MODULES, PAGE, Outcome, explained, mutated


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return {name: mutated(name) for name in MODULES}


def test_every_mutant_is_noticed_or_explained(outcomes: dict[str, Outcome]) -> None:
    lived = {survivor for outcome in outcomes.values() for survivor in outcome.survivors}

    assert {outcome.made for outcome in outcomes.values()} & {0} == set()
    assert lived - set(explained()) == set()


def test_every_explained_survivor_survives(outcomes: dict[str, Outcome]) -> None:
    lived = {survivor for outcome in outcomes.values() for survivor in outcome.survivors}

    assert set(explained()) - lived == set(), "noticed by now, or the code has changed: take it off the list"


def test_the_page_tells_what_came_of_it(outcomes: dict[str, Outcome]) -> None:
    told = PAGE.read_text(encoding="utf-8")
    rows = [f"| `{name}` | {o.made} | {o.noticed} | {len(o.survivors)} |" for name, o in outcomes.items()]

    assert [row for row in rows if row not in told] == [], "python -m tests.prove.mutation --write"
