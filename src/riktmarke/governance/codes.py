"""The codes of the chain: what a row can be. Words for them are made where they are shown."""

from enum import StrEnum


class State(StrEnum):
    """How far a row has come. A draft is seen by staff alone, unless it is marked as a proposal."""

    DRAFT = "draft"
    DECIDED = "decided"


class UnitKind(StrEnum):
    """What a part of the organisation is."""

    COUNCIL = "council"
    BOARD = "board"
    ADMINISTRATION = "administration"
    COMPANY = "company"
    UNIT = "unit"
    REVISION = "revision"


class TargetKind(StrEnum):
    """What a target asks for: a level, as good as others, a gap no wider than so, or a change for the better."""

    LEVEL = "level"
    AS_GOOD_AS = "as_good_as"
    GAP = "gap"
    DIRECTION = "direction"


class Reach(StrEnum):
    """On which side of a level a target is reached, where the indicator has no good direction of its own."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class TargetOrigin(StrEnum):
    """Where a target comes from."""

    DECIDED = "decided"
    STATUTORY = "statutory"
    REFERENCE = "reference"
    PROPOSAL = "proposal"


class Comparator(StrEnum):
    """Whom a target compares with."""

    SIMILAR_MUNICIPALITIES = "similar_municipalities"
    COUNTY = "county"
    COUNTRY = "country"


class DocumentKind(StrEnum):
    """What a governing document is."""

    STRATEGY = "strategy"
    POLICY = "policy"
    ACTION_PLAN = "action_plan"
    DECLARATION = "declaration"
    PLAN = "plan"
    AGREEMENT = "agreement"
    OTHER = "other"


class ActionStatus(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    STOPPED = "stopped"


class Happening(StrEnum):
    """What an audit entry records."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    LOAD = "load"
    DECIDE = "decide"
