"""The addresses of the pages of composites, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.composites import composite_view


class CompositePages(RoutablePageMixin):
    """The pages of composites, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/sammanvagt/<str:name>/")
    def composite(self, request: HttpRequest, code: str, name: str) -> HttpResponse:
        """Answer with where the municipality stands by a composite."""
        return composite_view.composite(request, self, code, name)
