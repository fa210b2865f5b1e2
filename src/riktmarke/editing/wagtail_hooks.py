"""Wagtail finds staff's part here. Each room registers its own hooks; this names them."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from riktmarke.editing import index_view, rooms
from riktmarke.editing.access import hooks as access_hooks
from riktmarke.editing.chain import hooks as chain_hooks
from riktmarke.editing.guide import hooks as guide_hooks
from riktmarke.editing.inbox import hooks as inbox_hooks
from riktmarke.editing.nudges import hooks as nudges_hooks

ROOMS = (access_hooks, chain_hooks, guide_hooks, inbox_hooks, nudges_hooks)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the index; Wagtail lets nobody to them who has not signed in."""
    return [
        path("riktmarke/", index_view.plans, name="riktmarke_plans"),
        path("riktmarke/<str:area>/", index_view.plan, name="riktmarke_plan"),
    ]


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    """Return the line in the side menu that leads to the rooms."""
    return rooms.menu_item()
