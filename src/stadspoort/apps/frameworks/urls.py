"""Addresses of the frameworks."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.frameworks import task_views, views

app_name = "frameworks"

urlpatterns = [
    path("taken/", task_views.tasks, name="tasks"),
    path("taken/uitvoer/", task_views.export, name="tasks_export"),
    path("kaders/", views.frameworks, name="frameworks"),
    path("kaders/verschil/", views.difference, name="difference"),
    path("kaders/overname/<int:number>/bevestigen/", views.confirm, name="confirm"),
    path("kaders/overname/<int:number>/intrekken/", views.withdraw, name="withdraw"),
    path("kaders/<slug:framework>/<str:number>/", views.version, name="version"),
    path("kaders/<slug:framework>/<str:number>/uitvoer/", views.export, name="export"),
    path("kaders/<slug:framework>/<str:number>/voorstel/", views.propose, name="propose"),
]
