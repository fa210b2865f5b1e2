"""How many persons a challenge is about, where they are counted as persons and not as events."""

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.presentation.challenge_sentences import people_sentence
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.tongues import definition_of
from riktmarke.vocabulary.units import Unit


def persons_of(wording: Wording, finding: IndicatorFinding) -> float | None:
    """Return how many persons the difference is that is told first.

    None where nothing is said of how many, and where what is counted is events: a rate counts crimes and injuries,
    and the same person may stand behind several; only a share counts persons.
    """
    claim = finding.people
    if claim is None or claim.people is None or definition_of(wording).unit is not Unit.PERCENT:
        return None
    return abs(claim.people) if people_sentence(wording, claim) else None
