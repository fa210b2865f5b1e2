"""Mutation testing of the methods: the code is changed a little at a time, and the tests must notice each change.

`make prove` runs it over the modules that verdicts rest on. By hand, on one of them, with every survivor as a diff:

    python -m tests.prove.mutation intervals

mutmut makes the mutants; it runs in a folder of its own, with the methods, their tests and nothing else, so that no
test of another part can notice what the methods' own tests do not.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from rich.console import Console

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "mutation.md"
LEDGER = Path(__file__).parent / "survivors.toml"
# Each name stands for the module and those that it is made of.
MODULES = {
    "intervals": ["estimate", "intervals"],
    "standardisation": ["standardisation"],
    "inequality": ["inequality", "_dispersion", "_ends", "_groups", "_lines", "_simulated"],
    "trend": ["trend", "_five_points", "_pairs"],
}
CONFTEST = '''"""The little that the tests of the methods need."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("mutants", max_examples=25, derandomize=True, deadline=None, database=None)
settings.load_profile("mutants")
pytest_plugins = ["tests.plugins.real_figures"]


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).parents[1]
'''
SETTINGS = """[tool.mutmut]
source_paths = ["src/"]
only_mutate = {only}
pytest_add_cli_args = {arguments}
pytest_add_cli_args_test_selection = {tests}
also_copy = ["tests"]

[tool.pytest.ini_options]
pythonpath = [".", "src"]
filterwarnings = ["error"]
"""
# Of the specifications, what they compute; whether pages and lists are current says nothing of a mutant.
ARGUMENTS = [word for name in ("randomly", "django", "socket", "xdist", "cov") for word in ("-p", f"no:{name}")]
ARGUMENTS += ["-k", "not page and not stands_at_the_top and not pages_are_current and not was_checked_against"]


TESTS = ("tests/methods", "tests/specification/test_methods.py")


@dataclass(frozen=True, order=True)
class Survivor:
    """A change that no test noticed: where, and the lines before and after."""

    function: str
    was: str
    became: str


@dataclass(frozen=True)
class Outcome:
    """How many mutants were made and noticed, and those that were not."""

    made: int
    noticed: int
    survivors: tuple[Survivor, ...]


def mutated(name: str, tests: Sequence[str] = TESTS, function: str = "") -> Outcome:
    """Make every mutant of a module, or of one function of it, run the tests on each, and return what came of it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _lay_out(folder, MODULES[name], tests)
        chosen = f"riktmarke.methods.{name}.x_{function}__mutmut_*" if function else "*"
        _mutmut(folder, "run", chosen)
        states = {mutant: state for mutant, state in _states(folder).items() if fnmatch(mutant, chosen)}
        left = [mutant for mutant, state in states.items() if state in {"survived", "no tests", "suspicious"}]
        strange = set(states.values()) - {"killed", "survived", "no tests", "suspicious", "timeout"}
        assert not strange, f"mutants of {name} ended as {strange}"
        return Outcome(len(states), len(states) - len(left), tuple(sorted(_survivor(folder, m) for m in left)))


def explained() -> dict[Survivor, str]:
    """Return the survivors that somebody has looked at, with the reason why no test can or need notice them."""
    rows = tomllib.loads(LEDGER.read_text(encoding="utf-8")).get("survivor", [])
    return {Survivor(row["function"], row["was"], row["became"]): row["why"] for row in rows}


def page(outcomes: dict[str, Outcome]) -> str:
    """Return the page that tells how many mutants were noticed, and why the others live."""
    why = explained()
    rows = [
        f"| `{name}` | {outcome.made} | {outcome.noticed} | {len(outcome.survivors)} |"
        for name, outcome in outcomes.items()
    ]
    lived = [
        f"- `{survivor.function}`: {why.get(survivor, '**not explained**')}\n\n"
        f"  ```diff\n  - {survivor.was}\n  + {survivor.became}\n  ```"
        for outcome in outcomes.values()
        for survivor in outcome.survivors
    ]
    return "\n".join(
        [
            "# Mutants of the methods",
            "",
            "Written by `python -m tests.prove.mutation --write`; nothing here is entered by hand but the reasons,",
            "which stand in `tests/prove/survivors.toml`. Each mutant is the code with one small change (an operator,",
            "a constant, an argument); it is noticed when a test of the methods fails. `make prove` makes them all",
            "again, and fails where one survives without a reason.",
            "",
            "| module | mutants | noticed | survivors |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "## Survivors",
            "",
            *(lived or ["None."]),
            "",
        ]
    )


def _lay_out(folder: Path, modules: Sequence[str], tests_chosen: Sequence[str]) -> None:
    package, tests = folder / "src" / "riktmarke", folder / "tests"
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "src" / "riktmarke" / "methods", package / "methods", ignore=left_out)
    shutil.copy(REPOSITORY / "src" / "riktmarke" / "__init__.py", package)
    for part in ("methods", "specification"):
        shutil.copytree(REPOSITORY / "tests" / part, tests / part, ignore=left_out)
    (tests / "plugins").mkdir()
    for plugin in ("__init__.py", "real_figures.py"):
        shutil.copy(REPOSITORY / "tests" / "plugins" / plugin, tests / "plugins")
    (tests / "__init__.py").touch()
    (tests / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    only = [f"src/riktmarke/methods/{module}.py" for module in modules]
    settings = SETTINGS.format(only=only, arguments=ARGUMENTS, tests=list(tests_chosen))
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")


def _mutmut(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "mutmut", *words]
    wide = os.environ | {"COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=wide, check=False, capture_output=True, text=True)
    assert done.returncode == 0, (
        f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr}"
    )
    return done.stdout


def _states(folder: Path) -> dict[str, str]:
    found = re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", _mutmut(folder, "results", "--all", "true"), re.MULTILINE)
    return {mutant: state.strip() for mutant, state in found}


def _survivor(folder: Path, mutant: str) -> Survivor:
    lines = _mutmut(folder, "show", mutant).splitlines()
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---"))
    became = " ".join(line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++"))
    function = re.sub(r"x_(\w+?)__mutmut_\d+$", r"\1", mutant).removeprefix("riktmarke.methods.")
    return Survivor(function, was, became)


def main() -> int:
    """Show the survivors of the modules named, or write the page over all of them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("modules", nargs="*", default=list(MODULES), help=f"of {', '.join(MODULES)}")
    arguments.add_argument("--write", action="store_true", help="write docs/mutation.md")
    chosen = arguments.parse_args()
    said, why, outcomes = Console(), explained(), {}
    for name in chosen.modules:
        with said.status(f"mutating {name}"):
            outcomes[name] = outcome = mutated(name)
        said.print(f"{name}: {outcome.made} mutants, {outcome.noticed} noticed, {len(outcome.survivors)} survived")
        for survivor in outcome.survivors:
            reason = why.get(survivor, "NOT EXPLAINED")
            said.print(f"  {survivor.function}: {reason}\n    - {survivor.was}\n    + {survivor.became}", markup=False)
    if chosen.write:
        PAGE.write_text(page(outcomes), encoding="utf-8")
    return 0 if all(survivor in why for outcome in outcomes.values() for survivor in outcome.survivors) else 1


if __name__ == "__main__":
    sys.exit(main())
