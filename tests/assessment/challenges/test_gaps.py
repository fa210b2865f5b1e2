"""Gaps between groups: who is worse off, than whom, wider than elsewhere, widening."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.gaps import pairs
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group, UncertaintySource
from riktmarke.governance.definitions import Measurement
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, codes, every_claim, figures_of, only, who

nan = np.nan
Floats = NDArray[np.float64]
GAP, WIDER_GAP, GAP_TREND = ClaimKind.GAP, ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND
Z = 1.959963984540054
NAMES = codes(3)
OWN, A, B = (NAMES.index(code) for code in ("3001", "3002", "3003"))
WHO = who(3, similar={"3001": ("3002", "3003")})


def by_sex(women: dict[int, float], men: dict[int, float], *, se: float = 1.0, **how: object) -> Claims:
    """Return the claims of one year, everyone left out; a lower value is better."""
    values = np.full((2, len(NAMES), 1), nan)
    for row, group in enumerate((women, men)):
        for place, value in group.items():
            values[row, place] = value
    figures = figures_of(values, groups=(WOMEN, MEN), published=se * Z, **how)  # type: ignore[arg-type]
    return every_claim(figures, WHO)


def the(claims: Claims, kind: ClaimKind, **fields: object) -> dict[str, object]:
    found = only(claims, kind=kind, area=OWN, **fields)
    assert len(found.area) == 1
    return {name: getattr(found, name)[0] for name in found.__slots__}


WOMEN_WORSE = ({0: 20.0, OWN: 30.0, A: 22.0, B: 24.0}, {0: 15.0, OWN: 20.0, A: 20.0, B: 20.0})


def test_a_gap_is_between_the_one_that_is_worse_off_and_the_other() -> None:
    """Women 30, men 20, a lower value is better: women by 10 ± √2."""
    found = the(by_sex(*WOMEN_WORSE), GAP)

    assert (found["group"], found["other"], found["value"], found["reference"]) == ("F", "M", 30, 20)
    assert (found["estimate"], found["se"]) == (10, pytest.approx(np.sqrt(2)))


def test_the_same_figures_are_worse_for_men_where_a_higher_value_is_better() -> None:
    found = the(by_sex(*WOMEN_WORSE, of=replace(DAYS, polarity=Polarity.HIGHER_IS_BETTER)), GAP)

    assert (found["group"], found["other"], found["value"], found["reference"]) == ("M", "F", 20, 30)
    assert found["estimate"] == 10


def test_a_gap_is_wider_than_elsewhere_by_the_difference_of_the_widths() -> None:
    """Similar: women (22 + 24) / 2 = 23, men 20, width 3 ± √(½ + ½); the country's 5, exactly. Own 10 ± √2."""
    claims = by_sex(*WOMEN_WORSE)
    similar, country = (the(claims, WIDER_GAP, against=against) for against in (Against.SIMILAR, Against.COUNTRY))

    assert (similar["estimate"], similar["reference"]) == pytest.approx((7, 3))
    assert similar["se"] == pytest.approx(np.sqrt(2 + 1))
    assert (similar["members"], similar["size"], similar["group"], similar["other"]) == (2, 2, "F", "M")
    assert (country["estimate"], country["reference"], country["se"]) == pytest.approx((5, 5, np.sqrt(2)))


def test_a_gap_the_other_way_round_elsewhere_counts_by_its_width() -> None:
    """Men are worse off by 12 elsewhere: the own width of 10 is two less, not 22 more."""
    men_worse = ({**WOMEN_WORSE[0], A: 20.0, B: 20.0}, {**WOMEN_WORSE[1], A: 32.0, B: 32.0})

    assert the(by_sex(*men_worse), WIDER_GAP, against=Against.SIMILAR)["estimate"] == pytest.approx(-2)


def test_there_is_no_gap_where_one_of_the_two_is_not_shown() -> None:
    claims = by_sex({**WOMEN_WORSE[0], OWN: nan}, WOMEN_WORSE[1])

    assert len(only(claims, kind=GAP, area=OWN).area) == 0
    assert len(only(claims, kind=GAP, area=A).area) == 1


def test_an_indicator_that_compares_the_sexes_itself_has_no_gap() -> None:
    claims = by_sex(*WOMEN_WORSE, of=replace(DAYS, compares_sexes=True))

    assert not np.isin(claims.kind, (GAP, WIDER_GAP, GAP_TREND)).any()


def test_a_gap_of_which_one_side_is_unknown_is_unknown() -> None:
    """Five residuals are too few to observe, and men's uncertainty is not published."""
    values = np.array([[[30.0]] * len(NAMES), [[20.0]] * len(NAMES)])
    figures = figures_of(values, groups=(WOMEN, MEN), published=np.array([[[Z]], [[nan]]]))
    found = the(every_claim(figures, WHO), GAP)

    assert np.isnan(found["se"])  # type: ignore[call-overload]
    assert found["source"] == UncertaintySource.UNKNOWN


def test_a_gap_is_as_uncertain_as_the_side_that_is_known_the_least() -> None:
    """Women's uncertainty is published, men's observed: the reader is told observed."""
    count = 60
    generator = np.random.default_rng(1)
    values = 50 + generator.standard_normal((2, count + 2, 10))
    halves = np.full((2, count + 2, 10), nan)
    halves[0] = Z
    figures = figures_of(values, groups=(WOMEN, MEN), published=halves, inhabitants=np.geomspace(2e3, 9e5, 62)[:, None])
    found = only(every_claim(figures, who(count)), kind=GAP)

    assert set(found.source.tolist()) == {UncertaintySource.OBSERVED}


def moving(width: Floats, *, seed: int = 2, of: object = DAYS, chance: float = 0.2) -> Claims:
    """Return claims of sixty places whose women are above their men by `width` over the years, in the first place."""
    generator = np.random.default_rng(seed)
    years = width.size
    values = 50 + chance * generator.standard_normal((2, 62, years))
    values[0, 2] += width
    figures = figures_of(
        values,
        groups=(WOMEN, MEN),
        of=of,
        inhabitants=np.geomspace(2e3, 9e5, 62)[:, None],  # type: ignore[arg-type]
    )
    return only(every_claim(figures, who(60)), area=2)


def test_a_gap_widens_from_its_first_three_years_to_its_latest() -> None:
    """From 4, 5, 6 to 11, 12, 13: by 7, to within the chance of the means."""
    found = only(moving(np.arange(4.0, 14.0)), kind=GAP_TREND)

    assert found.estimate[0] == pytest.approx(7, abs=0.7)
    assert (found.value[0], found.reference[0]) == pytest.approx((12, 5), abs=0.5)
    assert (found.group[0], found.points[0]) == ("F", 10)
    periods = found.first_period[0], found.first_until[0], found.last_from[0], found.period[0]
    assert periods == (2010, 2012, 2017, 2019)


def test_a_gap_that_closes_has_become_better_for_the_one_that_is_still_worse_off() -> None:
    found = only(moving(np.arange(13.0, 3.0, -1)), kind=GAP_TREND)

    assert (found.group[0], found.estimate[0]) == ("F", pytest.approx(-7, abs=0.7))


def test_a_gap_that_widened_before_the_latest_measurement_of_it_is_no_news() -> None:
    """Men are not shown in 2019: the gap's latest year is 2018, and that is what is told."""
    values = 50 + 0.2 * np.random.default_rng(2).standard_normal((2, 62, 10))
    values[0, 2] += np.arange(4.0, 14.0)
    values[1, 2, 9] = nan
    figures = figures_of(values, groups=(WOMEN, MEN), inhabitants=np.geomspace(2e3, 9e5, 62)[:, None])
    found = only(every_claim(figures, who(60)), area=2)

    assert only(found, kind=GAP).period[0] == only(found, kind=GAP_TREND).period[0] == 2018


def test_a_gap_that_has_turned_is_said_to_widen_by_nobody() -> None:
    """Women were worse off in most years, and are better off today; the other way round likewise."""
    assert len(only(moving(np.linspace(9.0, -4.0, 10)), kind=GAP_TREND).area) == 0
    assert len(only(moving(np.linspace(-9.0, 4.0, 10)), kind=GAP_TREND).area) == 0


def test_a_gap_does_not_widen_across_a_break() -> None:
    broken = replace(DAYS, measurement=Measurement(breaks=(2015,)))
    found = only(moving(np.array([0.0] * 5 + [9.0] * 7), of=broken), kind=GAP_TREND)

    assert found.first_period[0] == 2015
    assert abs(found.estimate[0]) < 1.0


def test_a_gap_is_measured_anew_when_either_side_is() -> None:
    """Women are asked in even years and men in odd ones, each answer shown twice: the gap of 2019 is men's."""
    generator = np.random.default_rng(3)
    answers = 50 + generator.standard_normal((2, 62, 6))
    values = np.repeat(answers, 2, axis=2)
    shown = np.stack([values[0, :, 1:11], values[1, :, :10]])
    twice = replace(DAYS, measurement=Measurement(repeats_at_most=2))
    figures = figures_of(shown, groups=(WOMEN, MEN), of=twice, inhabitants=np.geomspace(2e3, 9e5, 62)[:, None])
    claims = only(every_claim(figures, who(60)), area=2)

    assert only(claims, kind=GAP).period[0] == 2019
    assert only(claims, kind=GAP_TREND).points[0] == 10


def test_gaps_of_windows_are_counted_in_the_years_both_sides_have() -> None:
    """Women to 2029, men to 2028, windows of three years: both have 2028, 2025 and so on to 2010."""
    values = 50 + np.random.default_rng(4).standard_normal((2, 62, 20))
    values[1, :, 19] = nan
    window = replace(DAYS, measurement=Measurement(window_years=3))
    figures = figures_of(values, groups=(WOMEN, MEN), of=window, inhabitants=np.geomspace(2e3, 9e5, 62)[:, None])
    claims = every_claim(figures, who(60), years_back=30)

    assert set(only(claims, kind=GAP).period.tolist()) == {2028}
    trend = only(claims, kind=GAP_TREND)
    assert set(zip(trend.first_period.tolist(), trend.points.tolist(), strict=True)) == {(2010, 7)}


def test_gaps_of_counts_scatter_as_counts_do() -> None:
    """Counts whose chance grows with the people: neither small nor large places seem more certain than they are."""
    generator = np.random.default_rng(5)
    people = np.geomspace(2e3, 9e5, 202)
    values = people[:, None] / 50 * (1 + 0.05 * generator.standard_normal((2, 202, 10)))
    counts = replace(DAYS, averaged=False)
    found = only(
        every_claim(figures_of(values, groups=(WOMEN, MEN), of=counts, inhabitants=people[:, None]), who(200)),
        kind=GAP_TREND,
    )
    z = found.estimate / found.se

    for quarter in np.array_split(np.argsort(found.area), 4):
        assert z[quarter].std() == pytest.approx(1.0, abs=0.4)


def of_origin(sex: Sex, origin: str) -> Group:
    return Group(sex, Dimension.ORIGIN, origin)


def test_every_pair_that_is_told_is_made_from_the_groups_there_are() -> None:
    """Sexes, origins, both crossed each way, sexes within an origin, and the ends of the ladders."""
    origins = [of_origin(sex, origin) for origin in ("native_born", "foreign_born") for sex in Sex]
    ladder = [Group(Sex.TOTAL, Dimension.INCOME, f"quintile_{n}") for n in range(1, 6)]
    schools = [Group(sex, Dimension.EDUCATION, level) for level in ("primary", "secondary", "tertiary") for sex in Sex]
    found = {(one.key, other.key) for one, other in pairs((ALL, WOMEN, MEN, *origins, *ladder, *schools))}

    assert found == {
        ("F", "M"),
        ("origin:foreign_born", "origin:native_born"),
        ("origin:foreign_born|F", "origin:native_born|F"),
        ("origin:foreign_born|M", "origin:native_born|M"),
        ("origin:foreign_born|F", "origin:native_born|M"),
        ("origin:foreign_born|M", "origin:native_born|F"),
        ("origin:foreign_born|F", "origin:foreign_born|M"),
        ("origin:native_born|F", "origin:native_born|M"),
        ("income:quintile_1", "income:quintile_5"),
        ("education:primary", "education:tertiary"),
        ("education:primary|F", "education:tertiary|F"),
        ("education:primary|M", "education:tertiary|M"),
    }


def test_a_pair_of_which_one_is_not_shown_is_not_compared() -> None:
    assert pairs((ALL, WOMEN, of_origin(Sex.TOTAL, "foreign_born"))) == []


def test_foreign_born_women_are_compared_with_native_born_men() -> None:
    """Both grounds at once: 60 against 40."""
    groups = tuple(of_origin(sex, origin) for sex, origin in ((Sex.FEMALE, "foreign_born"), (Sex.MALE, "native_born")))
    values = np.array([[[60.0]] * len(NAMES), [[40.0]] * len(NAMES)])
    found = the(every_claim(figures_of(values, groups=groups, published=Z), WHO), GAP)

    assert (found["group"], found["other"]) == ("origin:foreign_born|F", "origin:native_born|M")
    assert (found["value"], found["reference"], found["estimate"]) == (60, 40, 20)
