"""The invented plan, and one more, of another municipality."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from riktmarke.governance.models import Plan
from tests import invented_plan

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
def plan(db: None, repository: Path) -> Plan:
    return invented_plan.load(repository)


@pytest.fixture
def other_plan(plan: Plan, repository: Path) -> Plan:
    assert tomllib.loads(OTHER, parse_float=Decimal)["plan"]["area"] != plan.area
    return invented_plan.load(repository, OTHER)
