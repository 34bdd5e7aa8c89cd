"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from stadspoort.apps.accounts import account_views, oidc_views, sign_in_views, user_views

app_name = "accounts"

urlpatterns = [
    path("inloggen/", sign_in_views.sign_in, name="sign_in"),
    path("inloggen/code/", sign_in_views.sign_in_code, name="sign_in_code"),
    path("inloggen/werkaccount/", oidc_views.start, name="oidc_start"),
    path("inloggen/werkaccount/terug/", oidc_views.callback, name="oidc_callback"),
    path("inloggen/verder/", sign_in_views.next_step, name="next_step"),
    path("uitloggen/", sign_in_views.sign_out, name="sign_out"),
    path("account/", account_views.account, name="account"),
    path("account/wachtwoord/", account_views.change_password, name="change_password"),
    path("account/tweede-stap/", account_views.set_up_second_factor, name="set_up_second_factor"),
    path("account/herstelcodes/", account_views.new_recovery_codes, name="new_recovery_codes"),
    path("account/herstelcodes/tonen/", account_views.recovery_codes, name="recovery_codes"),
    path("account/sessies/", account_views.end_sessions, name="end_sessions"),
    path("beheer/gebruikers/", user_views.users, name="users"),
    path("beheer/gebruikers/nieuw/", user_views.add_user, name="add_user"),
    path("beheer/gebruikers/<int:user_id>/", user_views.user, name="user"),
    path("beheer/gebruikers/<int:user_id>/rollen/", user_views.set_roles, name="set_roles"),
    path("beheer/gebruikers/<int:user_id>/sluiten/", user_views.deactivate, name="deactivate"),
    path("beheer/gebruikers/<int:user_id>/openen/", user_views.activate, name="activate"),
    path(
        "beheer/gebruikers/<int:user_id>/tweede-stap/",
        user_views.reset_second_factor,
        name="reset_second_factor",
    ),
    path(
        "beheer/gebruikers/<int:user_id>/wachtwoord/",
        user_views.reset_password,
        name="reset_password",
    ),
    path(
        "beheer/gebruikers/<int:user_id>/wachtwoord/tonen/",
        user_views.temporary_password,
        name="temporary_password",
    ),
]
