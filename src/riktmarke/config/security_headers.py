"""What browsers are told to refuse: everything that does not come from this site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's editor writes scripts and styles into its pages; only staff who have signed in see it.
EDITOR_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'self'; "
    "frame-ancestors 'self'"
)
# A chart carries its own type and styles inside, and loads nothing.
CHART_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"

Respond = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Middleware that adds the policy of the part of the site that answers."""

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the headers."""
        response = self._respond(request)
        if request.path.startswith(("/admin/", "/django-admin/")):
            policy = EDITOR_POLICY
        elif response.headers.get("Content-Type", "").startswith("image/svg"):
            policy = CHART_POLICY
        else:
            policy = PUBLIC_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response
