"""The account of a municipality holds what its parts say, and leaves out what cannot be told."""

import numpy as np
import pytest

from riktmarke.assessment.composites.account import CompositeAccount, composite_account
from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.assessment.composites.scores import OVERALL
from riktmarke.vocabulary.errors import UnknownArea
from tests.assessment.challenges.making import who
from tests.assessment.composites.making import (
    COMPANIES,
    COUNTY_2020,
    CRIME_2020,
    OWN,
    SAFETY_2020,
    figures,
)

NAN = np.nan


def told(held: CompositeFigures | None = None, area: str = OWN, **how: object) -> CompositeAccount:
    chosen = held or figures({name: np.stack([values] * 3, axis=1) for name, values in COUNTY_2020.items()})
    return composite_account(chosen, who(4), area, **how)  # type: ignore[arg-type]


def test_each_score_is_told_by_year_together_and_for_the_county() -> None:
    found = told().scores
    assert list(found) == ["crime", "safety", OVERALL]
    crime = found["crime"]
    assert [(one.first, one.last, one.rank) for one in crime.history] == [
        (2020, 2020, 1),
        (2021, 2021, 1),
        (2022, 2022, 1),
    ]
    assert [one.score for one in crime.county] == pytest.approx(sorted(CRIME_2020, reverse=True))
    assert [one.area for one in found["safety"].county] == ["3004", "3001", "3002", "3003"]
    assert crime.latest == crime.history[-1]
    assert crime.together is not None
    assert (crime.together.first, crime.together.last) == (2020, 2022)
    assert crime.together.se == pytest.approx(crime.latest.se / 3**0.5)
    assert crime.changed is not None
    assert crime.changed.changed == 0
    assert crime.what is not None
    assert crime.weights.members.tolist() == crime.members.tolist()


def test_other_weights_of_the_dimensions_move_only_the_overall_score() -> None:
    found = told(dimension_weights={"crime": 0, "safety": 1}).scores
    assert found[OVERALL].latest.score == pytest.approx(SAFETY_2020[0])
    assert found["crime"].latest.score == pytest.approx(CRIME_2020[0])


def test_what_cannot_be_told_is_not_there() -> None:
    assert list(told(audience=COMPANIES).scores) == ["crime"]
    gap = figures({**COUNTY_2020, "S1": [NAN, 50.0, 40.0, 70.0]})
    assert list(told(gap).scores) == ["crime"]
    one = told(gap).scores["crime"]
    assert (one.together, one.changed, len(one.history)) == (None, None, 1)


def test_the_same_figures_give_the_same_account() -> None:
    assert told().scores[OVERALL].county == told().scores[OVERALL].county


def test_who_is_no_municipality_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a municipality"):
        told(area="0030")
    with pytest.raises(UnknownArea):
        told(area="9999")


def test_one_score_may_be_told_alone_and_without_what_would_change_it() -> None:
    alone = told(keys=("safety",), changes=False).scores
    assert list(alone) == ["safety"]
    assert alone["safety"].what is None
    assert alone["safety"].history == told().scores["safety"].history


def test_three_years_together_are_set_beside_the_three_before_where_the_parts_are_the_same() -> None:
    """C1 goes from 120 to 100, two steps of which it weighs three quarters: 1.5 steps; √(2 · 0.1² · w² / 3) by hand."""
    crime = np.array([[120.0] * 3 + [100.0] * 3, *[[100.0] * 6] * 3])
    values = {"C1": crime, "C2": np.full((4, 6), 200.0), "S1": np.full((4, 6), 50.0), "S2": np.full((4, 6), 80.0)}
    changed = told(figures(values)).scores["crime"].changed_together
    assert changed is not None
    assert changed.changed == pytest.approx(1.5)
    assert changed.se == pytest.approx((2 * 0.01 * (0.75**2 + 0.25**2) / 3) ** 0.5)
    values["C2"][0, 1] = NAN  # a part without a value in one of them
    assert told(figures(values)).scores["crime"].changed_together is None
    assert told().scores["crime"].changed_together is None  # three years in all
