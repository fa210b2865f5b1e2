"""Hedemora's series that repeat themselves: not one makes a challenge out of a value shown again."""

from itertools import groupby, pairwise

import numpy as np
import polars as pl
import pytest

from riktmarke.assessment.challenges.claims import Claims, joined, taken
from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.context import Comparisons, comparisons
from riktmarke.governance.definitions import Definition, Measured, Measurement, with_parts
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import every_claim
from tests.invented_figures import definition

CHANGES = (ClaimKind.TREND, ClaimKind.FALLING_BEHIND, ClaimKind.GAP_TREND)
FEWEST = ChallengeParameters().fewest_points
HEDEMORA = "2083"


@pytest.fixture(scope="module")
def repeated(raw: pl.DataFrame) -> dict[str, dict[int, float]]:
    """Hedemora's series of more than four years of which over 40 % repeats the year shown before: values by year."""
    own = raw.filter(
        (pl.col("area_id").cast(pl.String) == HEDEMORA)
        & (pl.col("gender").cast(pl.String) == "T")
        & pl.col("value").is_not_null()
    ).sort("kpi", "year")
    series: dict[str, dict[int, float]] = {}
    for kpi, year, value in own.select(pl.col("kpi").cast(pl.String), "year", "value").iter_rows():
        series.setdefault(kpi, {})[year] = value
    long = {kpi: values for kpi, values in series.items() if len(values) > 4}
    assert len(long) == 1022
    return {kpi: values for kpi, values in long.items() if _repeats(values) / len(values) > 0.4}


def _repeats(values: dict[int, float]) -> int:
    return sum(one == other for one, other in pairwise(values.values()))


def test_hedemora_has_134_such_series(repeated: dict[str, dict[int, float]]) -> None:
    assert len(repeated) == 134


def real_claims(dataset: Dataset, given: Definition, people: Comparisons) -> Claims:
    """Return the claims of change about Hedemora."""
    figures = read_figures(dataset, given, dataset.population)
    assert figures is not None
    claims = every_claim(figures, people, fewest_points=FEWEST)
    return taken(claims, np.isin(claims.kind, CHANGES) & (claims.area == dataset.areas.position(HEDEMORA)))


def test_of_those_that_are_curated_only_yearly_measurements_make_a_change(
    repeated: dict[str, dict[int, float]], dataset: Dataset, real_catalogue: dict[str, Definition]
) -> None:
    """Two are measured each year and come out the same in whole numbers or tenths: rounding is part of their error.

    The rate of tax is decided anew each year, mostly as it was. The others are elections and what stands until the next
    classification: no change is claimed, for any group.
    """
    parts = with_parts(real_catalogue)
    curated = {parts[kpi].part_of or kpi for kpi in repeated if kpi in parts}
    people = comparisons(dataset.areas, dataset.peers)
    found = {name: real_claims(dataset, real_catalogue[name], people) for name in curated}

    assert {kpi for kpi in repeated if kpi in parts} >= {"N05401", "N85051", "U17413"}
    yearly = {name for name in curated if real_catalogue[name].measured is Measured.EACH_YEAR}
    assert yearly == {"N00901", "N66078", "N85084"}
    assert len(found["N00901"].area) == 0  # it has had seven levels in 28 years
    assert {name: len(claims.area) for name, claims in found.items() if name not in yearly and len(claims.area)} == {}
    whole_numbers = found["N66078"]
    assert (whole_numbers.se >= np.sqrt(6 / 12) / 3).all()  # six values, each ± 1 / √12


def test_of_those_that_nobody_has_defined_nothing_is_claimed_that_rests_on_a_repeat(
    repeated: dict[str, dict[int, float]], dataset: Dataset, real_catalogue: dict[str, Definition]
) -> None:
    """With a rule as fits each: a value stands for as long as the longest run of equal ones.

    Six of 111 have measurements enough, each unlike the one before. Taken for yearly, nine in ten would have a claim
    of change (asked of every fourth), and many would be far beyond their error.
    """
    parts, people = with_parts(real_catalogue), comparisons(dataset.areas, dataset.peers)
    unknown = {kpi: values for kpi, values in repeated.items() if kpi not in parts}
    ruled = {}
    for kpi, values in unknown.items():
        longest = max(len(list(run)) for _, run in groupby(values.values()))
        ruled[kpi] = real_claims(dataset, defined(kpi, Measurement(repeats_at_most=longest)), people)

    assert len(unknown) == 111
    told = {kpi: claims for kpi, claims in ruled.items() if len(claims.area)}
    assert len(told) <= 10
    for kpi, claims in told.items():
        different = 1 + sum(one != other for one, other in pairwise(unknown[kpi].values()))
        assert (claims.points >= FEWEST).all(), kpi
        assert (claims.points[claims.group == "_T"] <= different).all(), kpi
    yearly = [real_claims(dataset, defined(kpi, Measurement()), people) for kpi in list(unknown)[::4]]
    assert np.mean([len(claims.area) > 0 for claims in yearly]) > 0.8
    everything = joined(yearly)
    assert 0.3 < np.mean(abs(everything.estimate) > 3 * everything.se) < 1


def defined(kpi: str, measurement: Measurement) -> Definition:
    return definition(kpi, unit=Unit.DAYS, measurement=measurement)
