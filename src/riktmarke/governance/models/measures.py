"""What the chain is measured by: indicators of the catalogue, the targets set for them, and what is a challenge."""

from decimal import Decimal
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from riktmarke.governance.codes import (
    ALLOWED,
    ChallengeParameter,
    Comparator,
    Reach,
    State,
    TargetKind,
    TargetOrigin,
)
from riktmarke.governance.models.chain import FocusArea, Goal, OverarchingGoal, responsible
from riktmarke.governance.models.rows import PlanRow, not_itself, one_of, year

if TYPE_CHECKING:
    from riktmarke.governance.models.plans import Decision, Role


class Indicator(PlanRow):
    """A definition of the catalogue, taken into a plan.

    `links_follow_catalogue`: the links to frameworks are the catalogue's, and change with it; otherwise they are the
    plan's own.
    """

    definition: str = models.CharField("definition", max_length=100)
    goals = models.ManyToManyField(Goal, related_name="indicators", blank=True)
    overarching_goals = models.ManyToManyField(OverarchingGoal, related_name="indicators", blank=True)
    focus_areas = models.ManyToManyField(FocusArea, related_name="indicators", blank=True)
    responsible: "Role | None" = responsible()
    proposal: bool = models.BooleanField("förslag", default=False)
    framework_items = models.ManyToManyField("governance.FrameworkItem", related_name="indicators", blank=True)
    links_follow_catalogue: bool = models.BooleanField("länkar följer katalogen", default=True)
    note: str = models.TextField("anmärkning", blank=True)

    class Meta(PlanRow.Meta):
        """A definition once in a plan."""

        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        constraints: ClassVar = [
            *PlanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "definition"], name="governance_indicator_definition_once_in_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return self.definition


class Target(PlanRow):
    """What an indicator is to reach by a year, for a group.

    `group`: `_T`, `F`, `M`, or a group of a cut such as `origin:foreign_born`; for a gap the dimension it is between
    (`sex`, `origin`). A level is reached on the good side of `value`, which `reach` names for an indicator without a
    good direction; as good as `comparator`, or at most `value` from it; a gap no wider than `value`; a direction is a
    change for the better since `base_year`, or else the year of the decision.
    `origin_text` says in words where the target comes from. One that another has taken the place of is `superseded`.
    """

    indicator: Indicator = models.ForeignKey(Indicator, on_delete=models.RESTRICT, related_name="targets")
    group: str = models.CharField("grupp", max_length=60, default="_T")
    year: int = models.PositiveIntegerField("år")
    kind: str = models.CharField("slag", max_length=20)
    value: Decimal | None = models.DecimalField("värde", max_digits=18, decimal_places=6, null=True, blank=True)
    comparator: str = models.CharField("jämförelse", max_length=40, blank=True)
    reach: str = models.CharField("nås när värdet är", max_length=10, blank=True)
    base_year: int | None = models.PositiveIntegerField("räknas från år", null=True, blank=True)
    origin: str = models.CharField("ursprung", max_length=20)
    origin_text: str = models.TextField("ursprung i ord", blank=True)
    state: str = models.CharField("läge", max_length=10, default=State.DRAFT.value)
    decision: "Decision | None" = models.ForeignKey(
        "governance.Decision", on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name="beslut"
    )
    superseded: bool = models.BooleanField("ersatt", default=False)
    superseded_by: "Target | None" = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="supersedes", verbose_name="ersatt av"
    )

    class Meta(PlanRow.Meta):
        """Value and comparator as the kind asks for; one current target per indicator, group and year."""

        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"
        constraints: ClassVar = [
            *PlanRow.Meta.constraints,
            one_of("kind", TargetKind),
            one_of("origin", TargetOrigin),
            one_of("state", State),
            year("year"),
            year("base_year"),
            not_itself("superseded_by"),
            models.UniqueConstraint(
                fields=["indicator", "group", "year"],
                condition=Q(superseded=False),
                name="governance_target_one_per_indicator_group_and_year",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[TargetKind.LEVEL.value, TargetKind.GAP.value], value__isnull=False)
                | Q(kind=TargetKind.AS_GOOD_AS.value)
                | Q(kind=TargetKind.DIRECTION.value, value__isnull=True),
                name="governance_target_value_as_its_kind_asks",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=TargetKind.AS_GOOD_AS.value, comparator__in=[comparator.value for comparator in Comparator]
                )
                | (~Q(kind=TargetKind.AS_GOOD_AS.value) & Q(comparator="")),
                name="governance_target_comparator_as_its_kind_asks",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(superseded=True),
                name="governance_target_superseded_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reach="")
                | Q(kind=TargetKind.LEVEL.value, reach__in=[Reach.AT_LEAST.value, Reach.AT_MOST.value]),
                name="governance_target_reach_of_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.GAP.value) | Q(value__gte=0), name="governance_target_gap_is_a_width"
            ),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.AS_GOOD_AS.value) | Q(value__isnull=True) | Q(value__gte=0),
                name="governance_target_margin_is_a_distance",
            ),
            models.CheckConstraint(
                condition=Q(base_year__isnull=True)
                | Q(kind=TargetKind.DIRECTION.value, base_year__lt=models.F("year")),
                name="governance_target_base_year_of_a_direction",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | (Q(decision__isnull=False) & ~Q(origin=TargetOrigin.PROPOSAL.value)),
                name="governance_target_decided_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def proposal(self) -> bool:
        """Whether the target is a proposal (förslag)."""
        return self.origin == TargetOrigin.PROPOSAL


def _in_its_range(parameter: ChallengeParameter) -> Q:
    """Return the condition that a rule which sets this parameter sets it to a value that it can have."""
    allowed = ALLOWED[parameter]
    if allowed.whole and allowed.lowest is not None and allowed.highest is not None:
        fits = Q(value__in=range(int(allowed.lowest), int(allowed.highest) + 1))
    else:
        fits = Q(value__gt=0) if allowed.lowest is None else Q(value__gte=allowed.lowest)
        fits &= Q() if allowed.highest is None else Q(value__lte=allowed.highest)
    return ~Q(parameter=parameter.value) | fits


class ChallengeRule(PlanRow):
    """What the plan sets in the rules that decide what is a challenge: one parameter, and why.

    `indicator`: for the smallest difference that matters, whose it is; no other parameter has one.
    """

    parameter: str = models.CharField("parameter", max_length=40)
    indicator: Indicator | None = models.ForeignKey(
        Indicator,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="challenge_rules",
        verbose_name="indikator",
    )
    value: Decimal = models.DecimalField("värde", max_digits=18, decimal_places=6)
    note: str = models.TextField("anmärkning", blank=True)

    class Meta(PlanRow.Meta):
        """A known parameter within its range, set once; an indicator for its own smallest difference alone."""

        verbose_name = "regel för utmaningar"
        verbose_name_plural = "regler för utmaningar"
        constraints: ClassVar = [
            *PlanRow.Meta.constraints,
            one_of("parameter", ChallengeParameter),
            models.CheckConstraint(
                condition=reduce(and_, map(_in_its_range, ChallengeParameter)),
                name="governance_challengerule_value_in_its_range",
            ),
            models.CheckConstraint(
                condition=Q(parameter=ChallengeParameter.SMALLEST_DIFFERENCE.value, indicator__isnull=False)
                | (~Q(parameter=ChallengeParameter.SMALLEST_DIFFERENCE.value) & Q(indicator__isnull=True)),
                name="governance_challengerule_indicator_as_its_parameter_asks",
            ),
            models.UniqueConstraint(
                fields=["plan", "parameter"],
                condition=Q(indicator__isnull=True),
                name="governance_challengerule_parameter_once_in_a_plan",
            ),
            models.UniqueConstraint(
                fields=["plan", "parameter", "indicator"], name="governance_challengerule_once_for_an_indicator"
            ),
        ]

    def __str__(self) -> str:
        return self.key
