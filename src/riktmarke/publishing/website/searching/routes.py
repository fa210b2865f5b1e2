"""The address of the search."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.searching import search_view


class SearchPages(RoutablePageMixin):
    """The search, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("sok/")
    def search(self, request: HttpRequest) -> HttpResponse:
        """Answer with what matches."""
        return search_view.search(request, self)
