"""Where Wagtail finds the chain."""

from django.urls import URLPattern
from wagtail import hooks

from riktmarke.editing.chain import routes
from riktmarke.editing.rooms import HOOK, Room


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the room."""
    return routes.urlpatterns


@hooks.register(HOOK)
def room() -> Room:
    """Return how the room names itself."""
    return Room(
        title="Styrkedjan",
        description="Mål, indikatorer, målvärden, åtgärder och allt annat i planen: ändra, besluta och ångra.",
        address="riktmarke_chain",
        icon="list-ul",
        order=100,
    )
