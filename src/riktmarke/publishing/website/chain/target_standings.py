"""How the targets of an indicator of the plan stand, each with the groups that it is held up against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from riktmarke.assessment.targets.asked import TargetAsked, asked_by
from riktmarke.assessment.targets.kinds import Standing, TargetRole
from riktmarke.assessment.targets.standings import GapSeen, YearStanding, roles, together
from riktmarke.assessment.targets.status import TargetStatus
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Target
from riktmarke.publishing.website.chain.planned import Planned

OVER = (Standing.PASSED_REACHED, Standing.PASSED_NOT_REACHED, Standing.AWAITED)


@dataclass(frozen=True, slots=True)
class Stands:
    """How one target stands.

    `standing` is reached only where it is for women and men too; `worst` is the one of them that is furthest from it,
    where the target was set for everyone and they have none of their own. `furthest`: whether this is the target that
    is furthest from being reached of those that groups have for the year. `gap`: that between women and men, on the
    first target of an indicator that has none for the gap. `role` is that of a target whose year is not over.
    """

    own: TargetStatus
    standing: Standing
    role: TargetRole
    worst: TargetStatus | None
    furthest: bool
    gap: GapSeen | None = None


def standings_of(planned: Planned, definition: Definition, targets: Sequence[Target]) -> dict[int, Stands]:
    """Return how each of an indicator's current targets stands, by its primary key.

    Those are left out that nobody has said the good side of, and all where nothing is published of the indicator.
    """
    wanted = {row.pk: asked for row in targets if (asked := asked_by(row, definition)) is not None}
    years = planned.source.standings(
        definition, wanted.values(), area=planned.place.area.code, this_year=planned.request.today.year
    )
    if not years:
        return {}
    by_year = {year.year: year for year in years}
    role = dict(zip(wanted, roles(list(wanted.values())), strict=True))
    found = {key: _stands(by_year[asked.year], asked, role[key]) for key, asked in wanted.items()}
    if definition.averaged and not any(year.gap for year in years):
        first = next(iter(found))
        found[first] = replace(found[first], gap=years[0].seen_gap)
    return found


def _stands(year: YearStanding, asked: TargetAsked, role: TargetRole) -> Stands:
    own = next(one for one in year.statuses if one.asked == asked and not one.implied)
    # only a target for everyone has the same target implied for others
    implied = [one for one in year.statuses if one.implied] if asked.group == "_T" else []
    return Stands(
        own=own,
        standing=together([own.standing, *(one.standing for one in implied)]),
        role=role if own.standing not in OVER else TargetRole.FINAL,
        worst=min(_known(implied), key=_ahead, default=None),
        furthest=year.worst is own and not own.implied and len(_groups(year)) > 1 and _ahead(own) < 0,
    )


def _known(statuses: Iterable[TargetStatus]) -> list[TargetStatus]:
    return [one for one in statuses if one.ahead is not None]


def _ahead(one: TargetStatus) -> float:
    return one.ahead if one.ahead is not None else 0.0


def _groups(year: YearStanding) -> list[TargetStatus]:
    return [one for one in year.statuses if not one.implied and len(one.groups) == 1]
