"""Why something cannot be said. A finding without a figure always carries one of these, never silence."""

from enum import IntEnum


class Reason(IntEnum):
    """Reason codes; the words for them belong to presentation. SAID means that the figure is there."""

    SAID = 0
    NEVER_PUBLISHED = 1  # the source holds no value for this area and group in any period
    NO_DEFINITION = 2  # the series has no definition, so nobody has said which values are measurements
    NO_EARLIER_MEASUREMENT = 3  # the latest measurement is the first independent one
    NO_MEASUREMENT_FIVE_YEARS_EARLIER = 4  # nothing was measured exactly five years before
    OVERLAPPING_WINDOWS = 5  # the two values share years, so their difference is not a change
    SERIES_BREAK = 6  # the definition changed in between
    COMPARATOR_NOT_PUBLISHED = 7  # the comparator has no value for the same period and group
    NOT_APPLICABLE = 8  # the comparison has no meaning for this kind of area
    WHOLE_COUNTY = 9  # the municipality is its county, so a computed county value would be itself
    TOO_LITTLE_COVERED = 10  # the members with a value hold less than the required share of the weight
    NO_SIMILAR_GROUP = 11  # nobody has published a group of similar areas for this area
    NOT_SPLIT_BY_SEX = 12  # no value for both women and men in any common period
    NO_WEIGHTS = 13  # there is no denominator or population for the period
    NOT_AVERAGED = 14  # the definition says that an average over areas has no meaning
    TOO_FEW_AREAS = 15  # fewer areas of the kind have a value than quarters need
    NOT_WEIGHED = 16  # the definition says that inhabitants are no weight for it
