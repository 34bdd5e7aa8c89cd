"""Every address of the screens. `/v1` and what else the gate serves never arrives here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from stadspoort.site import views

# Each room has its own `urls.py` with `app_name` and addresses from the root, so that a room may
# have several (`register/`, `beheer/modellen/`).
ROOMS = (
    "accounts",
    "frameworks",
    "register",
    "lists",
    "gate",
    "assistant",
    "inspection",
    "oversight",
)

_site = (
    [
        path("", views.home, name="home"),
        path("over/", views.about, name="about"),
        path("toegankelijkheid/", views.accessibility, name="accessibility"),
    ],
    "site",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(_site)),
    *(path("", include(f"stadspoort.apps.{room}.urls")) for room in ROOMS),
]

handler400 = "stadspoort.site.views.bad_request"
handler403 = "stadspoort.site.views.forbidden"
handler404 = "stadspoort.site.views.not_found"
handler500 = "stadspoort.site.views.server_error"
