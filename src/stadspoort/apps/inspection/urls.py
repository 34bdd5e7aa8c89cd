"""Addresses of "Wat ziet de poort?"."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.inspection import views

app_name = "inspection"

urlpatterns = [
    path("wat-ziet-de-poort/", views.look, name="look"),
    path("wat-ziet-de-poort/testgeval/", views.test_case, name="test_case"),
]
