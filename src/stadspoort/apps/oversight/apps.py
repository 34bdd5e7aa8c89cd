"""Django's name card of this room."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The app `oversight`."""

    name = "stadspoort.apps.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
