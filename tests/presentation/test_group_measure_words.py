"""How far apart groups lie is said with the year and chance, for women and men too, and never with a hidden figure."""

from django.utils import translation

from riktmarke.assessment.group_measures import GroupMeasure, Width
from riktmarke.presentation.group_measure_words import measure_words
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from tests.presentation.making import ELECTION, wording

WORDING = wording(ELECTION, decimals=0)


def income(sex: Sex, *, slope: float = 30.0, low: float = 22.0) -> GroupMeasure:
    return GroupMeasure(
        Dimension.INCOME,
        sex,
        2022,
        first=67.0,
        last=92.0,
        difference=Width(25.0, low, 28.0),
        slope=Width(slope, slope - 4, slope + 4),
    )


def told(*measures: GroupMeasure) -> list[str]:
    return [words.replace("\u00a0", " ") for words in measure_words(measures, WORDING)]


def test_fifths_of_income_are_told_for_everyone_and_then_for_women_and_men() -> None:
    everyone, by_sex, sizes = told(income(Sex.TOTAL), income(Sex.FEMALE), income(Sex.MALE, slope=33.0))
    assert everyone == (
        "Valdeltagandet i Exempelby var 67 procent i femtedelen med lägst inkomst och 92 procent i femtedelen med "
        "högst inkomst i valet 2022, en skillnad på 25 procentenheter (med slumpen inräknad mellan 22 och 28). Dras "
        "en linje genom alla femtedelar är värdet 30 procentenheter högre för den som har högst inkomst än för den "
        "som har lägst (med slumpen inräknad mellan 26 och 34)."
    )
    assert "Skillnaden var 25 procentenheter (mellan 22 och 28) för kvinnor i valet 2022 och 25" in by_sex
    assert "Längs linjen var den 30 procentenheter (mellan 26 och 34) för kvinnor och 33" in by_sex
    assert "här räknas de som lika stora" in sizes


def test_fifths_of_income_are_people_in_english() -> None:
    with translation.override("en"):
        everyone, *_ = told(income(Sex.TOTAL))
    assert (
        "was 67 percent among people in the fifth with the lowest incomes and 92 percent among people in the fifth "
        "with the highest incomes in the 2022 election"
    ) in everyone


def test_a_difference_that_chance_can_turn_is_said_to_be_so() -> None:
    everyone, _ = told(income(Sex.TOTAL, low=-3.0))
    assert "en skillnad på 25 procentenheter (med slumpen inräknad kan den vara åt endera hållet)" in everyone


def test_a_slope_downwards_is_lower_for_those_with_the_highest_income() -> None:
    everyone, _ = told(income(Sex.TOTAL, slope=-30.0))
    assert "är värdet 30 procentenheter lägre för den som har högst inkomst" in everyone
    assert "(med slumpen inräknad mellan 26 och 34)" in everyone


def test_education_is_told_by_its_ends_alone_and_why() -> None:
    ends = Width(22.0, None, None)
    (everyone, sizes) = told(GroupMeasure(Dimension.EDUCATION, Sex.TOTAL, 2022, 67.0, 89.0, ends, None))
    assert everyone == (
        "Valdeltagandet i Exempelby var 67 procent bland personer med förgymnasial utbildning och 89 procent bland "
        "personer med eftergymnasial utbildning i valet 2022, en skillnad på 22 procentenheter."
    )
    assert "är inte publicerat" in sizes


def test_a_hidden_group_is_named_and_nothing_is_reckoned() -> None:
    missing = (("quintile_1", ObservationStatus.SUPPRESSED), ("quintile_2", ObservationStatus.MISSING))
    (said,) = told(GroupMeasure(Dimension.INCOME, Sex.MALE, 2022, None, None, None, None, missing))
    assert said == (
        "För män räknas ingen skillnad ut i valet 2022: värde saknas för femtedelen med lägst inkomst (sekretess: "
        "för få för att visas) och femtedelen med näst lägst inkomst (inget värde i källan)."
    )
