"""What a page may set a municipality's value beside. The engine finds every comparator; some are not fair to show."""

from collections.abc import Mapping
from dataclasses import replace

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import county_label, is_computed
from riktmarke.publishing.website.figures import Place
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.reasons import Reason

# A mean of two or three of seven similar municipalities is about those, not about the group.
FEWEST_PEERS = 4


def found_for(place: Place, findings: AreaFindings, series: str, definition: Definition | None) -> dict[Sex, Finding]:
    """Return the findings of a series by group, with only the comparators that are fair to show."""
    found = {sex: fair(findings.finding(series, sex), place) for sex in GROUPS}
    if definition is None or not definition.country_not_comparable:
        return found
    return {sex: replace(one, country=None, country_reason=Reason.NOT_APPLICABLE) for sex, one in found.items()}


def named_once(found: Mapping[Sex, Finding], county: str) -> tuple[list[Finding], str]:
    """Return the findings for a picture that names the county once, and that name.

    Where the source has the county for one group and we computed it for another, only what is published is drawn.
    """
    bases = {finding.county_basis for finding in found.values() if finding.county is not None}
    basis = min(bases, default=Basis.NONE)
    kept = [
        finding if is_computed(finding.county_basis) is is_computed(basis) else replace(finding, county=None)
        for finding in found.values()
    ]
    return kept, county_label(county, basis)


def fair(finding: Finding, place: Place) -> Finding:
    """Return the finding without a county that the municipality itself is, and without a mean of too few others."""
    if place.is_whole_county:
        finding = replace(finding, county=None, county_basis=Basis.NONE, county_reason=Reason.WHOLE_COUNTY)
    if finding.peers_unweighted is not None and finding.peers_members < FEWEST_PEERS:
        finding = replace(
            finding,
            peers_weighted=None,
            peers_unweighted=None,
            peers_basis=Basis.NONE,
            peers_reason=Reason.TOO_LITTLE_COVERED,
            peers_unweighted_reason=Reason.TOO_LITTLE_COVERED,
        )
    return finding
