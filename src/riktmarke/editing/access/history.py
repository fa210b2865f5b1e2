"""What has been changed in who may do what, in words."""

from collections.abc import Mapping
from typing import Any

from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import LEVEL_NAMES, AccessEntry
from riktmarke.governance.models import Plan

SHOWN = 50
HAPPENED = {
    "add": "lade till",
    "change": "ändrade behörigheten för",
    "remove": "tog bort",
    "password": "gav en länk för lösenord till",
    "letter": "lät skicka en länk för lösenord till",
}


def told_entries(plan: Plan, units: Mapping[str, str], roles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the latest changes, the last first: when, who, what, to whom, and the membership before and after.

    `units` and `roles` are the names of the plan's, by key; what the plan has no longer is told by its key.
    """
    entries = AccessEntry.objects.filter(plan_name=plan.name).order_by("-id")[:SHOWN]
    return [
        {
            "at": entry.at,
            "by": entry.by,
            "what": HAPPENED.get(entry.what, entry.what),
            "user_name": entry.user_name,
            "before": _said(entry.before, units, roles),
            "after": _said(entry.after, units, roles),
        }
        for entry in entries
    ]


def _said(held: dict[str, Any] | None, units: Mapping[str, str], roles: Mapping[str, str]) -> str:
    if held is None:
        return ""
    names = [units.get(key, key) for key in held["units"]] + [roles.get(key, key) for key in held["roles"]]
    level = LEVEL_NAMES[Level(held["level"])]
    return f"{level}: {', '.join(names)}" if names else level
