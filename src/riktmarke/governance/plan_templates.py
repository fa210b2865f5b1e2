"""A template: a plan file for any municipality, with words in braces where its name and code come."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_file import parse_plan
from riktmarke.governance.plan_schema import PlanFile

PLACEHOLDER = re.compile(r"\{(\w+)\}")
AREA_PLACEHOLDER = "{area}"


def is_template(raw: Mapping[str, Any]) -> bool:
    """Return whether the file is a template: its area is to be filled in."""
    header = raw.get("plan")
    return isinstance(header, dict) and header.get("area") == AREA_PLACEHOLDER


def plan_name(municipality: str) -> str:
    """Return the name of a plan for a municipality: Malung-Sälen gives malung-salen."""
    return slugify(municipality) or "plan"


def instantiate(
    raw: Mapping[str, Any], *, template: str, area: str, municipality: str, name: str, source: str
) -> PlanFile:
    """Return the plan that the template gives for a municipality.

    Raises:
        PlanError: if the template has a word in braces that means nothing, or is wrong in itself.
    """
    words = {"area": area, "name": municipality, "plan": name}
    wrong: list[Wrong] = []
    filled = _filled(raw, words, "", wrong)
    if wrong:
        raise PlanError(source, wrong)
    if isinstance(filled.get("plan"), dict):
        filled["plan"].setdefault("template_of", template)
    return parse_plan(filled, source=f"{source} for {area}")


def _filled(value: Any, words: Mapping[str, str], place: str, wrong: list[Wrong]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, words, f"{place}.{key}".lstrip("."), wrong) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, words, f"{place}[{number}]", wrong) for number, one in enumerate(value, start=1)]
    if not isinstance(value, str):
        return value
    for unknown in [word for word in PLACEHOLDER.findall(value) if word not in words]:
        known = ", ".join(f"{{{word}}}" for word in words)
        wrong.append(Wrong(place, f"holds {{{unknown}}}.", f"one of {known}", "correct the word in braces."))
    return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), value)
