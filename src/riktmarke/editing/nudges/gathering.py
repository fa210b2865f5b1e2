"""The nudges of one person in one plan: the own units' for a contributor, all of them for the others."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime

from riktmarke.dialogue import queries as dialogue
from riktmarke.dialogue.codes import OPEN
from riktmarke.dialogue.roles import address_for, is_reached
from riktmarke.editing.access.rights import Act, Level, Rights
from riktmarke.editing.chain.knowledge import knowledge
from riktmarke.editing.chain.row_lists import NOBODY
from riktmarke.editing.chain.row_words import RowWords
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.editing.nudges.finding import Found, Nudge, find
from riktmarke.editing.nudges.words import WORDS, NudgeWords
from riktmarke.governance.history import last_written_in
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import TABLES, PlanFile

SHOWN = 10
# What several rows can get in one go, by whoever may: an owner, or a decision.
TOGETHER = {
    Nudge.NO_RESPONSIBLE: (Act.CHANGE, f"ansvarig={NOBODY}"),
    Nudge.DRAFT: (Act.DECIDE, "lage=Utkast"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row to look at: what it is called, where it is mended, and the day."""

    title: str
    url: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind of nudge; `together`: where several of them are mended in one go, table by table."""

    nudge: Nudge
    words: NudgeWords
    lines: tuple[Line, ...]
    together: tuple[Line, ...] = ()

    @property
    def first(self) -> tuple[Line, ...]:
        """Those that are shown at once."""
        return self.lines[:SHOWN]

    @property
    def rest(self) -> tuple[Line, ...]:
        """Those that are shown when somebody asks."""
        return self.lines[SHOWN:]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All of it: the groups that have something, and how many wait for an answer."""

    groups: tuple[Group, ...]
    unanswered: int

    @property
    def count(self) -> int:
        """How much there is to look at."""
        return self.unanswered + sum(len(group.lines) for group in self.groups)


def gather(plan: Plan, rights: Rights, *, today: date, role: str = "") -> Gathered:
    """Return what a person with these rights should look at in the plan; with `role`, what that role answers for."""
    file, known = stored_plan(plan), knowledge()
    written = {row: localtime(entry.at).date() for row, entry in last_written_in(plan, TABLES).items()}
    found = find(file, today=today, written=written, catalogue=known.catalogue, unreached=_unreached(plan, file))
    if rights.level is Level.CONTRIBUTOR:
        found = [one for one in found if rights.owns(one.table, one.row)]
    if role:
        found = [one for one in found if _answers(file, one) == role]
    words = RowWords(file, known)
    groups = tuple(
        Group(
            nudge, WORDS[nudge], tuple(_line(plan, words, one) for one in those), _together(plan, rights, nudge, those)
        )
        for nudge in Nudge
        if (those := [one for one in found if one.nudge is nudge])
    )
    return Gathered(groups, _unanswered(plan, rights, role))


def _answers(file: PlanFile, one: Found) -> str:
    """Return the role that answers for a row: its own, or for a target its indicator's."""
    if one.table == "roles":
        return one.row.key
    row = file.row("indicators", one.row.values["indicator"]) if one.table == "targets" else one.row
    return str(row.values.get("responsible", "")) if row else ""


def _unreached(plan: Plan, file: PlanFile) -> set[str]:
    """Return the roles whose messages nobody is told of by mail: neither they nor the plan's contact has an address."""
    if address_for(role_email="", area=plan.area):
        return set()
    return {row.key for row in file.tables["roles"] if not is_reached(row.values["email"])}


def _together(plan: Plan, rights: Rights, nudge: Nudge, found: list[Found]) -> tuple[Line, ...]:
    """Return where all rows of a table are mended in one go, table by table; nothing for whoever may not."""
    act, asked = TOGETHER.get(nudge, (None, ""))
    return tuple(
        Line(TABLE_WORDS[table].many, f"{reverse('riktmarke_rows_several', args=(plan.area, table))}?{asked}", None)
        for table in dict.fromkeys(one.table for one in found)
        if act is not None and rights.may(act, table=table)
    )


def _line(plan: Plan, words: RowWords, one: Found) -> Line:
    aims = one.nudge in {Nudge.NO_TARGET, Nudge.TARGET_NOT_BY_SEX}
    kwargs = {"area": plan.area, "key": one.row.key} | ({} if aims else {"table": one.table})
    address = reverse("riktmarke_targets" if aims else "riktmarke_row", kwargs=kwargs)
    return Line(words.title_of(one.table, one.row), address, one.day)


def _unanswered(plan: Plan, rights: Rights, role: str) -> int:
    if not rights.may(Act.ANSWER):
        return 0
    own = rights.own_roles
    asked = own if not role else frozenset({role} if own is None or role in own else ())
    return int(dialogue.inbox(plan.area, statuses=OPEN, role_keys=asked).count())
