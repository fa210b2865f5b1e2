"""A municipality's account of challenges with the words for it, for every page that tells something of it."""

from dataclasses import dataclass, replace
from functools import cached_property

from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, Key, Listing
from riktmarke.assessment.challenges.runs import ChallengeRun
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.challenges.choosing import Chosen, Narrowing
from riktmarke.publishing.website.challenges.groups_chosen import EVERYONE, concerns
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.vocabulary.errors import NoFigures

Findings = tuple[IndicatorFinding, ...]


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

    def address(self, indicator: str) -> str:
        """Return the address of the page about one indicator of the account."""
        return f"{self.root}{indicator}/"


def challenges_address(place: Place) -> str:
    """Return the address of a municipality's list of challenges, whether a run has been made or not."""
    return f"/kommun/{place.area.code}/utmaningar/"


def account_of(source: Figures, place: Place) -> Account | None:
    """Return the account of a municipality; None until a challenge run has been made."""
    try:
        return Account(source, place, source.challenges())
    except NoFigures:
        return None


@dataclass(frozen=True, slots=True)
class Selection:
    """What the choices keep of an account, by list; what weighs the most, or concerns the most people, first.

    Of a chosen group only the claims about it are left in each finding; which claims stand is never changed. The
    lists that are about no group are empty when one is chosen.
    """

    challenges: Findings
    strengths: Findings
    improvements: Findings
    gaps: Findings
    large_uncertain: Findings
    undecided: Findings
    like_others: Findings
    not_judged: Findings
    no_figure: Findings


def selected(account: Account, narrowed: Narrowing) -> Selection:
    """Return what the choices keep."""
    found, chosen = account.findings, narrowed.chosen

    def kept(findings: Findings) -> Findings:
        wanted = [f for f in findings if narrowed.indicators is None or f.indicator in narrowed.indicators]
        return tuple(about(finding, chosen.group) for finding in wanted)

    def listed(listing: Listing) -> Findings:
        return kept(found.listed(listing)) if chosen.group == EVERYONE else ()

    factor = found.parameters.large_uncertain_factor
    return Selection(
        challenges=_ordered([f for f in kept(found.challenges) if f.worse], chosen),
        strengths=tuple(f for f in kept(found.strengths) if any(c.kind in ABOUT_LEVEL for c in f.better)),
        improvements=tuple(f for f in kept(found.improvements) if f.improving),
        gaps=tuple(f for f in kept(found.gaps) if f.gaps),
        large_uncertain=tuple(f for f in kept(found.listed(Listing.LARGE_UNCERTAIN)) if _seems_large(f, factor)),
        undecided=listed(Listing.UNDECIDED),
        like_others=listed(Listing.LIKE_OTHERS),
        not_judged=listed(Listing.NOT_JUDGED),
        no_figure=listed(Listing.NO_FIGURE),
    )


def about(finding: IndicatorFinding, group: Key) -> IndicatorFinding:
    """Return the finding with only the claims about a group; as it is for everyone."""
    if group == EVERYONE:
        return finding
    return replace(finding, claims=tuple(claim for claim in finding.claims if concerns(claim, group)))


def _seems_large(finding: IndicatorFinding, factor: float) -> bool:
    return any(claim.estimate >= factor * claim.margin for claim in finding.seemingly_large)


def _ordered(findings: list[IndicatorFinding], chosen: Chosen) -> Findings:
    """By people: those whose number nobody knows last, in the order of weight."""
    if not chosen.by_people:
        return tuple(findings)
    return tuple(sorted(findings, key=lambda f: -(f.people.people or 0.0) if f.people is not None else 0.0))
