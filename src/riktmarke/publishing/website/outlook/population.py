"""The number of inhabitants: where the outlook tells it by the projection of the population."""

from riktmarke.assessment.outlook.inhabitants import INHABITANTS
from riktmarke.assessment.population import PopulationOutlook
from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website.outlook.source import Outlook


def expected_population(outlook: Outlook, definition: Definition, group: str) -> PopulationOutlook | None:
    """Return the projection that a figure is told by; None for all but the number of inhabitants, or without one."""
    return outlook.area.population if (definition.series, group) == INHABITANTS else None
