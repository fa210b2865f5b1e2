"""Only the actions write the chain: whatever is written past them has no audit entry and no check."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source_tree import Module, modules

ALLOWED = "governance/actions/"
# Calls that write, on a model's manager or query …
ON_QUERIES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "update"}
# … and on a row itself, or its many-to-many links.
ON_ROWS = {"save", "delete", "add", "set", "clear", "remove"}
MODELS = {model.__name__ for model in apps.get_app_config("governance").get_models()}


def writes(module: Module) -> Iterator[str]:
    """Yield each call that writes rows of the chain, as `line call`.

    A call counts when what it is called on begins with a model of the chain (`Goal.objects…`, `Goal(…)`), and so does
    any `save()` in a module that imports models of the chain: whose row it is cannot be told there.
    """
    imported = _models_of_the_chain(module)
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, start = node.func.attr, _start(node.func.value)
        on_model = start in imported and name in ON_QUERIES | ON_ROWS
        on_row = bool(imported) and name == "save"
        if on_model or on_row:
            yield f"{node.lineno} {start}…{name}"


def _models_of_the_chain(module: Module) -> set[str]:
    """The names by which the module knows models of the chain: imported from governance, or asked of the registry."""
    named: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("riktmarke.governance.models"):
            named |= {alias.asname or alias.name for alias in node.names if alias.name in MODELS}
        if isinstance(node, ast.ImportFrom) and node.module == "riktmarke.governance":
            named |= {alias.asname or alias.name for alias in node.names if alias.name == "models"}
    return named


def _start(node: ast.expr) -> str:
    """The name that a chain of attributes and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def test_only_the_actions_write_the_chain() -> None:
    outside = [module for module in modules() if not module.name.startswith(ALLOWED)]
    assert [f"{module.name}:{place}" for module in outside for place in writes(module)] == []


def test_the_actions_themselves_are_seen_to_write() -> None:
    inside = [module for module in modules() if module.name.startswith(ALLOWED)]
    assert [place for module in inside for place in writes(module)] != []


@pytest.mark.parametrize(
    "text",
    [
        "from riktmarke.governance.models import Goal\nGoal.objects.create(title='x')",
        "from riktmarke.governance.models import Goal as G\nG(title='x').save()",
        "from riktmarke.governance.models import Goal\ngoal = Goal.objects.get(key='x')\ngoal.save()",
        "from riktmarke.governance.models.chain import Goal\nGoal.objects.filter(key='x').delete()",
        "from riktmarke.governance import models\nmodels.Goal.objects.filter(key='x').update(title='y')",
        "from riktmarke.governance.models import Goal\nGoal.objects.get(key='x').focus_areas.set([])",
        "from riktmarke.governance.models import Target\nTarget.objects.bulk_create([])",
    ],
)
def test_the_rule_sees_a_write_past_the_actions(text: str, tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(text, encoding="utf-8")
    module = Module(tmp_path / "planted.py")
    assert list(writes(module)) != []


def test_reading_is_no_write(tmp_path: Path) -> None:
    text = "from riktmarke.governance.models import Goal\nlist(Goal.objects.filter(key='x'))\n{}.update(a=1)"
    (tmp_path / "planted.py").write_text(text, encoding="utf-8")
    assert list(writes(Module(tmp_path / "planted.py"))) == []
