"""What each level may do, on rows of the own unit and of another's."""

from pathlib import Path

import pytest

from riktmarke.editing.access.rights import CONTRIBUTED, Act, Level, Organisation, Rights
from riktmarke.governance.plan_schema import TABLES, Row

ORGANISATION = Organisation(
    parents={"skolan": "bildning", "forskolan": "skolan", "hemtjanst": "omsorg"},
    units_of_roles={"rektor": "forskolan", "bildningschef": "bildning", "vardchef": "hemtjanst", "utan": ""},
    answers_for={"N1": "rektor", "N2": "vardchef"},
)
CONTRIBUTOR = Rights(Level.CONTRIBUTOR, units=frozenset({"bildning"}), organisation=ORGANISATION)


def row(table: str, **values: object) -> Row:
    held = {column.name: column.nothing for column in TABLES[table].columns}
    return Row("rad", {**held, **values})


def test_a_contributor_works_on_drafts_of_the_own_unit_and_of_those_below_it() -> None:
    own, others, nobodys = (row("goals", responsible=role) for role in ("rektor", "vardchef", ""))

    assert [CONTRIBUTOR.may(Act.CHANGE, table="goals", row=one) for one in (own, others, nobodys)] == [
        True,
        False,
        False,
    ]
    assert not CONTRIBUTOR.may(Act.REMOVE, table="goals", row=own)
    assert not CONTRIBUTOR.may(Act.DECIDE, table="goals", row=own)


@pytest.mark.parametrize(
    "seen", [{"state": "decided", "decision": "kf"}, {"proposal": True}], ids=["decided", "a proposal"]
)
def test_what_the_public_sees_is_not_a_contributors(seen: dict[str, object]) -> None:
    assert not CONTRIBUTOR.may(Act.CHANGE, table="goals", row=row("goals", responsible="rektor", **seen))


def test_a_target_is_its_indicators_and_an_action_may_be_its_units() -> None:
    own = row("targets", indicator="N1", origin="decided")
    assert CONTRIBUTOR.may(Act.ADD, table="targets", row=own)
    assert not CONTRIBUTOR.may(Act.ADD, table="targets", row=row("targets", indicator="N1", origin="proposal"))
    assert not CONTRIBUTOR.may(Act.ADD, table="targets", row=row("targets", indicator="N2", origin="decided"))
    assert CONTRIBUTOR.may(Act.ADD, table="actions", row=row("actions", unit="forskolan"))
    # whose role it is decides before whose unit it is
    assert not CONTRIBUTOR.may(Act.ADD, table="actions", row=row("actions", unit="forskolan", responsible="vardchef"))


def test_a_row_is_neither_handed_over_nor_taken() -> None:
    own, others = row("goals", responsible="rektor"), row("goals", responsible="vardchef")

    assert CONTRIBUTOR.may_change(table="goals", before=own, after=own)
    assert not CONTRIBUTOR.may_change(table="goals", before=own, after=others)
    assert not CONTRIBUTOR.may_change(table="goals", before=others, after=own)


def test_a_held_role_is_own_wherever_its_unit_is() -> None:
    holder = Rights(Level.CONTRIBUTOR, roles=frozenset({"utan"}), organisation=ORGANISATION)

    assert holder.own_roles == {"utan"}
    assert holder.may(Act.CHANGE, table="documents", row=row("documents", responsible="utan", kind="policy"))


def test_units_in_a_circle_are_counted_once() -> None:
    circle = Organisation(parents={"a": "b", "b": "a", "c": "a"}, units_of_roles={"r": "c"})

    assert circle.with_those_below({"a"}) == {"a", "b", "c"}
    assert circle.roles_of({"b"}) == {"r"}


def test_a_contributor_without_a_unit_owns_nothing() -> None:
    nobody = Rights(Level.CONTRIBUTOR, organisation=ORGANISATION)

    assert not nobody.may(Act.ADD, table="goals")
    assert not nobody.may(Act.ADD, table="goals", row=row("goals", responsible="utan"))
    assert not nobody.may_answer("")


def test_without_a_membership_nothing_is_allowed() -> None:
    assert not any(Rights(None).may(act, table=table) for act in Act for table in TABLES)


def test_feedback_is_answered_by_those_it_came_to() -> None:
    asked = {level: Rights(level, frozenset({"bildning"}), frozenset(), ORGANISATION) for level in Level}

    assert [asked[level].may_answer("rektor") for level in Level] == [True, True, True, False]
    assert [asked[level].may_answer("vardchef") for level in Level] == [True, True, False, False]
    assert asked[Level.READER].own_roles == frozenset()


# The page for people: each cell as the code answers it.


def cells(repository: Path) -> dict[tuple[Act, Level], str]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (repository / "docs" / "permissions.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return {
        (Act(said[0].split("`")[1]), level): cell for said in rows for level, cell in zip(Level, said[1:], strict=True)
    }


def test_the_documented_table_is_what_the_code_does(repository: Path) -> None:
    documented = cells(repository)

    assert set(documented) == {(act, level) for act in Act for level in Level}
    for (act, level), said in documented.items():
        rights = Rights(level, frozenset({"bildning"}), frozenset(), ORGANISATION)
        own, others = row("goals", responsible="rektor"), row("goals", responsible="vardchef")
        if act is Act.ANSWER:
            allowed = (rights.may_answer("rektor"), rights.may_answer("vardchef"))
        else:
            allowed = tuple(rights.may(act, table="goals", row=one) for one in (own, others))
        assert allowed == {"yes": (True, True), "no": (False, False)}.get(said, (True, False)), (act, level)


def test_the_tables_a_contributor_works_in_are_those_of_the_page() -> None:
    assert {"overarching_goals", "focus_areas", "goals", "documents", "targets", "actions"} == CONTRIBUTED
