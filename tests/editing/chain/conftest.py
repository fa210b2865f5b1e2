"""The invented plan of `governance.planning`, which has every kind of row, with staff who keep it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from riktmarke.editing.access.rights import Level
from riktmarke.editing.chain import knowledge as chain_knowledge
from riktmarke.editing.chain.knowledge import Knowledge
from riktmarke.governance.models import Plan
from tests.editing.access.people import member, signed_in
from tests.governance.planning import KNOWN, framework_lists, held


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Knowledge:
    """What the invented catalogue knows."""
    invented = Knowledge(KNOWN, {}, framework_lists(), {"rösta": ("valdeltagande",)})
    monkeypatch.setattr(chain_knowledge, "_knowledge", lambda *_: invented)
    return invented


@pytest.fixture
def plan(db: None, known: Knowledge) -> Plan:
    """The invented plan."""
    return held()


@pytest.fixture
def editor_user(plan: Plan) -> User:
    """Somebody who may do everything but say who may."""
    return member("redaktor", plan, Level.EDITOR)


@pytest.fixture
def editor(editor_user: User) -> Client:
    """An editor who has signed in."""
    return signed_in(editor_user)


@pytest.fixture
def contributor(plan: Plan) -> Client:
    """A contributor of the unit that the role strateg belongs to."""
    return signed_in(member("medarbetare", plan, Level.CONTRIBUTOR, units=("enhet",)))
