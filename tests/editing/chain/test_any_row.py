"""Whatever a row holds, its form shows it and gives it back; whatever can be wrong has words."""

import ast
from pathlib import Path

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riktmarke.editing.chain.forms import RowForm
from riktmarke.editing.chain.knowledge import Knowledge
from riktmarke.editing.chain.problem_words import SENTENCES, sentence
from riktmarke.editing.chain.reading import becoming
from riktmarke.editing.chain.row_words import RowWords
from riktmarke.editing.chain.words import LABELS, TABLE_WORDS, label
from riktmarke.governance.plan_errors import Wrong
from riktmarke.governance.plan_schema import HEADER, TABLES, PlanFile, Row
from tests.editing.chain.form_reading import sent
from tests.governance.planning import KNOWN, framework_lists, whole
from tests.governance.test_plan_property import rows

WORDS = Knowledge(KNOWN, {}, framework_lists(), {})


def sent_back(form: RowForm) -> QueryDict:
    """What a browser would send of the form as it stands."""
    page = "".join(str(field) for field in form)
    data = QueryDict(mutable=True)
    for name, values in sent(f'<form class="chain-form">{page}</form>').items():
        data.setlist(name, values)
    return data


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_row_of_any_table_comes_back_from_its_form(table: str, data: st.DataObject) -> None:
    for row in data.draw(rows(table)):
        plan = PlanFile(whole().header, {**whole().tables, table: (row,)})
        words = RowWords(plan, WORDS)
        form = RowForm(table, words, row=row)
        again = RowForm(table, words, row=row, data=sent_back(form))
        assert again.is_valid(), (row, again.errors)
        assert becoming(table, again.values(), row) == Row(row.key, dict(row.values)), row


def test_every_table_and_column_has_words() -> None:
    assert set(TABLE_WORDS) == set(TABLES)
    nameless = {column.name for table in (HEADER, *TABLES.values()) for column in table.columns} - set(LABELS)
    assert nameless == {"area", "template_of"}  # which no form has
    assert label("roles", "title") == "Roll"


def test_everything_that_can_be_wrong_with_a_row_has_a_sentence(repository: Path) -> None:
    folder = repository / "src" / "riktmarke" / "governance"
    for file in ("plan_references.py", "plan_rules.py", "plan_targets.py", "actions/changing.py", "actions/rows.py"):
        for node in ast.walk(ast.parse((folder / file).read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in {"Wrong", "refused"} and "plan." not in ast.unparse(node.args[0 if name == "Wrong" else 1]):
                said = [*node.args, *(keyword.value for keyword in node.keywords)]
                texts = {one.value for part in said for one in ast.walk(part) if isinstance(one, ast.Constant)}
                assert texts & set(SENTENCES), f"{file}:{node.lineno} has no code with a sentence in problem_words"
    for code in SENTENCES:
        about = {"rule_out_of_range": ("trend_years",), "not_with_kind": ("gap",), "off_scale": ("0", "100")}
        words = sentence(Wrong("goals[1].title", "x", "y", "z", code, about.get(code, ("ett", "två"))), label="Titel")
        assert words.endswith(".")
        assert "{" not in words
