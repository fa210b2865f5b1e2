"""What the page of a goal says of the years ahead: its targets in depth, or where its indicators may stand."""

from collections.abc import Sequence
from typing import Any

from riktmarke.governance.models import Indicator
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.chain.target_lines import target_lines
from riktmarke.publishing.website.outlook.going_on import going_on
from riktmarke.publishing.website.outlook.source import outlook_of
from riktmarke.publishing.website.outlook.target_depth import targets_in_depth


def ahead(planned: Planned, indicators: Sequence[Indicator]) -> dict[str, Any]:
    """Return the targets in depth; where there are none, where the indicators may stand."""
    defined = [d for d in map(planned.definition, indicators) if d is not None]
    lines = target_lines(planned, indicators)
    outlook = outlook_of(planned.source, planned.place)
    found = {
        "depths": targets_in_depth(planned, outlook, lines),
        "outlook_made": outlook is not None,
        "outlook_other_figures": outlook.other_figures if outlook is not None else "",
    }
    return found if lines else found | going_on(planned.source, planned.place, defined)
