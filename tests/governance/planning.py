"""An invented plan and catalogue to try the chain on: small, and with every kind of row."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import Loaded, load_plan
from riktmarke.governance.actions.rows import Writing
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem
from riktmarke.governance.known import Known, KnownIndicator
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_file import parse_plan
from riktmarke.governance.plan_schema import PlanFile

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SEXES = ("_T", "F", "M")
KNOWN = Known(
    indicators={
        "N00001": KnownIndicator("Påhittad andel", True, SEXES, ("sex",), ("global/1.1", "themes/a")),
        "N00002": KnownIndicator("Påhittat tal", True, ("_T",), (), ()),
        "N00003": KnownIndicator("Påhittad folkmängd", False, SEXES, ("sex",), ("global/2",)),
        "valdeltagande": KnownIndicator(
            "Påhittat valdeltagande",
            True,
            (*SEXES, "origin:native_born", "origin:foreign_born"),
            ("sex", "origin"),
            ("global/1", "global/10.2"),
        ),
    },
    frameworks={"global": ("1", "1.1", "2", "10", "10.2"), "themes": ("a", "b")},
    composites={"trygghet": "Påhittad sammanvägning"},
)
WRITING = Writing(by="strateg", at=AT, known=KNOWN)

WHOLE = """
[plan]
name = "pahitt"
title = "Påhittad plan"
area = "9101"
introduction = "En påhittad inledning."
contact = "strateg"
frameworks = ["global"]

[[decisions]]
key = "beslut"
title = "Påhittat beslut"
body = "Påhittade fullmäktige"
decided_on = 2023-11-21
reference = "§ 1"
source = "https://example.org/beslut"

[[decisions]]
key = "utan-datum"
title = "Publicerat"
body = "Påhittade kommunen"
note = "Datum framgår inte."

[[units]]
key = "namnd"
name = "Påhittade nämnden"
kind = "board"

[[units]]
key = "enhet"
name = "Påhittade enheten"
kind = "unit"
parent = "namnd"

[[roles]]
key = "strateg"
title = "Påhittad strateg"
unit = "enhet"
email = "strateg@example.org"

[[visions]]
key = "ny"
title = "Ny vision"
year = 2038
replaces = "gammal"
state = "decided"
decision = "beslut"

[[visions]]
key = "gammal"
title = "Gammal vision"
state = "decided"
decision = "utan-datum"

[[overarching_goals]]
key = "overgripande"
title = "Påhittat övergripande mål"
year = 2038
vision = "ny"
responsible = "strateg"
composite = "trygghet"
state = "decided"
decision = "beslut"

[[overarching_goals]]
key = "omatbart"
title = "Omätbart mål"
not_measurable = "Det finns inget mått."
state = "draft"

[[focus_areas]]
key = "halsa"
title = "Påhittad hälsa"
proposal = true

[[frameworks]]
key = "eget"
title = "Eget ramverk"

[[framework_items]]
framework = "eget"
item = "1"
title = "Del"

[[framework_items]]
framework = "eget"
item = "1.1"
parent = "1"
title = "Del av del"

[[goals]]
key = "mal"
title = "Påhittat mål"
text = '''
Första stycket.

Andra stycket med "citat" och \\ streck.'''
overarching_goals = ["overgripande"]
focus_areas = ["halsa"]
from_year = 2024
to_year = 2027
responsible = "strateg"
links = ["eget/1.1", "global/1.1"]
state = "decided"
decision = "beslut"

[[goals]]
key = "delmal"
title = "Påhittat delmål"
parent = "mal"
proposal = true

[[documents]]
key = "strategi"
title = "Påhittad strategi"
kind = "strategy"
valid_from = 2023
valid_to = 2027-06-30
framework = "eget"
links = ["global/2"]
replaces = "aldre"
state = "decided"
decision = "beslut"

[[documents]]
key = "aldre"
title = "Äldre strategi"
kind = "strategy"
valid_to = 2022
state = "decided"
decision = "utan-datum"

[[indicators]]
definition = "N00001"
goals = ["mal"]
focus_areas = ["halsa"]
responsible = "strateg"

[[indicators]]
definition = "N00003"
overarching_goals = ["overgripande"]
links = ["global/10.2", "global/2"]
note = "Egna länkar."
proposal = true

[[indicators]]
definition = "valdeltagande"
links = []

[[targets]]
indicator = "N00001"
year = 2027
kind = "level"
value = 12.5
origin = "decided"
state = "decided"
decision = "beslut"
superseded_by = "nytt"

[[targets]]
key = "nytt"
indicator = "N00001"
year = 2027
kind = "level"
value = 11
origin = "decided"
state = "decided"
decision = "beslut"

[[targets]]
indicator = "N00003"
year = 2038
kind = "level"
value = 17500
reach = "at_least"
origin = "decided"
state = "decided"
decision = "beslut"

[[targets]]
indicator = "N00001"
group = "F"
year = 2027
kind = "as_good_as"
comparator = "similar_municipalities"
origin = "proposal"
origin_text = "Förslag."

[[targets]]
indicator = "valdeltagande"
group = "origin"
year = 2030
kind = "gap"
value = 5
origin = "reference"

[[challenge_rules]]
parameter = "false_discovery_rate"
value = 0.05
note = "Varför: påhittat."

[[challenge_rules]]
parameter = "smallest_difference"
indicator = "N00001"
value = 2

[[challenge_rules]]
parameter = "smallest_difference"
indicator = "N00003"
value = 1.5

[[actions]]
key = "atgard"
title = "Påhittad åtgärd"
goals = ["mal"]
focus_areas = ["halsa"]
indicators = ["N00001"]
documents = ["strategi"]
unit = "enhet"
responsible = "strateg"
starts = 2024-02-01
ends = 2025
status = "ongoing"
follow_up = "Det går framåt."
links = ["global/1"]
state = "decided"
decision = "beslut"

[[not_our_task]]
item = "global/10"
reason = "Regionens uppgift."
decision = "utan-datum"
"""

Raw = dict[str, Any]


def raw_whole() -> Raw:
    """The invented plan as a file's own values."""
    return tomllib.loads(WHOLE, parse_float=Decimal)


def whole(change: Callable[[Raw], object] | None = None) -> PlanFile:
    """The invented plan, changed if wanted."""
    raw = raw_whole()
    if change is not None:
        change(raw)
    return parse_plan(raw, source="plan.toml")


def another(*, name: str = "annan", area: str = "9102") -> PlanFile:
    """The invented plan under another name, for another municipality."""
    return whole(lambda raw: raw["plan"].update(name=name, area=area, title=f"Plan {name}"))


def framework_lists() -> dict[str, FrameworkList]:
    """The shared frameworks that the invented catalogue knows of."""
    return {key: framework_list(key, *items) for key, items in KNOWN.frameworks.items()}


def framework_list(key: str, *items: str) -> FrameworkList:
    """A framework list with these items, each below the one that its name begins with."""
    rows = tuple(
        FrameworkListItem(id=item, parent=item.rpartition(".")[0], title=f"Punkt {item}", title_en="") for item in items
    )
    return FrameworkList(
        id=key,
        title=f"Påhittat {key}",
        title_en="",
        short_title=key,
        short_title_en="",
        version="1",
        source="påhitt",
        licence="fri",
        translation="",
        translation_en="",
        linked_by_indicators=True,
        items=rows,
    )


def load(plan: PlanFile, **more: Any) -> Loaded:
    """Take the plan into the database, frameworks first."""
    sync_frameworks(framework_lists(), by="prov", at=AT)
    return load_plan(plan, known=KNOWN, source="plan.toml", by="prov", at=AT, **more)


def held(plan: PlanFile | None = None) -> Plan:
    """The invented plan (or this one), in the database."""
    return load(plan or whole()).plan
