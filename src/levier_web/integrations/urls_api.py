"""Pages about the programming interface, at its own address."""

from __future__ import annotations

from django.urls import path

from levier_web.integrations.views import guide

app_name = "interface"
urlpatterns = [
    path("openapi.json", guide.openapi, name="openapi"),
    path("guide/", guide.guide, name="guide"),
]
