"""What is worth knowing of targets before anybody decides on them: how much has been measured of each."""

from typing import Any

import pytest

from riktmarke.assessment.targets.remarks import remarks_on_targets
from riktmarke.governance.plan_errors import Wrong
from riktmarke.governance.plan_file import parse_plan
from riktmarke.statistics.store import Store
from tests.invented_figures import catalogue, definition

UNPUBLISHED = "N90098"


def remarks(store: Store, *targets: dict[str, Any], area: str = "9101") -> list[Wrong]:
    plain = {"year": 2030, "kind": "level", "origin": "proposal"}
    raw = {
        "plan": {"name": "pahitt", "title": "Påhittad plan", "area": area},
        "indicators": [{"definition": series} for series in ("N90001", "N90005", "N90011", "N90099", UNPUBLISHED)],
        "targets": [plain | ({"value": 50} if "kind" not in one else {}) | one for one in targets],
    }
    plan = parse_plan(raw, source="plan.toml")
    known = {**catalogue(), UNPUBLISHED: definition(UNPUBLISHED)}
    return list(remarks_on_targets(plan, store.dataset(), known))


def test_an_indicator_of_which_nothing_is_published_is_remarked_on(small_store: Store) -> None:
    (found,) = remarks(small_store, {"indicator": UNPUBLISHED})

    assert "of which nothing has been published for the municipality" in found.what


def test_a_series_of_one_year_is_remarked_on(small_store: Store) -> None:
    (found,) = remarks(small_store, {"indicator": "N90001"}, {"indicator": "N90011"})

    assert found.place == "targets[2]"
    assert "N90011 (Påhittad mätning ett enda år), group _T, of which one measurement (2016)" in found.what
    assert "at least 3 measurements" in found.expected


def test_a_group_has_measurements_of_its_own(small_store: Store) -> None:
    """The turnout of 2010, 2014, 2018 and 2022 is four for everyone, and two by sex: women and men from 2018."""
    (women, gap) = remarks(
        small_store,
        {"indicator": "N90005"},
        {"indicator": "N90005", "group": "F"},
        {"indicator": "N90005", "group": "sex", "kind": "gap", "value": 2},
    )

    assert "group F, of which 2 measurements (2018, 2022)" in women.what
    assert "group sex, of which 2 measurements" in gap.what


@pytest.mark.parametrize(("area", "count"), [("9101", 0), ("9301", 1)])
def test_a_comparator_has_to_be_there(small_store: Store, area: str, count: int) -> None:
    """9301 is alone in its county."""
    target = {"indicator": "N90001", "kind": "as_good_as", "comparator": "best_in_county"}

    assert len(remarks(small_store, target, area=area)) == count


def test_nothing_is_said_of_what_nobody_knows(small_store: Store) -> None:
    assert remarks(small_store, {"indicator": "N90011"}, area="2083") == []
    assert remarks(small_store, {"indicator": "N90099"}) == []
    assert (
        remarks(
            small_store, {"indicator": "N90011", "key": "a", "superseded_by": "b"}, {"indicator": "N90001", "key": "b"}
        )
        == []
    )
