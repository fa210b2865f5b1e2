"""Population groups. Sex follows SDMX CL_SEX; official statistics know two sexes and their total."""

from enum import StrEnum


class Sex(StrEnum):
    """SDMX CL_SEX 2.1: total, female, male."""

    TOTAL = "_T"
    FEMALE = "F"
    MALE = "M"


# The order of the group axis in every panel and every set of findings.
GROUPS: tuple[Sex, ...] = (Sex.TOTAL, Sex.FEMALE, Sex.MALE)
TOTAL, FEMALE, MALE = range(3)


class Dimension(StrEnum):
    """What people are grouped by."""

    SEX = "sex"
    ORIGIN = "origin"
    EDUCATION = "education"
    INCOME = "income"


# The categories of each dimension, from the first to the last where they have an order. Education follows ISCED's
# three broad levels; income is the household's disposable income, the first fifth the lowest.
CATEGORIES: dict[Dimension, tuple[str, ...]] = {
    Dimension.SEX: (Sex.FEMALE, Sex.MALE),
    Dimension.ORIGIN: ("native_born", "foreign_born"),
    Dimension.EDUCATION: ("primary", "secondary", "tertiary"),
    Dimension.INCOME: ("quintile_1", "quintile_2", "quintile_3", "quintile_4", "quintile_5"),
}


class Ground(StrEnum):
    """The seven grounds of discrimination in Swedish law (diskrimineringslagen 2008:567, chapter 1 section 5)."""

    SEX = "sex"
    GENDER_IDENTITY = "gender_identity"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    DISABILITY = "disability"
    SEXUAL_ORIENTATION = "sexual_orientation"
    AGE = "age"
