"""Addresses of one's account, and of how people come in."""

from __future__ import annotations

from django.urls import path

from levier_web.identity.views import account, groups, settings

app_name = "identity"
urlpatterns = [
    path("", account.account, name="account"),
    path("sessions/", account.end_sessions, name="end_sessions"),
    path("sessions/<int:pk>/", account.end_session, name="end_session"),
    path("second-factor/", account.demanded, name="demanded"),
    path("sign-in/", settings.settings, name="settings"),
    path("sign-in/try/<slug:slug>/", settings.attempt, name="attempt"),
    path("sign-in/unlock/<int:pk>/", settings.unlock, name="unlock"),
    path("sign-in/lost/", settings.take_away, name="take_away"),
    path("sign-in/keys/", settings.new_token, name="new_token"),
    path("sign-in/keys/<int:pk>/", settings.revoke_token, name="revoke_token"),
    path("sign-in/groups/", groups.groups, name="groups"),
    path("sign-in/groups/new/", groups.new_group, name="new_group"),
    path("sign-in/groups/<int:pk>/", groups.group, name="group"),
    path("sign-in/groups/<int:pk>/remove/", groups.forget_group, name="forget_group"),
]
