"""A catalogue that shows every habit of official series once, and a country made for it."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.governance.definitions import Cut, Definition, Measurement
from riktmarke.sources.example_country.generating import GeneratedCountry, generate
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.observations import Observations
from riktmarke.statistics.panels import Panel, build_panel
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

ADULTS = ("N01955",)
RECIPE = Recipe(seed=7, municipalities=40, counties=4, plain_series=2, share_missing=0.05)


def habits() -> dict[str, Definition]:
    """Return a definition for each habit."""
    worse_when_high = {"polarity": Polarity.LOWER_IS_BETTER}
    men_not_shown = {"split_by_sex": False, "not_split_by_sex": "För att pröva."}
    given: dict[str, dict[str, object]] = {
        "share": {"denominators": ADULTS, **worse_when_high},
        "rate": {"unit": Unit.PER_100_000, "smallest_difference": 60.0, "decimals": 0, **worse_when_high},
        "mean": {"unit": Unit.DAYS, "denominators": ADULTS, **worse_when_high},
        "count": {"unit": Unit.PERSONS, "averaged": False, "decimals": 0, "polarity": Polarity.NO_JUDGEMENT},
        "amount": {"unit": Unit.TONNES_CO2E, "averaged": False, "smallest_difference": 100.0, **men_not_shown},
        "window": {
            "measurement": Measurement(window_years=4),
            "denominators": ADULTS,
            "uncertainty_series": "window-u",
            "decimals": 3,
        },
        "vote": {"measurement": Measurement(schedule=(1998, 4)), "denominators": ADULTS, "decimals": 3},
        "survey": {"measurement": Measurement(repeats_at_most=2), "denominators": ADULTS, "decimals": 3},
        "survey-break": {"measurement": Measurement(repeats_at_most=3, breaks=(2013,)), "denominators": ADULTS},
        "break": {"measurement": Measurement(breaks=(2012,)), "denominators": ADULTS, "decimals": 3},
        "window-break": {"measurement": Measurement(window_years=3, breaks=(2012,)), "denominators": ADULTS},
        "every-second": {"periodicity_years": 2, "denominators": ADULTS},
        "women": {"covers_sex": Sex.FEMALE, "denominators": ADULTS, **men_not_shown},
        "life": {
            "unit": Unit.YEARS,
            "cuts": (Cut(Dimension.SEX, "F", "life-f"), Cut(Dimension.SEX, "M", "life-m")),
            "measurement": Measurement(window_years=5),
        },
        "groups": {
            "denominators": ADULTS,
            "decimals": 4,
            "smallest_difference": 1.0,
            "cuts": (
                Cut(Dimension.ORIGIN, "native_born", "groups-native"),
                Cut(Dimension.ORIGIN, "foreign_born", "groups-foreign"),
                Cut(Dimension.EDUCATION, "primary", "groups-primary"),
                Cut(Dimension.EDUCATION, "tertiary", "groups-tertiary"),
            ),
            **worse_when_high,
        },
        "other-denominator": {"denominators": ("N99999",)},
    }
    return {series: definition(series, **what) for series, what in given.items()}


@dataclass(frozen=True)
class Country:
    """A made country and its series as arrays over all its published years."""

    made: GeneratedCountry
    recipe: Recipe

    @property
    def areas(self) -> AreaTable:
        return self.made.delivery.areas

    def panel(self, series: str) -> Panel:
        """Return a series over all years of the recipe, as the engine would read it."""
        o: Observations = self.made.delivery.observations
        ids = [description.id for description in self.made.delivery.descriptions]
        rows = o.series == ids.index(series)
        panel = build_panel(
            series,
            self.areas,
            area=o.area[rows],
            period=o.period[rows],
            group=o.group[rows],
            value=o.value[rows],
            status=o.status[rows],
        )
        before, after = panel.periods[0] - self.recipe.first_year, self.recipe.last_year - panel.periods[-1]
        pad = [(0, 0), (before, after), (0, 0)]
        return Panel(
            series,
            self.areas,
            self.recipe.years,
            np.pad(panel.values, pad, constant_values=np.nan),
            np.pad(panel.status, pad),
        )

    def values(self, series: str) -> NDArray[np.float64]:
        """Return the values, of shape (areas, years, groups)."""
        return self.panel(series).values

    @property
    def municipalities(self) -> slice:
        """Where the municipalities lie along the areas."""
        return slice(len(self.areas) - self.recipe.municipalities, None)


@pytest.fixture(scope="session")
def country() -> Country:
    """The country of `RECIPE`, made once."""
    return Country(generate(RECIPE, habits()), RECIPE)
