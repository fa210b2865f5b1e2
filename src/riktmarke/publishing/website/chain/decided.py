"""How far a row of the plan has come: decided by whom and when, proposed, or a draft."""

from dataclasses import dataclass

from riktmarke.governance.codes import State
from riktmarke.governance.models import Document, FocusArea, Goal, OverarchingGoal, Vision
from riktmarke.presentation.language import say
from riktmarke.publishing.website.text_dates import day

DecidedRow = Vision | OverarchingGoal | FocusArea | Goal | Document


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said about a row's standing. `by` and `on` are empty where nobody has published them."""

    key: str
    title: str
    word: str
    by: str
    on: str
    reference: str
    source: str
    note: str


def standing(row: DecidedRow) -> Standing:
    """Return a row's standing in words."""
    decision = row.decision
    if row.state != State.DECIDED or decision is None:
        return Standing(row.key, row.title, say("Förslag") if row.proposal else say("Utkast"), "", "", "", "", "")
    return Standing(
        key=row.key,
        title=row.title,
        word=say("Beslutat") if decision.decided_on else say("Uppgift"),
        by=decision.body,
        on=day(decision.decided_on),
        reference=decision.reference,
        source=decision.source,
        note=decision.note,
    )
