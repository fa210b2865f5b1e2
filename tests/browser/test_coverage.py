"""Every address of docs/coverage.md answers, on Hedemora's plan with the real figures."""

import urllib.request
from pathlib import Path

import pytest

from tests.publishing.test_coverage_page import coverage


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_the_municipality_describes_is_where_it_is_said_to_be(
    site_url: str, repository: Path, language: str
) -> None:
    for row in coverage(repository):
        for address in row.addresses:
            assert address.startswith(("/kommun/2083/", "/personuppgifter/", "/synpunkter/"))
            assert urllib.request.urlopen(f"{site_url}{language}{address}").status == 200, f"row {row.number}"
