"""The addresses of the pages of challenges, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.challenges import list_view, one_view


class ChallengePages(RoutablePageMixin):
    """The pages of challenges, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/utmaningar/")
    def challenges(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the municipality's challenges."""
        return list_view.challenges(request, self, code)

    @path("kommun/<str:code>/utmaningar/<str:indicator>/")
    def challenge(self, request: HttpRequest, code: str, indicator: str) -> HttpResponse:
        """Answer with one indicator of the account."""
        return one_view.challenge(request, self, code, indicator)
