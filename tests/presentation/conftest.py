"""A challenge run over the real figures, made once for all tests of words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from riktmarke.assessment.challenges.kinds import Against
from riktmarke.assessment.challenges.runs import ChallengeRun, PlanRules, current_challenges, run_challenges
from riktmarke.assessment.challenges.targets import TargetLikelihood
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.store import Store
from tests.fixtures_figures import made_once, silent

# Hedemora's own aim for its population, so that a target is among what is put in words.
AIM = TargetLikelihood(
    indicator="N01951",
    group="_T",
    other="",
    year=2038,
    against=Against.NOBODY,
    aim=17500.0,
    short=1800.0,
    probability=0.02,
    points=28,
)
MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def real_challenges(
    real_store: Store, real_catalogue: dict[str, Definition], tmp_path_factory: pytest.TempPathFactory
) -> ChallengeRun:
    """The claims about all municipalities, in a store of its own that reads the real store's figures. Read only."""

    def build(root: Path) -> None:
        root.mkdir()
        (root / "datasets").symlink_to(real_store.root / "datasets")
        plans = {"2083": PlanRules(targets=(AIM,))}
        run_challenges(Store(root), real_catalogue, plans=plans, at=MADE, progress=silent)

    store = Store(made_once(tmp_path_factory, "real-challenges", build))
    return current_challenges(store, real_catalogue)
