"""Django's name card of this room."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The app `frameworks`."""

    name = "stadspoort.apps.frameworks"
    label = "frameworks"
    default_auto_field = "django.db.models.BigAutoField"
