"""The list of news and a piece of news, as pages in Wagtail's tree: their addresses are /nyheter/ and below."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from riktmarke.governance import queries
from riktmarke.publishing.website.news import news_view
from riktmarke.publishing.website.texts.pages import ResponsibleForm
from riktmarke.publishing.website.texts.preview import MODES, previewed
from riktmarke.publishing.website.texts.written import ENGLISH, SWEDISH, Written, tabs


class NewsIndex(RoutablePageMixin, Page):
    """The list of news, latest first."""

    is_creatable = False
    max_count = 1
    parent_page_types: ClassVar = ["website.StartPage"]
    subpage_types: ClassVar = ["website.NewsPage"]
    promote_panels: ClassVar[list[Any]] = []
    content_panels: ClassVar = [FieldPanel("title", read_only=True)]

    class Meta:
        """Words for the editor."""

        verbose_name = "nyhetslista"
        verbose_name_plural = "nyhetslistor"

    @property
    def own_area(self) -> str:
        """The municipality that the news is about."""
        return news_view.own_area()

    @path("")
    def listed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the list of news."""
        return news_view.listed(request, self)

    @path("sida/<int:number>/")
    def earlier(self, request: HttpRequest, number: int) -> HttpResponse:
        """Answer with earlier news. A page is an address of its own, so that an export of the site has it."""
        return news_view.listed(request, self, number=number)


class NewsForm(ResponsibleForm):
    """The editor's form for news, with the focus areas of the plan to choose among."""

    focus_areas = forms.MultipleChoiceField(
        label="Fokusområden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nyheten visas också på sidorna för de fokusområden som du väljer.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = queries.plan_of_area(self.instance.area_of_page or "")
        known = {area.key: area.title for area in queries.focus_areas(plan)} if plan is not None else {}
        held = {key: key for key in self.instance.focus_areas if key not in known}
        self.fields["focus_areas"].choices = [*known.items(), *held.items()]


class NewsPage(Written, Page):
    """A piece of news, shown in English too where it has an English title."""

    title_en = models.CharField(
        "rubrik på engelska",
        max_length=255,
        blank=True,
        help_text="Tom: nyheten finns inte bland nyheterna på engelska.",
    )
    day = models.DateField("datum", help_text="Datumet som står vid nyheten, och som nyheterna ordnas efter.")
    picture = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bild",
    )
    picture_description = models.CharField(
        "beskrivning av bilden",
        max_length=300,
        blank=True,
        help_text="Vad bilden visar, för den som inte ser den.",
    )
    picture_description_en = models.CharField("beskrivning av bilden på engelska", max_length=300, blank=True)
    picture_is_decoration = models.BooleanField(
        "bilden är dekoration", default=False, help_text="Bilden säger inget utöver texten."
    )
    focus_areas = models.JSONField("fokusområden", default=list, blank=True)
    responsible = models.CharField("ansvarig för sidan", max_length=100, blank=True)

    base_form_class = NewsForm
    parent_page_types: ClassVar = ["website.NewsIndex"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar = MODES
    edit_handler = tabs(
        swedish=(
            FieldPanel("title", heading="Rubrik", help_text="Det nya, kort: högst tio ord."),
            FieldPanel("day"),
            *SWEDISH,
            MultiFieldPanel(
                [
                    FieldPanel("picture"),
                    FieldPanel("picture_description"),
                    FieldPanel("picture_is_decoration"),
                ],
                heading="Bild överst",
            ),
        ),
        english=(FieldPanel("title_en"), *ENGLISH, FieldPanel("picture_description_en")),
        more=(
            FieldPanel("focus_areas"),
            FieldPanel("responsible"),
            FieldPanel("slug", help_text="Sista delen av nyhetens adress. Ändra den inte när nyheten är publicerad."),
        ),
    )

    class Meta:
        """Words for the editor."""

        verbose_name = "nyhet"
        verbose_name_plural = "nyheter"

    @property
    def area_of_page(self) -> str:
        """The municipality whose roles and focus areas may be chosen: the one that the site is for."""
        return news_view.own_area()

    @property
    def own_area(self) -> str:
        """The municipality that the news is about."""
        return news_view.own_area()

    def clean(self) -> None:
        """Refuse a picture that is neither described nor decoration.

        Raises:
            ValidationError: at the description.
        """
        super().clean()
        if self.picture_id and not self.picture_description.strip() and not self.picture_is_decoration:
            raise ValidationError({"picture_description": "Beskriv bilden, eller kryssa för att den är dekoration."})

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Answer with the piece of news."""
        return news_view.one(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the piece of news as it is being written."""
        return previewed(request, self, mode_name, lambda asked: news_view.one(asked, self))
