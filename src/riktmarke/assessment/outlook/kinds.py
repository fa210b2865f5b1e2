"""Kinds of indicators that forecasts are judged by: how a figure comes about decides how far it can be foreseen."""

from enum import StrEnum

from riktmarke.governance.definitions import Definition, Measured
from riktmarke.vocabulary.units import Unit


class OutlookKind(StrEnum):
    """How an indicator's figures come about."""

    SCHEDULED = "scheduled"
    POOLED_YEARS = "pooled_years"
    REPEATED = "repeated"
    SHARE = "share"
    RATE = "rate"
    AMOUNT = "amount"


_MEASURED = {
    Measured.ON_SCHEDULE: OutlookKind.SCHEDULED,
    Measured.MOVING_WINDOW: OutlookKind.POOLED_YEARS,
    Measured.REPEATED_UNTIL_NEXT: OutlookKind.REPEATED,
}
_RATES = (Unit.PER_1000, Unit.PER_10_000, Unit.PER_100_000, Unit.DAYS, Unit.DAYS_PER_INSURED)


def kind_of(definition: Definition) -> OutlookKind:
    """Return the kind: by how it is measured where that is not each year, else by its unit."""
    if definition.measured in _MEASURED:
        return _MEASURED[definition.measured]
    if definition.unit is Unit.PERCENT:
        return OutlookKind.SHARE
    return OutlookKind.RATE if definition.unit in _RATES else OutlookKind.AMOUNT
