"""A composite in short: for the page of the goal that is followed by it, and in a line for the start page."""

from dataclasses import dataclass

from riktmarke.governance.models import OverarchingGoal
from riktmarke.presentation.labels import listed, quoted_title, uncapitalised
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.composites.ahead import FirstAhead, first_ahead, year_of
from riktmarke.publishing.website.composites.composite_view import address_of
from riktmarke.publishing.website.composites.held import composite_held
from riktmarke.publishing.website.composites.shown import ScoreShown, dimensions_shown
from riktmarke.publishing.website.figures import Figures, Place


@dataclass(frozen=True, slots=True)
class CompositeStrip:
    """A composite for a goal: its dimensions kept apart, each with its ranks, and who may be first in the goal's year.

    `address` leads to the whole page; `proposal`: nobody has decided to follow the goal by it.
    """

    title: str
    address: str
    proposal: bool
    dimensions: tuple[ScoreShown, ...]
    ahead: tuple[FirstAhead, ...]

    @property
    def first(self) -> FirstAhead | None:
        """What is said of the goal's year: the first dimension that it can be said of, or why it cannot."""
        return next((one for one in self.ahead if one.said is not None), self.ahead[0] if self.ahead else None)

    @property
    def unsaid(self) -> str:
        """The dimensions that nothing can be said of, where something is said of another: "upplevd trygghet"."""
        told = any(one.said is not None for one in self.ahead)
        return (
            listed([quoted_title(uncapitalised(one.title)) for one in self.ahead if one.said is None]) if told else ""
        )

    @property
    def now(self) -> str:
        """Where the municipality stands now, each dimension by itself: "Anmälda brott 2022: plats 5–15 av 15"."""
        told = (one for one in self.dimensions if one.ranks_now)
        return "; ".join(f"{quoted_title(one.title)} {one.year}: {one.ranks_now}" for one in told)


def composite_strip(planned: Planned, goal: OverarchingGoal) -> CompositeStrip | None:
    """Return what a goal's page shows of its composite; None where the goal has none, or nothing is published of it."""
    return strip_for(planned.source, planned.place, goal)


def strip_for(source: Figures, place: Place, goal: OverarchingGoal) -> CompositeStrip | None:
    """Return the same for a municipality's goal, where no page of the plan is being answered."""
    composite = source.composites.get(goal.composite)
    if composite is None:
        return None
    held = composite_held(source, composite)
    if not held.figures.parts:
        return None
    shown = dimensions_shown(held, held.account(place.area.code), place)
    return CompositeStrip(
        title=held.told.title,
        address=address_of(place.area.code, composite),
        proposal=composite.proposal,
        dimensions=shown,
        ahead=first_ahead(source, held, place, year_of(goal, held)),
    )
