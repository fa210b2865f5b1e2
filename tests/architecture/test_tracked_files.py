"""What may stand in the repository, and what may not."""

import re
import subprocess
from pathlib import Path

import pytest

LARGEST_FILE_BYTES = 1_000_000
NOT_TEXT = {".mo", ".png", ".jpg", ".webp", ".ttf", ".woff", ".woff2", ".ico", ".parquet", ".gz", ".pdf"}
# Written apart, so that this file does not find itself.
MACHINE_PATHS = re.compile("/" + r"(?:work|root|farm|home/\w+|Users/\w+)/")
WORKBENCH = re.compile(r"\.\./\.lib" + "rary")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
EXAMPLE_ADDRESS = re.compile(r"@(?:[\w-]+\.)*example\.(?:org|com|net|se)$")
TELEPHONE = re.compile(r"\b0\d{1,3}[- ]\d{2,3} ?\d{2} ?\d{2}\b")


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        files = [repository / name for name in listed.stdout.split("\0") if name]
    else:  # an unpacked archive has no history: then the rules hold for what an archive holds
        rooms = [repository / room for room in ("src", "tests", "docs", "scripts", "catalogue", "plans", "benchmarks")]
        files = [file for room in rooms for file in room.rglob("*") if "__pycache__" not in file.parts]
    return [file for file in files if file.is_file()]


def found(pattern: re.Pattern[str], files: list[Path], repository: Path) -> list[str]:
    texts = {file: file.read_text(encoding="utf-8") for file in files if file.suffix not in NOT_TEXT}
    return [
        f"{file.relative_to(repository)}: {match.group()}"
        for file, text in texts.items()
        for match in pattern.finditer(text)
    ]


def test_no_path_of_somebody_s_machine(tracked: list[Path], repository: Path) -> None:
    assert found(MACHINE_PATHS, tracked, repository) == []


def test_nothing_of_the_workbench(tracked: list[Path], repository: Path) -> None:
    assert found(WORKBENCH, tracked, repository) == []


def test_no_person_can_be_reached_through_the_repository(tracked: list[Path], repository: Path) -> None:
    addresses = [place for place in found(E_MAIL, tracked, repository) if not EXAMPLE_ADDRESS.search(place)]

    assert addresses + found(TELEPHONE, [file for file in tracked if file.suffix != ".lock"], repository) == []


def test_no_large_file(tracked: list[Path], repository: Path) -> None:
    sizes = {str(file.relative_to(repository)): file.stat().st_size for file in tracked}

    assert {name: size for name, size in sizes.items() if size > LARGEST_FILE_BYTES} == {}


def test_no_copy_of_the_real_figures(tracked: list[Path], real_data: Path) -> None:
    sizes = {file.stat().st_size for file in tracked if file.stat().st_size > 2_000}
    originals = {file.read_bytes() for file in real_data.rglob("*") if file.is_file() and file.stat().st_size in sizes}

    assert [file.name for file in tracked if file.stat().st_size > 2_000 and file.read_bytes() in originals] == []
