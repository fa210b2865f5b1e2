"""Pictures as pages show them. What was uploaded is not handed out: it may be large, and hold where it was taken."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.static import serve

A_YEAR = "public, max-age=31536000, immutable"  # a changed picture gets another name


# How Wagtail names what the operation `plain` has made. The editor's own thumbnails are for those who have signed in.
FOR_EVERYBODY = re.compile(r"\.plain\.(webp|jpg|jpeg|png|gif)$")


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a picture in a size that a page shows.

    Raises:
        Http404: where there is no such picture.
    """
    public = FOR_EVERYBODY.search(name) is not None
    if not public and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404("There is no such picture.")
    answer: HttpResponse = serve(request, name, document_root=settings.MEDIA_ROOT / "images")
    answer["Cache-Control"] = A_YEAR if public else "private, no-store"
    return answer
