"""An indicator composed of a series for women and one for men is read like any other series."""

import numpy as np
import pytest

from riktmarke.assessment.runs import assess_series, composed
from riktmarke.statistics.composition import Composition, as_rows, from_rows
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import UnknownSeries
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex
from tests import invented_figures
from tests.invented_figures import definition

BOTH = Composition("bada", "Påhittat för båda", women="N90001", men="N90005")


@pytest.fixture
def dataset(small_store: Store) -> Dataset:
    return Dataset(small_store.dataset().version, (BOTH,))


def test_women_and_men_come_from_the_totals_of_their_series(dataset: Dataset) -> None:
    panel = dataset.panel("bada")
    women, men = dataset.panel("N90001"), dataset.panel("N90005")
    assert panel.of("9101", Sex.FEMALE) == women.of("9101", Sex.TOTAL)
    assert panel.of("9101", Sex.MALE) == men.of("9101", Sex.TOTAL)
    assert panel.of("9101", Sex.TOTAL) == {}
    assert panel.series == "bada"
    assert dataset.panel("bada") is panel
    assert not panel.values.flags.writeable
    assert not panel.status.flags.writeable


def test_the_years_are_those_of_both(dataset: Dataset) -> None:
    narrow = Composition("smal", "Påhittat", women="N90011", men="N90001")  # N90011 has 2016 alone
    panel = Dataset(dataset.version, (narrow,)).panel("smal")
    assert panel.periods == dataset.panel("N90001").periods
    assert list(panel.of("9101", Sex.FEMALE)) == [2016]
    assert np.isnan(panel.values[:, :, 0]).all()


def test_the_register_holds_it_among_the_others(dataset: Dataset) -> None:
    described = dataset.series["bada"]
    assert (described.title, described.split_by_sex) == ("Påhittat för båda", True)
    assert described.values == dataset.series["N90001"].values + dataset.series["N90005"].values
    assert list(dataset.series.ids) == sorted(dataset.series.ids)
    assert [panel.series for panel in dataset.panels(["N90002", "bada", "N90003"])] == ["N90002", "bada", "N90003"]


def test_a_part_that_the_delivery_lacks_leaves_the_indicator_out(small_store: Store) -> None:
    lacking = Composition("halv", "Påhittat", women="N90001", men="N00000")
    dataset = Dataset(small_store.dataset().version, (lacking,))
    assert "halv" not in dataset.series
    with pytest.raises(UnknownSeries):
        dataset.panel("halv")


def test_a_manifest_keeps_compositions_whole() -> None:
    assert from_rows(as_rows([BOTH])) == (BOTH,)


def test_the_engine_assesses_it_with_its_own_definition(small_store: Store) -> None:
    from riktmarke.governance.definitions import Cut

    cuts = tuple(
        Cut(Dimension.SEX, category, series)
        for category, series in zip(CATEGORIES[Dimension.SEX], ("N90001", "N90005"), strict=True)
    )
    catalogue = {**invented_figures.catalogue(), "bada": definition("bada", cuts=cuts)}
    for name in ("N90001", "N90005"):
        catalogue.pop(name)
    dataset = small_store.dataset()
    (found,) = [findings for _, findings in assess_series(dataset, catalogue, ["bada"])]
    at = dataset.areas.position("9101")
    panel = composed(dataset, catalogue).panel("bada")
    assert found.value[at, 1] == panel.of("9101", Sex.FEMALE)[2022]
    assert found.gap[at] == pytest.approx(found.value[at, 1] - found.value[at, 2])
    assert np.isnan(found.value[at, 0])
