"""Code lists of how targets stand; the words for them belong to presentation."""

from enum import IntEnum


class Standing(IntEnum):
    """How a target stands by the latest measurement."""

    CANNOT_SAY = 0  # `WhyNot` says why
    REACHED = 1
    NOT_REACHED = 2
    PASSED_REACHED = 3  # its year is over, and was reached
    PASSED_NOT_REACHED = 4  # its year is over, and was not
    AWAITED = 5  # its year is over, and the figures of that year are not published yet


class WhyNot(IntEnum):
    """Why nothing can be said of a target, for a municipality."""

    SAID = 0
    NOT_PUBLISHED = 1  # nothing is published of the group, or of both groups of a gap
    SUPPRESSED = 2  # too few stand behind the latest value
    NOT_AVERAGED = 3  # a mean or a best of municipalities says nothing of a count
    COUNTRY_NOT_COMPARABLE = 4  # a municipality is not set beside the country in this
    NOBODY_TO_COMPARE = 5  # no similar municipalities are named, or it is alone in its county
    COMPARATOR_NOT_PUBLISHED = 6  # too few of those compared with have a value of the same year
    NO_BASE = 7  # nothing was measured at or before the year that a change counts from
    NOTHING_SINCE_BASE = 8  # nothing has been measured since the year that a change counts from
    SERIES_BREAK = 9  # the definition has changed since the year that a change counts from
    OUTDATED = 10  # measured last many years before it was elsewhere


class TargetRole(IntEnum):
    """What a target is beside the others of the same indicator and group."""

    FINAL = 0  # no later one follows it
    INTERIM = 1  # a later one of the municipality's own, or of the law, follows it
    PATH = 2  # one of several points of a reference path


class Scheme(IntEnum):
    """Whose rule of thumb judges progress towards a target."""

    EUROSTAT = 1
    OPEN_SDG = 2
    SDSN = 3
    GERMAN_STRATEGY = 4
