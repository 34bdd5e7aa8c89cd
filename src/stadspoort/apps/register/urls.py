"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.register import (
    api_views,
    manage_views,
    obstacle_views,
    shadow_views,
    use_views,
    views,
)

app_name = "register"

urlpatterns = [
    path("openbaar/register/", api_views.public_page, name="public"),
    path("api/v1/openapi.json", api_views.openapi, name="openapi"),
    path("api/v1/toepassingen", api_views.applications, name="api_applications"),
    path("api/v1/toepassingen/<str:slug>", api_views.application, name="api_application"),
    path("api/v1/oordelen", api_views.uses, name="api_uses"),
    path("api/v1/kaders", api_views.frameworks, name="api_frameworks"),
    path(
        "api/v1/kaders/<str:framework>/versies/<str:version>",
        api_views.framework,
        name="api_framework",
    ),
    path("api/v1/<path:rest>", api_views.unknown, name="api_unknown"),
    path("register/", views.home, name="home"),
    path("register/uitvoer/", views.export, name="export"),
    path("register/vraag/", views.question, name="question"),
    path("register/toepassingen/<slug:slug>/", use_views.application, name="application"),
    path("register/toepassingen/<slug:slug>/gebruik/", use_views.use, name="use"),
    path("register/modellen/<path:name>/", views.model, name="model"),
    path("register/doelen/<slug:slug>/", views.purpose, name="purpose"),
    path("register/leveranciers/<slug:slug>/", views.supplier, name="supplier"),
    path("register/terugmelding/", obstacle_views.report, name="obstacles"),
    path("register/terugmelding/uitvoer/", obstacle_views.export, name="obstacles_export"),
    path("register/schaduwgebruik/", shadow_views.shadow, name="shadow"),
    path("register/schaduwgebruik/blokkeerlijst/", shadow_views.block_list, name="block_list"),
    path("beheer/modellen/", manage_views.models, name="models"),
    path("beheer/modellen/nieuw/", manage_views.add_model, name="add_model"),
    path("beheer/modellen/<int:model_id>/", manage_views.change_model, name="change_model"),
    path("beheer/modellen/<int:model_id>/stand/", manage_views.switch_model, name="switch_model"),
    path("beheer/doelen/", manage_views.purposes, name="purposes"),
    path("beheer/doelen/nieuw/", manage_views.add_purpose, name="add_purpose"),
    path("beheer/doelen/<int:purpose_id>/", manage_views.change_purpose, name="change_purpose"),
    path(
        "beheer/doelen/<int:purpose_id>/stand/", manage_views.switch_purpose, name="switch_purpose"
    ),
    path("beheer/besluiten/", manage_views.decisions, name="decisions"),
    path("beheer/besluiten/nieuw/", manage_views.decide, name="decide"),
    path("beheer/besluiten/<int:decision_id>/intrekken/", manage_views.withdraw, name="withdraw"),
]
