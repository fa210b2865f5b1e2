"""Whatever a plan says, its text says the same: for plans drawn at random, with every kind of value."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import load_plan
from riktmarke.governance.models import AuditEntry
from riktmarke.governance.plan_file import canonical_number, natural, parse_plan
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import TABLES, Column, Kind, PlanFile, Row
from riktmarke.governance.plan_text import plan_text
from tests.governance.planning import AT, KNOWN, framework_lists, whole

# Any text that XML or a database can hold too: no lone surrogates, no NUL; what stands around it is not part of it.
ANY_SIGNS = st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r")
AWKWARD_SIGNS = st.sampled_from(['"', '"""', "'", "\\", "\n", "\t", "\x07", "\x7f", "\u2028", "#", "=", "å", "{x}"])
TEXTS = (st.text(ANY_SIGNS, max_size=40) | st.lists(AWKWARD_SIGNS, max_size=12).map("".join)).map(str.strip)
NUMBERS = st.decimals(-(10**11), 10**11, places=6, allow_nan=False, allow_infinity=False).map(canonical_number)
NUMBERS = NUMBERS.filter(lambda number: len(number.as_tuple().digits) <= 15)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.EMAIL: st.just("strateg@example.org"),
    Kind.URL: st.just("https://example.org/å?b=1"),
    Kind.YEAR: st.integers(1900, 2200),
    Kind.DATE: DAYS,
    Kind.FIRST_DAY: DAYS | st.integers(1900, 2200).map(lambda year: date(year, 1, 1)),
    Kind.LAST_DAY: DAYS | st.integers(1900, 2200).map(lambda year: date(year, 12, 31)),
    Kind.NUMBER: NUMBERS,
    Kind.SWITCH: st.booleans(),
    Kind.GROUP: st.sampled_from(["_T", "F", "origin:foreign_born"]),
    Kind.DEFINITION: st.sampled_from(sorted(KNOWN.indicators)),
}
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
NAMES = st.lists(st.from_regex(r"[a-z]{1,5}/[0-9]{1,2}(\.[0-9a-z])?", fullmatch=True), unique=True, max_size=30)


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """Any value that the column can hold; what it points at need not exist, for the text does not ask."""
    if column.codes is not None:
        drawn: st.SearchStrategy[Any] = st.sampled_from([code.value for code in column.codes])
    elif column.kind in {Kind.ROWS, Kind.ITEMS, Kind.FRAMEWORKS}:
        drawn = NAMES.map(lambda names: tuple(sorted(names, key=natural)))
    else:
        drawn = VALUES.get(column.kind, KEYS)
    if column.required:
        return drawn.filter(bool) if column.kind is Kind.TEXT else drawn
    return drawn | st.just(column.nothing)


@st.composite
def rows(draw: st.DrawFn, name: str) -> tuple[Row, ...]:
    table = TABLES[name]
    drawn = draw(
        st.lists(st.fixed_dictionaries({column.name: values_of(column) for column in table.columns}), max_size=3)
    )
    keys = draw(st.lists(KEYS, min_size=len(drawn), max_size=len(drawn), unique=True))
    found = {
        key: Row(key, values)
        for given, values in zip(keys, drawn, strict=True)
        if (key := given if table.key_given else table.made_key(values))
    }
    return tuple(found.values())


@st.composite
def plans(draw: st.DrawFn) -> PlanFile:
    header = {**whole().header, "title": draw(TEXTS.filter(bool)), "introduction": draw(TEXTS)}
    return PlanFile(header, {name: draw(rows(name)) for name in TABLES})


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_any_plan_reads_back_from_its_text(plan: PlanFile) -> None:
    text = plan_text(plan)
    again = parse_plan(tomllib.loads(text, parse_float=Decimal), source="text")
    assert again == plan
    assert plan_text(again) == text


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    titles=st.lists(TEXTS.filter(bool), min_size=2, max_size=2),
    value=NUMBERS,
    rate=st.decimals(Decimal("0.001"), Decimal("0.5"), places=6).map(canonical_number),
    day=st.dates(date(2024, 1, 1), date(2199, 12, 31)),
    order=st.permutations(range(3)),
)
def test_any_plan_comes_back_from_the_database(
    titles: list[str], value: Decimal, rate: Decimal, day: date, order: list[int]
) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["goals"][0]["title"], raw["goals"][1]["text"] = titles
        raw["targets"][1]["value"] = value
        raw["challenge_rules"][0]["value"] = rate
        raw["documents"][0]["valid_to"] = day
        raw["indicators"] = [raw["indicators"][number] for number in order]

    plan = whole(change)
    sync_frameworks(framework_lists(), by="prov", at=AT)
    loaded = load_plan(plan, known=KNOWN, source="plan.toml", by="prov", at=AT, replace_changes=True)
    assert stored_plan(loaded.plan) == plan
    entries = AuditEntry.objects.count()
    exported = parse_plan(tomllib.loads(plan_text(stored_plan(loaded.plan)), parse_float=Decimal), source="text")
    assert load_plan(exported, known=KNOWN, source="plan.toml", by="prov", at=AT).written == 0
    assert AuditEntry.objects.count() == entries
