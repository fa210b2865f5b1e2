"""The addresses of the pages about personal data and accessibility."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.feedback import legal_views


class LegalPages(RoutablePageMixin):
    """The pages that the law asks for, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("personuppgifter/")
    def personal_data(self, request: HttpRequest) -> HttpResponse:
        """Answer with how personal data is treated."""
        return legal_views.personal_data(request, self)

    @path("tillganglighet/")
    def accessibility(self, request: HttpRequest) -> HttpResponse:
        """Answer with the accessibility statement."""
        return legal_views.accessibility(request, self)
