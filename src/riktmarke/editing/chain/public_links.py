"""Where the public sees a row, if it does: what is decided and what is a proposal, never a draft."""

from urllib.parse import quote

from riktmarke.editing.chain.row_words import state_word
from riktmarke.governance.plan_schema import PlanFile, Row

PAGES = {
    "overarching_goals": "overgripande-mal/{key}/",
    "goals": "mal/{key}/",
    "focus_areas": "fokusomraden/{key}/",
    "documents": "styrdokument/{key}/",
    "indicators": "nyckeltal/{definition}/",
    "visions": "vision/",
    "frameworks": "ramverk/{key}/",
    "framework_items": "ramverk/{framework}/{item}/",
}
HIDDEN = {"Utkast", "Ersatt"}


def public_link(plan: PlanFile, table: str, row: Row) -> str:
    """Return the address of the public page of a row; empty where the public has none."""
    if table == "targets":
        indicator = plan.row("indicators", row.values["indicator"])
        shown = indicator is not None and state_word(table, row) not in HIDDEN
        return public_link(plan, "indicators", indicator) if indicator and shown else ""
    if table not in PAGES or state_word(table, row) in HIDDEN:
        return ""
    said = {name: quote(str(value), safe="") for name, value in row.values.items()} | {"key": quote(row.key, safe="")}
    return f"/kommun/{plan.area}/{PAGES[table].format(**said)}"
