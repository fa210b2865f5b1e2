"""The addresses of the themes' pages, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.themes import diversity_view, equality_view, mapped_view, overview_view, social_view


class ThemePages(RoutablePageMixin):
    """The pages of the themes, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/hallbarhet/")
    def sustainability(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with an overview of the themes."""
        return overview_view.overview(request, self, code)

    @path("kommun/<str:code>/jamstalldhet/")
    def gender_equality(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with gender equality: the national goal and its six sub-goals."""
        return equality_view.gender_equality(request, self, code)

    @path("kommun/<str:code>/mangfald/")
    def diversity(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with diversity: the seven grounds, and what can be shown of each."""
        return diversity_view.diversity(request, self, code)

    @path("kommun/<str:code>/social-hallbarhet/")
    def social_sustainability(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with social sustainability: four themes and the determinants of health."""
        return social_view.social_sustainability(request, self, code)

    @path("kommun/<str:code>/ramverk/<str:framework>/<str:item>/")
    def framework_item(self, request: HttpRequest, code: str, framework: str, item: str) -> HttpResponse:
        """Answer with one item of a framework."""
        return mapped_view.item(request, self, code, framework, item)
