"""The address of the page of how good the forecasts have been."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.record import record_view


class RecordPages(RoutablePageMixin):
    """The page of the forecasts' record, for the page class that carries the site."""

    class Meta:
        """Adds an address, no table."""

        abstract = True

    @path("om/prognoser/")
    def forecasts(self, request: HttpRequest) -> HttpResponse:
        """Answer with how good the forecasts have been."""
        return record_view.record(request, self)
