"""An item of a framework as a line: what is decided for it, what is only proposed, and what is not our task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from riktmarke.governance.linked import LinkedItem
from riktmarke.governance.models import Indicator
from riktmarke.presentation.labels import capitalised, listed
from riktmarke.presentation.language import say, say_counted
from riktmarke.presentation.titles import title_in_tongue


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item. `words` says what is linked to it; `decided` and `proposed` whether anything of that kind is.

    A document counts while it is valid, an indicator as proposed until the municipality has decided on it.
    """

    key: str
    title: str
    words: str
    decided: bool
    proposed: bool
    refused: bool
    parts: tuple["ItemLine", ...]

    @property
    def linked(self) -> bool:
        """Whether anything at all is linked to the item."""
        return self.decided or self.proposed


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a framework's items something is decided for, only proposed for, and not the municipality's task."""

    items: int
    decided: int
    proposed: int
    refused: int


def item_line(linked: LinkedItem, today: date, *, refused: bool = False) -> ItemLine:
    """Return the line of an item and its parts; a part of what is not our task is not our task either."""
    refused = refused or linked.not_our_task is not None
    both = (linked, *linked.parts)
    goals, indicators = linked.all_goals, linked.all_indicators
    documents = {d.pk: d for item in both for d in item.documents}.values()
    actions = {a.pk: a for item in both for a in item.actions}.values()
    valid = [d for d in documents if not d.has_run_out(on=today)]
    rows = [*goals, *valid, *actions]
    decided = any(not row.proposal for row in (*rows, *indicators))
    proposed = any(row.proposal for row in (*rows, *indicators))
    ended = len(documents) - len(valid)
    said = [
        _indicators(indicators),
        _some(len(goals), say_counted("{count} mål", "{count} mål", len(goals), count=len(goals))),
        _some(len(valid), say_counted("{count} styrdokument", "{count} styrdokument", len(valid), count=len(valid))),
        _some(len(actions), say_counted("{count} åtgärd", "{count} åtgärder", len(actions), count=len(actions))),
        _some(
            ended,
            say_counted(
                "{count} styrdokument som har gått ut", "{count} styrdokument som har gått ut", ended, count=ended
            ),
        ),
    ]
    words = listed([part for part in said if part])
    if not words:
        words = say("inte kommunens uppgift") if refused else say("inget i planen")
    return ItemLine(
        key=linked.item.key,
        title=title_in_tongue(linked.item),
        words=capitalised(words),
        decided=decided,
        proposed=proposed and not decided,
        refused=refused,
        parts=tuple(item_line(part, today, refused=refused) for part in linked.parts),
    )


def tally(lines: Iterable[ItemLine]) -> Tally:
    """Return the counts over the lines."""
    found = list(lines)
    return Tally(
        items=len(found),
        decided=sum(line.decided for line in found),
        proposed=sum(line.proposed for line in found),
        refused=sum(line.refused for line in found),
    )


def _indicators(indicators: Sequence[Indicator]) -> str:
    count, proposals = len(indicators), sum(indicator.proposal for indicator in indicators)
    if count and proposals == count:
        return say_counted("{count} föreslagen indikator", "{count} föreslagna indikatorer", count, count=count)
    said = _some(count, say_counted("{count} indikator", "{count} indikatorer", count, count=count))
    return say("{said} ({proposals} föreslagna)", said=said, proposals=proposals) if proposals else said


def _some(count: int, words: str) -> str:
    return words if count else ""
