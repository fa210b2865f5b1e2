"""Whom a municipality is compared with: means worked out by hand, and what is left out of them."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Against
from riktmarke.assessment.challenges.references import Reference, references
from riktmarke.assessment.challenges.uncertainty import Uncertainty
from riktmarke.assessment.context import Comparisons
from tests.assessment.challenges.making import DAYS, codes, figures_of, who

nan = np.nan
# The country, two regions, four municipalities in the first county and one in the other.
COUNTIES = (4, 1)
OWN, A, B, C, ALONE = (codes(*COUNTIES).index(code) for code in ("3001", "3002", "3003", "3004", "3101"))
VALUES = {OWN: 10.0, A: 20.0, B: 30.0, C: 60.0, ALONE: 5.0}
PEOPLE = {OWN: 1_000.0, A: 2_000.0, B: 3_000.0, C: 5_000.0, ALONE: 4_000.0}


def one_year(values: dict[int, float], *, nobody: float = nan) -> np.ndarray:
    """Return a year of values, (areas, 1): the country's is 25."""
    column = np.full((len(codes(*COUNTIES)), 1), nobody)
    column[0] = 25.0
    for place, value in values.items():
        column[place] = value
    return column


def compared(
    values: dict[int, float],
    *,
    people: dict[int, float] = PEOPLE,
    similar: tuple[str, ...] = ("3002", "3003", "3101"),
    se: dict[int, float] | None = None,
    comparisons: Comparisons | None = None,
    figures: IndicatorFigures | None = None,
) -> dict[Against, Reference]:
    weights = one_year(people)
    weights[0] = 15_000.0
    figures = figures or figures_of(one_year(values), inhabitants=weights)
    error = one_year(se or dict.fromkeys(VALUES, 1.0), nobody=1.0)[None]
    uncertainty = Uncertainty(error, np.zeros(error.shape, dtype=np.uint8), np.full(error.shape, 1e6))
    return references(figures, uncertainty, comparisons or who(*COUNTIES, similar={"3001": similar}))


def of(reference: Reference, name: str, area: int = OWN) -> float:
    return float(getattr(reference, name)[0, area, 0])


def test_similar_municipalities_are_weighed_by_their_people() -> None:
    """(2·20 + 3·30 + 4·5) / 9 = 150 / 9; unweighted (20 + 30 + 5) / 3."""
    similar = compared(VALUES)[Against.SIMILAR]

    assert of(similar, "value") == pytest.approx(150 / 9)
    assert of(similar, "unweighted") == pytest.approx(55 / 3)
    assert (of(similar, "members"), of(similar, "size"), of(similar, "own_share")) == (3, 3, 0)


def test_a_weighted_mean_is_as_uncertain_as_its_members_make_it() -> None:
    """√((2·1)² + (3·2)² + (4·0.5)²) / 9 = √44 / 9."""
    similar = compared(VALUES, se={A: 1.0, B: 2.0, ALONE: 0.5})[Against.SIMILAR]

    assert of(similar, "se") == pytest.approx(np.sqrt(44) / 9)


def test_members_without_a_value_are_left_out_and_counted() -> None:
    """Without Alone 5 of 9 thousand people are left: (2·20 + 3·30) / 5 = 26."""
    similar = compared({**VALUES, ALONE: nan})[Against.SIMILAR]

    assert of(similar, "value") == pytest.approx(26)
    assert of(similar, "unweighted") == pytest.approx(25)
    assert (of(similar, "members"), of(similar, "size")) == (2, 3)


def test_a_mean_of_less_than_half_of_the_people_is_none() -> None:
    """Only A and B of A, B and C are there: exactly half of ten thousand is enough, a person less is not."""
    similar = ("3002", "3003", "3004")

    assert of(compared({**VALUES, C: nan}, similar=similar)[Against.SIMILAR], "value") == pytest.approx(26)
    fewer = {**PEOPLE, A: 1_999.0}
    without = compared({**VALUES, C: nan}, people=fewer, similar=similar)[Against.SIMILAR]
    assert np.isnan([of(without, "value"), of(without, "se")]).all()
    assert of(without, "unweighted") == pytest.approx(25)


def test_the_rest_of_the_county_leaves_the_municipality_itself_out() -> None:
    """Own: (2·20 + 3·30 + 5·60) / 10 = 43. A: (1·10 + 3·30 + 5·60) / 9 = 400 / 9."""
    county = compared(VALUES, se={OWN: 3.0, A: 1.0, B: 2.0, C: 1.0})[Against.COUNTY]

    assert of(county, "value") == pytest.approx(43)
    assert of(county, "value", A) == pytest.approx(400 / 9)
    assert of(county, "unweighted") == pytest.approx(110 / 3)
    assert of(county, "se") == pytest.approx(np.sqrt(4 + 36 + 25) / 10)
    assert of(county, "se", A) == pytest.approx(np.sqrt(9 + 36 + 25) / 9)
    assert (of(county, "members"), of(county, "size")) == (3, 3)


def test_the_rest_of_the_county_is_the_same_whatever_the_own_value_is() -> None:
    plain = compared(VALUES)[Against.COUNTY]
    for own in (0.0, 1e9, nan):
        other = compared({**VALUES, OWN: own})[Against.COUNTY]
        assert of(other, "value") == pytest.approx(of(plain, "value"), rel=1e-6)
        assert of(other, "members") == 3


def test_a_county_of_one_municipality_has_no_rest() -> None:
    county = compared(VALUES)[Against.COUNTY]

    assert np.isnan([of(county, "value", ALONE), of(county, "se", ALONE), of(county, "unweighted", ALONE)]).all()
    assert (of(county, "members", ALONE), of(county, "size", ALONE)) == (0, 0)


def test_the_rest_of_the_county_needs_half_of_its_own_people() -> None:
    """Without C half of the ten thousand others are there; without B and C a fifth."""
    assert of(compared({**VALUES, C: nan})[Against.COUNTY], "value") == pytest.approx(26)
    assert np.isnan(of(compared({**VALUES, B: nan, C: nan})[Against.COUNTY], "value"))


def test_a_municipality_is_a_part_of_the_country() -> None:
    """1 000 of 15 000 people; the country is measured whole and has no uncertainty."""
    country = compared(VALUES)[Against.COUNTRY]

    assert (of(country, "value"), of(country, "se")) == (25, 0)
    assert of(country, "own_share") == pytest.approx(1 / 15)
    assert np.isnan(of(country, "unweighted"))


def test_counts_are_not_compared() -> None:
    counts = figures_of(one_year(VALUES), of=replace(DAYS, averaged=False))

    assert compared({}, figures=counts) == {}


def test_the_country_is_left_out_where_it_is_not_comparable_or_not_there() -> None:
    apart = figures_of(one_year(VALUES), of=replace(DAYS, country_not_comparable="Den mäts på ett annat sätt."))

    assert Against.COUNTRY not in compared({}, figures=apart)
    without = who(*COUNTIES, country=False)
    uncertainty = Uncertainty(np.ones((1, 7, 1)), np.zeros((1, 7, 1), dtype=np.uint8), np.ones((1, 7, 1)))
    assert Against.COUNTRY not in references(figures_of(one_year(VALUES)[1:]), uncertainty, without)


def test_lakes_are_not_weighed_by_inhabitants() -> None:
    """(20 + 30 + 5) / 3 for similar ones, (20 + 30 + 60) / 3 for the rest of the county."""
    lakes = figures_of(
        one_year(VALUES), of=replace(DAYS, weighed_by_inhabitants=False), inhabitants=one_year(PEOPLE, nobody=1.0)
    )
    found = compared({}, figures=lakes)

    assert of(found[Against.SIMILAR], "value") == of(found[Against.SIMILAR], "unweighted") == pytest.approx(55 / 3)
    assert of(found[Against.COUNTY], "value") == pytest.approx(110 / 3)


def test_whom_a_value_is_about_weighs_before_the_inhabitants() -> None:
    """Of 1, 1 and 2 hundred pupils: (20 + 30 + 2·5) / 4 = 15, whatever the inhabitants are."""
    pupils = figures_of(
        one_year(VALUES), people=one_year({A: 100.0, B: 100.0, ALONE: 200.0}), inhabitants=one_year(PEOPLE)
    )

    assert of(compared({}, figures=pupils)[Against.SIMILAR], "value") == pytest.approx(15)


def test_one_member_with_unknown_uncertainty_makes_the_mean_uncertain_by_nobody_knows_how_much() -> None:
    found = compared(VALUES, se={OWN: 1.0, A: nan, B: 1.0, C: 1.0, ALONE: 1.0})

    assert of(found[Against.SIMILAR], "value") == pytest.approx(150 / 9)
    assert np.isnan(of(found[Against.SIMILAR], "se"))
    assert np.isnan(of(found[Against.COUNTY], "se"))


def test_who_has_no_similar_municipalities_is_compared_with_none() -> None:
    similar = compared(VALUES)[Against.SIMILAR]

    assert np.isnan(of(similar, "value", A))
    assert (of(similar, "members", A), of(similar, "size", A)) == (0, 0)


def test_the_middle_one_of_the_similar_ones_is_told_beside_their_mean() -> None:
    """20, 30 and 5; of the rest of the county 20, 30 and 60, without Own itself."""
    found = compared(VALUES)

    assert of(found[Against.SIMILAR], "typical") == 20
    assert of(found[Against.COUNTY], "typical") == 30
    assert of(found[Against.COUNTY], "typical", B) == 20
    assert np.isnan(of(found[Against.COUNTY], "typical", ALONE))
    assert np.isnan(of(found[Against.SIMILAR], "typical", A))
    assert np.isnan(of(found[Against.COUNTRY], "typical"))


def test_five_municipalities_have_no_middle_worth_the_name() -> None:
    assert np.isnan(of(compared(VALUES)[Against.MIDDLE], "value"))


def test_the_municipality_in_the_middle_weighs_nobody() -> None:
    """Of nine: 1, 2, … 9. The middle is 5, and its error that of a median: √(π / 2) / √9, all having the error 1."""
    count = 9
    values = np.full((count + 2, 1), nan)
    values[2:, 0] = np.random.default_rng(1).permutation(np.arange(1.0, 10.0))
    figures = figures_of(values, inhabitants=np.geomspace(1e3, 1e6, count + 2)[:, None])
    error = np.ones((1, count + 2, 1))
    middle = references(figures, Uncertainty(error, np.zeros(error.shape, dtype=np.uint8), error), who(count))[
        Against.MIDDLE
    ]

    assert (of(middle, "value", 2), of(middle, "members", 2), of(middle, "size", 2)) == (5, 9, 9)
    assert of(middle, "se", 2) == pytest.approx(np.sqrt(np.pi / 2) / 3, rel=1e-4)


def test_the_error_of_the_middle_is_as_it_is_in_samples() -> None:
    """Sixty places alike, a thousand samples: within 10 %."""
    generator = np.random.default_rng(2)
    middles = np.median(generator.normal(50, 2, (1000, 60)), axis=1)
    values = np.concatenate([[[nan]], [[nan]], generator.normal(50, 2, (60, 1))])
    error = np.full((1, 62, 1), 2.0)
    found = references(figures_of(values), Uncertainty(error, np.zeros(error.shape, dtype=np.uint8), error), who(60))

    assert of(found[Against.MIDDLE], "se", 2) == pytest.approx(middles.std(), rel=0.1)


def test_those_asked_for_are_the_same_without_the_rest() -> None:
    whole = compared(VALUES)
    figures, certain = figures_of(one_year(VALUES)), np.zeros((1, 8, 1))
    uncertainty = Uncertainty(certain, certain.astype(np.uint8), certain)
    alone = references(figures, uncertainty, who(*COUNTIES, similar={"3001": ("3002", "3003", "3101")}))
    for kind in (Against.SIMILAR, Against.COUNTY, Against.COUNTRY, Against.MIDDLE):
        only = references(
            figures,
            uncertainty,
            who(*COUNTIES, similar={"3001": ("3002", "3003", "3101")}),
            against=(kind,),
            typical=False,
        )
        assert list(only) == [kind]
        np.testing.assert_array_equal(only[kind].value, alone[kind].value)
        assert np.isnan(only[kind].typical).all()
    assert not np.isnan(whole[Against.COUNTY].typical).all()
