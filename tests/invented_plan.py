"""An invented plan for the invented country's Exempelby: every kind of row, decided, proposed and draft."""

import tomllib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import load_plan
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import known_from
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_file import parse_plan
from tests import invented_figures

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)
PLAN = """
[plan]
name = "exempelby"
title = "Påhittad plan för Exempelby"
area = "9101"
contact = "strateg"
frameworks = ["agenda-2030", "gender-equality"]

[[decisions]]
key = "kf"
title = "Påhittad vision"
body = "Påhittade fullmäktige"
decided_on = 2021-11-21
reference = "§ 12"

[[decisions]]
key = "kf-2009"
title = "Påhittat äldre beslut"
body = "Påhittade fullmäktige"
decided_on = 2009-05-01

[[units]]
key = "namnd"
name = "Påhittade nämnden"
kind = "board"

[[roles]]
key = "strateg"
title = "Påhittad strateg"
unit = "namnd"
email = "strateg@example.org"

[[visions]]
key = "tidigare"
title = "Påhittad tidigare vision"
valid_from = 2010
valid_to = 2020
state = "decided"
decision = "kf-2009"

[[visions]]
key = "vision-2038"
title = "Påhittade Exempelby 2038"
text = "En påhittad vision om en påhittad framtid."
year = 2038
replaces = "tidigare"
state = "decided"
decision = "kf"

[[overarching_goals]]
key = "vaxa"
title = "Påhittat mål att växa"
year = 2038
vision = "vision-2038"
responsible = "strateg"
state = "decided"
decision = "kf"

[[overarching_goals]]
key = "kultur"
title = "Påhittad god kultur"
vision = "vision-2038"
not_measurable = "Ingen påhittad siffra kan visa det."
state = "decided"
decision = "kf"

[[overarching_goals]]
key = "utkast"
title = "Hemligt utkast"
vision = "vision-2038"

[[focus_areas]]
key = "halsa"
title = "Påhittad hälsa"
text = "Hälsa för alla i påhittet."
responsible = "strateg"
state = "decided"
decision = "kf"

[[focus_areas]]
key = "miljo"
title = "Påhittad miljö"
proposal = true

[[goals]]
key = "friskare"
title = "Påhittat friskare"
text = "Färre påhittade sjukdagar."
overarching_goals = ["vaxa"]
focus_areas = ["halsa"]
from_year = 2022
to_year = 2030
responsible = "strateg"
links = ["agenda-2030/3.4"]
state = "decided"
decision = "kf"

[[goals]]
key = "del"
title = "Påhittad del av friskare"
parent = "friskare"
proposal = true

[[documents]]
key = "strategi"
title = "Påhittad strategi"
kind = "strategy"
valid_from = 2019
valid_to = 2022
responsible = "strateg"
links = ["agenda-2030/3"]
state = "decided"
decision = "kf-2009"

[[documents]]
key = "policy"
title = "Påhittad policy"
kind = "policy"
replaces = "strategi"
state = "decided"
decision = "kf"

[[indicators]]
definition = "N90001"
focus_areas = ["halsa"]
goals = ["friskare"]
overarching_goals = ["vaxa"]
responsible = "strateg"
links = ["agenda-2030/3.4", "gender-equality/5"]

[[indicators]]
definition = "N90002"
focus_areas = ["halsa", "miljo"]
proposal = true
links = ["agenda-2030/8"]

[[targets]]
key = "tidigare"
indicator = "N90001"
year = 2030
kind = "level"
value = 68
origin = "decided"
state = "decided"
decision = "kf"
superseded_by = "N90001-_T-2030"

[[targets]]
indicator = "N90001"
year = 2030
kind = "level"
value = 70
origin = "decided"
state = "decided"
decision = "kf"

[[targets]]
indicator = "N90001"
group = "F"
year = 2030
kind = "level"
value = 21.5
origin = "proposal"

[[targets]]
indicator = "N90001"
group = "sex"
year = 2030
kind = "gap"
value = 1
origin = "proposal"

[[actions]]
key = "ga"
title = "Påhittad promenad"
text = "Alla går."
goals = ["friskare"]
focus_areas = ["halsa"]
documents = ["strategi"]
unit = "namnd"
starts = 2022
ends = 2024
status = "ongoing"
follow_up = "Det gick."
links = ["agenda-2030/3"]
state = "decided"
decision = "kf"

[[not_our_task]]
item = "agenda-2030/14"
reason = "Påhittet har inget hav."
"""


def load(repository: Path, text: str = PLAN) -> Plan:
    """Load the plan into the database, with the catalogue's frameworks, and return it."""
    lists = load_framework_lists(repository / "catalogue")
    sync_frameworks(lists, by="testerna", at=AT)
    known = known_from(invented_figures.catalogue(), lists)
    plan = parse_plan(tomllib.loads(text, parse_float=Decimal), source="påhittad")
    return load_plan(plan, known=known, source="påhittad", by="testerna", at=AT).plan
