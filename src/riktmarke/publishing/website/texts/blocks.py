"""The pieces that a text is built of. Each has its own template; nothing in them can change how the site looks."""

from typing import Any, ClassVar

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
SHORT_FEATURES = ["bold", "italic", "link"]
TEMPLATES = "website/texts/blocks"


class Picture(blocks.StructBlock):
    """A picture. Without a description it is refused, unless it is said to be decoration."""

    image = ImageBlock(
        label="Bild",
        help_text=(
            "Beskriv vad bilden visar för den som inte ser den. Säger bilden inget utöver texten: "
            "kryssa för att den är dekoration."
        ),
    )
    caption = blocks.CharBlock(
        label="Bildtext", required=False, max_length=300, help_text="Visas under bilden. Ange fotograf här."
    )

    class Meta:
        """What the editor sees."""

        icon = "image"
        label = "Bild"
        template = f"{TEMPLATES}/picture.html"


class FactBox(blocks.StructBlock):
    """A short text that stands beside the others."""

    heading = blocks.CharBlock(label="Rubrik", max_length=120)
    text = blocks.RichTextBlock(label="Text", features=FEATURES)

    class Meta:
        """What the editor sees."""

        icon = "info-circle"
        label = "Faktaruta"
        template = f"{TEMPLATES}/fact_box.html"


class Quote(blocks.StructBlock):
    """Somebody's words, told by their role."""

    text = blocks.TextBlock(label="Citat", max_length=600)
    role = blocks.CharBlock(
        label="Vem", required=False, max_length=120, help_text="Roll, till exempel ”rektor”. Helst inget namn."
    )

    class Meta:
        """What the editor sees."""

        icon = "openquote"
        label = "Citat"
        template = f"{TEMPLATES}/quote.html"


class DocumentLink(blocks.StructBlock):
    """A document to fetch, with its kind and size."""

    document = DocumentChooserBlock(label="Dokument")
    words = blocks.CharBlock(label="Länktext", required=False, max_length=200, help_text="Tom: dokumentets egen titel.")

    class Meta:
        """What the editor sees."""

        icon = "doc-full"
        label = "Dokument att hämta"
        template = f"{TEMPLATES}/document.html"


class Body(blocks.StreamBlock):
    """A text: headings, paragraphs, pictures, fact boxes, quotes and documents, in any order."""

    heading = blocks.CharBlock(
        label="Rubrik", max_length=120, icon="title", template=f"{TEMPLATES}/heading.html", form_classname="title"
    )
    paragraph = blocks.RichTextBlock(
        label="Text", features=FEATURES, icon="pilcrow", template=f"{TEMPLATES}/paragraph.html"
    )
    picture = Picture()
    fact_box = FactBox()
    quote = Quote()
    document = DocumentLink()

    class Meta:
        """What the editor sees."""

        required = False
        block_counts: ClassVar[dict[str, Any]] = {}
