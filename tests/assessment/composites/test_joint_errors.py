"""Errors that go together are seen in the measurements where they can be, and otherwise taken on the careful side."""

import numpy as np
import pytest

from riktmarke.assessment.composites.joint_errors import joint_errors

AREAS, YEARS = 290, 6


def made(share: float, *, seed: int = 1) -> np.ndarray:  # type: ignore[type-arg]
    """Return two parts whose errors have that correlation, about paths that are straight and the areas' own."""
    rng = np.random.default_rng(seed)
    path = rng.normal(size=(2, AREAS, 1)) * 5 + rng.normal(size=(2, AREAS, 1)) * np.arange(YEARS)
    common, own = rng.normal(size=(AREAS, YEARS)), rng.normal(size=(2, AREAS, YEARS))
    return path + share**0.5 * common + (1 - share) ** 0.5 * own


def found(values: np.ndarray, *, fresh: object = None, sources: tuple[str, str] = ("a", "b")) -> float:  # type: ignore[type-arg]
    flags = np.ones(values.shape, dtype=bool) if fresh is None else np.asarray(fresh)
    return float(joint_errors(values, flags, sources)[0, 1])


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_correlation_is_found_again(share: float) -> None:
    assert found(made(share)) == pytest.approx(share, abs=0.07)


def test_what_all_have_in_common_in_a_year_is_not_in_it() -> None:
    shared = np.random.default_rng(2).normal(size=(1, 1, YEARS)) * 9
    assert found(made(0.3) + shared) == pytest.approx(found(made(0.3)), abs=0.05)


def test_a_negative_one_is_taken_for_none() -> None:
    values = made(0.8)
    assert found(np.stack([values[0], -values[1]])) == 0


def test_without_three_measurements_in_a_row_the_same_source_has_the_same_error_and_others_none() -> None:
    every_second = np.broadcast_to(np.arange(YEARS) % 2 == 0, (2, AREAS, YEARS))
    assert found(made(0.5), fresh=every_second) == 0
    assert found(made(0.5), fresh=every_second, sources=("a", "a")) == 1


def test_parts_without_scatter_have_nothing_together() -> None:
    assert found(np.zeros((2, AREAS, YEARS)), sources=("a", "a")) == 0


def test_the_matrix_is_symmetric_with_ones_on_its_diagonal() -> None:
    matrix = joint_errors(made(0.5), np.ones((2, AREAS, YEARS), dtype=bool), ["a", "b"])
    assert matrix.tolist() == matrix.T.tolist()
    assert np.diag(matrix).tolist() == [1, 1]
    assert joint_errors(np.zeros((0, 4, 4)), np.zeros((0, 4, 4), dtype=bool), []).shape == (0, 0)
