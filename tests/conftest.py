"""What every test may ask for."""

from pathlib import Path

import pytest

pytest_plugins = [
    "pytester",
    "tests.plugins.real_figures",
    "tests.plugins.scheduling",
    "tests.fixtures_database",
    "tests.fixtures_figures",
]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return Path(__file__).parents[1]
