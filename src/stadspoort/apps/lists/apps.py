"""Django's name card of this room."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """The app `lists`."""

    name = "stadspoort.apps.lists"
    label = "lists"
    default_auto_field = "django.db.models.BigAutoField"
