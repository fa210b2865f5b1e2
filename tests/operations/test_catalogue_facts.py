"""What the store knows of the series that definitions rest on."""

import numpy as np
import pytest

from riktmarke.governance.definitions import Cut, Replacement
from riktmarke.operations import catalogue_facts
from riktmarke.operations.catalogue_facts import published_facts
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.groups import Dimension
from tests.invented_figures import definition

NAN = float("nan")


def test_the_facts_are_those_of_every_series_a_definition_needs_or_names(small_store: Store) -> None:
    catalogue = {
        "N90001": definition("N90001", denominators=("N90013",), replaces=(Replacement("N90011", 2017, "Ny."),)),
        "N90002": definition(
            "N90002",
            cuts=(Cut(Dimension.ORIGIN, "foreign_born", "N90003"),),
            replaced_by=(Replacement("X1", 2030, "Ny."),),
        ),
    }
    facts = published_facts(small_store.dataset(), catalogue)
    assert list(facts) == ["N90001", "N90002", "N90003", "N90011", "N90013"]
    assert (facts["N90011"].first_year, facts["N90011"].last_year) == (2016, 2016)
    assert facts["N90001"].title == "Påhittad andel med publicerat länsvärde"


def test_whose_values_there_are_is_seen_in_the_values(small_store: Store) -> None:
    names = ("N90001", "N90004", "N90016", "N90005")  # both, only totals, only women, both since 2018
    facts = published_facts(small_store.dataset(), {name: definition(name) for name in names})
    assert [facts[name].has_women for name in names] == [True, False, True, True]
    assert [facts[name].has_men for name in names] == [True, False, False, True]


def test_twelve_municipalities_are_too_few_to_tell_the_spread(small_store: Store) -> None:
    assert published_facts(small_store.dataset(), {"N90001": definition("N90001")})["N90001"].spread is None


def test_the_spread_is_that_of_the_latest_year_with_enough_municipalities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_facts, "ENOUGH_MUNICIPALITIES", 3)
    values = np.array([[2.0, 10.0, 1.0], [4.0, 20.0, NAN], [6.0, 30.0, NAN]])
    assert catalogue_facts._spread(values) == pytest.approx(10.0)  # of 10, 20 and 30
    assert catalogue_facts._spread(values[:2]) is None


def test_repeats_are_counted_between_neighbouring_years_and_nought_is_no_repeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue_facts, "ENOUGH_PAIRS", 4)
    values = np.array([[5.0, 5.0, 6.0, 6.0], [0.0, 0.0, NAN, 7.0], [1.0, 2.0, NAN, NAN]])
    # pairs: 5-5, 5-6, 6-6, 1-2; not 0-0, nothing across a gap
    assert catalogue_facts._repeated(values) == pytest.approx(0.5)
    assert catalogue_facts._repeated(values[2:]) is None
