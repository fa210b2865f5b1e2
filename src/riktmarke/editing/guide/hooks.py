"""Where Wagtail finds the guide."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from riktmarke.editing.access.permissions import plans_of
from riktmarke.editing.guide import page_view
from riktmarke.editing.rooms import HOOK, Room


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the address of the guide."""
    return [path("riktmarke/hjalp/<str:area>/", page_view.page, name="riktmarke_guide")]


@hooks.register("construct_help_menu")
def first_in_the_help_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Put the guide before Wagtail's own help, which is in English and elsewhere; its release notes are not ours."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]
    plans = plans_of(request.user)
    items[:0] = [
        MenuItem(
            "Så här gör du" if len(plans) == 1 else f"Så här gör du: {plan.title}",
            reverse("riktmarke_guide", kwargs={"area": plan.area}),
            icon_name="help",
            order=0,
        )
        for plan in plans
    ]


@hooks.register(HOOK)
def room() -> Room:
    """Return how the room names itself."""
    return Room(
        title="Hjälp: så här gör du",
        description="De vanligaste uppgifterna steg för steg, vem som får göra vad, och vem du frågar.",
        address="riktmarke_guide",
        icon="help",
        order=950,
    )
