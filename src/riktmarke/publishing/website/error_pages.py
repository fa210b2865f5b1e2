"""Pages for what went wrong, in the same dress as the others; they never depend on figures or the database."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.presentation.language import say
from riktmarke.publishing.website.answering import example_of_figures, frame


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that nothing lies at this address. Django gives the exception by position; nobody is shown it."""
    del exception
    context = frame(None, title=say("Sidan finns inte")) | {"example": example_of_figures()}
    return render(request, "website/404.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that what was sent is not read; of what is too large, that it is: 413. The browser still has the text."""
    too_large = isinstance(exception, RequestDataTooBig)
    title = say("Texten är för lång för att tas emot") if too_large else say("Det gick inte att ta emot")
    context = frame(None, title=title) | {"too_large": too_large}
    return render(request, "website/400.html", context, status=413 if too_large else 400)


def old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer that a form does not hold any more: whoever has it open signed in anew meanwhile, or takes no cookies."""
    del reason
    context = frame(None, title=say("Det gick inte att ta emot")) | {"old_form": True}
    return render(request, "website/400.html", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer that the fault is ours."""
    return render(request, "website/500.html", frame(None, title=say("Något gick fel hos oss")), status=500)
