"""The number of inhabitants: the projection of the population knows more of it than a forecast of the figure does."""

from riktmarke.assessment.population import PopulationOutlook
from riktmarke.assessment.population.figures import POPULATION
from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.population.projected import Projected, projected
from riktmarke.vocabulary.groups import Sex


def expected_population(source: Figures, place: Place, definition: Definition, group: str) -> PopulationOutlook | None:
    """Return the projection of a municipality's population, held for those asked for last.

    None for any other figure than the number of all inhabitants, and where there is no projection.
    """
    if definition.series != POPULATION or group != Sex.TOTAL:
        return None
    found = projected(source, place.area.code)
    return found.expected(place.area.code) if isinstance(found, Projected) else None
