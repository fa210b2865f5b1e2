"""Where Wagtail finds the nudges."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from riktmarke.editing.access.permissions import plans_of
from riktmarke.editing.nudges import page_view
from riktmarke.editing.nudges.panel import NudgesPanel
from riktmarke.editing.rooms import HOOK, Room


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the address of the page."""
    return [path("riktmarke/att-se-over/<str:area>/", page_view.page, name="riktmarke_nudges")]


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel on Wagtail's first page."""
    if plans_of(request.user):
        panels.append(NudgesPanel())


@hooks.register(HOOK)
def room() -> Room:
    """Return how the room names itself."""
    return Room(
        title="Att se över",
        description="Det som väntar, saknas, har löpt ut eller blivit gammalt i planen.",
        address="riktmarke_nudges",
        icon="tasks",
        order=300,
    )
