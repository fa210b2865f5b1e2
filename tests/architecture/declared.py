"""What pyproject.toml declares that the project depends on."""

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def required_distributions(*groups: str) -> list[str]:
    """Return the names of the distributions that the groups require, in the order of pyproject.toml.

    `runtime` stands for the dependencies of the package itself, `build` for what builds it, other groups are extras.
    """
    document = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    requirements = {
        "runtime": document["project"]["dependencies"],
        "build": document["build-system"]["requires"],
        **document["project"]["optional-dependencies"],
    }
    names = [re.match(r"[\w.-]+", requirement) for group in groups for requirement in requirements[group]]
    return [name.group().lower() for name in names if name]


def groups() -> list[str]:
    """Return every group that declares dependencies."""
    document = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    return ["runtime", *document["project"]["optional-dependencies"], "build"]
