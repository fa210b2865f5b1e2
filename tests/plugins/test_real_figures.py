"""Tests on real figures run where there are figures, and are counted where there are none."""

from pathlib import Path

import pytest

PLUGIN = ["-p", "tests.plugins.real_figures"]
WAYS_TO_RUN = [pytest.param([], id="in one process"), pytest.param(["-p", "xdist", "-n", "2"], id="in two workers")]
TESTS = """
    def test_without_figures(): ...
    def test_with_figures(real_data): assert (real_data / "kolada").is_dir()
    def test_with_figures_through_another_fixture(dataset): ...
"""
FIXTURES = """
    import pytest
    @pytest.fixture
    def dataset(real_data): return real_data
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, repository: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(repository))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # Django and the rest would only cost time here
    monkeypatch.delenv("RIKTMARKE_DATA", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    pytester.makeconftest(FIXTURES)
    pytester.makepyfile(TESTS)
    return pytester


@pytest.mark.parametrize("way", WAYS_TO_RUN)
def test_the_last_line_says_how_many_did_not_run_and_what_to_do(suite: pytest.Pytester, way: list[str]) -> None:
    result = suite.runpytest_subprocess(*PLUGIN, *way)

    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.OK
    assert result.outlines[-1].startswith("2 tests on real figures did not run. To run them too, set RIKTMARKE_DATA")


@pytest.mark.parametrize("way", WAYS_TO_RUN)
def test_in_ci_a_test_that_did_not_run_is_a_failure(
    suite: pytest.Pytester, way: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")

    result = suite.runpytest_subprocess(*PLUGIN, *way)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert "in CI every test must run: 2 tests" in result.outlines[-1]


def test_with_figures_all_run_and_nothing_is_said(
    suite: pytest.Pytester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "figures" / "kolada").mkdir(parents=True)
    monkeypatch.setenv("RIKTMARKE_DATA", str(tmp_path / "figures"))
    monkeypatch.setenv("CI", "true")

    result = suite.runpytest_subprocess(*PLUGIN)

    result.assert_outcomes(passed=3)
    assert result.ret == pytest.ExitCode.OK
    assert "did not run" not in result.stdout.str()


def test_a_folder_without_kolada_is_refused_at_once(
    suite: pytest.Pytester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIKTMARKE_DATA", str(tmp_path))

    result = suite.runpytest_subprocess(*PLUGIN)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*holds no folder kolada*"])
