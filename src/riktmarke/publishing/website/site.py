"""The site itself: one start page with its news, and which municipality it is for."""

from django.conf import settings
from wagtail.models import Page, Site

from riktmarke.operations.migrating import by_one_process
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.models import StartPage
from riktmarke.publishing.website.texts.seeding import ensure_news
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import NoFigures, UnknownArea


@by_one_process()
def ensure_site(*, area: str | None = None) -> str:
    """Make sure that there is a start page, for this municipality if one is given, and return whose it is.

    Does nothing the second time. What an editor has changed since is left alone.

    Raises:
        UnknownArea: if figures are there and know of no municipality with that code.
    """
    if area is not None:
        _refuse_unknown(area)
    page = StartPage.objects.first() or _new_start_page()
    if area is not None and area != page.own_area:
        page.area = area
    if page.last_published_at is None or page.area != StartPage.objects.get(pk=page.pk).area:
        page.save_revision().publish()
    ensure_news(page)
    return page.own_area


def _new_start_page() -> StartPage:
    root = Page.get_first_root_node()
    page: StartPage = root.add_child(instance=StartPage(title="Start", slug="start"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": page, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    return page


def _refuse_unknown(area: str) -> None:
    try:
        areas = figures().store.dataset().areas
    except NoFigures:
        return
    if areas[area].kind is not AreaKind.MUNICIPALITY:
        raise UnknownArea(
            f"{area} is {areas[area].name}, not a municipality.",
            expected="the code of one of the municipalities",
            remedy="look it up with riktmarke areas.",
        )
