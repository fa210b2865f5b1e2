"""Every claim about an indicator as tables, one for each group of people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riktmarke.assessment.challenges.choosing import EVERYONE, GROUPS
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, Key
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.claim_rows import ClaimRow, claim_columns, claim_rows
from riktmarke.presentation.labels import capitalised, difference_unit, unit_name
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.tongues import definition_of
from riktmarke.vocabulary.units import Unit

UNKNOWN, NONE, OWN_PAST = marked("okänd"), marked("finns inte"), marked("egna tidigare år")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a table: what is claimed of whom, against whom and of when, its figures without unit, the outcome."""

    name: str
    value: str
    reference: str
    difference: str
    interval: str
    limit: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """The claims about one group."""

    group: str
    lines: tuple[ClaimLine, ...]


def claim_table_columns() -> tuple[str, ...]:
    """Return the columns of the tables, in the language that is spoken."""
    return (say("Påstående"), *claim_columns()[4:])


def claim_tables(wording: Wording, finding: IndicatorFinding, *, first: Key) -> tuple[ClaimTable, ...]:
    """Return a table for each group that something is claimed about: the `first` one, everyone, then the others."""
    rows = claim_rows(_without_unit(wording), finding)
    groups = dict.fromkeys((first, EVERYONE, *GROUPS))
    tables = [(group, [row for row in rows if row.claim.group == group]) for group in groups]
    return tuple(
        ClaimTable(capitalised(group_label(group)), tuple(_line(row) for row in own)) for group, own in tables if own
    )


def units_sentence(wording: Wording) -> str:
    """Return in what the figures of the tables are counted, said once; empty where they have no unit."""
    of_values, of_differences = unit_name(wording.definition), difference_unit(wording.definition)
    if of_values == of_differences:
        return say("Alla tal är i {of_values}.", of_values=of_values) if of_values else ""
    return say(
        "Värden är i {of_values}, skillnader i {of_differences}.", of_values=of_values, of_differences=of_differences
    )


def _without_unit(wording: Wording) -> Wording:
    return replace(wording, definition=replace(definition_of(wording), unit=Unit.RATIO))


def _line(row: ClaimRow) -> ClaimLine:
    claim = row.claim
    against = row.against or (say(OWN_PAST) if claim.against is Against.NOBODY and claim.first_until else "")
    name: Sequence[str] = (
        row.kind,
        row.group[:1].lower() + row.group[1:],
        against and say("mot {against}", against=against),
        row.years,
    )
    return ClaimLine(
        name=", ".join(filter(None, name)),
        value=row.value,
        reference=row.reference or say(NONE),
        difference=row.difference,
        interval=row.interval or say(UNKNOWN),
        limit=row.limit,
        verdict=row.verdict,
    )
