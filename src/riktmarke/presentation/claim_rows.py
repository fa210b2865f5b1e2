"""Every claim of a finding as a row of a table, in words and formatted figures."""

from dataclasses import dataclass

from riktmarke.assessment.challenges.findings import Claim, IndicatorFinding
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as it stands in a table; every field but `claim` is text to show, empty where there is nothing.

    `difference` has its sign in the direction of the published values and its unit; `interval` is its 95 % interval
    without the unit; `limit` the smallest difference that matters.
    """

    kind: str
    group: str
    against: str
    years: str
    value: str
    reference: str
    difference: str
    interval: str
    limit: str
    verdict: str
    claim: Claim


def claim_columns(language: Language = Language.SWEDISH) -> tuple[str, ...]:
    """Return the headings of the ten text fields of a row, in their order."""
    raise NotImplementedError


def claim_rows(
    wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH
) -> tuple[ClaimRow, ...]:
    """Return one row per claim: what stands first, everyone before groups."""
    raise NotImplementedError
