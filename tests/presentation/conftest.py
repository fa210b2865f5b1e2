"""The challenges of the real figures, for all tests of words."""

import pytest

from riktmarke.assessment.challenges.runs import ChallengeRun, current_challenges
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.store import Store


@pytest.fixture(scope="session")
def real_challenges(real_store: Store, real_catalogue: dict[str, Definition]) -> ChallengeRun:
    """The claims about all municipalities; a target of Hedemora's is among what is put in words. Read only."""
    return current_challenges(real_store, real_catalogue)
