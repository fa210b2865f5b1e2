"""Relations between models go downwards too. A foreign key may be a string, which import-linter cannot see."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def layers() -> dict[str, int]:
    """The layer of each package of riktmarke, 0 at the bottom, as the import contract has them."""
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    downwards = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        package.strip(" ()"): height for height, row in enumerate(reversed(downwards)) for package in row.split("|")
    }


def package_of(model: type[models.Model]) -> str | None:
    """The package of riktmarke that a model belongs to, None for the models of others (Django, Wagtail)."""
    first, _, rest = model.__module__.partition(".")
    return rest.split(".")[0] if first == "riktmarke" else None


def relations(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """Yield the model's own relations and bases, by name and model. What points at the model is not its own."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and not field.auto_created and field.related_model not in {None, "self"}:
            yield field.name, field.related_model
    for base in model.__bases__:
        if isinstance(base, models.base.ModelBase):
            yield f"({base.__name__})", base


def upwards(checked: list[type[models.Model]]) -> list[str]:
    """Return the relations that do not go downwards, in words. Packages side by side may not point at each other."""
    heights = layers()
    return [
        f"{model.__module__}.{model.__name__}.{name} points at {target.__module__}.{target.__name__}"
        for model in checked
        for name, target in relations(model)
        if (own := package_of(model)) and (other := package_of(target))
        if own != other and heights[other] >= heights[own]
    ]


def test_no_relation_points_upwards_or_sideways() -> None:
    assert upwards(list(apps.get_models(include_auto_created=True))) == []


@pytest.mark.parametrize(
    ("of", "to", "allowed"),
    [
        ("publishing.website", "governance", True),
        ("governance", "publishing.website", False),
        ("statistics", "dialogue", False),
        ("statistics", "statistics", True),
    ],
)
@isolate_apps()
def test_the_rule_sees_a_foreign_key_given_as_a_string(of: str, to: str, allowed: bool) -> None:
    def meta() -> type:
        return type("Meta", (), {"app_label": "planted"})

    target = type("Target", (models.Model,), {"__module__": f"riktmarke.{to}.models", "Meta": meta()})
    pointing = type(
        "Pointing",
        (models.Model,),
        {
            "__module__": f"riktmarke.{of}.models",
            "Meta": meta(),
            "target": models.ForeignKey("planted.Target", on_delete=models.CASCADE),
        },
    )

    assert (upwards([target, pointing]) == []) is allowed
