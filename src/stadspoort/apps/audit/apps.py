"""Django's name card of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app `audit`."""

    name = "stadspoort.apps.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
