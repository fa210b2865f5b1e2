"""What readers ask of a plan. Every query takes the plan, so that no plan sees another's rows.

Drafts come only with `include_drafts`. A proposal (förslag) is shown: it is marked `proposal`, and whoever shows it
says so. What a page needs beside a row is fetched with it: a list costs the same number of queries however long it is.
"""

from django.db.models import F, Prefetch, Q, QuerySet

from riktmarke.governance.challenge_rules import RulesOfPlan
from riktmarke.governance.codes import ChallengeParameter, State, TargetOrigin
from riktmarke.governance.models import (
    Action,
    ChallengeRule,
    Document,
    FocusArea,
    Framework,
    FrameworkItem,
    Goal,
    Indicator,
    OverarchingGoal,
    Plan,
    Role,
    Target,
    Unit,
    Vision,
)

SHOWN = Q(state=State.DECIDED.value) | Q(proposal=True)
SHOWN_TARGETS = Q(state=State.DECIDED.value) | Q(origin=TargetOrigin.PROPOSAL.value)


def plans() -> list[Plan]:
    """Return every plan in the installation, by name."""
    return list(Plan.objects.all())


def plan_of_area(area: str) -> Plan | None:
    """Return the plan for the municipality with this code; None when it has none."""
    found: Plan | None = Plan.objects.filter(area=area).first()
    return found


def role(plan: Plan, key: str) -> Role | None:
    """Return a role of the plan by key; None when there is none, such as for a plan without a contact."""
    found: Role | None = Role.objects.filter(plan=plan, key=key).select_related("unit").first() if key else None
    return found


def roles(plan: Plan) -> list[Role]:
    """Return the roles of the plan, in its order."""
    return list(Role.objects.filter(plan=plan).select_related("unit"))


def units(plan: Plan) -> list[Unit]:
    """Return the parts of the organisation, in the order of the plan."""
    return list(Unit.objects.filter(plan=plan).select_related("parent"))


def vision(plan: Plan, *, include_drafts: bool = False) -> Vision | None:
    """Return the vision that applies: the first that no other shown one replaces."""
    found = [row for row in _visions(plan, include_drafts=include_drafts) if not _is_replaced(row)]
    return found[0] if found else None


def earlier_visions(plan: Plan, *, include_drafts: bool = False) -> list[Vision]:
    """Return the visions that another has replaced, the latest first."""
    return [row for row in _visions(plan, include_drafts=include_drafts) if _is_replaced(row)]


def _visions(plan: Plan, *, include_drafts: bool) -> list[Vision]:
    shown = _shown(Vision.objects.all(), include_drafts=include_drafts)
    rows = _shown(Vision.objects.filter(plan=plan), include_drafts=include_drafts).select_related("decision")
    return list(rows.prefetch_related(Prefetch("replaced_by", queryset=shown, to_attr="shown_replacements")))


def _is_replaced(row: Vision) -> bool:
    return bool(row.shown_replacements)  # set by the prefetch above


def overarching_goals(plan: Plan, *, include_drafts: bool = False) -> list[OverarchingGoal]:
    """Return the overarching goals with decision, responsible role, goals and indicators with their targets."""
    rows = _shown(OverarchingGoal.objects.filter(plan=plan), include_drafts=include_drafts)
    return list(
        rows.select_related("decision", "vision", "responsible__unit").prefetch_related(
            Prefetch("goals", queryset=_goal_rows(include_drafts=include_drafts)),
            Prefetch("indicators", queryset=indicator_rows(include_drafts=include_drafts)),
        )
    )


def overarching_goal(plan: Plan, key: str, *, include_drafts: bool = False) -> OverarchingGoal | None:
    """Return one overarching goal, as `overarching_goals` does; None when there is none that may be seen."""
    return next((row for row in overarching_goals(plan, include_drafts=include_drafts) if row.key == key), None)


def focus_areas(plan: Plan, *, include_drafts: bool = False) -> list[FocusArea]:
    """Return the focus areas with responsible role, goals, actions, and indicators with their targets."""
    return list(_focus_area_rows(plan, include_drafts=include_drafts))


def focus_area(plan: Plan, key: str, *, include_drafts: bool = False) -> FocusArea | None:
    """Return one focus area, as `focus_areas` does; None when there is none that may be seen."""
    found: FocusArea | None = _focus_area_rows(plan, include_drafts=include_drafts).filter(key=key).first()
    return found


def goals(plan: Plan, *, include_drafts: bool = False) -> list[Goal]:
    """Return the goals with what they belong to, their indicators, actions and links to frameworks."""
    return list(_whole_goals(plan, include_drafts=include_drafts))


def goal(plan: Plan, key: str, *, include_drafts: bool = False) -> Goal | None:
    """Return one goal, as `goals` does; None when there is none that may be seen."""
    found: Goal | None = _whole_goals(plan, include_drafts=include_drafts).filter(key=key).first()
    return found


def indicators(plan: Plan, *, include_drafts: bool = False) -> list[Indicator]:
    """Return the indicators with goals, focus areas, targets, responsible role and links to frameworks."""
    return list(_whole_indicators(plan, include_drafts=include_drafts))


def indicator_of(plan: Plan, definition: str, *, include_drafts: bool = False) -> Indicator | None:
    """Return the plan's indicator with this definition; None when the plan does not have it."""
    found: Indicator | None = (
        _whole_indicators(plan, include_drafts=include_drafts).filter(definition=definition).first()
    )
    return found


def targets(plan: Plan, *, include_drafts: bool = False, superseded: bool = False) -> list[Target]:
    """Return the targets with their indicators; those that others have superseded only with `superseded`."""
    rows = _target_rows(include_drafts=include_drafts, superseded=superseded).filter(plan=plan)
    return list(rows.select_related("indicator", "decision"))


def year_of_plan(plan: Plan) -> int | None:
    """Return the year that a plan looks to: its vision's, else the last of its targets'; None where neither has one."""
    found = vision(plan)
    if found is not None and found.year is not None:
        return found.year
    return max((target.year for target in targets(plan)), default=None)


def earlier_targets(plan: Plan, *, include_drafts: bool = False) -> list[Target]:
    """Return the targets that others have taken the place of, with those and their decisions, the latest first."""
    rows = _target_rows(include_drafts=include_drafts, superseded=True).filter(plan=plan, superseded=True)
    rows = rows.select_related("indicator", "decision", "superseded_by__decision")
    return list(rows.order_by("-decision__decided_on", "position"))


def challenge_rules(plan: Plan) -> list[ChallengeRule]:
    """Return what the plan sets in the rules for challenges, in its order, with the indicators it names."""
    return list(ChallengeRule.objects.filter(plan=plan).select_related("indicator"))


def rules_of_area(area: str) -> RulesOfPlan:
    """Return what the plan for the municipality with this code sets; nothing where there is no plan."""
    plan = plan_of_area(area)
    rules = challenge_rules(plan) if plan is not None else []
    return RulesOfPlan(
        values={ChallengeParameter(rule.parameter): float(rule.value) for rule in rules if rule.indicator is None},
        smallest_differences={rule.indicator.definition: float(rule.value) for rule in rules if rule.indicator},
    )


def documents(plan: Plan, *, include_drafts: bool = False) -> list[Document]:
    """Return the governing documents with decision, responsible role, and what they bind to."""
    rows = _shown(Document.objects.filter(plan=plan), include_drafts=include_drafts)
    return list(
        rows.select_related("decision", "responsible__unit", "framework", "replaces").prefetch_related(
            _items(), Prefetch("replaced_by", queryset=_shown(Document.objects.all(), include_drafts=include_drafts))
        )
    )


def actions_of(
    plan: Plan,
    *,
    goal: Goal | None = None,
    overarching_goal: OverarchingGoal | None = None,
    indicator: Indicator | None = None,
    focus_area: FocusArea | None = None,
    include_drafts: bool = False,
) -> list[Action]:
    """Return the plan's actions, or those for a goal, an overarching goal, an indicator or a focus area of it.

    An action belongs to a focus area when it says so itself or when one of its goals does, and to an overarching goal
    by its goals.
    """
    rows = _shown(Action.objects.filter(plan=plan), include_drafts=include_drafts)
    if goal is not None:
        rows = rows.filter(goals=goal)
    if overarching_goal is not None:
        rows = rows.filter(goals__overarching_goals=overarching_goal).distinct()
    if indicator is not None:
        rows = rows.filter(indicators=indicator)
    if focus_area is not None:
        rows = rows.filter(Q(focus_areas=focus_area) | Q(goals__focus_areas=focus_area)).distinct()
    return list(
        rows.select_related("decision", "unit", "responsible__unit").prefetch_related(
            Prefetch("goals", queryset=_shown(Goal.objects.all(), include_drafts=include_drafts)),
            "indicators",
            "documents",
            _items(),
        )
    )


def frameworks(plan: Plan) -> list[Framework]:
    """Return the frameworks that the plan uses, first the shared, then its own."""
    rows = Framework.objects.filter(Q(used_by=plan) | Q(plan=plan)).distinct()
    return list(rows.order_by(F("plan").asc(nulls_first=True), "position", "key"))


def framework_items(framework: Framework) -> list[FrameworkItem]:
    """Return the items of a framework in order, the retired left out."""
    return list(framework.items.filter(retired=False).select_related("parent"))


def _shown(rows: QuerySet, *, include_drafts: bool) -> QuerySet:
    return rows if include_drafts else rows.filter(SHOWN)


def _items() -> Prefetch:
    """Return what a row is linked to, the retired left out as in `framework_items`."""
    return Prefetch("framework_items", queryset=FrameworkItem.objects.filter(retired=False).select_related("framework"))


def _target_rows(*, include_drafts: bool, superseded: bool = False) -> QuerySet:
    rows = Target.objects.all() if include_drafts else Target.objects.filter(SHOWN_TARGETS)
    return rows if superseded else rows.filter(superseded=False)


def indicator_rows(*, include_drafts: bool) -> QuerySet:
    """Return indicators with the targets that may be seen; narrow it to a plan before use."""
    rows = Indicator.objects.select_related("responsible__unit")
    return rows.prefetch_related(
        Prefetch("targets", queryset=_target_rows(include_drafts=include_drafts).select_related("decision"))
    )


def _goal_rows(*, include_drafts: bool) -> QuerySet:
    return _shown(Goal.objects.select_related("decision", "responsible__unit"), include_drafts=include_drafts)


def _whole_goals(plan: Plan, *, include_drafts: bool) -> QuerySet:
    return (
        _goal_rows(include_drafts=include_drafts)
        .filter(plan=plan)
        .select_related("parent")
        .prefetch_related(
            Prefetch(
                "overarching_goals", queryset=_shown(OverarchingGoal.objects.all(), include_drafts=include_drafts)
            ),
            Prefetch("focus_areas", queryset=_shown(FocusArea.objects.all(), include_drafts=include_drafts)),
            Prefetch("indicators", queryset=indicator_rows(include_drafts=include_drafts)),
            Prefetch("actions", queryset=_shown(Action.objects.all(), include_drafts=include_drafts)),
            Prefetch("parts", queryset=_goal_rows(include_drafts=include_drafts)),
            _items(),
        )
    )


def _focus_area_rows(plan: Plan, *, include_drafts: bool) -> QuerySet:
    rows = _shown(FocusArea.objects.filter(plan=plan), include_drafts=include_drafts)
    return rows.select_related("decision", "responsible__unit").prefetch_related(
        Prefetch("goals", queryset=_goal_rows(include_drafts=include_drafts)),
        Prefetch("indicators", queryset=indicator_rows(include_drafts=include_drafts)),
        Prefetch("actions", queryset=_shown(Action.objects.all(), include_drafts=include_drafts)),
    )


def _whole_indicators(plan: Plan, *, include_drafts: bool) -> QuerySet:
    return (
        indicator_rows(include_drafts=include_drafts)
        .filter(plan=plan)
        .prefetch_related(
            Prefetch("goals", queryset=_goal_rows(include_drafts=include_drafts)),
            Prefetch(
                "overarching_goals", queryset=_shown(OverarchingGoal.objects.all(), include_drafts=include_drafts)
            ),
            Prefetch("focus_areas", queryset=_shown(FocusArea.objects.all(), include_drafts=include_drafts)),
            Prefetch("actions", queryset=_shown(Action.objects.all(), include_drafts=include_drafts)),
            _items(),
        )
    )
