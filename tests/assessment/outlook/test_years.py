"""Which years ahead are told: a plan's own, and usual ones where there is none."""

import pytest

from riktmarke.assessment.outlook.years import TO_YEAR, far_year, years_to, years_told


@pytest.mark.parametrize(
    ("aimed", "told"),
    [
        (2038, (2030, 2038)),  # Hedemora's vision
        (2035, (2030, 2035)),
        (2027, (2027,)),
        (None, (2030, 2038)),
        (2020, (2030, 2038)),  # it has been
        (2060, (2030, 2038)),  # nothing is forecast so far ahead
    ],
)
def test_the_year_of_the_plan_is_told_with_one_on_the_way(aimed: int | None, told: tuple[int, ...]) -> None:
    assert years_told(2022, aimed) == told


def test_figures_that_have_passed_the_year_on_the_way_tell_one() -> None:
    assert years_told(2030, 2035) == years_to(2030, 2035) == (2035,)
    assert far_year(2028) == TO_YEAR
    assert far_year(TO_YEAR) == TO_YEAR + 1
