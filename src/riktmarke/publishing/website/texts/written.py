"""What every page that staff write on has: an introduction, a text, both in two languages, and who answers for it."""

from collections.abc import Sequence

from django.db import models
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from riktmarke.publishing.website.texts.blocks import SHORT_FEATURES, Body


class Written(models.Model):
    """The fields of a written text. Empty ones show nothing; where there is no English, the Swedish is shown."""

    introduction = RichTextField(
        "inledning",
        blank=True,
        features=SHORT_FEATURES,
        help_text="Några meningar som visas överst på sidan, under rubriken. Tom: inget visas.",
    )
    body = StreamField(
        Body(),
        verbose_name="text",
        blank=True,
        help_text="Visas efter sidans siffror. Börja gärna med en rubrik.",
    )
    introduction_en = RichTextField(
        "inledning på engelska",
        blank=True,
        features=SHORT_FEATURES,
        help_text="Visas på den engelska sidan. Tom: den svenska inledningen visas där, märkt som svensk.",
    )
    body_en = StreamField(
        Body(),
        verbose_name="text på engelska",
        blank=True,
        help_text="Visas på den engelska sidan. Tom: den svenska texten visas där, märkt som svensk.",
    )

    class Meta:
        """Adds fields, no table."""

        abstract = True


def tabs(*, swedish: Sequence[Panel], english: Sequence[Panel], more: Sequence[Panel]) -> TabbedInterface:
    """Return an editor with a tab for each language, and one for what is not text."""
    return TabbedInterface(
        [
            ObjectList([*swedish], heading="Svenska"),
            ObjectList([*english], heading="Engelska"),
            ObjectList([*more, *Page.settings_panels], heading="Inställningar"),
        ]
    )


SWEDISH = (FieldPanel("introduction"), FieldPanel("body"))
ENGLISH = (FieldPanel("introduction_en"), FieldPanel("body_en"))
