"""Lighthouse's verdict on the pages most visited, with its mobile profile: a slow phone on a slow network.

Needs Node and npm; Lighthouse itself is fetched once into var/lighthouse. docs/lighthouse.md holds the result of the
last run, written by this test.
"""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import chromium_path

VERSION = "12.8.2"
ADDRESSES = {
    "start": "/",
    "focus area": "/kommun/2083/fokusomraden/jamlik-halsa/",
    "indicator": "/kommun/2083/nyckeltal/N00957/",
}
RUNS = 3
LEAST = {"accessibility": 100, "performance": 95, "best-practices": 95}


@pytest.fixture(scope="module")
def lighthouse(repository: Path) -> Path:
    """The program, fetched where it is not there yet."""
    assert shutil.which("npm"), "Lighthouse needs Node and npm: apt-get install npm"
    folder = repository / "var" / "lighthouse"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", f"lighthouse@{VERSION}"], check=True)
    return program


def middle_verdict(lighthouse: Path, url: str, folder: Path) -> dict[str, int]:
    """Return the middle of several verdicts: one alone follows what else the machine does, as Lighthouse warns."""
    found = [verdict(lighthouse, url, folder) for _ in range(RUNS)]
    return {name: round(statistics.median(one[name] for one in found)) for name in LEAST}


def verdict(lighthouse: Path, url: str, folder: Path) -> dict[str, int]:
    """Return the scores of a page, 0 to 100."""
    told = folder / "verdict.json"
    command = [
        lighthouse,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={told}",
        f"--only-categories={','.join(LEAST)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = os.environ | {"CHROME_PATH": chromium_path()}
    # Now and then Chromium gives a trace without a beginning (NO_NAVSTART): that is no verdict, so it is asked again.
    if subprocess.run(command, env=environment, check=False).returncode:
        subprocess.run(command, env=environment, check=True)
    found = json.loads(told.read_text(encoding="utf-8"))
    return {name: round(found["categories"][name]["score"] * 100) for name in LEAST}


def test_the_pages_most_visited_are_quick_and_accessible_on_a_phone(
    lighthouse: Path, site_url: str, repository: Path, tmp_path: Path
) -> None:
    scores = {name: middle_verdict(lighthouse, f"{site_url}{address}", tmp_path) for name, address in ADDRESSES.items()}
    rows = [f"| {name} | {' | '.join(str(scores[name][category]) for category in LEAST)} |" for name in ADDRESSES]
    page = [
        "# Lighthouse",
        "",
        f"Lighthouse {VERSION}, mobile profile, real figures: the middle of {RUNS} runs. Written by `make prove`.",
        "",
        f"| page | {' | '.join(LEAST)} |",
        f"| --- | {' | '.join('---' for _ in LEAST)} |",
        *rows,
        f"| asked for, at least | {' | '.join(map(str, LEAST.values()))} |",
        "",
    ]
    (repository / "docs" / "lighthouse.md").write_text("\n".join(page), encoding="utf-8")

    assert [
        (name, category, score)
        for name, found in scores.items()
        for category, score in found.items()
        if score < LEAST[category]
    ] == []
