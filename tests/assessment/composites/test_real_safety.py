"""The composite of safety on real figures: Dalarna's fifteen, all years, held up against the values as published."""

import numpy as np
import pytest

from riktmarke.assessment.composites.changes import what_would_change
from riktmarke.assessment.composites.over_time import mean_score
from riktmarke.assessment.composites.parts import CompositeFigures, composite_figures
from riktmarke.assessment.composites.ranks import county_members, rank_series
from riktmarke.assessment.composites.scores import OVERALL, ScoreSeries, score_series
from riktmarke.assessment.composites.weight_sensitivity import weight_sensitivity
from riktmarke.assessment.context import comparisons
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.composites import Audience
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from tests.assessment.composites.making import COMPANIES

HEDEMORA, GAGNEF = "2083", "2026"
CRIME, SAFETY = "reported_crime", "experienced_safety"


@pytest.fixture(scope="module")
def held(real_store: Store, real_catalogue: dict[str, Definition], repository: object) -> CompositeFigures:
    composites = load_composites(repository / "catalogue", real_catalogue)  # type: ignore[operator]  # a path
    return composite_figures(real_store.dataset(), composites["safety"], real_catalogue)


def made(held: CompositeFigures, key: str, audience: Audience | None = None) -> ScoreSeries:
    found = score_series(held, key, audience=audience)
    assert found is not None
    return found


def test_every_part_has_figures(held: CompositeFigures) -> None:
    assert held.absent == ()
    assert held.years[-1] == 2022


def test_reported_crime_has_the_same_five_parts_for_everyone_every_year(held: CompositeFigures) -> None:
    series = made(held, CRIME)
    assert series.told_years == (2017, 2018, 2019, 2020, 2021, 2022)
    assert np.isfinite(series.score).sum(axis=0)[-6:].tolist() == [290] * 6
    assert series.composition_breaks == ()
    told = np.isfinite(series.score)
    assert series.measured[told].all()
    assert series.share[told].min() == pytest.approx(1)
    assert np.isfinite(series.se[told]).all()


def test_experienced_safety_begins_with_the_first_survey_of_all_municipalities(held: CompositeFigures) -> None:
    series = made(held, SAFETY)
    assert series.told_years == (2020, 2021, 2022)
    assert np.isfinite(series.score[:, -1]).sum() > 250
    assert made(held, OVERALL).told_years == series.told_years


def test_hedemora_s_score_is_that_of_its_published_values(held: CompositeFigures, real_store: Store) -> None:
    """By hand from the values of 2022 and the yardstick: Σ weight · (middle - value) / scale."""
    dataset, place = real_store.dataset(), held.areas.position(HEDEMORA)
    by_hand = 0.0
    for weight, indicator in zip((0.3, 0.2, 0.2, 0.15, 0.15), held.composite.indicators[:5], strict=True):
        value, stick = dataset.panel(indicator).of(HEDEMORA)[2022], held.part(indicator).yardstick
        by_hand += weight * (stick.middle - value) / stick.scale
    assert made(held, CRIME).score[place, -1] == pytest.approx(by_hand)
    assert by_hand == pytest.approx(-0.234, abs=0.001)


def test_the_middle_of_the_country_is_zero_and_a_typical_distance_one(held: CompositeFigures) -> None:
    municipalities = held.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    for part in held.parts:
        within = [held.years.index(year) for year in range(2017, 2023)]
        fresh = np.where(part.fresh, part.standardised, np.nan)[municipalities][:, within]
        assert abs(np.nanmedian(fresh)) < 0.35
        assert 0.5 < np.nanmedian(np.abs(fresh)) / 0.6745 < 1.8


def test_the_errors_of_the_scores_are_those_that_the_scores_show(held: CompositeFigures) -> None:
    """What a score lies off the line between its neighbours in time has 1.5 times its variance."""
    municipalities = held.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    series = made(held, CRIME)
    score, se = series.score[municipalities, -6:], series.se[municipalities, -6:]
    off = score[:, 1:-1] - (score[:, :-2] + score[:, 2:]) / 2
    off -= np.median(off, axis=0)
    assert (off**2).mean() / 1.5 / (se**2).mean() == pytest.approx(1, abs=0.25)


def test_dalarna_s_fifteen_have_ranks_with_sets_every_year(held: CompositeFigures) -> None:
    county = county_members(held.areas, HEDEMORA)
    assert county.size == 15
    for key in (CRIME, SAFETY, OVERALL):
        series = made(held, key)
        ranks = rank_series(series, county, rng=np.random.default_rng(1))
        for year in series.told_years:
            column = series.years.index(year)
            there = np.isfinite(series.score[county, column])
            assert ranks.of[there, column].tolist() == [np.count_nonzero(there)] * np.count_nonzero(there)
            assert (ranks.lower <= ranks.rank)[there, column].all()
            assert (ranks.rank <= ranks.upper)[there, column].all()
            assert there.sum() >= 14


def test_what_the_review_says_of_hedemora_holds(held: CompositeFigures) -> None:
    """docs/safety-dalarna-review.md: in the safer half in no year, and far from the first place."""
    county, place = county_members(held.areas, HEDEMORA), held.areas.position(HEDEMORA)
    for key in (CRIME, SAFETY, OVERALL):
        ranks = rank_series(made(held, key), county, rng=np.random.default_rng(1))
        for year in made(held, key).told_years:
            assert ranks.at(place, year)[0] >= 10
    early, late = (mean_score(held, made(held, CRIME), first=year, last=year + 2) for year in (2017, 2020))
    change = late[0][place] - early[0][place]
    assert change == pytest.approx(0.74, abs=0.01)
    assert change > 1.96 * np.hypot(early[1][place], late[1][place])


def test_being_first_takes_nearly_all_of_the_way_in_every_part(held: CompositeFigures, real_store: Store) -> None:
    county, who = county_members(held.areas, HEDEMORA), comparisons(held.areas, real_store.dataset().peers)
    similar = who.peers_of_area[:, held.areas.position(HEDEMORA)]
    similar = similar[similar < len(held.areas)]
    found = what_would_change(held, made(held, CRIME), HEDEMORA, 2022, county=county, similar=similar)
    assert found is not None
    assert found.first_area == GAGNEF
    assert 0.8 < found.share_of_way < 1
    assert len(found.parts) == 5
    assert sum(part.contribution for part in found.parts) == pytest.approx(found.score)
    assert all(part.first_alone is None for part in found.parts)


def test_with_no_weights_near_the_proposed_is_hedemora_among_the_best(held: CompositeFigures) -> None:
    county = county_members(held.areas, HEDEMORA)
    found = weight_sensitivity(held, made(held, OVERALL), county, 2022, rng=np.random.default_rng(1))
    own = county.tolist().index(held.areas.position(HEDEMORA))
    assert found.first[own] == 0
    assert found.best[own] > 5


def test_nobody_asks_companies_whether_they_are_safe(held: CompositeFigures) -> None:
    assert score_series(held, SAFETY, audience=COMPANIES) is None
    assert score_series(held, OVERALL, audience=COMPANIES) is None
    assert np.isfinite(made(held, CRIME, COMPANIES).score[:, -1]).sum() == 290
