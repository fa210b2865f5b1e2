"""Units of measurement that definitions may use."""

from enum import StrEnum


class Unit(StrEnum):
    """What one step of a value is; the words for it belong to presentation."""

    PERCENT = "percent"
    PERSONS = "persons"
    YEARS = "years"
    DAYS = "days"
    PER_100_000 = "per_100_000"
    TONNES_CO2E_PER_INHABITANT = "tonnes_co2e_per_inhabitant"
    KG_PER_INHABITANT = "kg_per_inhabitant"
