"""What the engine says about real figures, beside what a reader gets with pencil and the published numbers."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from riktmarke.assessment.context import Context, Contexts
from riktmarke.assessment.findings import Basis, Finding, Gap
from riktmarke.assessment.findings_file import finding_of
from riktmarke.assessment.rules import assess
from riktmarke.assessment.runs import Run
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason


def found(run: Run, series: str, area: str, group: Sex = Sex.TOTAL) -> Finding:
    return run.of(area).finding(series, group)


def gap(run: Run, series: str, area: str) -> Gap:
    return run.of(area).gap(series)


def exactly(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_the_gap_in_ohalsotal_in_hedemora_grew_a_little_in_a_year_and_shrank_in_five(country_run: Run) -> None:
    hedemora = gap(country_run, "N00957", "2083")

    # Women 35.83, men 27.63 in 2022; 33.84 and 27.54 in 2021; 42.7 and 31.3 in 2017.
    assert (hedemora.gap, hedemora.gap_period) == (exactly(8.20), 2022)
    assert (hedemora.previous_gap, hedemora.previous_gap_period) == (exactly(6.30), 2021)
    assert hedemora.gap_change == exactly(1.90)
    assert hedemora.gap_five_year_change == exactly(8.20 - 11.40)


def test_ohalsotal_fell_by_more_than_five_days_in_five_years(country_run: Run) -> None:
    hedemora = found(country_run, "N00957", "2083")

    # 31.58 in 2022, 30.57 in 2021, 36.8 in 2017.
    assert (hedemora.value, hedemora.period) == (31.58, 2022)
    assert (hedemora.change, hedemora.previous_period) == (exactly(1.01), 2021)
    assert hedemora.five_year_change == exactly(-5.22)
    assert (hedemora.country, hedemora.county, hedemora.county_basis) == (22.0, 24.92, Basis.PUBLISHED)


def test_fewer_qualify_for_upper_secondary_school_than_five_years_before(country_run: Run) -> None:
    hedemora = found(country_run, "N15428", "2083")

    # 81.48148148 in 2022, 83.53658537 in 2021, 84.74576271 in 2017.
    assert hedemora.change == exactly(-2.05510389)
    assert hedemora.five_year_change == exactly(-3.26428123)
    # Girls 86.02150538, boys 75.36231884; in 2021 85.86956522 and 80.55555556; in 2017 89.13043478 and 80.
    assert gap(country_run, "N15428", "2083").gap == exactly(10.65918654)
    assert gap(country_run, "N15428", "2083").gap_change == exactly(10.65918654 - 5.31400966)
    assert gap(country_run, "N15428", "2083").gap_five_year_change == exactly(10.65918654 - 9.13043478)


def test_similar_municipalities_weighted_by_those_the_rate_is_about(country_run: Run) -> None:
    # Ohälsotal 2022 times inhabitants of 16–19 (N01954) and 20–64 (N01955), seven municipalities one by one.
    inhabitants = {
        "0687": 925 + 9771,
        "0767": 441 + 5320,
        "1472": 519 + 5968,
        "1861": 737 + 8681,
        "1960": 407 + 4568,
        "1961": 748 + 8802,
        "2031": 459 + 5353,
    }
    assert list(inhabitants.values()) == [10696, 5761, 6487, 9418, 4975, 9550, 5812]
    days = (
        25.7 * 10696  # 274 887.20
        + 29.09 * 5761  # 167 587.49
        + 29.93 * 6487  # 194 155.91
        + 25.6 * 9418  # 241 100.80
        + 29.22 * 4975  # 145 369.50
        + 26.3 * 9550  # 251 165.00
        + 29.73 * 5812  # 172 790.76
    )
    assert days == exactly(1_447_056.66)
    hedemora = found(country_run, "N00957", "2083")

    assert hedemora.peers_weighted == exactly(1_447_056.66 / 52_699)  # 27.46
    assert (hedemora.peers_basis, hedemora.peers_members, hedemora.peers_size) == (Basis.DENOMINATOR, 7, 7)


def test_similar_municipalities_with_every_municipality_counted_once(country_run: Run) -> None:
    # 25.7 + 29.09 + 29.93 + 25.6 + 29.22 + 26.3 + 29.73 = 195.57
    assert found(country_run, "N00957", "2083").peers_unweighted == exactly(195.57 / 7)
    # For women 29.25 + 35.04 + 35.3 + 32.76 + 35.48 + 31.37 + 38.44 = 237.64
    assert found(country_run, "N00957", "2083", Sex.FEMALE).peers_unweighted == exactly(237.64 / 7)


def test_women_are_weighted_by_women(country_run: Run) -> None:
    # Women's ohälsotal 2022 times women of 16–19 and 20–64.
    days = (
        29.25 * (433 + 4684)  # 149 672.25
        + 35.04 * (203 + 2471)  # 93 696.96
        + 35.3 * (250 + 2878)  # 110 418.40
        + 32.76 * (335 + 4076)  # 144 504.36
        + 35.48 * (197 + 2215)  # 85 577.76
        + 31.37 * (388 + 4233)  # 144 960.77
        + 38.44 * (213 + 2600)  # 108 131.72
    )
    assert days == exactly(836_962.22)
    women = 5117 + 2674 + 3128 + 4411 + 2412 + 4621 + 2813

    assert found(country_run, "N00957", "2083", Sex.FEMALE).peers_weighted == exactly(836_962.22 / women)


def test_without_a_denominator_similar_municipalities_are_weighted_by_their_population(country_run: Run) -> None:
    inhabitants = [18804, 10166, 11399, 16290, 8762, 16711, 11092]
    qualified = [83.67346939, 72.88135593, 77.69784173, 72.30046948, 73.56321839, 84.49197861, 86.36363636]
    hedemora = found(country_run, "N15428", "2083")

    assert hedemora.peers_basis == Basis.POPULATION
    assert hedemora.peers_weighted == exactly(
        sum(share * people for share, people in zip(qualified, inhabitants, strict=True)) / 93_224
    )
    assert hedemora.peers_unweighted == exactly(sum(qualified) / 7)


def test_a_county_that_nobody_publishes_is_its_municipalities_weighted_by_population(country_run: Run) -> None:
    # Long-term financial assistance 2022: 2021 Vansbro to 2085 Ludvika, per cent and inhabitants.
    dalarna = [
        (0.832579, 6800),
        (0.78935, 10258),
        (0.649033, 10499),
        (0.541324, 16113),
        (0.785368, 11092),
        (0.92206, 6934),
        (0.347222, 7018),
        (0.970436, 10922),
        (0.678168, 20679),
        (1.199805, 59818),
        (2.331682, 52178),
        (0.712933, 11271),
        (1.608881, 15443),
        (1.751323, 22932),
        (2.449409, 26353),
    ]
    inhabitants = sum(people for _, people in dalarna)
    assert inhabitants == 288_310
    hedemora = found(country_run, "N31816", "2083")

    assert hedemora.county == exactly(sum(share * people for share, people in dalarna) / 288_310)
    assert (hedemora.county_basis, hedemora.county_members, hedemora.county_size) == (Basis.POPULATION, 15, 15)


def test_the_computed_county_comes_out_as_the_publisher_has_it(
    dataset: Dataset, real_catalogue: dict[str, Definition], raw: pl.DataFrame
) -> None:
    """With the published value for Dalarna taken away, the denominator-weighted mean must land on it."""
    panel = dataset.panel("N00957")
    context = Contexts(dataset, real_catalogue).of("N00957")
    values = panel.values.copy()
    values[dataset.areas.position("0020")] = np.nan
    findings = assess(replace(panel, values=values), context)

    computed = finding_of(findings, "N00957", dataset.areas, "2083", Sex.TOTAL)
    assert computed.county_basis == Basis.DENOMINATOR
    assert computed.county_members == computed.county_size == 15
    assert computed.county == pytest.approx(24.92, abs=0.05)
    # The same sum straight from the raw file.
    cells = raw.filter(
        (pl.col("year") == 2022) & (pl.col("gender") == "T") & pl.col("area_id").cast(pl.String).str.starts_with("20")
    ).with_columns(pl.col("kpi").cast(pl.String))
    days = cells.filter(pl.col("kpi") == "N00957").select("area_id", "value")
    people = cells.filter(pl.col("kpi").is_in(["N01954", "N01955"])).group_by("area_id").agg(n=pl.col("value").sum())
    both = days.join(people, on="area_id")
    assert both.height == 15
    assert computed.county == exactly((both["value"] * both["n"]).sum() / both["n"].sum())


def test_the_quarters_of_all_290_municipalities(country_run: Run) -> None:
    hedemora = found(country_run, "N00957", "2083")

    # 290 values in order. Quarters lie at 1 + 289 × 0.25 = 73.25, 145.5 and 217.75: the 73rd and 74th are 22.35 and
    # 22.56, the 145th and 146th 26.2 and 26.29, the 217th and 218th 29.09 and 29.2.
    assert hedemora.kind_members == 290
    assert (hedemora.kind_minimum, hedemora.kind_maximum) == (9.52, 41.67)
    assert hedemora.kind_lower_quarter == exactly(22.35 + 0.25 * 0.21)
    assert hedemora.kind_median == exactly(26.245)
    assert hedemora.kind_upper_quarter == exactly(29.09 + 0.75 * 0.11)


def test_a_region_is_ranged_among_regions(country_run: Run) -> None:
    dalarna = found(country_run, "N00957", "0020")

    # 21 regions: the smallest Stockholm 16.86, the largest Gävleborg or Västernorrland … 26.96; the 11th is 24.1.
    assert (dalarna.kind_members, dalarna.kind_minimum, dalarna.kind_maximum) == (21, 16.86, 26.96)
    assert dalarna.kind_median == 24.21
    assert dalarna.county_reason == Reason.NOT_APPLICABLE


@pytest.mark.parametrize(("area", "in_2018", "in_2022"), [("2083", 83.0, 79.0), ("0000", 84.0, 80.0)])
def test_an_election_is_compared_with_the_election_before(
    country_run: Run, area: str, in_2018: float, in_2022: float
) -> None:
    turnout = found(country_run, "N05401", area)

    assert (turnout.value, turnout.period) == (in_2022, 2022)
    assert (turnout.previous_value, turnout.previous_period) == (in_2018, 2018)
    assert turnout.change == -4.0
    assert turnout.five_year_reason == Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER
    # Women 80 (85), men 78 (81) in Hedemora.
    if area == "2083":
        assert gap(country_run, "N05401", area).gap_change == (80 - 78) - (85 - 81)


def test_values_repeated_with_a_revision_are_not_measurements(
    dataset: Dataset, real_catalogue: dict[str, Definition]
) -> None:
    """Seen in 2021, the latest election is that of 2018 and the one before 82.839149, not 82.806087 of 2015–2017."""
    panel = dataset.panel("N05401")
    until_2021 = Panel(
        panel.series, panel.areas, panel.periods[:-1], panel.values[:, :-1].copy(), panel.status[:, :-1].copy()
    )
    findings = assess(until_2021, Contexts(dataset, real_catalogue).of("N05401"))
    country = finding_of(findings, "N05401", dataset.areas, "0000", Sex.TOTAL)

    assert (country.period, country.previous_period) == (2018, 2014)
    assert country.change == exactly(84 - 82.839149)


def test_life_expectancy_is_compared_with_five_other_years(country_run: Run) -> None:
    men, women = (found(country_run, series, "2083") for series in ("N00923", "N00925"))

    # 2018–2022 against 2013–2017: men 80.3 and 79.31, women 84.13 and 83.19.
    assert (men.previous_period, women.previous_period) == (2017, 2017)
    assert (men.change, women.change) == (exactly(0.99), exactly(0.94))
    assert (men.five_year_change, women.five_year_change) == (exactly(0.99), exactly(0.94))
    assert gap(country_run, "N00925", "2083").gap_reason == Reason.NOT_SPLIT_BY_SEX


def test_four_years_pooled_with_nothing_published_in_between(country_run: Run) -> None:
    health = found(country_run, "U01405", "2083")

    # 2019–2022 is 69.7. 2021 (2018–2021) shares three years with it; before that comes 2016 (2013–2016): 66.
    assert (health.value, health.period) == (69.7, 2022)
    assert (health.previous_value, health.previous_period) == (66.0, 2016)
    assert health.change == exactly(3.7)
    # Nothing was published for 2017, five years before.
    assert health.five_year_reason == Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER
    # Women 66.9 (63), men 72.4 (69).
    assert gap(country_run, "U01405", "2083").gap == exactly(-5.5)
    assert gap(country_run, "U01405", "2083").gap_change == exactly(0.5)
    # For Dalarna 2018 was published, the latest that shares no year with 2022: 71.3 and 71.
    dalarna = found(country_run, "U01405", "0020")
    assert (dalarna.previous_period, dalarna.change) == (2018, exactly(0.3))


def test_a_change_is_not_stated_across_a_break(dataset: Dataset, real_catalogue: dict[str, Definition]) -> None:
    """Long-term assistance has a new definition from 2017: seen in 2018, five years back is another measure."""
    panel = dataset.panel("N31816")
    keep = [index for index, year in enumerate(panel.periods) if year <= 2018]
    cut = Panel(panel.series, panel.areas, panel.periods[: len(keep)], panel.values[:, keep], panel.status[:, keep])
    context: Context = Contexts(dataset, real_catalogue).of("N31816")
    hedemora = finding_of(assess(cut, context), "N31816", dataset.areas, "2083", Sex.TOTAL)

    assert hedemora.change == exactly(1.446829 - 1.370955)  # 2018 and 2017, both of the new definition
    assert hedemora.five_year_reason == Reason.SERIES_BREAK
    assert hedemora.five_year_change is None


def test_a_count_has_no_average_over_municipalities(country_run: Run) -> None:
    people = found(country_run, "N01951", "2083")

    assert people.value == 15443
    assert people.peers_reason == people.peers_unweighted_reason == Reason.NOT_AVERAGED
    assert people.peers_weighted is None
    assert people.peers_unweighted is None


def test_gotland_is_its_own_county(country_run: Run) -> None:
    gotland = found(country_run, "N31816", "0980")

    assert gotland.county_reason == Reason.WHOLE_COUNTY
    assert gotland.county is None
    # Where the region publishes a value it stands, the county being one municipality or not: ohälsotal 23.58.
    assert found(country_run, "N00957", "0980").county == 23.58
