"""What the settings promise visitors."""

from django.conf import settings
from django.core.checks import run_checks


def test_no_system_check_has_anything_to_say() -> None:
    assert run_checks() == []


def test_nothing_is_asked_of_other_servers() -> None:
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None


def test_reading_sets_no_cookie() -> None:
    assert settings.SESSION_SAVE_EVERY_REQUEST is False
    assert not [name for name in settings.MIDDLEWARE if "LocaleMiddleware" in name]


def test_logs_keep_no_addresses_and_no_requests() -> None:
    formats = [formatter["format"] for formatter in settings.LOGGING["formatters"].values()]
    assert not [text for text in formats if "request" in text or "remote" in text]


def test_the_site_is_swedish() -> None:
    assert settings.LANGUAGE_CODE == "sv"
    assert settings.TIME_ZONE == "Europe/Stockholm"
