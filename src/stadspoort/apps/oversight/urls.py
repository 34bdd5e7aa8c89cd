"""Addresses of the Logboek."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.oversight import (
    call_views,
    event_views,
    request_views,
    verification_views,
)

app_name = "oversight"

urlpatterns = [
    path("logboek/", call_views.calls, name="calls"),
    path("logboek/uitvoer/", call_views.export_calls, name="export_calls"),
    path("logboek/gebeurtenissen/", event_views.events, name="events"),
    path("logboek/controle/", verification_views.verifications, name="verifications"),
    path("logboek/controle/<int:run_id>/", verification_views.verification, name="verification"),
    path("logboek/verzoeken/", request_views.requests, name="requests"),
    path("logboek/aanroepen/<slug:call_id>/", call_views.call, name="call"),
    path("logboek/namen/aanroep/<slug:call_id>/", request_views.ask_name, name="ask_name"),
    path("logboek/namen/<int:request_id>/besluit/", request_views.decide_name, name="decide_name"),
    path("logboek/namen/<int:request_id>/", request_views.show_name, name="show_name"),
    path("logboek/kopieen/aanroep/<slug:call_id>/", request_views.ask_copy, name="ask_copy"),
    path(
        "logboek/kopieen/<int:request_id>/besluit/", request_views.decide_copy, name="decide_copy"
    ),
    path("logboek/kopieen/<int:request_id>/", request_views.open_copy, name="open_copy"),
]
