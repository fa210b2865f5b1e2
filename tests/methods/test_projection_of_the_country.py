"""Statistics Sweden's projection of the country, made again from the risks that its own flows hold."""

import csv
import gzip
from pathlib import Path

import numpy as np
from numpy.testing import assert_allclose

from riktmarke.methods import cohort_step, project_cohorts

FILE = Path("population", "fohm_ncdsim_sweden_pop_counts_age_sex_2000-2120.csv.gz")
BASE, LAST, FIRST_IN_FILE = 2021, 2040, 2000
# The file's 1 is men: 4 930 966 at the end of 2015.
PLACE_OF_SEX = {"2": 0, "1": 1}


def counts(folder: Path) -> dict[str, np.ndarray]:
    """Return population, flows, and births by the child's sex and the mother's age: (years, sexes, ages)."""
    found = {name: np.zeros((121, 2, 101)) for name in ("pop", "immig", "emig", "born", "dead")}
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            place = int(row["year"]) - FIRST_IN_FILE, PLACE_OF_SEX[row["sex"]], int(row["age"])
            for name, array in found.items():
                array[place] = float(row[name])
    return {name: array[BASE - FIRST_IN_FILE : LAST - FIRST_IN_FILE + 1] for name, array in found.items()}


def risks(there: np.ndarray, came: np.ndarray, died: np.ndarray, left: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the risks of dying and of moving out that give the flows: each from the other, until both stand."""
    dies, moves = np.zeros_like(there), np.zeros_like(there)
    for _ in range(60):
        dies = died / (there * (1 - moves / 2) + came / 2 * (1 - moves / 4))
        moves = left / (there * (1 - dies / 2) + came / 2 * (1 - dies / 4))
    return dies, moves


def test_the_country_of_2040_is_that_of_statistics_sweden(real_data: Path) -> None:
    found = counts(real_data)
    population = found["pop"]
    came, left, died, born = (found[name][1:] for name in ("immig", "emig", "dead", "born"))
    there = np.empty_like(came)
    there[..., 0] = born.sum(axis=-1)
    there[..., 1:] = population[:-1, :, :-1]
    there[..., -1] += population[:-1, :, -1]
    dies, moves = risks(there, came, died, left)
    survival = 1 - np.concatenate([dies, dies[..., -1:]], axis=-1)
    women = (there[:, 0, 1:] + population[1:, 0, 1:]) / 2
    fertility = np.zeros((LAST - BASE, 101))
    fertility[:, 1:] = born.sum(axis=1)[:, 1:] / women
    ratio = born[:, 1].sum(axis=-1) / born[:, 0].sum(axis=-1)

    rates = (survival, fertility, (moves, came))
    path = project_cohorts(population[0], *rates, sex_ratio_at_birth=ratio, convention="swedish")

    assert population[0].sum() == 10_452_326
    assert_allclose(path, population, rtol=1e-9, atol=1e-6)
    first = cohort_step(
        population[0],
        survival[0],
        fertility[0],
        (moves[0], came[0]),
        sex_ratio_at_birth=ratio[0],
        convention="swedish",
    )
    assert_allclose(first.births, born[0].sum(axis=-1), rtol=1e-9)
    assert_allclose(first.deaths, died[0], rtol=1e-9, atol=1e-6)
    assert_allclose(first.outflow, left[0], rtol=1e-9, atol=1e-6)
