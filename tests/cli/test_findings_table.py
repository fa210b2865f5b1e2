"""The table of findings in the terminal."""

import pytest

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.assessment.findings_file import NOTHING
from riktmarke.cli import findings_table
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason


def finding(sex: Sex, **said: object) -> Finding:
    return Finding(series="N1", area="9101", group=sex, **{**NOTHING, **said})


def test_a_value_of_another_year_has_its_year_and_own_work_its_mark() -> None:
    total = finding(Sex.TOTAL, value=79.2, period=2011, county=92.8, county_basis=Basis.POPULATION, country=92.9)
    women = finding(Sex.FEMALE, value=100.0, period=2009)
    men = finding(Sex.MALE, value=80.0, period=2011)

    figures = findings_table._figures([total, women, men], total, 1)

    assert figures == ["79,2", "100,0 (2009)", "80,0", "–", "92,8*", "92,9", "–"]


@pytest.mark.parametrize(("change", "shown"), [(1.04, "+1,0"), (-1.04, "\u22121,0"), (0.0, "0,0"), (None, "–")])
def test_a_change_has_its_sign(change: float | None, shown: str) -> None:
    total = finding(Sex.TOTAL, value=2.0, period=2022, change=change, change_reason=Reason.SAID)
    row = [total, finding(Sex.FEMALE), finding(Sex.MALE)]
    assert findings_table._figures(row, total, 1)[3] == shown
