"""The summary spine of a selection of indicators: a strip for each that lies somewhere among all municipalities."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from riktmarke.assessment.findings import Finding
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import county_label, stands_for_more_years
from riktmarke.presentation.summary_spine import Strip, strip_of
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.challenges.account import Account, account_of
from riktmarke.publishing.website.challenges.verdicts import VERDICTS
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.covered import as_covered
from riktmarke.publishing.website.figures import Figures, Place


@dataclass(frozen=True, slots=True)
class StripRow:
    """An indicator with its strip, the word for it, and the page that says how that is known ("" for none).

    `more_years`: whether the value stands for more years than its period, which differ between areas.
    """

    title: str
    address: str
    verdict: str
    verdict_address: str
    more_years: bool
    strip: Strip


def summary_spine(source: Figures, place: Place, definitions: Iterable[Definition]) -> dict[str, Any]:
    """Return a row for each indicator that lies somewhere among all municipalities, in the order given.

    The words and the uncertainty come from the challenge run; until there is one they are left out.
    """
    account = account_of(source, place)
    findings = source.run().of(place.area.code)
    known = source.dataset().series
    rows = []
    for definition in definitions:
        if definition.series not in known or not definition.averaged:
            continue
        found = as_covered(found_for(place, findings, definition.series, definition), definition)
        lead = next((f for f in found.values() if f.value is not None), None)
        row = _row(source, place, account, definition, lead) if lead is not None else None
        rows += [row] if row is not None else []
    return {
        "strips": rows,
        "strips_judged": account is not None,
        "any_strip_of_more_years": any(row.more_years for row in rows),
    }


def _row(
    source: Figures, place: Place, account: Account | None, definition: Definition, lead: Finding
) -> StripRow | None:
    found = account.findings.by_indicator.get(definition.series) if account is not None else None
    verdict = VERDICTS[found.listing] if found is not None else ""
    county = county_label(place.county_name, lead.county_basis)
    strip = strip_of(lead, found, source.wording_of(definition, place), county=county)
    if strip is None:
        return None
    return StripRow(
        title=title_in_tongue(definition),
        address=f"/kommun/{place.area.code}/nyckeltal/{definition.series}/",
        verdict=verdict,
        verdict_address=account.address(definition.series) if account is not None and found is not None else "",
        more_years=stands_for_more_years(definition),
        strip=strip,
    )
