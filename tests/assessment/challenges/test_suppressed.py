"""What a source has suppressed is never said, and what is older is not told as if nothing had been hidden since."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.challenges.kinds import ClaimKind, Group, Listing, Undecided, group_of
from riktmarke.assessment.challenges.runs import ChallengeRun, run_challenges
from riktmarke.governance.definitions import Cut, Definition, Measurement
from riktmarke.sources.example_country.generating import write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.groups import Dimension
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import (
    ALL,
    MEN,
    NORMAL,
    SUPPRESSED,
    WOMEN,
    codes,
    every_claim,
    figures_of,
    only,
    who,
)
from tests.fixtures_figures import RECEIVED, silent
from tests.invented_figures import definition

nan = np.nan
LOWER = {"polarity": Polarity.LOWER_IS_BETTER, "denominators": ("N01955",)}
CATALOGUE: dict[str, Definition] = {
    "N1": definition("N1", **LOWER),
    "N2": definition("N2", unit=Unit.PER_100_000, decimals=0, smallest_difference=60.0, **LOWER),
    "N3": definition("N3", measurement=Measurement(repeats_at_most=2), **LOWER),
    "N4": definition(
        "N4",
        cuts=(Cut(Dimension.ORIGIN, "native_born", "N4-n"), Cut(Dimension.ORIGIN, "foreign_born", "N4-f")),
        **LOWER,
    ),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> ChallengeRun:
    """An example country where values with fewer than eighty events or persons behind them are suppressed."""
    folder = tmp_path_factory.mktemp("suppressed")
    recipe = Recipe(seed=11, municipalities=40, counties=4, plain_series=0, suppress_below=80, share_missing=0.03)
    store = Store(folder / "store")
    file = write_recipe(folder / "recipe.json", recipe, CATALOGUE)
    import_from("example-country", file, store, at=RECEIVED, progress=silent)
    return run_challenges(store, CATALOGUE, plans={}, at=RECEIVED, progress=silent)


@pytest.fixture(scope="module")
def figures(run: ChallengeRun) -> dict[str, IndicatorFigures]:
    found = {
        name: read_figures(run.dataset, definition_, run.dataset.population) for name, definition_ in CATALOGUE.items()
    }
    return {name: one for name, one in found.items() if one is not None}


def municipalities(run: ChallengeRun) -> Iterator[tuple[int, str]]:
    for area in run.dataset.areas.of_kind(AreaKind.MUNICIPALITY):
        yield run.dataset.areas.position(area.code), area.code


def last_row(figures: IndicatorFigures, group: int, place: int) -> int:
    """Return the year of the last row that the source has of a group in an area, -1 for none."""
    rows = np.flatnonzero(figures.status[group, place] > 0)
    return int(rows[-1]) if rows.size else -1


def test_there_is_much_to_hide_and_something_to_say(run: ChallengeRun, figures: dict[str, IndicatorFigures]) -> None:
    cells = np.concatenate([one.status.ravel() for one in figures.values()])
    claims = sum(
        len(finding.claims) for _, code in municipalities(run) for finding in run.of(code).by_indicator.values()
    )

    assert set(figures) == set(CATALOGUE)
    assert 0.05 < np.mean(cells[cells > 0] == SUPPRESSED) < 0.6
    assert claims > 5000


def test_no_claim_is_about_a_suppressed_cell(run: ChallengeRun, figures: dict[str, IndicatorFigures]) -> None:
    """Neither the own value nor the other group's is of a suppressed year, and the value is the year's."""
    one_year = (ClaimKind.LEVEL, ClaimKind.GAP)
    for place, code in municipalities(run):
        for name, finding in run.of(code).by_indicator.items():
            given = figures[name]
            for claim in finding.claims:
                for key in filter(None, (claim.group, claim.other)):
                    row, year = given.groups.index(group_of(key)), given.years.index(claim.period)
                    assert given.status[row, place, year] not in (0, SUPPRESSED)
                    for period in filter(None, (claim.first_period, claim.first_until, claim.last_from)):
                        assert given.status[row, place, given.years.index(period)] not in (0, SUPPRESSED)
                if claim.kind in one_year:
                    row = given.groups.index(group_of(claim.group))
                    assert claim.value == given.values[row, place, given.years.index(claim.period)]


def test_nothing_is_claimed_of_a_group_whose_latest_value_is_suppressed(
    run: ChallengeRun, figures: dict[str, IndicatorFigures]
) -> None:
    """Whatever was published of it before: the last that is known of it is that nobody may know."""
    hidden = 0
    for place, code in municipalities(run):
        for name, finding in run.of(code).by_indicator.items():
            given = figures[name]
            for row, group in enumerate(given.groups):
                last = last_row(given, row, place)
                if last >= 0 and given.status[row, place, last] == SUPPRESSED:
                    hidden += 1
                    assert not [c for c in finding.claims if group.key in (c.group, c.other)]
    assert hidden > 50


def test_an_indicator_whose_latest_value_is_suppressed_is_listed_as_such(
    run: ChallengeRun, figures: dict[str, IndicatorFigures]
) -> None:
    listed = 0
    for place, code in municipalities(run):
        for name, finding in run.of(code).by_indicator.items():
            last = last_row(figures[name], 0, place)
            if last >= 0 and figures[name].status[0, place, last] == SUPPRESSED:
                listed += 1
                assert (finding.listing, finding.undecided) == (Listing.UNDECIDED, Undecided.SUPPRESSED)
            else:
                assert finding.undecided is not Undecided.SUPPRESSED
    assert listed > 10


NAMES = codes(3)
WHO = who(3, similar={"3001": ("3002", "3003")})


def by_hand(status: dict[tuple[Group, int], int]) -> IndicatorFigures:
    """Return two years of everyone, women and men, 3001 far worse than others; `status` of some of its cells."""
    groups = (ALL, WOMEN, MEN)
    values = np.broadcast_to(np.array([25.0, 25.0, 90.0, 20.0, 20.0])[None, :, None], (3, 5, 2)).copy()
    values[1] += 5
    codes_ = np.full(values.shape, NORMAL, dtype=np.uint8)
    for (group, year), code in status.items():
        codes_[groups.index(group), NAMES.index("3001"), year] = code
        values[groups.index(group), NAMES.index("3001"), year] = nan
    figures = figures_of(values, groups=groups, published=1.0, status=codes_)
    return replace(figures, definition=replace(figures.definition, smallest_difference=1.0))


def groups_told(figures: IndicatorFigures) -> set[str]:
    found = only(every_claim(figures, WHO), area=NAMES.index("3001"))
    return {*found.group.tolist(), *found.other.tolist()} - {""}


def test_of_women_whose_latest_value_is_hidden_neither_level_nor_gap_is_told() -> None:
    assert groups_told(by_hand({})) == {"_T", "F", "M"}
    assert groups_told(by_hand({(WOMEN, 1): SUPPRESSED})) == {"_T", "M"}


def test_what_was_hidden_before_and_is_shown_today_is_told() -> None:
    assert groups_told(by_hand({(WOMEN, 0): SUPPRESSED})) == {"_T", "F", "M"}


def test_what_the_source_simply_has_no_row_of_is_told_with_its_own_year() -> None:
    """A missing row is not a hidden one: women's latest is the year before, and says so."""
    found = only(every_claim(by_hand({(WOMEN, 1): 0}), WHO), area=NAMES.index("3001"), group="F", kind=ClaimKind.LEVEL)

    assert set(found.period.tolist()) == {2010}
