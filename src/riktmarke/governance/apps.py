"""The chain as a Django application: models and their migrations, nothing that is shown."""

from django.apps import AppConfig


class Governance(AppConfig):
    """Plans, goals, indicators, frameworks, documents and actions."""

    name = "riktmarke.governance"
    label = "governance"
    verbose_name = "Styrkedjan"
    default_auto_field = "django.db.models.BigAutoField"
