"""Pictures as pages show them. What was uploaded is not handed out: it may be large, and hold where it was taken."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.static import serve

A_YEAR = "public, max-age=31536000, immutable"  # a changed picture gets another name


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a picture in a size that a page shows.

    Raises:
        Http404: where there is no such picture.
    """
    answer: HttpResponse = serve(request, name, document_root=settings.MEDIA_ROOT / "images")
    answer["Cache-Control"] = A_YEAR
    return answer
