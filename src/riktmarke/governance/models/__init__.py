"""The models of the chain. They are read through `queries` and written by `actions` alone."""

from riktmarke.governance.models.audit import AuditEntry
from riktmarke.governance.models.chain import FocusArea, Goal, OverarchingGoal, Vision
from riktmarke.governance.models.commitments import Action, Document
from riktmarke.governance.models.frameworks import Framework, FrameworkItem, NotOurTask
from riktmarke.governance.models.measures import ChallengeRule, Indicator, Target
from riktmarke.governance.models.plans import Decision, Plan, Role, Unit

__all__ = [
    "Action",
    "AuditEntry",
    "ChallengeRule",
    "Decision",
    "Document",
    "FocusArea",
    "Framework",
    "FrameworkItem",
    "Goal",
    "Indicator",
    "NotOurTask",
    "OverarchingGoal",
    "Plan",
    "Role",
    "Target",
    "Unit",
    "Vision",
]
