"""Every function of the methods library does what its page says, and every page is current."""

import inspect
from pathlib import Path

import pytest

from riktmarke import methods
from tests.specification.pages import FOLDER as PAGES
from tests.specification.pages import OWN_PAGES, pages
from tests.specification.specification import Example, Refusal, Specification, call, differences, specifications

ALL = specifications()
# Building blocks that modules share; what they do is seen through the functions that use them.
INNER = {"byar_limits", "with_nobody"}
FUNCTIONS = {name for name in methods.__all__ if inspect.isfunction(getattr(methods, name))}


@pytest.mark.parametrize(
    "example", [pytest.param(e, id=f"{s.function}: {e.sentence}") for s in ALL for e in s.examples]
)
def test_the_call_gives_the_table(example: Example) -> None:
    assert differences(call(example.call, example.values()), example.gives) == []


@pytest.mark.parametrize("refusal", [pytest.param(r, id=r.call) for s in ALL for r in s.refusals])
def test_the_call_is_refused_with_these_words(refusal: Refusal) -> None:
    with pytest.raises(Exception) as refused:  # noqa: PT011, the name and the words are compared below
        call(refusal.call, {})

    assert type(refused.value).__name__ == refusal.error
    assert str(refused.value) == refusal.message


def test_every_function_has_a_page_and_every_page_a_function() -> None:
    assert {specification.function for specification in ALL} == FUNCTIONS


@pytest.mark.parametrize("specification", ALL, ids=lambda s: s.function)
def test_what_a_function_was_checked_against_is_a_test(specification: Specification, repository: Path) -> None:
    assert specification.checks
    for check in specification.checks:
        path, _, name = check.test.partition("::")
        assert f"def {name}(" in (repository / path).read_text(encoding="utf-8"), check.test


def test_every_function_of_a_module_stands_at_the_top() -> None:
    folder = Path(inspect.getfile(methods)).parent
    for path in folder.glob("*.py"):
        if path.stem.startswith("_") or path.stem == "estimate":
            continue
        module = __import__(f"riktmarke.methods.{path.stem}", fromlist=["_"])
        public = {
            name
            for name, member in vars(module).items()
            if not name.startswith("_") and inspect.isfunction(member) and member.__module__ == module.__name__
        }
        assert {name for name in public - INNER if getattr(methods, name, None) is not vars(module)[name]} == set()


def test_the_pages_are_current() -> None:
    for name, text in pages().items():
        assert (PAGES / name).read_text(encoding="utf-8") == text, f"docs/methods/{name}: run make docs"
    assert {path.name for path in PAGES.glob("*.md")} - set(pages()) == OWN_PAGES, "pages that nothing writes"
