"""What the pages read of the outlook: the current run, for one municipality, and the series that a target is about."""

from dataclasses import dataclass
from functools import cached_property

from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.runs import AreaOutlook, OutlookRun, SeriesOutlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.text_dates import day
from riktmarke.vocabulary.errors import NoFigures


@dataclass(frozen=True)
class Outlook:
    """What the current outlook run says of a municipality."""

    source: Figures
    place: Place
    run: OutlookRun

    @cached_property
    def area(self) -> AreaOutlook:
        """The outlook of every indicator and of the plan's targets."""
        return self.run.of(self.place.area.code)

    @property
    def other_figures(self) -> str:
        """When the figures behind the outlook were fetched, where the pages around it show others; otherwise empty."""
        own = self.run.dataset.version
        return "" if own.name == self.source.dataset().version.name else day(own.manifest.get("fetched"))

    @property
    def aimed(self) -> int | None:
        """The year that the municipality's plan looks to; None without a plan, or where it says none."""
        chain = chain_of(self.place.area.code)
        return chain.year if chain is not None else None

    def of(self, indicator: str, group: str) -> SeriesOutlook | None:
        """Return how a group's figure may go on; None where nothing is published of it, or it was never looked at."""
        return self.area.of(indicator, group)

    def of_target(self, asked: TargetAsked) -> list[TargetOutlook]:
        """Return how likely a target is, and that women and men reach it; nothing where the run does not know of it."""
        return self.area.of_target(asked)


def outlook_of(source: Figures, place: Place) -> Outlook | None:
    """Return the outlook of a municipality; None until an outlook run has been made that knows of it.

    Raises:
        DamagedFile: if the run's files cannot be read.
    """
    try:
        run = source.outlook()
    except NoFigures:
        return None
    return Outlook(source, place, run) if place.area.code in run.dataset.areas else None
