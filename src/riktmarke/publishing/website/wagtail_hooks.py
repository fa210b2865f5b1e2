"""Wagtail finds the public site's part of the editor here: the list of texts, and pages of kinds that make sense."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from riktmarke.publishing.website.texts import texts_view
from riktmarke.publishing.website.texts.plain_pictures import PLAIN, Plain


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the lists; Wagtail lets nobody to them who has not signed in."""
    return [
        path("texter/", texts_view.own_texts, name="riktmarke_texts"),
        path("texter/<str:area>/", texts_view.texts, name="riktmarke_texts_of"),
        path("texter/<str:area>/skriv/", texts_view.write, name="riktmarke_write"),
    ]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """Return the line in the side menu that leads to the texts."""
    return MenuItem("Texter på sidorna", reverse("riktmarke_texts"), icon_name="doc-full", order=90)


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[Plain]]]:
    """Return what our templates may ask of a picture, beside what Wagtail has."""
    return [(PLAIN, Plain)]


@hooks.register("insert_editor_js")
def labels_of_texts() -> SafeString:
    """Return the script that gives each field of formatted text its label's name."""
    return format_html('<script src="{}" defer></script>', static("riktmarke/staff/editor-labels.js"))
