"""Which tests run together and which begin first, where several workers share the suite (make test).

A module's tests run in one worker, so that what they share is made once (pytest-xdist's --dist loadfile); those of a
folder in TOGETHER do as well. By the names of the files and not by the mark xdist_group: --dist loadgroup passes that
on inside the names of tests, which pytest 9.2 no longer lets it change, and then groups nothing without a word
(pytest-xdist's issue 1386). Modules come in the shuffled order, but for the long ones: one that began last would keep
a single worker busy at the end.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/browser",)  # one browser and one server are enough
# The browser's tests take longest and make the store of real figures, which those beside them here do without.
FIRST = (
    "tests/browser",
    "tests/house/test_methods_are_covered.py",
    "tests/house/test_mutants_are_noticed.py",
    "tests/simulation/test_small_proof.py",
    "tests/simulation/test_forecasts.py",
    "tests/presentation/test_real_findings_in_words.py",
)


class Scheduling(LoadFileScheduling):
    """Modules to workers, with the folders of TOGETHER as one module each."""

    def _split_scope(self, nodeid: str) -> str:
        module = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if module.startswith(f"{folder}/")), module)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Share out by modules and folders where modules are asked for."""
    return Scheduling(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long ones first, in the order of FIRST, where several workers run (--no-loadscope-reorder keeps it)."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: next((n for n, path in enumerate(FIRST) if _within(item, path)), len(FIRST)))


def _within(item: pytest.Item, path: str) -> bool:
    return item.nodeid.partition("::")[0].startswith(path)
