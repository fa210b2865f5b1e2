"""Pages for what went wrong, in the same dress as the others; they never depend on figures or the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.presentation.language import say
from riktmarke.publishing.website.answering import example_of_figures, frame


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that nothing lies at this address. Django gives the exception by position; nobody is shown it."""
    del exception
    context = frame(None, title=say("Sidan finns inte")) | {"example": example_of_figures()}
    return render(request, "website/404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer that the fault is ours."""
    return render(request, "website/500.html", frame(None, title=say("Något gick fel hos oss")), status=500)
