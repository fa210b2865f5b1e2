"""The pages in Wagtail's tree that texts are: a folder for each municipality, a text for each page of its site."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from riktmarke.governance import queries
from riktmarke.publishing.website.texts.elements import Kind
from riktmarke.publishing.website.texts.preview import MODES, previewed
from riktmarke.publishing.website.texts.written import ENGLISH, SWEDISH, Written, tabs

TITLE_LENGTH = 255  # as Wagtail has it


class ResponsibleForm(WagtailAdminPageForm):
    """The editor's form, with the roles of the municipality's plan to choose among."""

    responsible = forms.ChoiceField(
        label="Ansvarig för sidan",
        required=False,
        help_text="Vem som besökare når från sidan. Tom: den som planen säger svarar för elementet.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = queries.plan_of_area(self.instance.area_of_page or "")
        roles = [(role.key, str(role)) for role in plan.role_rows.all()] if plan is not None else []
        held = self.instance.responsible
        if held and held not in dict(roles):  # a role that the plan no longer has is kept until somebody chooses
            roles.append((held, held))
        self.fields["responsible"].choices = [("", "–"), *roles]


class TextFolder(Page):
    """Holds the texts of one municipality, so that permissions and approval can be given for all of them at once."""

    area = models.CharField("kommunkod", max_length=4, unique=True)

    is_creatable = False
    parent_page_types: ClassVar = ["website.StartPage"]
    subpage_types: ClassVar = ["website.PageText"]
    content_panels: ClassVar = [
        HelpPanel(content="Mappen har en text för varje sida. Välj en text i listan för att skriva.")
    ]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        """Words for the editor."""

        verbose_name = "mapp med texter"
        verbose_name_plural = "mappar med texter"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return the municipality's start as the address."""
        parts = super().get_url_parts(request)
        return None if parts is None else (*parts[:2], f"/kommun/{self.area}/")

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Answer with the way to the municipality's start."""
        del request
        return redirect(f"/kommun/{self.area}/")


class PageText(Written, Page):
    """What staff have written on one of the site's pages. Its address is that page's own."""

    area = models.CharField("kommunkod", max_length=4)
    address = models.CharField("adress", max_length=300, unique=True)
    kind = models.CharField("slag av sida", max_length=40, choices=[(kind.name, kind.value) for kind in Kind])
    responsible = models.CharField("ansvarig för sidan", max_length=100, blank=True)

    is_creatable = False
    base_form_class = ResponsibleForm
    parent_page_types: ClassVar = ["website.TextFolder"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    template = "website/start.html"  # never used: the page's own view answers
    preview_modes: ClassVar = MODES
    edit_handler = tabs(
        swedish=(
            FieldPanel(
                "title",
                read_only=True,
                help_text="Rubriken kommer ur planen och ändras där. Här skriver du det som står på sidan.",
            ),
            *SWEDISH,
        ),
        english=ENGLISH,
        more=(FieldPanel("responsible"), FieldPanel("address", read_only=True), FieldPanel("kind", read_only=True)),
    )

    class Meta:
        """Words for the editor."""

        verbose_name = "text på en sida"
        verbose_name_plural = "texter på sidor"

    def get_admin_display_title(self) -> str:
        """Return the title with the kind of page, so that a goal and a focus area of one name are told apart."""
        return f"{self.get_kind_display()}: {super().get_admin_display_title()}"

    @property
    def area_of_page(self) -> str:
        """The municipality whose roles may be chosen."""
        return self.area

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return the address of the page that the text stands on."""
        parts = super().get_url_parts(request)
        return None if parts is None else (*parts[:2], self.address)

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Answer with the way to the page that the text stands on."""
        del request
        return redirect(self.address)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the page as visitors see it, but with the text as it is being written."""
        site = self.get_parent().get_parent().specific
        view, args, kwargs = site.resolve_subpage(self.address)
        return previewed(request, self, mode_name, lambda asked: view(asked, *args, **kwargs))
