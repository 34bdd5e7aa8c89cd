"""Django's name card of this room."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    """The app `assistant`."""

    name = "stadspoort.apps.assistant"
    label = "assistant"
    default_auto_field = "django.db.models.BigAutoField"
