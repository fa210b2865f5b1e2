"""Where an indicator stands in the plan: goals, focus areas, frameworks, targets, and who answers for it."""

from typing import Any

from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.chain.target_lines import earlier_lines, target_lines


def indicator_in_plan(planned: Planned, definition: Definition) -> dict[str, Any]:
    """Return what the page of an indicator says of the plan; only the empty answer where the plan does not have it."""
    indicator = planned.chain.indicators.get(definition.part_of or definition.series)
    if indicator is None:
        return {"in_plan": None}
    return {
        "in_plan": indicator,
        "root": planned.root,
        "plan_targets": target_lines(planned, [indicator]),
        "earlier_targets": earlier_lines(planned, [indicator]),
        "plan_overarching": list(indicator.overarching_goals.all()),
        "plan_goals": list(indicator.goals.all()),
        "plan_focus": list(indicator.focus_areas.all()),
        "plan_items": sorted(
            indicator.framework_items.all(), key=lambda item: (item.framework.position, item.position)
        ),
        "plan_responsible": indicator.responsible,
    }
