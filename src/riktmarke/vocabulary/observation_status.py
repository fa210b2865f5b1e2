"""What is known about a cell of a series, after SDMX CL_OBS_STATUS."""

from enum import StrEnum


class ObservationStatus(StrEnum):
    """SDMX CL_OBS_STATUS codes that the sources can tell apart.

    A cell without a row in the source is MISSING: the source does not say whether it was suppressed, not yet
    published or never measured.
    """

    NORMAL = "A"
    PROVISIONAL = "P"
    SUPPRESSED = "Q"
    MISSING = "O"


# The order gives the integer codes of the status array in a panel.
STATUSES: tuple[ObservationStatus, ...] = (
    ObservationStatus.MISSING,
    ObservationStatus.NORMAL,
    ObservationStatus.PROVISIONAL,
    ObservationStatus.SUPPRESSED,
)
