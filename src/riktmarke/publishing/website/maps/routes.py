"""The address of the map, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.maps import map_view


class MapPages(RoutablePageMixin):
    """The page of the map, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/karta/")
    def map_of_municipalities(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the map of an indicator."""
        return map_view.map_page(request, self, code)
