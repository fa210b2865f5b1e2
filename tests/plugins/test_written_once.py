"""What a test begins with is the same whether the code has written it or its rows were written again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from riktmarke.publishing.website.models import StartPage
from riktmarke.publishing.website.site import ensure_site
from tests.fixtures_database import WrittenOnce, _rows, _tables


@contextmanager
def as_in_a_test() -> Iterator[None]:
    """Roll back what is written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def times() -> list[int]:
    """One for each time that the code has written the site."""
    return []


@pytest.fixture
def write(db: None, times: list[int]) -> Callable[[], None]:
    def write() -> None:
        times.append(1)
        ensure_site()

    return write


def found_by_search() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM wagtailsearch_indexentry_fts WHERE wagtailsearch_indexentry_fts MATCH 'nyheter'"
        )
        (count,) = cursor.fetchone()
        return int(count)


def test_the_rows_of_every_table_are_those_that_the_code_wrote(write: Callable[[], None], times: list[int]) -> None:
    once, found = WrittenOnce(), []
    for _ in range(2):
        with as_in_a_test():
            once("the site", write)
            found.append(({table: _rows(table) for table in _tables()}, found_by_search()))
            assert StartPage.objects.get().get_url() == "/"

    assert times == [1]
    assert found[0] == found[1]
    assert found[0][1] == 1


def test_the_code_writes_where_a_table_holds_other_rows_than_it_did(
    write: Callable[[], None], times: list[int]
) -> None:
    once = WrittenOnce()
    with as_in_a_test():
        once("the site", write)
    with as_in_a_test():
        Page.get_first_root_node().add_child(instance=Page(title="Annan", slug="annan"))
        once("the site", write)
        assert Page.objects.filter(slug__in=["annan", "nyheter"]).count() == 2

    assert times == [1, 1]
