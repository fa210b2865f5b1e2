"""The pages. One page carries a municipality's site; its figures live at addresses below it."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from riktmarke.publishing.website import (
    about_view,
    explore_view,
    places_view,
    series_view,
    start_view,
)
from riktmarke.publishing.website.chain.routes import PlanPages
from riktmarke.publishing.website.challenges.routes import ChallengePages
from riktmarke.publishing.website.compare.routes import ComparePages
from riktmarke.publishing.website.composites.routes import CompositePages
from riktmarke.publishing.website.feedback.routes import LegalPages
from riktmarke.publishing.website.maps.routes import MapPages
from riktmarke.publishing.website.news.pages import NewsIndex, NewsPage
from riktmarke.publishing.website.population.routes import PopulationPages
from riktmarke.publishing.website.record.routes import RecordPages
from riktmarke.publishing.website.searching.routes import SearchPages
from riktmarke.publishing.website.texts.pages import PageText, ResponsibleForm, TextFolder
from riktmarke.publishing.website.texts.preview import MODES, previewed
from riktmarke.publishing.website.texts.written import ENGLISH, SWEDISH, Written, tabs
from riktmarke.publishing.website.themes.routes import ThemePages

__all__ = ["NewsIndex", "NewsPage", "PageText", "StartPage", "TextFolder"]

AREA_CODE = RegexValidator(r"^\d{4}$", "Ange kommunens fyra siffror, till exempel 2083.")


class StartPage(
    ChallengePages,
    PlanPages,
    PopulationPages,
    CompositePages,
    RecordPages,
    ThemePages,
    SearchPages,
    LegalPages,
    MapPages,
    ComparePages,
    Written,
    Page,
):
    """The start of a municipality's site. Every other municipality's figures are there too, under their codes."""

    area = models.CharField(
        "kommunkod",
        max_length=4,
        blank=True,
        validators=[AREA_CODE],
        help_text="De fyra siffrorna för kommunen som webbplatsen gäller. Tom: inställningen RIKTMARKE_AREA.",
    )
    responsible = models.CharField("ansvarig för sidan", max_length=100, blank=True)

    base_form_class = ResponsibleForm
    edit_handler = tabs(swedish=SWEDISH, english=ENGLISH, more=(FieldPanel("area"), FieldPanel("responsible")))
    preview_modes: ClassVar = MODES
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["website.TextFolder", "website.NewsIndex"]
    max_count = 1

    class Meta:
        """Words for the editor."""

        verbose_name = "startsida"
        verbose_name_plural = "startsidor"

    @property
    def own_area(self) -> str:
        """The code of the municipality the site is for."""
        return self.area or settings.RIKTMARKE_AREA

    @property
    def area_of_page(self) -> str:
        """The municipality whose roles may be chosen as responsible."""
        return self.own_area

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the start page as it is being written."""
        return previewed(request, self, mode_name, lambda asked: start_view.start(asked, self, self.own_area))

    @path("")
    def start(self, request: HttpRequest) -> HttpResponse:
        """Answer with the start page of our municipality."""
        return start_view.start(request, self, self.own_area)

    @path("kommun/")
    def chosen_municipality(self, request: HttpRequest) -> HttpResponse:
        """Answer a choice in a form by going to the municipality."""
        return places_view.chosen(request, self)

    @path("kommun/<str:code>/")
    def municipality(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the start page of any municipality."""
        return start_view.start(request, self, code)

    @path("kommun/<str:code>/nyckeltal/<str:series>/")
    def series(self, request: HttpRequest, code: str, series: str) -> HttpResponse:
        """Answer with the page of one series."""
        return series_view.series(request, self, code, series)

    @path("kommun/<str:code>/utforska/")
    def explore(self, request: HttpRequest, code: str) -> HttpResponse:
        """Answer with the series that match words and group."""
        return explore_view.explore(request, self, code)

    @path("kommuner/")
    def municipalities(self, request: HttpRequest) -> HttpResponse:
        """Answer with the list of all municipalities."""
        return places_view.municipalities(request, self)

    @path("om-siffrorna/")
    def about_the_figures(self, request: HttpRequest) -> HttpResponse:
        """Answer with where the figures come from and how they are worked on."""
        return about_view.about(request, self)
