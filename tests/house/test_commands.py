"""The make commands on machines that have everything, little and nothing."""

import sys
from pathlib import Path

import pytest

from tests.house.bare_machine import BareMachine

# Stands in for uv: makes an environment whose Python says what it was asked to run and with which figures.
UV = """
echo "uv $*" >>uv-was-asked
mkdir -p .venv/bin
printf '#!/bin/sh\\necho "runs: $* | figures: $RIKTMARKE_DATA"\\n' >.venv/bin/python
chmod +x .venv/bin/python
"""
# Stands in for Debian's Python without python3-venv.
PYTHON_WITHOUT_VENV = """
case "$*" in
    *ensurepip*) exit 1 ;;
    *print*) echo 3.11 ;;
    *pip*) exit 1 ;;
esac
"""
DEAD_INDEX = "http://127.0.0.1:9/simple"


@pytest.fixture
def machine(repository: Path, tmp_path: Path) -> BareMachine:
    return BareMachine(repository, tmp_path)


@pytest.mark.parametrize("command", ["up", "test", "check", "format", "bench", "prove", "lock"])
def test_make_alone_explains_every_command(machine: BareMachine, command: str) -> None:
    result = machine.run("make")

    assert result.returncode == 0
    assert f"  make {command} " in result.stdout


def test_up_passes_on_area_port_and_data(machine: BareMachine) -> None:
    machine.tool("uv", UV)

    result = machine.run("make", "up", "AREA=2084", "PORT=8123", "DATA=my figures")

    assert "runs: -m riktmarke up --area 2084 --port 8123 --data my figures |" in result.stdout


def test_up_installs_only_what_running_needs_and_only_once(machine: BareMachine) -> None:
    machine.tool("uv", UV)

    machine.run("make", "up")
    machine.run("make", "up")

    assert (machine.checkout / "uv-was-asked").read_text().splitlines() == ["uv sync --frozen --inexact"]


def test_tests_install_what_tests_need_as_well(machine: BareMachine) -> None:
    machine.tool("uv", UV)
    browser = machine.tool("a-browser", "")

    result = machine.run("make", "test", "ARGS=-k county", CHROMIUM=str(browser))

    assert "runs: -m pytest -n auto --dist loadfile --no-loadscope-reorder -k county |" in result.stdout
    assert (machine.checkout / "uv-was-asked").read_text().splitlines() == ["uv sync --frozen --inexact --extra dev"]


@pytest.mark.parametrize(
    ("environment", "figures"),
    [({}, "{beside}"), ({"RIKTMARKE_DATA": "elsewhere"}, "elsewhere"), ({"RIKTMARKE_DATA": ""}, "")],
    ids=["those beside the checkout", "those somebody named", "none, when somebody said none"],
)
def test_real_figures_are_found(machine: BareMachine, environment: dict[str, str], figures: str) -> None:
    machine.tool("uv", UV)
    beside = machine.checkout.parent / "shared" / "data"
    (beside / "kolada").mkdir(parents=True)

    result = machine.run("make", "up", **environment)

    assert result.stdout.endswith(f"| figures: {figures.format(beside=beside)}\n")


def test_without_a_network_it_says_what_to_do(machine: BareMachine) -> None:
    machine.tool("python3", sys.executable)

    result = machine.run(
        "make", "up", PIP_INDEX_URL=DEAD_INDEX, PIP_RETRIES="0", PIP_CONFIG_FILE="/dev/null", no_proxy="*"
    )

    assert result.returncode != 0
    assert "Riktmärke could not install what it needs" in result.stderr
    assert "PIP_INDEX_URL" in result.stderr
    assert not (machine.checkout / ".venv" / ".installed-runtime").exists(), "the next attempt would not install"


def test_when_uv_fails_it_says_what_to_do(machine: BareMachine) -> None:
    machine.tool("uv", "echo 'error: Failed to fetch' >&2; exit 2")

    result = machine.run("make", "up")

    assert result.returncode != 0
    assert "UV_DEFAULT_INDEX" in result.stderr


def test_without_a_python_it_says_which_one_is_needed(machine: BareMachine) -> None:
    machine.tool("python3", "exit 1")  # too old, or a placeholder that cannot run

    result = machine.run("make", "up")

    assert result.returncode != 0
    assert "needs Python 3.11 or later" in result.stderr


def test_without_venv_it_names_debian_s_package(machine: BareMachine) -> None:
    machine.tool("python3", PYTHON_WITHOUT_VENV)

    result = machine.run("make", "up")

    assert result.returncode != 0
    assert "apt-get install python3.11-venv" in result.stderr


def test_a_newer_python_is_preferred_and_one_that_cannot_run_is_passed_over(machine: BareMachine) -> None:
    machine.tool("python3.13", "exit 127")
    wanted = machine.tool("python3.12", "exit 0")
    machine.tool("python3.11", "exit 0")

    assert machine.run("scripts/find-python").stdout.strip() == str(wanted)


def test_without_chromium_the_tests_say_how_to_get_one(machine: BareMachine) -> None:
    machine.tool("uv", UV)
    machine.tool("apt-get", "exit 1")

    result = machine.run("make", "test")

    assert result.returncode != 0
    assert "The browser tests need Chromium" in result.stderr
    assert "runs:" not in result.stdout


def test_ci_runs_the_commands_of_the_readme(machine: BareMachine) -> None:
    (machine.tools / "make").unlink()
    machine.tool("make", 'echo "make $* with CI=$CI"')
    machine.tool("uv", "")
    machine.tool("python3", "exit 0")
    browser = machine.tool("a-browser", "")

    result = machine.run(".ci/run", CHROMIUM=str(browser))

    assert result.stdout.splitlines() == ["make check with CI=true", "make test with CI=true"]
