"""Dependencies: locked, from the public index alone, each with a reason."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.declared import groups, required_distributions

PUBLIC_INDEX = {"https://pypi.org", "https://files.pythonhosted.org"}


@pytest.fixture(scope="module")
def locked(repository: Path) -> dict[str, set[str]]:
    """The versions that uv.lock holds of each distribution, the project itself left out."""
    packages = tomllib.loads((repository / "uv.lock").read_text(encoding="utf-8"))["package"]
    names = {package["name"] for package in packages if "registry" in package["source"]}
    return {name: {package["version"] for package in packages if package["name"] == name} for name in names}


def test_the_lock_names_the_public_index_alone(repository: Path) -> None:
    hosts = set(re.findall(r"https?://[^/\"]+", (repository / "uv.lock").read_text(encoding="utf-8")))

    assert hosts == PUBLIC_INDEX, "make lock writes it right, whatever index this machine uses"


def test_pip_gets_the_versions_that_uv_gets(repository: Path, locked: dict[str, set[str]]) -> None:
    constraints: dict[str, set[str]] = {}
    for line in (repository / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if pinned := re.match(r"([\w.-]+)==([^ ;]+)", line):
            constraints.setdefault(pinned[1], set()).add(pinned[2])

    assert constraints == locked, "make lock writes uv.lock and constraints.txt together"


def test_everything_declared_is_locked(locked: dict[str, set[str]]) -> None:
    declared = set(required_distributions(*(group for group in groups() if group != "build")))

    assert declared <= set(locked), "make lock"


def test_every_dependency_has_one_reason(repository: Path) -> None:
    table = (repository / "docs" / "dependencies.md").read_text(encoding="utf-8")
    reasons = re.findall(r"^\| `([\w.-]+)` \| (.+) \|$", table, flags=re.MULTILINE)

    assert [name for name, _ in reasons] == required_distributions(*groups())
    assert [name for name, reason in reasons if len(reason) < 20] == []


def test_every_room_of_the_house_is_there(repository: Path) -> None:
    assert [
        name
        for name in ("LICENSE", "README.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md")
        if not (repository / name).is_file()
    ] == []
