"""Targets that cannot be: below nobody, above everybody, for a year that is over, as good as others in a count."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Cut, Definition
from riktmarke.governance.known import Known, known_from
from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_file import parse_plan
from riktmarke.governance.plan_rules import check_plan
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.groups import Dimension
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

SHARE = definition("N1", title="Påhittad andel", unit=Unit.PERCENT, polarity=Polarity.HIGHER_IS_BETTER)
PEOPLE = definition("N2", title="Påhittad folkmängd", unit=Unit.PERSONS, averaged=False, polarity=Polarity.NO_JUDGEMENT)
KNOWN = known_from({"N1": SHARE, "N2": PEOPLE}, {})
EDUCATION = tuple(Cut(Dimension.EDUCATION, level, f"N4{level}") for level in ("primary", "secondary", "tertiary"))
TODAY = date(2026, 11, 26)


def wrong(known: Known = KNOWN, today: date | None = TODAY, **target: Any) -> dict[str, Wrong]:
    """What is wrong with a plan of one target, by key."""
    given = {"indicator": "N1", "year": 2030, "kind": "level", "origin": "proposal"} | target
    given |= {"value": 80} if given["kind"] == "level" and "value" not in target else {}
    raw = {
        "plan": {"name": "pahitt", "title": "Påhittad plan", "area": "9101"},
        "decisions": [{"key": "beslut", "title": "Beslut", "body": "Fullmäktige", "decided_on": date(2015, 1, 1)}],
        "indicators": [{"definition": "N1"}, {"definition": "N2"}],
        "targets": [given],
    }
    try:
        check_plan(parse_plan(raw, source="plan.toml"), known, source="plan.toml", today=today)
    except PlanError as error:
        return {one.place.removeprefix("targets[1]."): one for one in error.wrong}
    return {}


@pytest.mark.parametrize(
    "target",
    [
        {"value": 0},
        {"value": 100},
        {"kind": "as_good_as", "comparator": "best_in_county"},
        {"kind": "as_good_as", "comparator": "similar_municipalities", "value": 2},
        {"kind": "direction", "base_year": 2022},
        {"kind": "direction"},
        {"indicator": "N2", "value": 17500, "reach": "at_least", "year": 2038},
    ],
)
def test_what_can_be_a_target(target: dict[str, Any]) -> None:
    assert wrong(**target) == {}


@pytest.mark.parametrize(
    ("target", "key", "what", "expected"),
    [
        ({"value": Decimal("-0.1")}, "value", "N1 (Påhittad andel) can never be", "a value from 0 to 100"),
        ({"value": Decimal("100.1")}, "value", "can never be", "a value from 0 to 100"),
        ({"indicator": "N2", "value": -1, "reach": "at_least"}, "value", "can never be", "a value from 0"),
        ({"kind": "gap", "group": "sex", "value": 101}, "value", "can never be", "a value from 0 to 100"),
        ({"kind": "gap", "group": "sex", "value": -1}, "value", "= -1", "the width of a gap"),
        ({"kind": "as_good_as", "comparator": "county", "value": -2}, "value", "= -2", "how far from the others"),
        ({"kind": "direction", "value": 1}, "value", "= 1", "only with another kind"),
        ({"base_year": 2020}, "base_year", "= 2020", "only with another kind"),
        ({"kind": "direction", "base_year": 2030}, "base_year", "not before year = 2030", "a year before that"),
        ({"year": 2025}, "year", "a year that is over", "2026 or later"),
        (
            {"indicator": "N2", "kind": "as_good_as", "comparator": "county"},
            "kind",
            "N2 (Påhittad folkmängd) has no good direction",
            'kind = "level" with reach',
        ),
    ],
)
def test_what_cannot_be_a_target_is_told_with_what_was_expected(
    target: dict[str, Any], key: str, what: str, expected: str
) -> None:
    found = wrong(**target)

    assert list(found) == [key]
    assert what in found[key].what
    assert expected in found[key].expected
    assert found[key].remedy


def test_a_gap_needs_both_of_its_ends() -> None:
    """Foreign-born alone have nobody to be beside; of three levels of education the first and the last are compared."""
    one = replace(SHARE, cuts=(Cut(Dimension.ORIGIN, "foreign_born", "N3"), *EDUCATION[:2]))
    both = replace(SHARE, cuts=(Cut(Dimension.ORIGIN, "native_born", "N2"), *one.cuts, EDUCATION[2]))

    assert known_from({"N1": one}, {}).indicators["N1"].dimensions == ("sex",)
    assert known_from({"N1": both}, {}).indicators["N1"].dimensions == ("sex", "origin", "education")
    assert "origin:foreign_born" in known_from({"N1": one}, {}).indicators["N1"].groups


def test_nobody_is_as_good_as_others_in_a_count() -> None:
    judged = known_from({"N1": SHARE, "N2": replace(PEOPLE, polarity=Polarity.HIGHER_IS_BETTER)}, {})

    found = wrong(judged, indicator="N2", kind="as_good_as", comparator="county")

    assert "is a count" in found["kind"].what


@pytest.mark.parametrize("definition", [replace(SHARE, open_scale=True), replace(SHARE, compares_sexes=True)])
def test_a_change_or_a_ratio_has_no_such_ends(definition: Definition) -> None:
    open_ended = known_from({"N1": definition, "N2": PEOPLE}, {})

    assert wrong(open_ended, value=120) == {}
    assert (wrong(open_ended, value=-5) == {}) is definition.open_scale


@pytest.mark.parametrize(
    "target",
    [
        {"year": 2026},
        {"year": 2020, "origin": "decided", "state": "decided", "decision": "beslut"},
        {"year": 2020, "origin": "reference"},
    ],
)
def test_what_was_decided_in_its_time_is_history(target: dict[str, Any]) -> None:
    assert wrong(**target) == {}


def test_a_plan_is_not_refused_because_years_have_passed() -> None:
    assert wrong(today=None, year=2020) == {}


def test_what_has_been_below_nothing_is_said_to_have_an_open_scale(real_store: Store, repository: Path) -> None:
    """Otherwise a target that has been reached somewhere would be refused."""
    dataset = real_store.dataset()
    known = [
        (definition, dataset.panel(series).values)
        for definition in load_catalogue(repository / "catalogue").values()
        for series in definition.all_series
        if series in dataset.series
    ]

    below = {d.series for d, values in known if d.lowest is not None and np.nanmin(values) < d.lowest}
    assert below == set()
