"""Addresses of managing keys."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.gate import views

app_name = "gate"

urlpatterns = [
    path("beheer/sleutels/", views.keys, name="keys"),
    path("beheer/sleutels/nieuw/", views.make_key, name="make_key"),
    path("beheer/sleutels/nieuw/tonen/", views.new_key, name="new_key"),
    path("beheer/sleutels/<slug:public_id>/intrekken/", views.revoke_key, name="revoke_key"),
]
