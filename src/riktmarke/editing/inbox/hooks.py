"""Where Wagtail finds the inbox."""

from django.urls import URLPattern
from wagtail import hooks

from riktmarke.editing.access.rights import Act
from riktmarke.editing.inbox import routes
from riktmarke.editing.rooms import HOOK, Room


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the room."""
    return routes.urlpatterns


@hooks.register(HOOK)
def room() -> Room:
    """Return how the room names itself."""
    return Room(
        title="Synpunkter",
        description="Det som invånare har skrivit: läs, svara, lämna vidare, och se vad sidorna fick för omdömen.",
        address="riktmarke_inbox",
        icon="comment",
        act=Act.ANSWER,
        order=200,
    )
