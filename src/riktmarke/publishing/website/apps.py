"""The public website as a Django application."""

from django.apps import AppConfig


class Website(AppConfig):
    """Pages, charts and downloads for the public."""

    name = "riktmarke.publishing.website"
    label = "website"
    verbose_name = "Webbplatsen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the project's own checks."""
        from riktmarke.publishing.website import system_checks  # noqa: F401 - importing registers them
