"""A plan's rows as pages read them, held until something is written.

Every write has an audit entry, so the latest entry tells whether what is held still is what the database has.
"""

from datetime import datetime
from functools import cached_property

from riktmarke.governance import history, queries
from riktmarke.governance.history import Stamp, last_change, last_changes
from riktmarke.governance.linked import LinkedItem, linked_frameworks
from riktmarke.governance.models import (
    Action,
    Document,
    FocusArea,
    Framework,
    Goal,
    Indicator,
    OverarchingGoal,
    Plan,
    Role,
    Target,
    Vision,
)
from riktmarke.publishing.website.one_answer import once_an_answer


class Chain:
    """The shown rows of one plan, each list read when it is first asked for. Drafts are never in it."""

    def __init__(self, plan: Plan, stamp: Stamp) -> None:
        self.plan = plan
        self.stamp = stamp

    @cached_property
    def vision(self) -> Vision | None:
        """The vision that applies."""
        return queries.vision(self.plan)

    @cached_property
    def year(self) -> int | None:
        """The year that the plan looks to."""
        return queries.year_of_plan(self.plan)

    @cached_property
    def earlier_visions(self) -> list[Vision]:
        """The visions that another has replaced."""
        return queries.earlier_visions(self.plan)

    @cached_property
    def overarching_goals(self) -> list[OverarchingGoal]:
        """The overarching goals with their goals, indicators and targets."""
        return queries.overarching_goals(self.plan)

    @cached_property
    def focus_areas(self) -> list[FocusArea]:
        """The focus areas with goals, actions, indicators and targets."""
        return queries.focus_areas(self.plan)

    @cached_property
    def goals(self) -> list[Goal]:
        """The goals with what they belong to, indicators, actions and links."""
        return queries.goals(self.plan)

    @cached_property
    def documents(self) -> list[Document]:
        """The governing documents."""
        return queries.documents(self.plan)

    @cached_property
    def actions(self) -> list[Action]:
        """The actions."""
        return queries.actions_of(self.plan)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators by definition, with everything they hang on."""
        return {indicator.definition: indicator for indicator in queries.indicators(self.plan)}

    @cached_property
    def earlier_targets(self) -> list[Target]:
        """The targets that others have taken the place of, the latest first."""
        return queries.earlier_targets(self.plan)

    @cached_property
    def frameworks(self) -> list[Framework]:
        """The frameworks that the plan uses."""
        return queries.frameworks(self.plan)

    @cached_property
    def linked(self) -> dict[int, list[LinkedItem]]:
        """What is linked to the items of each framework, by the framework's primary key."""
        return linked_frameworks(self.plan, self.frameworks)

    @cached_property
    def contact(self) -> Role | None:
        """The role that answers for the plan as a whole."""
        return queries.role(self.plan, self.plan.contact)

    @cached_property
    def changed(self) -> datetime | None:
        """The time of the plan's latest change."""
        return last_change(self.plan)

    @cached_property
    def changes(self) -> dict[tuple[str, str], datetime]:
        """The time of the latest change of each row, by the table's name in the plan file and the row's key."""
        return last_changes(self.plan)


_held: dict[str, Chain] = {}
latest_write = once_an_answer(history.latest_write)


def chain_of(area: str) -> Chain | None:
    """Return the chain of the municipality's plan as the database has it; None when it has no plan."""
    stamp = latest_write()
    held = _held.get(area)
    if held is None or held.stamp != stamp:
        plan = queries.plan_of_area(area)
        if plan is None:
            _held.pop(area, None)
            return None
        held = _held[area] = Chain(plan, stamp)
    return held


def forget() -> None:
    """Hold nothing any longer: for tests, whose databases go back in time."""
    _held.clear()
