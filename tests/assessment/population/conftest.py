"""The invented country and its projections, made once."""

import pytest

from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.assessment.population.history import History, reconstruct
from riktmarke.assessment.population.projections import PopulationProjections
from tests.assessment.population import making


@pytest.fixture(scope="session")
def truth() -> making.Truth:
    """What happens in the invented country."""
    return making.truth()


@pytest.fixture(scope="session")
def invented(truth: making.Truth) -> PopulationFigures:
    """What is published of it."""
    return making.figures(truth)


@pytest.fixture(scope="session")
def history(invented: PopulationFigures) -> History:
    """Its single ages, reconstructed as if none were published."""
    return reconstruct(invented, published=False)


@pytest.fixture(scope="session")
def projections(invented: PopulationFigures) -> PopulationProjections:
    """Its projections."""
    return PopulationProjections(invented, last_year=making.TRUE_TO, draws=300)
