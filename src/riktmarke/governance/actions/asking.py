"""A plan as it would become, and everything that would be wrong with it, with nothing written.

A rule that asks for what could not be read is silent: it says nothing of a column that holds nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from riktmarke.governance.known import Known
from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_rules import wrong_in_plan
from riktmarke.governance.plan_schema import TABLES, Kind, PlanFile

# What a row is decides which rules hold of it, and here nothing says something, too: that it is no proposal, or that no
# other target has taken its place. Where one of these could not be read, no rule is asked. Forms offer them as choices.
DECIDES_RULES = {Kind.CODE, Kind.GROUP, Kind.SWITCH}
TAKEN_PLACE = "superseded_by"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan as it is to become. `wrong`: what is not of its column's kind; the plan holds nothing in those places."""

    plan: PlanFile
    wrong: tuple[Wrong, ...] = ()

    def then(self, becoming: Callable[[PlanFile], "Wanted"]) -> "Wanted":
        """Return what this becomes in turn, with what is wrong in both."""
        after = becoming(self.plan)
        return Wanted(after.plan, (*self.wrong, *after.wrong))

    def all_wrong(self, known: Known) -> tuple[Wrong, ...]:
        """Return everything that is wrong: what could not be read, and whatever else does not rest on it."""
        unread = {one.place for one in self.wrong}
        if any(_decides_rules(place) for place in unread):
            return self.wrong
        return (*self.wrong, *(one for one in wrong_in_plan(self.plan, known) if one.place not in unread))


@dataclass(slots=True)
class Asking:
    """A plan that actions are tried on, one after the other. It is held here and nowhere else."""

    wanted: Wanted

    def try_it(self, becoming: Callable[[PlanFile], Wanted]) -> None:
        """Make the plan what `becoming` makes of it; where that is refused, remember why and leave it as it is."""
        try:
            self.wanted = self.wanted.then(becoming)
        except PlanError as refused:
            self.wanted = Wanted(self.wanted.plan, (*self.wanted.wrong, *refused.wrong))


def _decides_rules(place: str) -> bool:
    table, name = place.partition("[")[0], place.rpartition(".")[2]
    columns = TABLES[table].columns if table in TABLES else ()
    return name == TAKEN_PLACE or any(one.name == name and one.kind in DECIDES_RULES for one in columns)
