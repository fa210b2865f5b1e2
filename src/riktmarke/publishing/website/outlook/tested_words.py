"""What a forecast rests on, and how such forecasts have done, for the pages that show one."""

from riktmarke.assessment.outlook.kinds import kind_of
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.outlook_beside import rests_on_sentence
from riktmarke.publishing.website.outlook.source import Outlook
from riktmarke.vocabulary.areas import AreaKind


def tested_words(outlook: Outlook, definition: Definition) -> tuple[str, ...]:
    """Return what forecasts of an indicator rest on and how they have held: its own, or those of its kind."""
    record = outlook.run.record
    own = None
    if record is not None:
        own = record.by_indicator.get(definition.series) or record.by_kind.get(kind_of(definition).value)
    municipalities = len(outlook.run.dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY))
    return (rests_on_sentence(own, municipalities),)
