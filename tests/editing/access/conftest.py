"""The invented plan, and one more, of another municipality."""

import tomllib
from decimal import Decimal

import pytest

from riktmarke.governance.models import Plan
from riktmarke.governance.plan_file import parse_plan
from tests.governance import planning

OTHER = """
[plan]
name = "annanby"
title = "Påhittad plan för Annanby"
area = "9102"
contact = "chef"

[[units]]
key = "namnd"
name = "Annanbys nämnd"
kind = "board"

[[roles]]
key = "chef"
title = "Annanbys chef"
unit = "namnd"
email = "chef@example.org"
"""


@pytest.fixture
def plan(db: None) -> Plan:
    """A plan of 9101: the role `strateg` belongs to the unit `enhet`, below `namnd`."""
    return planning.held()


@pytest.fixture
def other_plan(plan: Plan) -> Plan:
    return planning.held(parse_plan(tomllib.loads(OTHER, parse_float=Decimal), source="påhittad"))
