"""The addresses of a plan's pages, below the municipality's code."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from riktmarke.publishing.website.chain import documents_view, focus_view, frameworks_view, groups_view, vision_view


class PlanPages(RoutablePageMixin):
    """The pages of the municipality's plan, for the page class that carries the site."""

    class Meta:
        """Adds addresses, no table."""

        abstract = True

    @path("kommun/<str:code>/vision/")
    def vision(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the vision and the overarching goals."""
        return vision_view.vision(request, self, code)

    @path("kommun/<str:code>/overgripande-mal/<str:key>/")
    def overarching_goal(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        """Answer with one overarching goal."""
        return vision_view.overarching_goal(request, self, code, key)

    @path("kommun/<str:code>/mal/")
    def goals(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with all goals."""
        return vision_view.goals(request, self, code)

    @path("kommun/<str:code>/mal/<str:key>/")
    def goal(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        """Answer with one goal."""
        return vision_view.goal(request, self, code, key)

    @path("kommun/<str:code>/fokusomraden/")
    def focus_areas(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the focus areas."""
        return focus_view.focus_areas(request, self, code)

    @path("kommun/<str:code>/fokusomraden/<str:key>/")
    def focus_area(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        """Answer with one focus area."""
        return focus_view.focus_area(request, self, code, key)

    @path("kommun/<str:code>/konsuppdelning/")
    def groups(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with which groups the plan's indicators show."""
        return groups_view.groups(request, self, code)

    @path("kommun/<str:code>/ramverk/")
    def frameworks(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the frameworks that the plan is linked to."""
        return frameworks_view.frameworks(request, self, code)

    @path("kommun/<str:code>/ramverk/<str:framework>/")
    def framework(self, request: HttpRequest, code: str, framework: str) -> HttpResponse:
        """Answer with one framework and what is linked to each of its items."""
        return frameworks_view.framework(request, self, code, framework)

    @path("kommun/<str:code>/styrdokument/")
    def documents(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the governing documents."""
        return documents_view.documents(request, self, code)

    @path("kommun/<str:code>/styrdokument/<str:key>/")
    def document(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        """Answer with one governing document."""
        return documents_view.document(request, self, code, key)
