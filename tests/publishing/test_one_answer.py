"""An answer asks the database once which state the site is in; the next answer asks again."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from riktmarke.publishing.website.one_answer import once_an_answer, one_answer


def test_a_question_is_asked_once_for_an_answer_and_anew_for_the_next() -> None:
    asked: list[int] = []

    @once_an_answer
    def question() -> int:
        asked.append(1)
        return len(asked)

    with one_answer():
        assert (question(), question()) == (1, 1)
    with one_answer():
        assert question() == 2
    assert (question(), question()) == (3, 4)  # outside of an answer nothing is remembered


def test_what_could_not_be_asked_is_asked_again() -> None:
    asked: list[int] = []

    @once_an_answer
    def question() -> int:
        asked.append(1)
        if len(asked) == 1:
            raise OSError("locked")
        return len(asked)

    with one_answer():
        with pytest.raises(OSError, match="locked"):
            question()
        assert question() == 2


def test_a_page_asks_once_for_the_latest_write(planned_visitor: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert planned_visitor.get("/kommun/9101/").status_code == 200
    # of all plans together; what is asked of one plan or row is another question
    latest = [q["sql"] for q in asked if 'COUNT(*) FROM "governance_auditentry"' in q["sql"]]
    assert len(latest) == 1
