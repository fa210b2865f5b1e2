"""The rooms of staff's part: each names itself through the hook `register_riktmarke_room`, for menu and index."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from riktmarke.editing.access.permissions import plans_of, rights_of
from riktmarke.editing.access.rights import Act
from riktmarke.governance.models import Plan

HOOK = "register_riktmarke_room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A part of what staff do with a plan. `address` is the name of a url with the plan's area; `act` opens it."""

    title: str
    description: str
    address: str
    icon: str
    act: Act = Act.VIEW
    order: int = 100

    def url(self, plan: Plan) -> str:
        """Return where the room is for a plan."""
        return reverse(self.address, kwargs={"area": plan.area})


def rooms_for(user: Any, plan: Plan) -> list[Room]:
    """Return the rooms that a user may go into in a plan, in order."""
    rights = rights_of(user, plan)
    rooms = (register() for register in hooks.get_hooks(HOOK))
    return sorted((room for room in rooms if rights.may(room.act)), key=lambda room: room.order)


class RoomsMenu(Menu):
    """The rooms of the plan, where a user has one; otherwise one line for each plan, leading to its rooms."""

    def menu_items_for_request(self, request: HttpRequest) -> list[MenuItem]:
        """Return the items that the user may go to."""
        plans = plans_of(request.user)
        if len(plans) != 1:
            return [
                MenuItem(plan.title, reverse("riktmarke_plan", kwargs={"area": plan.area}), icon_name="home")
                for plan in plans
            ]
        return [
            MenuItem(room.title, room.url(plans[0]), icon_name=room.icon, order=room.order)
            for room in rooms_for(request.user, plans[0])
        ]


def menu_item() -> SubmenuMenuItem:
    """Return the part of Wagtail's side menu that leads to the rooms."""
    return SubmenuMenuItem("Planen", RoomsMenu(), icon_name="list-ul", name="riktmarke", order=50)
