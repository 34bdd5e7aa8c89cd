"""Django's name card of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `accounts`."""

    name = "stadspoort.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
