"""Rules of the project that Django checks at every start, each with what to do."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's own name

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.presentation.tokens import style_properties
from riktmarke.publishing.website.feedback.statement import statement_in
from riktmarke.vocabulary.errors import CatalogueError

TOKENS_CSS = Path(__file__).parent / "static" / "riktmarke" / "tokens.css"


@register()
def catalogue_can_be_read(**_: Any) -> list[CheckMessage]:
    """Refuse to start with definitions, composites or an accessibility statement that do not follow their schema."""
    try:
        statement_in(settings.RIKTMARKE_CATALOGUE)
        load_composites(settings.RIKTMARKE_CATALOGUE, load_catalogue(settings.RIKTMARKE_CATALOGUE))
    except CatalogueError as error:
        return [Error(error.what, hint=error.remedy, id="website.E001")]
    return []


@register()
def style_tokens_are_current(**_: Any) -> list[CheckMessage]:
    """Refuse a style sheet whose tokens are not those of presentation.tokens."""
    if TOKENS_CSS.is_file() and TOKENS_CSS.read_text(encoding="utf-8") == style_properties():
        return []
    return [
        Error(
            f"{TOKENS_CSS.name} is not what riktmarke.presentation.tokens says.",
            hint="Write it again: python -m riktmarke.publishing.website.style_tokens",
            id="website.E002",
        )
    ]


@register()
def visitors_get_no_cookies(**_: Any) -> list[CheckMessage]:
    """Refuse settings that would send a cookie to everyone who reads a page."""
    if settings.SESSION_SAVE_EVERY_REQUEST:
        return [
            Error(
                "SESSION_SAVE_EVERY_REQUEST gives every visitor a cookie.",
                hint="Remove it: the public pages promise that they set none.",
                id="website.E003",
            )
        ]
    return []


@register()
def visitors_behind_a_proxy_are_told_apart(**_: Any) -> list[CheckMessage]:
    """Warn where a proxy encrypts but is not counted: all visitors then share the limit of one on what may be sent."""
    if settings.SECURE_SSL_REDIRECT and not settings.RIKTMARKE_PROXIES:
        return [
            Warning(
                "RIKTMARKE_HTTPS is set, but RIKTMARKE_PROXIES is 0: every visitor seems to come from the proxy.",
                hint="Set RIKTMARKE_PROXIES to how many of your own stand in front, usually 1 (docs/settings.md).",
                id="website.W001",
            )
        ]
    return []
