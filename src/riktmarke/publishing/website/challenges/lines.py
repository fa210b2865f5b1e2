"""Findings as lines of lists and rows of tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from riktmarke.assessment.challenges.choosing import EVERYONE, GROUPS, Findings
from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind, Key, Undecided
from riktmarke.presentation.challenge_labels import group_label, reason_label, undecided_sentence
from riktmarke.presentation.challenge_points import challenge_point, point_in_words
from riktmarke.presentation.challenge_sentences import finding_sentence, people_sentence
from riktmarke.presentation.claim_rows import ClaimRow, claim_rows
from riktmarke.presentation.labels import capitalised, counted, listed
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import number, two_figures
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.challenges.account import Account

GROUPS_NAMED = 4
NOT_COMPARED = marked("ritas inte: jämförs inte med andra")
SAME_THING = marked("ritas inte: visar samma sak")
Say = Callable[[Wording, IndicatorFinding], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A finding in a list: its title, the page about it, and what is said. The other fields are for challenges only.

    `reasons`: why it is a challenge, in a few words each; `groups`: a sentence on whom it has been found for beside
    everyone; `same`: the other challenges that show the same thing.
    """

    indicator: str
    title: str
    address: str
    sentence: str
    reasons: tuple[str, ...] = ()
    people: str = ""
    groups: str = ""
    same: tuple["Line", ...] = ()


def challenge_line(account: Account, findings: Findings, *, chosen: Key = EVERYONE) -> Line:
    """Return a challenge in the list; of several that show the same thing the first is told, the others are named.

    `chosen`: the group that the whole list is about, which is then not said again.
    """
    finding = findings[0]
    wording = account.wording(finding.indicator)
    return Line(
        indicator=finding.indicator,
        title=wording.title,
        address=account.address(finding.indicator, group=chosen),
        sentence=finding_sentence(wording, finding),
        reasons=reasons_of(finding),
        people=people_sentence(wording, finding.people) if finding.people is not None else "",
        groups=groups_sentence(finding, chosen=chosen),
        same=tuple(titles(account, findings[1:], chosen=chosen)),
    )


def reasons_of(finding: IndicatorFinding) -> tuple[str, ...]:
    """Return why it is a challenge, in a few words each."""
    return tuple(capitalised(reason_label(reason)) for reason in finding.reasons)


def groups_sentence(finding: IndicatorFinding, *, chosen: Key = EVERYONE) -> str:
    """Return the groups that something has been found worse for, beside everyone, as a sentence that names four.

    Empty where it has been found for everyone alone, or for the chosen group alone.
    """
    worse = {claim.group for claim in finding.worse}
    found = [group_label(key) for key in GROUPS if key in worse - {chosen}]
    if len(found) == 1:
        if EVERYONE in worse or chosen in worse:
            return say("Funnet också för {group}.", group=found[0])
        return say("Funnet för {group}.", group=found[0])
    more = len(found) - GROUPS_NAMED
    named = [*found[:GROUPS_NAMED], say("{counted} grupper till", counted=counted(more))] if more > 1 else found
    if len(named) == 2:
        return say("Gäller både {groups}.", groups=listed(named))
    return say("Gäller {groups}.", groups=listed(named)) if named else ""


def short_lines(
    account: Account, findings: Iterable[IndicatorFinding], say: Say, *, chosen: Key = EVERYONE
) -> list[Line]:
    """Return findings with a sentence each."""
    lines = []
    for finding in findings:
        wording = account.wording(finding.indicator)
        address = account.address(finding.indicator, group=chosen)
        lines.append(Line(finding.indicator, wording.title, address, say(wording, finding)))
    return lines


def titles(account: Account, findings: Iterable[IndicatorFinding], *, chosen: Key = EVERYONE) -> list[Line]:
    """Return findings by title alone."""
    return short_lines(account, findings, lambda *_: "", chosen=chosen)


@dataclass(frozen=True, slots=True)
class WhyUndecided:
    """A reason why something cannot be decided, and the indicators that it holds for."""

    why: str
    lines: list[Line]


def by_reason(account: Account, findings: Iterable[IndicatorFinding]) -> list[WhyUndecided]:
    """Return what cannot be decided, by the reason."""
    found = list(findings)
    return [
        WhyUndecided(undecided_sentence(reason), titles(account, [f for f in found if f.undecided is reason]))
        for reason in Undecided
        if any(f.undecided is reason for f in found)
    ]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A measure in the table; a text is empty where there is nothing to say, `group` where it is about everyone.

    `number` is that of its challenge in the list; `point`: where it lies in the picture, and where it is not drawn why.
    """

    number: int
    title: str
    address: str
    group: str
    point: str
    value: str
    years: str
    difference: str
    against: str
    interval: str
    change: str
    change_years: str
    change_verdict: str
    people: str


def table_rows(account: Account, together: Iterable[Findings], *, chosen: Key = EVERYONE) -> list[TableRow]:
    """Return a row for each measure; those that show the same thing have one number, and the first is drawn."""
    return [
        _table_row(account, finding, number, drawn=finding is findings[0], chosen=chosen)
        for number, findings in enumerate(together, start=1)
        for finding in findings
    ]


def _table_row(account: Account, finding: IndicatorFinding, number: int, *, drawn: bool, chosen: Key) -> TableRow:
    """A challenge as a row: its level beside others, the uncertainty, the change and the people."""
    wording = account.wording(finding.indicator)
    told, changed = (_row(wording, finding, claim) for claim in (level_claim(finding), change_claim(finding)))
    point = point_in_words(challenge_point(finding, wording)) or say(NOT_COMPARED)
    return TableRow(
        number=number,
        title=wording.title,
        address=account.address(finding.indicator, group=chosen),
        group=told.group if told and told.claim.group != EVERYONE else "",
        point=point if drawn else say(SAME_THING),
        value=told.value if told else "",
        years=told.years if told else "",
        difference=told.difference if told else "",
        against=told.against if told else "",
        interval=told.interval if told else "",
        change=changed.difference if changed else "",
        change_years=changed.years if changed else "",
        change_verdict=changed.verdict if changed else "",
        people=_people(account.persons(finding)),
    )


def level_claim(finding: IndicatorFinding) -> Claim | None:
    """Return the claim about the level to show: the lead where it is one, otherwise the first of everyone's."""
    lead = finding.lead
    if lead is not None and lead in finding.level_claims:
        return lead
    return min(finding.level_claims, key=lambda c: (c.group != EVERYONE, c.kind, c.against), default=None)


def change_claim(finding: IndicatorFinding) -> Claim | None:
    """Return the claim about the change of the group whose level is shown."""
    level = level_claim(finding)
    group = level.group if level is not None else EVERYONE
    return next((c for c in finding.claims if c.kind is ClaimKind.TREND and c.group == group), None)


def _row(wording: Wording, finding: IndicatorFinding, claim: Claim | None) -> ClaimRow | None:
    return claim_rows(wording, replace(finding, claims=(claim,)))[0] if claim is not None else None


def _people(persons: float | None) -> str:
    return number(two_figures(persons), decimals=0) if persons is not None else ""
