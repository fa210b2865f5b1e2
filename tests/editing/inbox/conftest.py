"""The invented plan with two more roles, staff of every kind, and a message to one of the roles."""

from pathlib import Path

import pytest
from django.test import Client

from riktmarke.dialogue.models import Message
from riktmarke.dialogue.roles import ResponsibleRole
from riktmarke.editing.access.rights import Level
from riktmarke.governance.models import Plan
from tests import invented_plan
from tests.dialogue.writing import written
from tests.editing.access.people import member, signed_in

MORE = """
[[units]]
key = "omsorg"
name = "Påhittade omsorgen"
kind = "administration"

[[roles]]
key = "planerare"
title = "Påhittad planerare"
unit = "omsorg"
email = "planerare@kommunen.example.org"

[[roles]]
key = "utan"
title = "Roll utan adress"
unit = "omsorg"
"""
PLAN = invented_plan.PLAN.replace("[[visions]]", f"{MORE}\n[[visions]]", 1).replace("@example", "@kommunen.example")
STRATEGIST = ResponsibleRole("strateg", "Påhittad strateg", "Påhittade nämnden", "strateg@kommunen.example.org")


@pytest.fixture
def plan(db: None, repository: Path) -> Plan:
    return invented_plan.load(repository, PLAN)


@pytest.fixture
def message(plan: Plan) -> Message:
    return written(responsible=STRATEGIST, comment="<script>alert(1)</script>\nJag saknar en bänk.")


@pytest.fixture
def editor(plan: Plan) -> Client:
    return signed_in(member("redaktören", plan, Level.EDITOR))


@pytest.fixture
def contributor(plan: Plan) -> Client:
    """Somebody of the unit whose role the message goes to."""
    return signed_in(member("medarbetaren", plan, Level.CONTRIBUTOR, units=("namnd",)))
