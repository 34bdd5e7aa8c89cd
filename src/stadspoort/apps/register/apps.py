"""Django's name card of this room."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The app `register`."""

    name = "stadspoort.apps.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
