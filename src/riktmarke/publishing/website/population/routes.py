"""The address of the page of the population, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.population import population_view


class PopulationPages(RoutablePageMixin):
    """The page of the population, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/befolkning/")
    def population(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with how many inhabitants there may be."""
        return population_view.population(request, self, code)
