"""Parts are read from the store: the value that stands for a year, from when it is, and nothing that is too old."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.composites.parts import CompositeFigures, composite_figures
from riktmarke.assessment.composites.scores import OVERALL, score_series
from riktmarke.governance.composites import Composite, CompositeDimension, CompositePart
from riktmarke.governance.definitions import BreakSource, Definition, Measured, Measurement, SeriesBreak
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.polarity import Polarity
from tests import invented_figures
from tests.assessment.composites.making import composite, part

# N90003 has values for 2010, 2012, 2013, 2017, 2020 and 2022; N90007 is a survey that stands repeated every second
# year; N90008 breaks in 2019; N90011 is measured in 2016 alone; N90012 in two municipalities.
AREA = "9101"


def read(
    store: Store, *parts: CompositePart, oldest: int = 1, change: dict[str, Definition] | None = None, **how: object
) -> CompositeFigures:
    weight = 1 / len(parts)
    chosen = tuple(replace(one, weight=weight) for one in parts)
    of: Composite = replace(
        composite(),
        dimensions=(CompositeDimension("crime", "Prov", "Prov.", 1.0, chosen, {}),),
        oldest_years=oldest,
        reference_years=(2010, 2022),
        **how,
    )
    return composite_figures(store.dataset(), of, {**invented_figures.catalogue(), **(change or {})})


def years_of(held: CompositeFigures, indicator: str) -> dict[int, int]:
    """Return from which year the value of each year is, for the years that have one."""
    row = held.part(indicator).measured_in[held.areas.position(AREA)]
    return {year: int(since) for year, since in zip(held.years, row, strict=True) if since}


def test_a_value_stands_for_its_year_and_as_long_after_as_is_said(small_store: Store) -> None:
    own = {2010, 2012, 2013, 2017, 2020, 2022}
    for oldest, lasts in ((0, 0), (1, 1), (2, 2)):
        held = read(small_store, part("N90003", 1), oldest=oldest)
        expected = {
            year: max(one for one in own if one <= year)
            for year in range(2010, 2023)
            if any(year - lasts <= one <= year for one in own)
        }
        assert years_of(held, "N90003") == expected


def test_only_a_year_s_own_measurement_is_fresh(small_store: Store) -> None:
    held = read(small_store, part("N90003", 1))
    fresh = held.part("N90003").fresh[held.areas.position(AREA)]
    assert [year for year, new in zip(held.years, fresh, strict=True) if new] == [2010, 2012, 2013, 2017, 2020, 2022]


def test_a_repeated_value_is_as_old_as_its_measurement(small_store: Store) -> None:
    survey = replace(invented_figures.catalogue()["N90007"], measured=Measured.REPEATED_UNTIL_NEXT)
    held = read(small_store, part("N90007", 1), change={"N90007": survey}, oldest=1)
    value = held.part("N90007").value[held.areas.position(AREA)]
    since = years_of(held, "N90007")
    repeated = [year for year in since if since[year] < year]
    assert len(repeated) >= 4
    for year in repeated:
        assert since[year] == year - 1
        assert value[held.years.index(year)] == value[held.years.index(year - 1)]
    assert years_of(read(small_store, part("N90007", 1), change={"N90007": survey}, oldest=0), "N90007").keys() == (
        since.keys() - set(repeated)
    )


def test_every_value_of_a_moving_window_is_a_level_of_its_year(small_store: Store) -> None:
    window = replace(
        invented_figures.catalogue()["N90006"], measured=Measured.MOVING_WINDOW, measurement=Measurement(window_years=5)
    )
    held = read(small_store, part("N90006", 1), change={"N90006": window}, oldest=0)
    assert years_of(held, "N90006") == {year: year for year in range(2010, 2023)}
    fresh = held.part("N90006").fresh[held.areas.position(AREA)]
    assert [year for year, new in zip(held.years, fresh, strict=True) if new] == [2012, 2017, 2022]


def test_a_value_does_not_stand_beyond_a_break(small_store: Store) -> None:
    gaps = replace(
        invented_figures.catalogue()["N90003"],
        measurement=Measurement(breaks=(2018,)),
        series_breaks=(SeriesBreak(2018, "Nivån är påhittad.", BreakSource.FIGURES),),
    )
    held = read(small_store, part("N90003", 1), change={"N90003": gaps}, oldest=2)
    assert {2018, 2019}.isdisjoint(years_of(held, "N90003"))
    assert years_of(held, "N90003")[2021] == 2020


def test_years_before_the_part_s_first_are_not_used(small_store: Store) -> None:
    held = read(small_store, part("N90003", 0.5, from_year=2017), part("N90004", 0.5))
    assert min(years_of(held, "N90003")) == 2017
    assert min(years_of(held, "N90004")) == 2010


def test_steps_are_on_the_yardstick_and_errors_with_them(small_store: Store) -> None:
    definitions = {"N90001": replace(invented_figures.catalogue()["N90001"], polarity=Polarity.LOWER_IS_BETTER)}
    held = read(small_store, part("N90001", 1), change=definitions)
    one = held.part("N90001")
    place, year = held.areas.position(AREA), held.years.index(2022)
    assert one.value[place, year] == pytest.approx(invented_figures.level(AREA, 2022, "T"))
    assert one.yardstick.good == -1
    expected = (one.yardstick.middle - one.value[place, year]) / one.yardstick.scale
    assert one.standardised[place, year] == pytest.approx(np.clip(expected, -3, 3))
    assert one.se[place, year] > 0


def test_counties_and_the_country_have_no_part_in_it(small_store: Store) -> None:
    held = read(small_store, part("N90001", 1))
    assert np.isnan(held.part("N90001").value[held.areas.position("0000")]).all()


def test_what_is_not_published_or_in_too_few_is_absent(small_store: Store) -> None:
    unknown = {"N90098": invented_figures.definition("N90098")}
    held = read(small_store, part("N90098", 0.3), part("N90012", 0.3), part("N90001", 0.4), change=unknown)
    assert held.absent == ("N90098", "N90012")
    assert [one.part.indicator for one in held.parts] == ["N90001"]
    with pytest.raises(KeyError):
        held.part("N90012")


def test_a_series_about_one_sex_alone_is_no_part(small_store: Store) -> None:
    assert read(small_store, part("N90016", 0.5), part("N90001", 0.5)).absent == ("N90016",)


def test_where_nothing_is_published_there_are_no_scores(small_store: Store) -> None:
    held = read(small_store, part("N90098", 1), change={"N90098": invented_figures.definition("N90098")})
    assert (held.parts, held.years) == ((), ())
    series = score_series(held, OVERALL)
    assert series is not None
    assert series.told_years == ()
    with pytest.raises(ValueError, match="it has for no year"):
        series.at(2022)
