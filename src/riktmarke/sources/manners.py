"""How publishers are asked, and what is said when they cannot be: known without loading what it takes to ask."""

from dataclasses import dataclass

from riktmarke.vocabulary.errors import RiktmarkeError


class PublisherUnreachable(RiktmarkeError):
    """A publisher does not answer, or not with what was asked for, and waiting did not help."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a publisher is asked: how often, how long one waits for an answer, how often and how patiently again."""

    per_second: float = 5.0
    connect_s: float = 10.0
    read_s: float = 120.0
    attempts: int = 7
    wait_first_s: float = 0.5
    wait_most_s: float = 60.0
    wait_jitter_s: float = 1.0
    retry_after_most_s: float = 600.0


IN_A_HURRY = Manners(connect_s=3.0, read_s=5.0, attempts=1)
