"""The addresses: Wagtail's editor, uploaded documents, and everything else to the public pages."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as editor_urls
from wagtail.documents import urls as document_urls

from riktmarke.editing.access.password_view import ChoosePassword
from riktmarke.publishing.website.style_sheet import style_sheet

urlpatterns = [
    path("admin/valj-losenord/<uidb64>/<token>/", ChoosePassword.as_view(), name="riktmarke_choose_password"),
    path("admin/", include(editor_urls)),
    path("static/riktmarke.css", style_sheet, name="style_sheet"),
    path("dokument/", include(document_urls)),
    path("", include("riktmarke.publishing.website.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "riktmarke.publishing.website.error_pages.bad_request"
handler404 = "riktmarke.publishing.website.error_pages.page_not_found"
handler500 = "riktmarke.publishing.website.error_pages.server_error"
