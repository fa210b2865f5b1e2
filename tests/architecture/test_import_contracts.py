"""The import contracts hold in the tree, and each of them fails when it should."""

import tomllib
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.declared import required_distributions
from tests.architecture.planting import CopiedTree

PYPROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: list[dict[str, Any]] = PYPROJECT["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A line in a package, and the contracts it breaks."""

    package: str
    line: str
    breaks: set[str]


PLANTED = {
    "upwards": Planted(package="riktmarke.vocabulary", line="import riktmarke.presentation", breaks={"layers"}),
    "upwards, hidden in a function": Planted(
        package="riktmarke.statistics", line="def late(): import riktmarke.operations", breaks={"layers"}
    ),
    "the engine to a source beside it": Planted(
        package="riktmarke.assessment", line="import riktmarke.sources", breaks={"layers"}
    ),
    "staff's side to the public's": Planted(
        package="riktmarke.editing", line="import riktmarke.publishing", breaks={"layers"}
    ),
    "the public's side to staff's": Planted(
        package="riktmarke.publishing", line="import riktmarke.editing", breaks={"layers"}
    ),
    "the dialogue to the store beside it": Planted(
        package="riktmarke.dialogue", line="import riktmarke.statistics", breaks={"layers"}
    ),
    "a package without a place in the layers": Planted(package="riktmarke.newcomer", line="", breaks={"layers"}),
    "the public's side to a source": Planted(
        package="riktmarke.publishing", line="import riktmarke.sources", breaks={"publishing-has-no-sources"}
    ),
    "words to a source": Planted(
        package="riktmarke.presentation", line="import riktmarke.sources", breaks={"presentation-has-no-sources"}
    ),
    "the vocabulary to NumPy": Planted(
        package="riktmarke.vocabulary", line="import numpy", breaks={"vocabulary-is-standard-library"}
    ),
    "a method to storage": Planted(
        package="riktmarke.methods", line="import pyarrow.parquet", breaks={"methods-are-numbers"}
    ),
    "a method to Django": Planted(
        package="riktmarke.methods", line="from django.db import models", breaks={"methods-are-numbers"}
    ),
    "the store to the terminal": Planted(
        package="riktmarke.statistics", line="from rich.progress import track", breaks={"terminal-stays-in-cli"}
    ),
    "a job to the network": Planted(
        package="riktmarke.operations", line="import httpx", breaks={"network-only-in-sources"}
    ),
    "the engine to Wagtail": Planted(
        package="riktmarke.assessment", line="from wagtail.models import Page", breaks={"engine-has-no-pages"}
    ),
}


@pytest.fixture
def copied(repository: Path, tmp_path: Path) -> CopiedTree:
    tree = CopiedTree(repository, tmp_path)
    for room in ("riktmarke.editing", "riktmarke.dialogue"):  # the layers keep them for later issues
        tree.plant(package=room, line="")
    return tree


def test_the_tree_keeps_every_contract(copied: CopiedTree) -> None:
    assert copied.broken_contracts() == set()


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_forbidden_import_breaks_exactly_its_contract(planted: Planted, copied: CopiedTree) -> None:
    copied.plant(package=planted.package, line=planted.line)

    assert copied.broken_contracts() == {NAMES[contract] for contract in planted.breaks}


def test_every_contract_has_been_seen_to_fail() -> None:
    assert {contract for planted in PLANTED.values() for contract in planted.breaks} == set(NAMES)


def test_no_contract_has_an_exception() -> None:
    exceptions = {"ignore_imports", "exhaustive_ignores", "unmatched_ignore_imports_alerting"}

    assert [contract["id"] for contract in CONTRACTS if exceptions & contract.keys()] == []


@pytest.mark.parametrize(
    ("contract", "may_import"),
    [("vocabulary-is-standard-library", set()), ("methods-are-numbers", {"numpy", "scipy"})],
)
def test_a_new_dependency_is_forbidden_to_the_pure_layers_until_somebody_decides_otherwise(
    contract: str, may_import: set[str]
) -> None:
    required = set(required_distributions("runtime", "dask"))
    modules = {
        module
        for module, distributions in packages_distributions().items()
        if required & {name.lower() for name in distributions} and not module.startswith("_")
    }
    forbidden = next(set(c["forbidden_modules"]) for c in CONTRACTS if c["id"] == contract)

    assert modules - may_import <= forbidden, f"add to the contract {contract} in pyproject.toml"
