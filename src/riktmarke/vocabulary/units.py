"""Units of measurement that definitions may use."""

from enum import StrEnum


class Unit(StrEnum):
    """What one step of a value is; the words for it belong to presentation."""

    PERCENT = "percent"
    PERSONS = "persons"
    YEARS = "years"
    DAYS = "days"
    DAYS_PER_INSURED = "days_per_insured"
    PER_100_000 = "per_100_000"
    PER_10_000 = "per_10_000"
    PER_1000 = "per_1000"
    INDEX = "index"
    RATIO = "ratio"
    SEK = "sek"
    SEK_THOUSANDS_PER_INHABITANT = "sek_thousands_per_inhabitant"
    TONNES_CO2E = "tonnes_co2e"
    TONNES_CO2E_PER_INHABITANT = "tonnes_co2e_per_inhabitant"
    KG_PER_INHABITANT = "kg_per_inhabitant"
    MINUTES_PER_CUSTOMER = "minutes_per_customer"
    METRES_PER_INHABITANT = "metres_per_inhabitant"
    KILOMETRES = "kilometres"
    MWH_PER_INHABITANT = "mwh_per_inhabitant"
