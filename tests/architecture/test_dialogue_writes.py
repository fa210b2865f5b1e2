"""Only the dialogue's actions write what residents wrote: every write has an event, and erasing misses nothing."""

import ast

from django.apps import apps

from tests.architecture.source_tree import Module, modules

ALLOWED = "dialogue/actions/"
MODELS = {model.__name__ for model in apps.get_app_config("dialogue").get_models()}
WRITING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "update", "save"}


def writes(module: Module) -> list[str]:
    """Return each call that writes, in a module that imports models of the dialogue to do more than name types."""
    named = {
        alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "riktmarke.dialogue.models"
        for alias in node.names
    }
    if not named & MODELS:
        return []
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return [
        f"{module.name}:{call.lineno} {call.func.attr}"
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITING
    ]


def test_only_the_actions_write_the_dialogue() -> None:
    outside = [module for module in modules() if not module.name.startswith(ALLOWED)]
    assert [place for module in outside for place in writes(module)] == []


def test_the_actions_themselves_are_seen_to_write() -> None:
    assert [place for module in modules() if module.name.startswith(ALLOWED) for place in writes(module)]
