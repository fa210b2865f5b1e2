"""Where Wagtail finds the memberships."""

from django.urls import URLPattern, path
from wagtail import hooks

from riktmarke.editing.access import memberships_view
from riktmarke.editing.access.rights import Act
from riktmarke.editing.rooms import HOOK, Room


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the room."""
    base = "riktmarke/behorigheter/<str:area>/"
    return [
        path(base, memberships_view.members, name="riktmarke_members"),
        path(f"{base}ny/", memberships_view.new_member, name="riktmarke_new_member"),
        path(f"{base}<int:number>/", memberships_view.member, name="riktmarke_member"),
        path(f"{base}<int:number>/ta-bort/", memberships_view.remove_member, name="riktmarke_remove_member"),
        path(f"{base}<int:number>/losenord/", memberships_view.give_link, name="riktmarke_member_link"),
    ]


@hooks.register(HOOK)
def room() -> Room:
    """Return how the room names itself."""
    return Room(
        title="Behörigheter",
        description="Vilka som får se, ändra och besluta i planen, och vad de har gjort.",
        address="riktmarke_members",
        icon="group",
        act=Act.ADMINISTER,
        order=900,
    )
