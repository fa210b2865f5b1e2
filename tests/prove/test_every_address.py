"""The permission matrix in full: Wagtail's own addresses as administrators and superusers meet them too."""

from django.test import Client

from tests.editing.access.test_every_address import (
    chart_process,
    invented_site,
    nothing_held,
    plan,
    values,
    visitors,
    wrong_in_the_table,
)

__all__ = ["chart_process", "invented_site", "nothing_held", "plan", "values", "visitors"]  # what the test asks for


def test_every_address_is_reached_by_those_it_is_for(
    visitors: dict[str, Client],
    values: dict[str, str],
) -> None:
    assert wrong_in_the_table(visitors, values, thorough=True) == []
