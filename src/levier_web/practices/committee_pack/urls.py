"""Addresses of the committee pack."""

from __future__ import annotations

from django.urls import path

from levier_web.practices.committee_pack import views

app_name = "committee_pack"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:language>/<slug:form>/", views.document, name="document"),
]
