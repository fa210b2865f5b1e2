"""Tests that share what is costly run in one worker, and the long ones begin first."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.plugins.scheduling import FIRST, TOGETHER

MODULES = ("tests/browser/test_a", "tests/browser/test_b", "tests/methods/test_c", "tests/methods/test_d")
TESTS = """
    import pytest
    @pytest.mark.parametrize("number", range(6))
    def test_one(number): ...
"""


def test_a_module_and_a_folder_that_belongs_together_run_in_one_worker_and_the_long_ones_first(
    pytester: pytest.Pytester, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    long = FIRST[-1].removesuffix(".py")
    pytester.makepyfile(**dict.fromkeys([*MODULES, long], TESTS))

    plugins = ["-p", "xdist", "-p", "tests.plugins.scheduling"]
    result = pytester.runpytest_subprocess(
        *plugins, "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-v", "tests"
    )

    result.assert_outcomes(passed=6 * 5)
    workers, first = defaultdict(set), {}
    for worker, module in re.findall(r"\[(gw\d)\].* PASSED (\S+)\.py::", result.stdout.str()):
        workers[module].add(worker)
        first.setdefault(worker, module)
    assert set(workers) == {*MODULES, long}
    assert [module for module, ran in workers.items() if len(ran) > 1] == []
    assert workers[MODULES[0]] == workers[MODULES[1]]
    assert long in first.values()
    assert TOGETHER[0] in {module.rpartition("/")[0] for module in first.values()}


@pytest.mark.parametrize("path", [*TOGETHER, *FIRST])
def test_what_is_named_exists(repository: Path, path: str) -> None:
    assert (repository / path).exists()
