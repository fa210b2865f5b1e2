"""What must be said of a municipality's latest value: that it is suppressed or provisional, and how uncertain it is."""

from collections.abc import Mapping

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.findings import Finding
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.value_words import later_sentence, uncertainty_words
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

Latest = tuple[ObservationStatus, int, int | None]


def status_words(panel: Panel, place: Place, found: Mapping[Sex, Finding], wording: Wording) -> str:
    """Return what the latest cells of the municipality are, where they are suppressed or provisional.

    `found` holds the findings of the groups as published: their years are those that the page shows.
    """
    groups: dict[Latest, list[Sex]] = {}
    for sex in GROUPS:
        years = (*panel.of(place.area.code, sex), *panel.suppressed(place.area.code, sex))
        if years:
            last = max(years)
            latest = (panel.status_of(place.area.code, last, sex), last, found[sex].period)
            groups.setdefault(latest, []).append(sex)
    said = [
        later_sentence(status, last, whose, wording.definition, shown=shown)
        for (status, last, shown), whose in groups.items()
    ]
    return " ".join(filter(None, said))


def uncertainty_text(
    known: IndicatorUncertainty | None, place: Place, found: Mapping[Sex, Finding], wording: Wording
) -> str:
    """Return how uncertain the latest values are and where that is known from; nothing for counts of people or things.

    A count is what it is: chance is in what it is compared with.
    """
    definition = wording.definition
    if known is None or definition is None or not definition.averaged:
        return ""
    about = (Sex.TOTAL,) if definition.covers_sex else GROUPS  # a total about one sex stands for it
    periods = {sex: period for sex in about if (period := found[sex].period) is not None}
    values = {sex: known.at(place.area.code, Group(sex), period) for sex, period in periods.items()}
    told = {sex: value for sex, value in values.items() if value is not None}
    return uncertainty_words(told, periods, definition, decimals=wording.decimals)
