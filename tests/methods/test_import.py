"""The library starts at once and by itself: NumPy and scipy.special, nothing heavier, nothing else of Riktmärke."""

import json
import subprocess
import sys

import pytest

HEAVY = ("scipy.stats", "scipy.optimize", "scipy.linalg", "statsmodels", "pandas", "highspy")


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules that a fresh interpreter holds once the library is imported."""
    text = "import json, sys, riktmarke.methods; print(json.dumps(list(sys.modules)))"
    return set(json.loads(subprocess.check_output([sys.executable, "-c", text])))


def test_importing_the_library_brings_in_nothing_else_of_riktmarke(loaded: set[str]) -> None:
    own = {name for name in loaded if name.split(".")[0] == "riktmarke"}

    assert "riktmarke.methods.intervals" in own
    assert {name for name in own if name != "riktmarke" and not name.startswith("riktmarke.methods")} == set()


def test_importing_the_library_brings_in_nothing_heavy(loaded: set[str]) -> None:
    outside = {name.split(".")[0] for name in loaded} & {"django", "pyarrow", "wagtail", "httpx", "typer"}

    assert outside == set()
    assert {name for name in loaded if name.startswith(HEAVY)} == set()
