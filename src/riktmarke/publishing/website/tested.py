"""What tables say of chance: figures are set beside each other as they are, and tested among the challenges."""

from dataclasses import dataclass

from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE
from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website.challenges.account import account_of
from riktmarke.publishing.website.figures import Figures, Place


@dataclass(frozen=True, slots=True)
class Tested:
    """What the current challenge run has tested of a municipality: nothing until there is a run.

    `indicators`: those that something is claimed about, whether it stands or not; `changes`: those among them whose
    change is tested too; `root` the address of the list of challenges.
    """

    indicators: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    root: str = ""

    def address(self, definition: Definition | None) -> str:
        """Return the page that tells everything tested of a series' indicator; "" where nothing is."""
        indicator = indicator_of(definition)
        return f"{self.root}{indicator}/" if indicator in self.indicators else ""

    def change_of(self, definition: Definition | None) -> bool:
        """Whether a change of a series' indicator is tested."""
        return indicator_of(definition) in self.changes


def indicator_of(definition: Definition | None) -> str:
    """Return the indicator that a series is, or is a group of; "" without a definition."""
    return (definition.part_of or definition.series) if definition is not None else ""


def what_is_tested(source: Figures, place: Place) -> Tested:
    """Return what is tested of a municipality."""
    account = account_of(source, place)
    if account is None:
        return Tested()
    claimed = [finding for finding in account.findings.by_indicator.values() if finding.claims]
    changes = [finding for finding in claimed if any(claim.kind in ABOUT_CHANGE for claim in finding.claims)]
    return Tested(frozenset(f.indicator for f in claimed), frozenset(f.indicator for f in changes), account.root)
