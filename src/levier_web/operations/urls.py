"""Addresses of the operations."""

from __future__ import annotations

from django.urls import path

from levier_web.operations import views

app_name = "operations"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
    path("service-metrics/", views.metrics, name="metrics"),
]
