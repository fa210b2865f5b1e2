"""Which rank a municipality may have later: what moves all alike makes nobody first, and the chances come true."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.assessment.composites.parts import composite_figures
from riktmarke.assessment.composites.scores import ScoreSeries, score_series
from riktmarke.assessment.outlook.calibrating import PastErrors
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.making import make
from riktmarke.assessment.outlook.ranks import (
    RankOutlook,
    ScoreForecast,
    latest_inhabitants,
    rank_outlook,
    score_forecast,
)
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definitions import Definition
from riktmarke.methods.calibration import error_shares
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind

AREAS = 40
FIRST, LAST = 2015, 2022
ALL = np.arange(AREAS)
COUNTY = ALL[:6]


def scores(seed: int = 1) -> NDArray[np.float64]:
    """Scores that wander from where they began, with some noise: (areas, years)."""
    rng = np.random.default_rng(seed)
    walked = 0.2 * rng.standard_normal((AREAS, LAST - FIRST + 1)).cumsum(axis=1)
    level = np.linspace(1.5, -1.5, AREAS)[:, None] + walked
    return level + 0.2 * rng.standard_normal((AREAS, LAST - FIRST + 1))


def series(score: NDArray[np.float64], *, weights: NDArray[np.float64] | None = None) -> ScoreSeries:
    """A score measured anew wherever there is one."""
    there = np.isfinite(score)
    return ScoreSeries(
        key="crime",
        audience=None,
        years=tuple(range(FIRST, FIRST + score.shape[1])),
        score=score,
        se=np.where(there, 0.2, np.nan),
        share=there.astype(float),
        measured=there,
        weights=there[None].astype(float) if weights is None else weights,
        declared=np.ones(1),
        dimension_weights={"crime": 1.0},
    )


def errors() -> PastErrors:
    """Past errors of one indicator as a normal distribution would have them, one to ten years ahead."""
    shares = error_shares(np.random.default_rng(0).standard_normal(50_000)).astype(np.float32)
    return PastErrors(np.array(["N1"]), np.array(["rate"]), np.array([2005]), np.tile(shares, (1, 10, 1)))


def forecast(score: NDArray[np.float64], *, to_year: int = 2038, **how: int) -> ScoreForecast | WhyNoOutlook:
    counted = np.full(AREAS, 10_000.0)
    return score_forecast(series(score), ALL, errors(), inhabitants=counted, to_year=to_year, **how)


def told(score: NDArray[np.float64], *years: int) -> RankOutlook:
    return rank_outlook(forecast(score), COUNTY, years or (2038,))


def test_somebody_is_first_and_the_highest_most_likely_and_less_so_the_longer_ahead() -> None:
    found = told(scores(), 2023, 2038)
    near, far = ([found.chance_of_first(area, year) for area in COUNTY] for year in (2023, 2038))
    assert sum(near) == pytest.approx(1)  # type: ignore[arg-type]
    assert np.argmax(near) == np.argmax(far) == 0  # type: ignore[arg-type]
    assert near[0] > far[0] > 1 / len(COUNTY)  # type: ignore[operator]
    best, worst = found.ranks(0, 2038, low=0.1, high=0.9)  # type: ignore[misc]
    assert best == 1 < worst


def test_a_year_that_is_bad_for_all_makes_nobody_first() -> None:
    calm, shaken = scores(), scores() + np.array([0, 3, -2, 0, 5, 5, -4, 1.0])
    one, other = ([told(s).chance_of_first(area, 2038) for area in COUNTY] for s in (calm, shaken))
    assert one == pytest.approx(other)


def test_those_that_nothing_tells_apart_have_the_same_chance() -> None:
    same = scores()
    same[COUNTY] = same[0]
    assert [told(same).chance_of_first(area, 2038) for area in COUNTY] == pytest.approx([1 / 6] * 6, abs=0.02)


def test_fewer_than_four_years_say_nothing() -> None:
    three = scores()[:, :3]
    assert forecast(three) is WhyNoOutlook.TOO_NEW
    assert told(three).by_year == {}
    assert told(three).chance_of_first(0, 2038) is None
    assert told(three).ranks(0, 2038, low=0.1, high=0.9) is None
    assert forecast(scores()[:, :4]) is WhyNoOutlook.TOO_NEW  # forty places in four years cannot tell their scatter
    assert isinstance(forecast(scores()[:, :6]), ScoreForecast)
    assert forecast(scores(), known=FIRST + 2) is WhyNoOutlook.TOO_NEW


def test_only_years_since_the_parts_became_others_count() -> None:
    weights = np.zeros((2, AREAS, 8))
    weights[0, :, :6], weights[1, :, 6:] = 1.0, 1.0
    counted = np.full(AREAS, 10_000.0)
    changed = series(scores(), weights=weights)
    assert score_forecast(changed, ALL, errors(), inhabitants=counted, to_year=2038) is WhyNoOutlook.TOO_NEW
    before = score_forecast(changed, ALL, errors(), inhabitants=counted, to_year=2038, known=2020)
    assert isinstance(before, ScoreForecast)
    assert (before.first, before.known) == (2015, 2020)


def test_a_year_with_few_scores_is_no_year() -> None:
    few = scores()
    few[5:, -1] = np.nan
    found = forecast(few)
    assert isinstance(found, ScoreForecast)
    assert found.known == 2021
    few[:, :] = np.nan
    assert forecast(few) is WhyNoOutlook.NOT_PUBLISHED


def test_who_has_no_score_now_is_not_among_those_ranked_and_one_alone_is_not_ranked() -> None:
    some = scores()
    some[0, -1] = np.nan
    found = told(some)
    assert found.members.tolist() == [1, 2, 3, 4, 5]
    assert found.chance_of_first(0, 2038) is None
    some[:5, -1] = np.nan
    assert told(some).why_not is WhyNoOutlook.TOO_FEW_MEASUREMENTS


def test_a_year_that_is_not_ahead_is_refused_and_nobody_has_erred_before_the_first_error() -> None:
    with pytest.raises(ValueError, match="expected a year from 2023 to 2038, got 2022"):
        told(scores(), 2022)
    assert forecast(scores(), to_year=2022) is WhyNoOutlook.TOO_NEW
    late = replace(errors(), year=np.array([2030]))
    counted = np.full(AREAS, np.nan)  # nobody has counted the inhabitants: all scatter alike
    assert score_forecast(series(scores()), ALL, late, inhabitants=counted, to_year=2038) is WhyNoOutlook.TOO_NEW


def test_on_real_figures_chances_of_being_first_in_the_county_come_true(
    real_store: Store, real_catalogue: dict[str, Definition], repository: object
) -> None:
    """Said at the end of 2020 and 2021 of the next years, in all counties: as often as said, within a tenth."""
    dataset = real_store.dataset()
    composite = load_composites(repository / "catalogue", real_catalogue)["safety"]  # type: ignore[operator]
    crimes = {name: real_catalogue[name] for name in composite.indicators[:5]}
    past = make(dataset, crimes, judge=False, progress=lambda *_: None).past_errors()
    score = score_series(composite_figures(dataset, composite, real_catalogue), "reported_crime")
    assert score is not None
    municipalities = dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    inhabitants = latest_inhabitants(dataset.population)
    said, came, held = [], [], []
    for known in (2020, 2021):
        found = score_forecast(score, municipalities, past, inhabitants=inhabitants, to_year=2022, known=known)
        for county in {dataset.areas[dataset.areas.codes[place]].county_code for place in municipalities}:
            members = np.array([dataset.areas.position(a.code) for a in dataset.areas.municipalities_of(county or "")])
            if len(members) < 2:
                continue
            outlook = rank_outlook(found, members, range(known + 1, 2023))
            for year in range(known + 1, 2023):
                outcome = score.score[outlook.members, score.at(year)]
                for area, own in zip(outlook.members, outcome, strict=True):
                    said.append(outlook.chance_of_first(int(area), year))
                    came.append(own == outcome.max())
                    best, worst = outlook.ranks(int(area), year, low=0.1, high=0.9)  # type: ignore[misc]
                    held.append(best <= 1 + (outcome > own).sum() <= worst)
    probability, first = np.array(said, dtype=float), np.array(came)
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 1.01)):
        those = (probability >= low) & (probability < high)
        assert those.sum() >= 50
        assert probability[those].mean() == pytest.approx(first[those].mean(), abs=0.1)
    assert 0.8 <= np.mean(held) <= 0.92  # ranks are whole, so that the span holds somewhat more than eight in ten
