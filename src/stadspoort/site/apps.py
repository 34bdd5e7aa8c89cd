"""Django's name card of the site: templates, static files and tags that all rooms share."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The app `site`."""

    name = "stadspoort.site"
    label = "site"
