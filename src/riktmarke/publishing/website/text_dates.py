"""Dates in text, Swedish or English. The clock is never read here: every date comes from a manifest or from a page."""

from datetime import date, datetime

from django.utils.timezone import is_aware, localtime

from riktmarke.presentation.language import speaks_english

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(when: str | date | None) -> str:
    """Return a day, "17 augusti 2024" or "17 August 2024"; empty when there is none."""
    found = _as_date(when)
    return f"{found.day}\u00a0{_months()[found.month - 1]} {found.year}" if found else ""


def month(when: str | None) -> str:
    """Return a month, "april 2026" or "April 2026" for 2026-04; empty when there is none."""
    if not when:
        return ""
    year, number = when.split("-")[:2]
    return f"{_months()[int(number) - 1]} {year}"


def iso_day(when: str | date | None) -> str:
    """Return a day as 2024-08-17, for <time datetime>; empty when there is none."""
    found = _as_date(when)
    return found.isoformat() if found else ""


def _months() -> tuple[str, ...]:
    return ENGLISH_MONTHS if speaks_english() else MONTHS


def _as_date(when: str | date | None) -> date | None:
    if not when:
        return None
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    if not isinstance(moment, datetime):
        return moment
    return (localtime(moment) if is_aware(moment) else moment).date()
