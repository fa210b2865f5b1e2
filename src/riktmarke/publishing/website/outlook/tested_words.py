"""What a forecast rests on, and how such forecasts have done, for the pages that show one."""

from riktmarke.assessment.outlook.judging import AHEAD_JUDGED
from riktmarke.assessment.outlook.kinds import kind_of
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.outlook_beside import far_sentence, rests_on_sentence
from riktmarke.publishing.website.outlook.source import Outlook
from riktmarke.vocabulary.areas import AreaKind


def tested_words(outlook: Outlook, definition: Definition, *, ahead: int) -> tuple[str, ...]:
    """Return what forecasts of an indicator rest on and how they have held: its own, or those of its kind.

    `ahead`: how many years after the figures what is told lies; beyond those judged it is said how far is tested.
    """
    record = outlook.run.record
    own = None
    if record is not None:
        own = record.by_indicator.get(definition.series) or record.by_kind.get(kind_of(definition).value)
    municipalities = len(outlook.run.dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY))
    rests_on = rests_on_sentence(own, municipalities)
    return (rests_on, far_sentence()) if ahead > AHEAD_JUDGED else (rests_on,)
