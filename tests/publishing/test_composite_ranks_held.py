"""Ranks to come are held for the outlook run they rest on, also where another is switched in while one is asked."""

from types import SimpleNamespace
from typing import Any

import pytest

from riktmarke.publishing.website.composites.held import Held
from riktmarke.publishing.website.figures import Figures
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.publishing.test_composite_pages import composite

ASKED: tuple[str, str, tuple[int, ...]] = ("brott", "9101", (2030,))


def run(name: str) -> Any:
    return SimpleNamespace(version=SimpleNamespace(name=name))


def test_an_answer_under_way_when_a_run_is_switched_in_is_not_kept_for_the_new_one(
    invented_site: Figures, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, worked_out = run("old"), run("new"), []

    def ranks(held: Held, by: Any, *_: object) -> Any:
        worked_out.append(by.version.name)
        if len(worked_out) == 1:  # while the first answer is worked out, somebody asks by the new run
            assert held.ranks_ahead(new, *ASKED) == "ranks by new"
        return f"ranks by {by.version.name}"

    monkeypatch.setattr(Held, "_ranks", ranks)
    held = Held(Figures(small_store.root, invented_figures.catalogue()), composite())

    assert held.ranks_ahead(old, *ASKED) == "ranks by old"
    assert held.ranks_ahead(new, *ASKED) == "ranks by new"
    assert worked_out == ["old", "new"]  # the second time by the new one is the first, held
