"""Dialogue as a Django application."""

from django.apps import AppConfig


class Dialogue(AppConfig):
    """What residents write, what is answered, and how long it is kept."""

    name = "riktmarke.dialogue"
    label = "dialogue"
    verbose_name = "Dialogen"
    default_auto_field = "django.db.models.BigAutoField"
