"""The Nu HTML Checker's verdict on every type of page in both languages: what may stand where, and which ids lead home.

Needs Java, Node and npm; the checker itself is fetched once into var/vnu.
"""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.test_page_types import PAGE_TYPES

VERSION = "26.9.27"


@pytest.fixture(scope="module")
def checker(repository: Path) -> Path:
    """The program, fetched where it is not there yet."""
    for needed, package in (("java", "default-jre-headless"), ("npm", "npm")):
        assert shutil.which(needed), f"the HTML checker needs {needed}: apt-get install {package}"
    folder = repository / "var" / "vnu"
    program = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", f"vnu-jar@{VERSION}"], check=True)
    return program


def html_of(url: str) -> bytes:
    """Return the page, whatever its status."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as refused:
        return bytes(refused.read())


def errors(checker: Path, pages: Path) -> list[str]:
    """Return what is wrong in the folder's pages: which page, where and why."""
    checked = subprocess.run(
        ["java", "-jar", checker, "--errors-only", "--exit-zero-always", "--format", "json", pages],
        capture_output=True,
        check=True,
    )
    return [
        f"{Path(found['url']).name}, line {found['lastLine']}: {found['message']}"
        for found in json.loads(checked.stderr)["messages"]
    ]


def test_the_checker_sees_what_may_not_stand_where_it_stands(checker: Path, tmp_path: Path) -> None:
    whole = "<!doctype html><html lang=sv><title>Hel</title><p>Hel"
    (tmp_path / "whole.html").write_text(whole, encoding="utf-8")
    (tmp_path / "torn.html").write_text(f"{whole}<ul><p>Torn</p></ul>", encoding="utf-8")
    (told,) = errors(checker, tmp_path)
    assert told.startswith("torn.html, line 1: ")


def test_no_page_breaks_the_rules_of_html_in_either_language(checker: Path, site_url: str, tmp_path: Path) -> None:
    for language in ("", "/en"):
        for name, address in PAGE_TYPES.items():
            page = tmp_path / f"{name}{language.replace('/', ' ')}.html"
            page.write_bytes(html_of(f"{site_url}{language}{address}"))
    assert errors(checker, tmp_path) == []
