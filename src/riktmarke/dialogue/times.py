"""Months on the calendar."""

import calendar
from datetime import datetime


def months_before(moment: datetime, months: int) -> datetime:
    """Return the moment so many months earlier; the last day of a month where that one is shorter."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))
