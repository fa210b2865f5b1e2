"""Findings for tests of words: everything unsaid unless the test says it."""

from typing import Any

from riktmarke.assessment.findings import Finding, Gap
from riktmarke.assessment.findings_file import NO_GAP, NOTHING
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition


def finding(group: Sex = Sex.TOTAL, **said: Any) -> Finding:
    """Return a finding with these fields; a figure that is said has no reason."""
    reasons = {f"{name}_reason": Reason.SAID for name in said if f"{name}_reason" in NOTHING}
    return Finding(series="N90001", area="9101", group=group, **{**NOTHING, **reasons, **said})


def gap(**said: Any) -> Gap:
    """Return a gap with these fields."""
    return Gap(series="N90001", area="9101", **{**NO_GAP, **said})


def wording(given: Definition | None = None, *, area: str = "Exempelby", decimals: int = 1) -> Wording:
    """Return the wording of an invented sick-leave rate in days, or of this definition."""
    return Wording(
        definition=given,
        series_title="Påhittat mått",
        decimals=decimals,
        area=area,
        county="Påhittade Norr",
        publisher="Kolada",
    )


DAYS = definition("N90001", phrase="ohälsotalet", unit=Unit.DAYS)
SHARE = definition("N90002", phrase="andelen behöriga", unit=Unit.PERCENT)
WINDOW = definition("N90006", phrase="medellivslängden", unit=Unit.YEARS, measurement=Measurement(window_years=5))
ELECTION = definition(
    "N90005",
    phrase="valdeltagandet",
    unit=Unit.PERCENT,
    measurement=Measurement(schedule=(1994, 4)),
    occasion="valet",
    occasion_en="election",
)
WOMEN_ONLY = definition("N90021", phrase="medellivslängden för kvinnor", unit=Unit.YEARS, covers_sex=Sex.FEMALE)
COUNT = definition("N90010", phrase="folkmängden", unit=Unit.PERSONS, decimals=0, averaged=False)
