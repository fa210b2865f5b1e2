"""A municipality's account of challenges with the words for it, for every page that tells something of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from riktmarke.assessment.challenges.choosing import EVERYONE, Findings, Selection, selection
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import Key
from riktmarke.assessment.challenges.runs import ChallengeRun
from riktmarke.presentation.challenge_persons import persons_of
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.challenges.choosing import Chosen, Narrowing
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.series_csv import own_work
from riktmarke.publishing.website.text_dates import day
from riktmarke.vocabulary.errors import NoFigures


@dataclass(frozen=True)
class Account:
    """What the current challenge run says of a municipality."""

    source: Figures
    place: Place
    run: ChallengeRun

    @cached_property
    def findings(self) -> AreaFindings:
        """Every curated indicator in its list."""
        return self.run.of(self.place.area.code)

    @property
    def root(self) -> str:
        """The address of the list of challenges."""
        return challenges_address(self.place)

    def wording(self, indicator: str) -> Wording:
        """Return how an indicator is put in words here."""
        return self.source.wording_of(self.source.catalogue[indicator], self.place)

    def persons(self, finding: IndicatorFinding) -> float | None:
        """Return how many persons a challenge is about; None where nobody counts them."""
        return persons_of(self.wording(finding.indicator), finding)

    def address(self, indicator: str, *, group: Key = EVERYONE) -> str:
        """Return the address of the page about one indicator of the account, with a group told first."""
        return f"{self.root}{indicator}/{Chosen(group=group).query}"

    @property
    def whence(self) -> str:
        """Whose work a row is that leaves its file and is read alone; invented figures are said to be invented."""
        own = own_work(self.source)
        return f"{self.source.example}. {own}" if self.source.example else own

    @cached_property
    def newest_year(self) -> int | None:
        """The latest year that anything is claimed of; None where nothing is."""
        claims = (claim for finding in self.findings.by_indicator.values() for claim in finding.claims)
        return max((claim.period for claim in claims), default=None)

    @property
    def other_figures(self) -> str:
        """When the figures behind the account were fetched, where the pages around it show others; otherwise empty."""
        own = self.run.dataset.version
        return "" if own.name == self.source.dataset().version.name else day(own.manifest.get("fetched"))


def challenges_address(place: Place) -> str:
    """Return the address of a municipality's list of challenges, whether a run has been made or not."""
    return f"/kommun/{place.area.code}/utmaningar/"


def account_of(source: Figures, place: Place) -> Account | None:
    """Return the account of a municipality; None until a challenge run has been made that knows of it."""
    try:
        run = source.challenges()
    except NoFigures:
        return None
    return Account(source, place, run) if place.area.code in run.dataset.areas else None


def selected(account: Account, narrowed: Narrowing) -> Selection:
    """Return what the choices keep; what weighs the most first, or what concerns the most people."""
    chosen = narrowed.chosen
    kept = selection(account.findings, group=chosen.group, indicators=narrowed.indicators)
    return replace(kept, challenges=_by_people(account, kept.challenges)) if chosen.by_people else kept


def _by_people(account: Account, findings: Iterable[IndicatorFinding]) -> Findings:
    """Those whose number nobody knows last, in the order of weight."""
    return tuple(sorted(findings, key=lambda finding: -(account.persons(finding) or 0.0)))
