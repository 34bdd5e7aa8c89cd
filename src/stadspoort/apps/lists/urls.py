"""Addresses of the municipality's own lists."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.lists import views

app_name = "lists"

urlpatterns = [
    path("beheer/lijsten/", views.lists, name="lists"),
    path("beheer/lijsten/laden/", views.load, name="load"),
    path("beheer/lijsten/stoppen/", views.stop, name="stop"),
    path("beheer/lijsten/<slug:version>/gebruiken/", views.use, name="use"),
]
