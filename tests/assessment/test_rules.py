"""The rules on invented figures, whose values are formulas: every reason, and what the engine must not depend on."""

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np
import pytest

from riktmarke.assessment.context import Context, Contexts, comparisons
from riktmarke.assessment.findings import Basis, Finding, Findings, Gap
from riktmarke.assessment.findings_file import finding_of, gap_of
from riktmarke.assessment.rules import assess
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.peers import PeerGroup, PeerGroups
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason
from tests import invented_figures
from tests.invented_figures import level, persons, surveyed, turnout, working_age

WOMEN, MEN, ALL = Sex.FEMALE, Sex.MALE, Sex.TOTAL


@pytest.fixture(scope="module")
def dataset(small_store: Store) -> Dataset:
    return small_store.dataset()


@pytest.fixture(scope="module")
def findings(dataset: Dataset) -> Mapping[str, Findings]:
    contexts = Contexts(dataset, invented_figures.catalogue())
    return {panel.series: assess(panel, contexts.of(panel.series)) for panel in dataset.panels(dataset.series.ids)}


@pytest.fixture(scope="module")
def say(dataset: Dataset, findings: Mapping[str, Findings]) -> "Say":
    return Say(dataset, findings)


class Say:
    """What is said of an area."""

    def __init__(self, dataset: Dataset, findings: Mapping[str, Findings]) -> None:
        self.areas, self.findings = dataset.areas, findings

    def __call__(self, series: str, area: str, group: Sex = ALL) -> Finding:
        return finding_of(self.findings[series], series, self.areas, area, group)

    def gap(self, series: str, area: str) -> Gap:
        return gap_of(self.findings[series], series, self.areas, area)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12)


def reasons_in(findings: Findings) -> set[Reason]:
    codes = [getattr(findings, f.name) for f in fields(findings) if f.name.endswith("_reason")]
    return {Reason(int(code)) for column in codes for code in np.unique(column)}


def test_every_reason_is_given_at_least_once(findings: Mapping[str, Findings]) -> None:
    assert set().union(*map(reasons_in, findings.values())) == set(Reason)


# Where each reason belongs: series, area, group, which reason, why.
REASONS = [
    ("N90001", "9101", ALL, "value_reason", Reason.SAID),
    ("N90024", "9101", ALL, "peers_reason", Reason.NOT_WEIGHED),
    ("N90024", "9101", ALL, "county_reason", Reason.NOT_WEIGHED),
    ("N90024", "9101", ALL, "peers_unweighted_reason", Reason.SAID),
    ("N90004", "9101", WOMEN, "value_reason", Reason.NEVER_PUBLISHED),
    ("N90002", "0091", ALL, "value_reason", Reason.NEVER_PUBLISHED),
    ("N90020", "9101", ALL, "change_reason", Reason.NO_DEFINITION),
    ("N90020", "9101", ALL, "five_year_reason", Reason.NO_DEFINITION),
    ("N90011", "9101", ALL, "change_reason", Reason.NO_EARLIER_MEASUREMENT),
    ("N90003", "9101", ALL, "five_year_reason", Reason.SAID),  # 2022 and 2017 are there
    ("N90015", "9101", ALL, "five_year_reason", Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER),  # 2017 is not
    ("N90005", "9101", ALL, "five_year_reason", Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER),  # no election in 2017
    ("N90001", "9106", ALL, "five_year_reason", Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER),  # not founded in 2017
    ("N90019", "9101", ALL, "five_year_reason", Reason.OVERLAPPING_WINDOWS),
    ("N90008", "9101", ALL, "change_reason", Reason.SAID),  # 2022 and 2021, both since the break
    ("N90008", "9101", ALL, "five_year_reason", Reason.SERIES_BREAK),
    ("N90012", "9101", ALL, "country_reason", Reason.COMPARATOR_NOT_PUBLISHED),
    ("N90001", "0000", ALL, "country_reason", Reason.NOT_APPLICABLE),
    ("N90001", "0000", ALL, "peers_reason", Reason.NOT_APPLICABLE),
    ("N90001", "0000", ALL, "kind_reason", Reason.NOT_APPLICABLE),
    ("N90001", "0091", ALL, "county_reason", Reason.NOT_APPLICABLE),
    ("N90002", "9301", ALL, "county_reason", Reason.WHOLE_COUNTY),
    ("N90001", "9301", ALL, "county_reason", Reason.SAID),  # published, and so not computed from itself
    ("N90012", "9101", ALL, "county_reason", Reason.TOO_LITTLE_COVERED),
    ("N90012", "9102", ALL, "peers_reason", Reason.TOO_LITTLE_COVERED),
    ("N90001", "9103", ALL, "peers_reason", Reason.NO_SIMILAR_GROUP),
    ("N90001", "9103", ALL, "peers_unweighted_reason", Reason.NO_SIMILAR_GROUP),
    ("N90018", "9101", WOMEN, "county_reason", Reason.NO_WEIGHTS),  # its denominator has no sex
    ("N90018", "9101", WOMEN, "peers_unweighted_reason", Reason.SAID),  # a plain mean needs none
    ("N90010", "9101", ALL, "county_reason", Reason.NOT_AVERAGED),
    ("N90010", "9101", ALL, "peers_reason", Reason.NOT_AVERAGED),
    ("N90010", "9101", ALL, "peers_unweighted_reason", Reason.NOT_AVERAGED),
    ("N90001", "0091", ALL, "kind_reason", Reason.TOO_FEW_AREAS),
    ("N90012", "9101", ALL, "kind_reason", Reason.TOO_FEW_AREAS),
]


@pytest.mark.parametrize("case", REASONS, ids=lambda case: "-".join(map(str, case)))
def test_the_reason_is(say: Say, case: tuple[str, str, Sex, str, Reason]) -> None:
    series, area, group, name, reason = case

    assert getattr(say(series, area, group), name) == reason


@pytest.mark.parametrize(
    ("series", "reason"), [("N90004", Reason.NOT_SPLIT_BY_SEX), ("N90016", Reason.NOT_SPLIT_BY_SEX)]
)
def test_a_gap_needs_both_women_and_men(say: Say, series: str, reason: Reason) -> None:
    gap = say.gap(series, "9101")

    assert (gap.gap, gap.gap_reason, gap.gap_change_reason, gap.gap_five_year_reason) == (None, reason, reason, reason)


def test_a_figure_is_missing_exactly_where_there_is_a_reason(findings: Mapping[str, Findings]) -> None:
    figure_of = {
        "value_reason": "value",
        "change_reason": "change",
        "five_year_reason": "five_year_change",
        "country_reason": "country",
        "county_reason": "county",
        "peers_reason": "peers_weighted",
        "peers_unweighted_reason": "peers_unweighted",
        "kind_reason": "kind_median",
        "gap_reason": "gap",
        "gap_change_reason": "gap_change",
        "gap_five_year_reason": "gap_five_year_change",
    }
    assert set(figure_of) == {f.name for f in fields(Findings) if f.name.endswith("_reason")}
    for found in findings.values():
        for reason, figure in figure_of.items():
            assert np.array_equal(getattr(found, reason) != Reason.SAID, np.isnan(getattr(found, figure))), figure


def test_a_series_without_a_definition_never_has_a_change(findings: Mapping[str, Findings]) -> None:
    undefined = [s.id for s in invented_figures.SERIES if s.definition is None]
    assert len(undefined) >= 4
    for series in undefined:
        found = findings[series]
        for name in (
            "change",
            "five_year_change",
            "previous_value",
            "gap_change",
            "gap_five_year_change",
            "previous_gap",
        ):
            assert np.isnan(getattr(found, name)).all()
        assert set(np.unique(found.change_reason)) <= {Reason.NO_DEFINITION, Reason.NEVER_PUBLISHED}


def test_the_latest_value_its_change_and_the_country(say: Say) -> None:
    women = say("N90001", "9102", WOMEN)

    assert (women.value, women.period) == (level("9102", 2022, "K"), 2022)
    assert women.change == near(level("9102", 2022, "K") - level("9102", 2021, "K"))
    assert women.five_year_change == near(level("9102", 2022, "K") - level("9102", 2017, "K"))
    assert women.country == level("0000", 2022, "K")
    assert (women.county, women.county_basis) == (level("0091", 2022, "K"), Basis.PUBLISHED)


def test_an_unpublished_county_is_weighted_by_that_sexs_denominator(say: Say) -> None:
    county = ["9201", "9202", "9203", "9204", "9205"]
    weights = [working_age(m, 2022, "M") for m in county]
    men = say("N90002", "9203", MEN)

    assert men.county == near(np.average([level(m, 2022, "M") for m in county], weights=weights))
    assert (men.county_basis, men.county_members, men.county_size) == (Basis.DENOMINATOR, 5, 5)


def test_without_a_denominator_the_weight_is_that_sexs_population(say: Say) -> None:
    weights = [persons(m, 2022, "K") for m in invented_figures.SIMILAR["9101"]]
    values = [level(m, 2022, "K") for m in invented_figures.SIMILAR["9101"]]
    women = say("N90003", "9101", WOMEN)

    assert women.peers_weighted == near(np.average(values, weights=weights))
    assert women.peers_unweighted == near(np.mean(values))
    assert (women.peers_basis, women.peers_members, women.peers_size) == (Basis.POPULATION, 3, 3)


def test_members_without_a_value_are_counted_as_such(say: Say) -> None:
    """Two of county 91's six have a value: a fifth of its people, too little to stand for it."""
    assert (say("N90012", "9101").county_members, say("N90012", "9101").county_size) == (2, 6)


def test_an_election_is_compared_with_the_one_before(say: Say) -> None:
    for area in ("9101", "0000"):
        found = say("N90005", area)
        assert (found.period, found.previous_period) == (2022, 2018)
        assert found.change == near(turnout(area, 2022, "T") - turnout(area, 2018, "T"))


def test_windows_of_five_years_are_compared_five_years_apart(say: Say) -> None:
    found = say("N90006", "9101")

    assert found.previous_period == 2017
    assert found.change == found.five_year_change == near(level("9101", 2022, "T") - level("9101", 2017, "T"))


def test_windows_with_years_unpublished_are_compared_with_the_last_that_shares_no_year(say: Say) -> None:
    found = say("N90015", "9101")

    assert (found.period, found.previous_period) == (2022, 2016)


def test_a_survey_of_every_second_year_is_compared_in_the_year_it_was_made(say: Say) -> None:
    asked = {area: say("N90007", area).period for area in ("9101", "9102")}
    assert sorted(asked.values()) == [2021, 2022]
    for area, year in asked.items():
        found = say("N90007", area)
        assert found.previous_period == year - 2
        assert found.change == near(surveyed(area, year, "T") - surveyed(area, year - 2, "T"))
        assert found.country == surveyed("0000", year, "T")


def test_nothing_is_compared_across_a_break(dataset: Dataset) -> None:
    panel = cut(dataset.panel("N90008"), last=2019)
    found = finding_of(
        assess(panel, Contexts(dataset, invented_figures.catalogue()).of("N90008")),
        "N90008",
        dataset.areas,
        "9101",
        ALL,
    )

    assert (found.period, found.previous_period) == (2019, 2018)
    assert found.change_reason == Reason.SERIES_BREAK


def test_a_window_that_reaches_across_a_break_is_no_measure_of_a_change(dataset: Dataset) -> None:
    rule = Measurement(window_years=3, breaks=(2020,))
    found = finding_of(
        assess(dataset.panel("N90006"), with_rule(dataset, "N90006", rule)), "N90006", dataset.areas, "9101", ALL
    )
    # 2020–2022 is all new; 2019 (2017–2019) all old.
    assert (found.previous_period, found.change_reason) == (2019, Reason.SERIES_BREAK)

    panel = cut(dataset.panel("N90006"), last=2021)
    early = finding_of(assess(panel, with_rule(dataset, "N90006", rule)), "N90006", dataset.areas, "9101", ALL)
    # 2019–2021 holds a year of the old definition itself.
    assert early.change_reason == Reason.SERIES_BREAK


def test_a_gap_of_windows_is_counted_on_the_years_both_have(dataset: Dataset) -> None:
    """Women to 2022, men to 2021, windows of five: kept apart they never meet, together 2021 and 2016 do."""
    panel = dataset.panel("N90006")
    values = panel.values.copy()
    values[:, panel.periods.index(2022), 2] = np.nan
    found = gap_of(
        assess(replace(panel, values=values), with_rule(dataset, "N90006", Measurement(window_years=5))),
        "N90006",
        dataset.areas,
        "9101",
    )

    assert (found.gap_period, found.previous_gap_period) == (2021, 2016)
    assert found.gap == near(level("9101", 2021, "K") - level("9101", 2021, "M"))


def test_a_gap_is_new_when_only_one_side_was_measured_differently(dataset: Dataset) -> None:
    """Women came out the same in 2022 as in 2021; men did not, so 2022 is a measurement of the gap."""
    panel = dataset.panel("N90001")
    values = panel.values.copy()
    values[:, -1, 1] = values[:, -2, 1]
    found = gap_of(
        assess(replace(panel, values=values), with_rule(dataset, "N90001", Measurement(repeats_at_most=2))),
        "N90001",
        dataset.areas,
        "9101",
    )

    assert found.gap_period == 2022
    assert found.gap == near(level("9101", 2021, "K") - level("9101", 2022, "M"))


def test_the_same_input_gives_the_same_output_and_leaves_the_input_alone(dataset: Dataset) -> None:
    contexts = Contexts(dataset, invented_figures.catalogue())
    for series in dataset.series.ids:
        panel, context = dataset.panel(series), contexts.of(series)
        before, weights = panel.values.copy(), context.weights.values.copy()
        one, two = assess(panel, context), assess(panel, context)
        assert same(one, two)
        assert np.array_equal(panel.values, before, equal_nan=True)
        assert np.array_equal(context.weights.values, weights, equal_nan=True)


def test_the_order_of_areas_does_not_matter(dataset: Dataset) -> None:
    order = np.random.default_rng(3).permutation(len(dataset.areas))
    table = AreaTable(tuple(dataset.areas.areas[index] for index in order))
    who = comparisons(table, dataset.peers)
    contexts = Contexts(dataset, invented_figures.catalogue())
    for series in dataset.series.ids:
        plain = assess(dataset.panel(series), contexts.of(series))
        context = contexts.of(series)
        other = assess(
            moved(dataset.panel(series), order, table),
            replace(context, comparisons=who, weights=moved(context.weights, order, table)),
        )
        for f in fields(Findings):
            ours, theirs = getattr(other, f.name), getattr(plain, f.name)[order]
            assert np.allclose(ours, theirs, rtol=1e-12, equal_nan=True), (series, f.name)


def test_a_panel_without_a_single_value_says_so_everywhere(dataset: Dataset) -> None:
    panel = dataset.panel("N90001")
    empty = replace(panel, values=np.full_like(panel.values, np.nan))
    found = assess(empty, Contexts(dataset, invented_figures.catalogue()).of("N90001"))

    assert reasons_in(found) == {Reason.NEVER_PUBLISHED, Reason.NOT_SPLIT_BY_SEX}
    assert not np.any(found.period)
    assert np.isnan(found.value).all()


def test_a_country_of_one_municipality_is_assessed(dataset: Dataset) -> None:
    areas = AreaTable((Area("9101", "Exempelby", AreaKind.MUNICIPALITY, "0091"),))
    values = np.array([[[1.0, 2.0, 3.0], [2.0, 4.0, 3.0]]])
    panel = Panel("X", areas, (2021, 2022), values, np.ones_like(values, dtype=np.uint8))
    context = Context(
        comparisons(areas, PeerGroups((PeerGroup("G", "9101", "övergripande", 2025, ("9999",)),))),
        panel,
        Basis.POPULATION,
        invented_figures.definition("X"),
    )
    found = finding_of(assess(panel, context), "X", areas, "9101", WOMEN)

    assert (found.value, found.change) == (4.0, 2.0)
    assert found.country_reason == Reason.COMPARATOR_NOT_PUBLISHED
    assert found.county_reason == Reason.WHOLE_COUNTY
    assert found.peers_reason == Reason.COMPARATOR_NOT_PUBLISHED
    assert found.kind_reason == Reason.TOO_FEW_AREAS


def with_rule(dataset: Dataset, series: str, measurement: Measurement) -> Context:
    defined: dict[str, Definition] = {series: invented_figures.definition(series, measurement=measurement)}
    return Contexts(dataset, defined).of(series)


def cut(panel: Panel, *, last: int) -> Panel:
    keep = panel.periods.index(last) + 1
    return Panel(panel.series, panel.areas, panel.periods[:keep], panel.values[:, :keep], panel.status[:, :keep])


def moved(panel: Panel, order: np.ndarray, table: AreaTable) -> Panel:
    return Panel(panel.series, table, panel.periods, panel.values[order], panel.status[order])


def same(one: Findings, two: Findings) -> bool:
    pairs = [(getattr(one, f.name), getattr(two, f.name)) for f in fields(Findings)]
    return all(np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in pairs)
