"""Tests on real figures: the fixture `real_data`, and an honest account of the tests that did not run without it.

Real figures are not part of the repository. A test that needs them asks for `real_data`, the folder that
RIKTMARKE_DATA names. Where there is none, such tests are left out, and the last line of the output says how many and
how to get them to run. In CI (CI=true) leaving out a single one is a failure.
"""

import os
from pathlib import Path

import pytest

FOLDER = pytest.StashKey[Path | None]()
LEFT_OUT = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Find the folder once, and refuse a wrong one before a single test has run."""
    config.stash[FOLDER] = _folder_of_real_figures()
    config.stash[LEFT_OUT] = 0
    config.pluginmanager.register(_Account(config), "riktmarke-account-of-tests-left-out")


def _folder_of_real_figures() -> Path | None:
    named = os.environ.get("RIKTMARKE_DATA", "")
    if not named:
        return None
    folder = Path(named)
    if not (folder / "kolada").is_dir():
        raise pytest.UsageError(
            f"RIKTMARKE_DATA names {named}, which holds no folder kolada. Point it at the folder above kolada, "
            f"or unset it to run only the tests that need no real figures."
        )
    return folder.resolve()


@pytest.fixture(scope="session")
def real_data(pytestconfig: pytest.Config) -> Path:
    """The folder of real figures, with the folder kolada in it."""
    folder = pytestconfig.stash[FOLDER]
    # Tests that name the fixture never come here without figures; one that asks for it by getfixturevalue does.
    assert folder is not None, "ask for real_data as an argument, so that the test can be left out and counted"
    return folder


class _Account:
    """Leaves out and counts; with pytest-xdist each worker tells the controller its count."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        if config.stash[FOLDER] is not None:
            return
        left_out = [item for item in items if "real_data" in getattr(item, "fixturenames", ())]
        config.stash[LEFT_OUT] = len(left_out)
        items[:] = [item for item in items if item not in left_out]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        told = getattr(node, "workeroutput", {}).get("tests_left_out", 0)
        # Every worker collects the same tests, so their counts are the same count and not a sum.
        self.config.stash[LEFT_OUT] = max(self.config.stash[LEFT_OUT], told)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        left_out = self.config.stash[LEFT_OUT]
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["tests_left_out"] = left_out
        elif left_out and _in_ci() and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        left_out = config.stash[LEFT_OUT]
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        if left_out and terminal is not None and not hasattr(config, "workeroutput"):
            verdict = "Failed, because in CI every test must run: " if _in_ci() else ""
            tests = "1 test on real figures" if left_out == 1 else f"{left_out} tests on real figures"
            terminal.write_line(
                f"{verdict}{tests} did not run. To run them too, set RIKTMARKE_DATA to the folder "
                f"that holds kolada (README: Where the figures come from).",
                yellow=not verdict,
                red=bool(verdict),
            )


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"true", "1"}
