"""Editing as a Django application."""

from django.apps import AppConfig


class Editing(AppConfig):
    """What staff see: forms for the chain, permissions, and answers to those who write."""

    name = "riktmarke.editing"
    label = "editing"
    verbose_name = "Redaktionen"
    default_auto_field = "django.db.models.BigAutoField"
