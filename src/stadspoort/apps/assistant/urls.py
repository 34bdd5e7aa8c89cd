"""Addresses of the assistant."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.assistant import views

app_name = "assistant"

_ONE = "assistent/<uuid:conversation_id>/"

urlpatterns = [
    path("assistent/", views.index, name="index"),
    path("assistent/nieuw/", views.new, name="new"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}vraag/", views.ask, name="ask"),
    path(f"{_ONE}uitvoer/", views.export, name="export"),
    path(f"{_ONE}verwijderen/", views.delete, name="delete"),
    path(f"{_ONE}document/<int:number>/", views.document, name="document"),
    path(f"{_ONE}beurt/<int:number>/", views.turn, name="turn"),
    path(f"{_ONE}beurt/<int:number>/stop/", views.stop, name="stop"),
    path(f"{_ONE}beurt/<int:number>/gezien/", views.seen, name="seen"),
    path(f"{_ONE}beurt/<int:number>/oordeel/", views.rate, name="rate"),
]
