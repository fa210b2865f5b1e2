"""The panel on Wagtail's first page: how much there is to look at in each of the plans, by kind."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wagtail.admin.ui.components import Component

from riktmarke.editing.access.permissions import plans_of, rights_of
from riktmarke.editing.nudges.gathering import gather


class NudgesPanel(Component):
    """What waits in the plans of whoever looks."""

    name = "riktmarke_nudges"
    template_name = "editing/nudges_panel.html"
    order = 50

    class Media:
        """The stylesheet of staff's pages."""

        css: ClassVar = {"all": ["editing/staff.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the plans with what there is to look at."""
        request = (parent_context or {})["request"]
        plans = [
            {"plan": plan, "gathered": gather(plan, rights_of(request.user, plan), today=request.today)}
            for plan in plans_of(request.user)
        ]
        return {"plans": plans, "request": request}
