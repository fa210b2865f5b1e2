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
