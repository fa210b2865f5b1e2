"""Series about one sex that their publisher has as a total: shown under that sex, with the way to the other one's."""

from collections.abc import Mapping
from dataclasses import replace

from riktmarke.assessment.findings import Finding
from riktmarke.assessment.findings_file import NOTHING
from riktmarke.governance.definitions import Definition
from riktmarke.vocabulary.groups import Sex

Found = Mapping[Sex, Finding]


def as_covered(found: Found, definition: Definition | None) -> dict[Sex, Finding]:
    """Return the findings by the group they are about: a total that covers women alone stands under women."""
    covers = definition.covers_sex if definition else None
    if covers is None:
        return dict(found)
    total = found[Sex.TOTAL]
    nobody = Finding(series=total.series, area=total.area, group=Sex.TOTAL, **NOTHING)
    return {**found, Sex.TOTAL: nobody, covers: replace(total, group=covers)}


def published_group(definition: Definition | None, shown: Sex) -> Sex:
    """Return the group that the publisher has the values of a shown group as."""
    return Sex.TOTAL if definition is not None and definition.covers_sex is shown else shown
