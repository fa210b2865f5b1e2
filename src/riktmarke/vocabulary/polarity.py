"""Which direction of an indicator is good. Required of every definition, never guessed."""

from enum import StrEnum


class Polarity(StrEnum):
    """The direction in which an indicator improves."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NO_JUDGEMENT = "no_judgement"
