"""Projections of population from earlier years: how near they came, and whether their intervals cover what they say."""

from pathlib import Path

import numpy as np
import pytest

from riktmarke.assessment.population.back_test import score
from riktmarke.assessment.population.county_back_test import WAYS
from tests.prove.population import PAGE, SIZES, Proof, figures_of, proved, tables


@pytest.fixture(scope="module")
def proof(real_data: Path) -> Proof:
    return proved(figures_of(real_data))


def test_eighty_per_cent_intervals_of_later_base_years_cover_77_to_83_per_cent(proof: Proof) -> None:
    assert 77 <= score(proof.reported).coverage[1] <= 83


def test_they_cover_70_to_90_per_cent_in_every_size_and_so_many_years_ahead(proof: Proof) -> None:
    reported = proof.reported
    for horizon in np.unique(reported.horizon):
        assert 70 <= score(reported.of(reported.horizon == horizon)).coverage[1] <= 90, horizon
    for least, most in SIZES:
        of_size = reported.of((reported.size >= least) & (reported.size < most))
        assert 70 <= score(of_size).coverage[1] <= 90, least


def test_broad_ages_from_published_single_ages_are_covered_as_often(proof: Proof) -> None:
    for band in range(6):
        assert 70 <= score(proof.of_published_ages, band).coverage[1] <= 90, band


def test_the_projections_came_nearer_than_as_today_and_drift_at_every_distance(proof: Proof) -> None:
    for outcomes in (proof.chosen, proof.reported):
        for horizon in np.unique(outcomes.horizon):
            found = score(outcomes.of(outcomes.horizon == horizon))
            assert found.mape < 0.75 * found.naive_mape, horizon
            assert found.mape < found.drift_mape, horizon


def test_counties_by_single_age_are_projected_better_than_without_migration_and_far_better_than_as_today(
    proof: Proof,
) -> None:
    ours, ageing, today = (proof.counties.single_ages[WAYS.index(way)] for way in ("projection", *WAYS[2:]))
    known = ~np.isnan(ours)
    assert (ours[known] < ageing[known]).all()
    assert (ours[known] < 0.55 * today[known]).all()


def test_the_page_says_what_was_found(proof: Proof) -> None:
    assert tables(proof) in PAGE.read_text(encoding="utf-8")
