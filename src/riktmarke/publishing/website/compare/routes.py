"""The address of comparisons, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.compare import compare_view


class ComparePages(RoutablePageMixin):
    """The page of comparisons, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/jamfor/")
    def compared_municipalities(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with a municipality beside others."""
        return compare_view.compare(request, self, code)
