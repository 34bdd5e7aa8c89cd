"""Django's name card of this room."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """The app `gate`."""

    name = "stadspoort.apps.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"
