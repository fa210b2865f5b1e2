"""What the documentation tells people to type exists, and what exists is told."""

import re
from pathlib import Path

import pytest
import typer.main

from riktmarke.cli.main import app
from riktmarke.config.environment import SETTINGS
from riktmarke.governance.codes import State, TargetKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.polarity import Polarity

CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


@pytest.fixture(scope="module")
def documents(repository: Path) -> dict[Path, str]:
    rooms = [repository / room for room in ("docs", "catalogue", "plans")]
    paths = [*repository.glob("*.md"), *(path for room in rooms for path in room.rglob("*.md"))]
    return {path: path.read_text(encoding="utf-8") for path in paths}


def code_in(text: str) -> str:
    return "\n".join(block or span for block, span in CODE.findall(text))


def test_every_make_command_told_exists(documents: dict[Path, str], repository: Path) -> None:
    existing = set(re.findall(r"^([a-z]+):", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = {
        (path.name, command)
        for path, text in documents.items()
        for command in re.findall(r"\bmake ([a-z]+)", code_in(text))
    }

    assert {(path, command) for path, command in told if command not in existing} == set()
    assert {command for path, command in told if path == "README.md"} >= existing - {"help"}


def test_every_riktmarke_command_told_exists_and_every_one_is_told(documents: dict[Path, str]) -> None:
    existing = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group of commands
    told = {
        (path.name, command)
        for path, text in documents.items()
        for command in re.findall(r"(?:^|\bpython -m )riktmarke ([a-z]+)", code_in(text), re.MULTILINE)
    }

    assert {(path, command) for path, command in told if command not in existing} == set()
    assert {command for path, command in told if path == "README.md"} == existing


def test_every_option_and_command_of_a_group_told_exists(documents: dict[Path, str]) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group of commands
    groups = {name: command.commands for name, command in commands.items() if hasattr(command, "commands")}
    whole = commands | {f"{name} {sub}": one for name, below in groups.items() for sub, one in below.items()}
    known = {
        name: {option for parameter in command.params for option in parameter.opts} | {"--help"}
        for name, command in whole.items()
    }
    lines = [
        line
        for text in documents.values()
        for line in re.findall(r"^riktmarke [^\n|#;,]*", code_in(text), re.MULTILINE)
    ]
    told = set()
    for line in lines:
        _, first, *rest = line.split()
        name = f"{first} {rest[0]}" if first in groups and rest and not rest[0].startswith("-") else first
        told |= {(name, option) for option in re.findall(r"--[a-z-]+", line)} | {(name, "--help")}

    assert {name for name, _ in told} >= {"store list", "catalogue coverage"}
    assert {(name, option) for name, option in told if option not in known.get(name, set())} == set()


def test_every_setting_is_explained_in_order(repository: Path) -> None:
    text = (repository / "docs" / "settings.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE) == list(SETTINGS)


def test_every_setting_told_is_one(documents: dict[Path, str]) -> None:
    told = {name for text in documents.values() for name in re.findall(r"\bRIKTMARKE_[A-Z_]+", text)}

    assert told <= {*SETTINGS, "RIKTMARKE_KEPT_STORE"}  # the last is the tests' own


def test_every_link_leads_somewhere(documents: dict[Path, str]) -> None:
    links = {(path, target) for path, text in documents.items() for target in LINK.findall(text)}

    assert [f"{path.name}: {target}" for path, target in sorted(links) if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("codes", [Sex, ObservationStatus, Polarity, State, TargetKind])
def test_every_code_of_the_vocabulary_is_in_the_glossary(codes: type[Sex], repository: Path) -> None:
    glossary = (repository / "GLOSSARY.md").read_text(encoding="utf-8")

    assert [code.value for code in codes if f"`{code.value}`" not in glossary] == []
