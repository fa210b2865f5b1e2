"""Every branch of the methods is run by the methods' own tests, and no other part's.

By their examples alone: what Hypothesis happens to try reaches now this, now that, and what is long (the mark costly)
reaches nothing more.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.usefixtures("real_data")
def test_every_branch_of_the_methods_is_run_by_their_own_tests(repository: Path, tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"]
    command += ["tests/methods", "tests/specification", "-m", "not hypothesis and not costly"]
    command += ["--cov=riktmarke.methods", "--cov-branch", f"--cov-report=json:{report}"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}

    done = subprocess.run(
        command,
        cwd=repository,
        check=False,
        env=own | {"COVERAGE_FILE": str(tmp_path / "coverage")},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-3000:]
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    assert "src/riktmarke/methods/intervals.py" in files
    assert {
        name: [*found["missing_lines"], *found["missing_branches"]]
        for name, found in files.items()
        if found["missing_lines"] or found["missing_branches"]
    } == {}
