"""Django's name card of this room."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """The app `inspection`; it stores nothing."""

    name = "stadspoort.apps.inspection"
    label = "inspection"
    default_auto_field = "django.db.models.BigAutoField"
