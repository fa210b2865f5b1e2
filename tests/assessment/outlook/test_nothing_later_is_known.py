"""No forecast, calibration or earlier probability may know what came after it was made.

Everything after a year is replaced by something else altogether, and what would have been said that year stays the
same, to the last bit. The most important tests of the outlook: a record is worth nothing if this fails.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.outlook.calibrating import PastErrors
from riktmarke.assessment.outlook.followed import Followed, of_values
from riktmarke.assessment.outlook.kinds import OutlookKind, kind_of
from riktmarke.assessment.outlook.likelihood import target_outlooks
from riktmarke.assessment.outlook.making import Made
from riktmarke.assessment.outlook.origins import missed, origin_at, origins
from riktmarke.assessment.runs import composed
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, figures_of, who
from tests.assessment.outlook.made import FIRST_YEAR, another_future, series_of, wandering
from tests.invented_figures import definition

LAST_KNOWN = 12  # place of the year that everything is replaced after
YEAR = FIRST_YEAR + LAST_KNOWN
SHARE = definition("N2", unit=Unit.PERCENT)
EACH_WAY_OF_MEASURING = {
    "days": DAYS,
    "shares": SHARE,
    "windows": definition("N3", unit=Unit.PERCENT, measurement=Measurement(window_years=3)),
    "elections": definition("N4", unit=Unit.PERCENT, measurement=Measurement(schedule=(FIRST_YEAR, 2))),
    "surveys": definition("N5", measurement=Measurement(repeats_at_most=2)),
    "breaks": definition("N6", measurement=Measurement(breaks=(FIRST_YEAR + 6, FIRST_YEAR + 15))),
}


def told_until(series: Followed, year: int) -> Iterator[tuple[int, dict[str, np.ndarray]]]:
    """Yield what each forecast said that was made by a year, and how it is calibrated on what came by then."""
    for end, made in enumerate(series.years):
        if made <= year and (origin := origin_at(series, end, ahead=10)) is not None:
            yield (
                made,
                {
                    "middle": origin.forecast.middle,
                    "spread": origin.forecast.spread,
                    "told": origin.told,
                    "fitted": np.array([origin.forecast.fitted.nearest, *origin.forecast.fitted.bounds]),
                },
            )


def multiples_known(series: Followed, year: int) -> np.ndarray:
    made = Made()
    made.add(series, judge=False)
    return made.past_errors().multiples(series.definition.series, kind_of(series.definition), known=year)


def assert_the_same_was_told(one: Followed, other: Followed, year: int) -> None:
    mine, theirs = list(told_until(one, year)), list(told_until(other, year))
    assert mine
    assert [made for made, _ in mine] == [made for made, _ in theirs]
    for (made, said), (_, again) in zip(mine, theirs, strict=True):
        for name, array in said.items():
            np.testing.assert_array_equal(array, again[name], err_msg=f"{name} of the forecast made in {made}")


@pytest.mark.parametrize("of", EACH_WAY_OF_MEASURING.values(), ids=EACH_WAY_OF_MEASURING)
def test_another_future_changes_no_forecast_made_before_it(of: Definition) -> None:
    values = np.clip(wandering(), 1, 99)
    inhabitants = np.broadcast_to(np.linspace(2e3, 9e4, len(values))[:, None], values.shape)
    other_people = inhabitants.copy()
    other_people[:, LAST_KNOWN + 1 :] = other_people[::-1, LAST_KNOWN + 1 :]

    assert_the_same_was_told(
        series_of(values, of=of, inhabitants=inhabitants),
        series_of(another_future(values, LAST_KNOWN, seed=1), of=of, inhabitants=other_people),
        YEAR,
    )


@settings(max_examples=15)
@given(last=st.integers(8, 17), seed=st.integers(0, 99), level=st.floats(4, 60))
def test_whatever_comes_after_whichever_year(last: int, seed: int, level: float) -> None:
    values = np.maximum(wandering(seed=seed, level=level, years=19), 0)
    other = another_future(values, last, seed=seed + 1)

    assert_the_same_was_told(series_of(values), series_of(other), FIRST_YEAR + last)


@pytest.mark.parametrize("of", EACH_WAY_OF_MEASURING.values(), ids=EACH_WAY_OF_MEASURING)
def test_widths_know_no_error_that_had_not_been_made(of: Definition) -> None:
    values = np.clip(wandering(years=22), 1, 99)
    one, other = series_of(values, of=of), series_of(another_future(values, 17, seed=2), of=of)
    known = FIRST_YEAR + 17

    np.testing.assert_array_equal(multiples_known(one, known), multiples_known(other, known))
    assert np.isfinite(multiples_known(one, known)).all()
    assert not np.array_equal(multiples_known(one, known + 4), multiples_known(other, known + 4))  # they do matter


def test_an_error_counts_from_the_year_that_its_outcome_is_known() -> None:
    """A forecast of 2014 for 2017 missed: in 2016 nobody knew, in 2017 everybody does."""
    one = series_of(wandering())
    changed = one.values.copy()
    changed[:, one.years.index(2017)] += 500
    other = series_of(changed)

    np.testing.assert_array_equal(multiples_known(one, 2016), multiples_known(other, 2016))
    assert not np.array_equal(multiples_known(one, 2017), multiples_known(other, 2017))


def past_errors(figures: IndicatorFigures) -> PastErrors:
    made = Made()
    for place, group in enumerate(figures.groups):
        made.add(
            of_values(figures, figures.values[place], group.key, MUNICIPALITIES, inhabitants_of=place), judge=False
        )
    return made.past_errors()


MUNICIPALITIES = np.arange(3, 33)
COUNTRY = who(15, 15)
TARGETS = {
    "level": TargetAsked(DAYS.series, "_T", 2030, TargetKind.LEVEL, at_least=False, value=45.0),
    "gap": TargetAsked(DAYS.series, "sex", 2030, TargetKind.GAP, at_least=False, value=2.0),
    "as good as": TargetAsked(
        DAYS.series, "F", 2030, TargetKind.AS_GOOD_AS, at_least=False, comparator=Comparator.BEST_IN_COUNTY
    ),
    "direction": TargetAsked(DAYS.series, "_T", 2030, TargetKind.DIRECTION, at_least=False, base_year=YEAR - 2),
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_what_would_have_been_said_of_a_target_earlier_knows_nothing_later(target: TargetAsked) -> None:
    values = np.stack([wandering(seed=seed, areas=33) for seed in (1, 2, 3)])
    before = []
    for each in (values, another_future(values, LAST_KNOWN, seed=4)):
        figures = figures_of(each, groups=(ALL, WOMEN, MEN), first_year=FIRST_YEAR)
        found = target_outlooks(
            figures, COUNTRY, [target], 3, municipalities=MUNICIPALITIES, errors=past_errors(figures), to_year=2040
        )
        before.append([one for one in found[0].history if one.year <= YEAR])

    assert len(before[0]) >= 3
    assert before[0] == before[1]


@pytest.mark.parametrize("indicator", ["N07803", "N00938", "N45930", "U01424", "N05401", "N31816"])
def test_on_real_figures_too(real_store: Store, real_catalogue: dict[str, Definition], indicator: str) -> None:
    """Bicycle paths, whose scale was once read off zeros that were published later; elections, windows, surveys."""
    dataset = composed(real_store.dataset(), real_catalogue)
    figures = read_figures(dataset, real_catalogue[indicator], dataset.population)
    assert figures is not None
    places = dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY)
    last = figures.years.index(2017)
    inhabitants = figures.inhabitants.copy()
    inhabitants[..., last + 1 :] = inhabitants[:, ::-1, last + 1 :]
    other = replace(figures, values=another_future(figures.values, last, seed=5), inhabitants=inhabitants)

    one, changed = (of_values(each, each.values[0], "_T", places) for each in (figures, other))
    assert_the_same_was_told(one, changed, 2017)


def test_outcomes_are_what_came_and_nothing_before() -> None:
    series = series_of(wandering())

    for origin, outcomes in origins(series):
        end = series.years.index(origin.year)
        came = series.values[:, end + 1 : end + 11]
        np.testing.assert_array_equal(outcomes[:, : came.shape[1]], came)
        assert np.isnan(outcomes[:, came.shape[1] :]).all()
        assert (missed(origin, outcomes)[came.shape[1] :] == 0).all()


def test_no_outcome_lies_across_a_break() -> None:
    """A break in 2012: earlier forecasts are judged to 2011, that of 2011 by nothing; then four years must pass."""
    of = definition("N6", measurement=Measurement(breaks=(2012,)))
    series = series_of(wandering(areas=200), of=of)
    found = {origin.year: int((~np.isnan(outcomes[0])).sum()) for origin, outcomes in origins(series)}

    assert found == {2007: 4, 2008: 3, 2009: 2, 2010: 1} | {year: min(10, 2022 - year) for year in range(2015, 2022)}


def test_kind_is_one_of_the_declared(real_catalogue: dict[str, Definition]) -> None:
    assert {kind_of(one) for one in real_catalogue.values()} == set(OutlookKind)
