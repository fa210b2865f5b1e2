"""The main menu in templates."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from riktmarke.publishing.website.menu import EVERYWHERE, WITHOUT_A_PLACE, Door, menu, sections

register = template.Library()


@register.inclusion_tag("website/menu.html", takes_context=True)
def main_menu(context: Context) -> dict[str, Any]:
    """Return what the menu's template needs, by the page's place, plan and section."""
    request = context.get("request")
    found = menu(_doors(context), section=str(context.get("section", "")), path=request.path if request else "")
    return {"menu": found}


def _doors(context: Context) -> Iterator[Door]:
    place, own = context.get("place"), context.get("own_name", "")
    if place:
        planned, goals = bool(context.get("plan")), bool(context.get("uses_global_goals"))
        yield from sections(place.area.code, planned=planned, global_goals=goals)
    elif own:
        yield Door(_("Översikt %(own_name)s") % {"own_name": own}, "/")
        yield Door(_("Alla nyckeltal i %(own_name)s") % {"own_name": own}, f"/kommun/{context['own_area']}/utforska/")
    else:
        yield Door(_("Start"), "/")
    if not place:
        yield from WITHOUT_A_PLACE
    yield from EVERYWHERE
